import { toCsv } from "@/lib/core/csv";
import type { SoaDocument } from "@/lib/core/soa-document";
import { SOA_COLUMNS } from "@/lib/exports/soa-columns";

/** The rows of the statement as CSV for spreadsheets: the same columns and values as the workbook. */
export function soaCsv(document: SoaDocument): string {
  return toCsv(
    SOA_COLUMNS.map((column) => column.title),
    document.rows.map((row) => SOA_COLUMNS.map((column) => column.value(row, document))),
  );
}
