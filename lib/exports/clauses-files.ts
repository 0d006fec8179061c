import { CLAUSE_COLUMNS, type ClausesAnnex, clauseCells } from "@/lib/core/clauses-annex";
import { toCsv } from "@/lib/core/csv";
import { type SoaDocument, soaFileName } from "@/lib/core/soa-document";
import { writeWorkbook } from "@/lib/exports/xlsx";

export const CLAUSES_TITLE = "Conformity with clauses 4 to 10";

export const CLAUSES_FORMATS = ["xlsx", "csv"] as const;
export type ClausesFormat = (typeof CLAUSES_FORMATS)[number];

/** `Northwind_Clauses_2026-11-22.xlsx`, with the number of the approved version that it was stored with. */
export function clausesName(header: SoaDocument["header"], format: ClausesFormat): string {
  return soaFileName(header, format).replace(/_SoA_(?:draft_)?/, "_Clauses_");
}

/** The annex as CSV for spreadsheets. */
function clausesCsv(annex: ClausesAnnex): string {
  return toCsv(
    CLAUSE_COLUMNS.map(({ title }) => title),
    clauseCells(annex),
  );
}

/** The annex as a workbook of its own: one sheet with filters and a frozen header. */
async function clausesWorkbook(annex: ClausesAnnex): Promise<Uint8Array<ArrayBuffer>> {
  const { organisation, standard, today } = annex;
  const line = `${organisation}: ${CLAUSES_TITLE} of ${standard}, records of ${today}. No part of the Statement of Applicability.`;
  return writeWorkbook({
    title: CLAUSES_TITLE,
    author: organisation,
    at: new Date(`${today}T00:00:00Z`),
    watermark: null,
    sheets: [
      {
        name: "Clauses",
        columns: CLAUSE_COLUMNS.map(({ width, number }) => ({ width, number: number ?? false })),
        rows: [[line], CLAUSE_COLUMNS.map(({ title }) => title), ...clauseCells(annex)],
        header: 1,
        frozenColumns: 2,
        lineRows: [0],
      },
    ],
  });
}

/** The bytes of the annex in one format. */
export async function renderClauses(
  annex: ClausesAnnex,
  format: ClausesFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  return format === "xlsx" ? clausesWorkbook(annex) : new TextEncoder().encode(clausesCsv(annex));
}
