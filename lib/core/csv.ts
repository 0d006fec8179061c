// Writing CSV that spreadsheets open as text: the guard against formulas, and its exact inverse.

const FORMULA_START = new Set(["=", "+", "-", "@", "|", "%"]);
const INVISIBLE_RUN = /^[\s\p{Cc}\p{Cf}\p{Z}]*/u;

/** Whether a spreadsheet could run the text: judged after NFKC and behind white space and invisible characters. */
export function looksLikeFormula(text: string): boolean {
  const plain = text.normalize("NFKC");
  const run = INVISIBLE_RUN.exec(plain)?.[0] ?? "";
  return /[\t\r\n]/.test(run) || FORMULA_START.has(plain.charAt(run.length));
}

function needsGuard(text: string): boolean {
  return looksLikeFormula(text.replace(/^'+/, ""));
}

/** The text as it may stand in a spreadsheet cell: with one apostrophe in front when it could run, or could be taken for a guarded one. */
export function guard(text: string): string {
  return needsGuard(text) ? `'${text}` : text;
}

/** Takes off exactly the apostrophe that `guard` writes: `unguard(guard(text)) === text` for every text. */
export function unguard(text: string): string {
  return text.startsWith("'") && needsGuard(text.slice(1)) ? text.slice(1) : text;
}

export type CsvValue = string | number | boolean | null;

/** One quoted cell. Text is guarded; numbers and booleans are written as they are; null is an empty cell. */
export function csvCell(value: CsvValue): string {
  const text = typeof value === "string" ? guard(value) : String(value ?? "");
  return `"${text.replaceAll('"', '""')}"`;
}

/** One line with CR LF, for exports that are streamed. */
export function csvLine(cells: readonly CsvValue[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** Written first, so that spreadsheets read the file as UTF-8. */
export const CSV_BOM = "\uFEFF";

/** A whole file: byte order mark, header, rows; comma, CR LF, every cell quoted. */
export function toCsv(header: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return CSV_BOM + [header, ...rows].map(csvLine).join("");
}
