// Registers that are tables already, such as workbooks: the sheet, the row of headings, and the records below it.

import { addDays } from "@/lib/core/dates";
import { guessMapping, type RegisterMapping } from "@/lib/core/register-columns";
import { DATE_FIELDS } from "@/lib/core/register-line";
import { type ParsedRegister, REGISTER_LIMITS, type RegisterRecord } from "@/lib/core/register-text";

/** A sheet of texts; row n of the sheet is the entry n - 1. */
export type SheetTable = { readonly name: string; readonly rows: readonly (readonly string[])[] };

const HEADER_WITHIN = 20;

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell !== "").length;
}

/** The row of headings: the first that names a column for the evidence, else the first with two texts; -1 when there is none. */
function headerAt(rows: readonly (readonly string[])[]): number {
  const top = rows.slice(0, HEADER_WITHIN);
  const telling = top.findIndex((cells) => filled(cells) > 1 && guessMapping(cells).name !== null);
  return telling === -1 ? top.findIndex((cells) => filled(cells) > 1) : telling;
}

/** The sheet that is read unless a person chooses another: the first whose headings name the evidence, else the first with rows. */
export function registerSheet(sheets: readonly SheetTable[], wanted: string | null): SheetTable | null {
  const chosen = sheets.find((sheet) => sheet.name === wanted);
  if (chosen !== undefined) return chosen;
  const telling = sheets.find((sheet) =>
    sheet.rows
      .slice(0, HEADER_WITHIN)
      .some((cells) => filled(cells) > 1 && guessMapping(cells).name !== null),
  );
  return telling ?? sheets.find((sheet) => headerAt(sheet.rows) !== -1) ?? null;
}

/** The sheet as a register, with the sheet's own row numbers. Refused like a text file is. */
export function tableRegister(sheet: SheetTable): ParsedRegister {
  const bad = (reason: string): ParsedRegister => ({ ok: false, reason, line: null });
  const at = headerAt(sheet.rows);
  if (at === -1) return bad(`The sheet ${sheet.name} has no row of column headings.`);
  const heading = sheet.rows[at] ?? [];
  const width = heading.findLastIndex((cell) => cell !== "") + 1;
  if (width > REGISTER_LIMITS.columns) {
    return bad(`The header has ${width} columns; an import takes at most 100.`);
  }
  const header = heading.slice(0, width);
  const records = sheet.rows.flatMap((cells, row) =>
    row > at && filled(cells) > 0 ? [recordOf(cells, row + 1, width)] : [],
  );
  if (records.length === 0) return bad(`The sheet ${sheet.name} has headings but no row below them.`);
  if (records.length > REGISTER_LIMITS.lines) {
    return bad("The sheet has more than 10,000 rows. Split it into several files.");
  }
  return { ok: true, delimiter: ",", header, records };
}

function recordOf(cells: readonly string[], line: number, width: number): RegisterRecord {
  const beyond = cells.slice(width).some((cell) => cell !== "");
  return {
    line,
    cells: Array.from({ length: width }, (_, column) => cells[column] ?? ""),
    problem: beyond ? "The row has text to the right of the last heading. Give that column a heading." : null,
  };
}

const SERIAL = /^\d{5}(?:\.\d+)?$/;

/** Days of a spreadsheet in date columns, written as dates; the numbers of other columns stay as they are. */
export function withSerialDates(
  records: readonly RegisterRecord[],
  mapping: RegisterMapping,
): readonly RegisterRecord[] {
  const columns = new Set(DATE_FIELDS.map((field) => mapping[field]).filter((at) => at !== null));
  const dateOf = (cell: string) =>
    SERIAL.test(cell) ? addDays("1899-12-30", Math.floor(Number(cell))) : cell;
  return records.map((record) => ({
    ...record,
    cells: record.cells.map((cell, column) => (columns.has(column) ? dateOf(cell) : cell)),
  }));
}
