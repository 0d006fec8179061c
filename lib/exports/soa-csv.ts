import { toCsv } from "@/lib/core/csv";
import type { ExportProfile } from "@/lib/core/isms-statuses";
import { soaCells, soaColumns } from "@/lib/core/soa-columns";
import type { SoaDocument } from "@/lib/core/soa-document";

/** The rows of the statement as CSV for spreadsheets: the same columns and values as the workbook. */
export function soaCsv(document: SoaDocument, profile: ExportProfile): string {
  const columns = soaColumns(profile, "sheet");
  return toCsv(
    columns.map((column) => column.title),
    soaCells(columns, document.rows, document),
  );
}
