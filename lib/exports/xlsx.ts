import { type CellStyle, writeXlsx } from "hucre/xlsx";
import { plainText } from "@/lib/core/plain-text";

export type SheetCell = string | number;

export type SheetColumn = {
  /** In characters. */
  readonly width: number;
  /** Counts; everything else is text. */
  readonly number?: boolean;
};

export type SheetSpec = {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** Index of the row of column titles: bold, frozen with everything above it, with filters, repeated on each printed page. */
  readonly header?: number;
  /** Columns that stay while the sheet scrolls sideways. */
  readonly frozenColumns?: number;
  /** Indexes of rows printed bold, such as headings of a cover. */
  readonly strong?: readonly number[];
  /** Indexes of rows with one long line in the first cell: bold, not wrapped, running over the cells beside it. */
  readonly lineRows?: readonly number[];
};

export type WorkbookSpec = {
  readonly title: string;
  readonly author: string;
  readonly at: Date;
  /** Printed large at the top of every page; null prints nothing. */
  readonly watermark: string | null;
  readonly sheets: readonly SheetSpec[];
};

const FONT = { name: "Arial", size: 10 } as const;
const TEXT = "@";
const TOP = { vertical: "top", wrapText: true } as const;
const CELL_LIMIT = 32_767;
const HEADER_FILL = {
  type: "pattern" as const,
  pattern: "solid" as const,
  fgColor: { rgb: "EEF0F3" },
};

/** Text that a cell can hold: Excel's longest, no control characters, no halves of surrogate pairs. */
function cellText(text: string): string {
  const plain = plainText(text)
    .slice(0, CELL_LIMIT)
    .replace(/\p{Surrogate}/gu, "\uFFFD");
  // The format reads _x0041_ as the letter A: the underscore of such text is written as one itself.
  return plain.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
}

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

function filterRange(sheet: SheetSpec, header: number): string {
  const last = columnName(Math.max(0, sheet.columns.length - 1));
  return `A${header + 1}:${last}${Math.max(sheet.rows.length, header + 1)}`;
}

function strongCells(sheet: SheetSpec) {
  const cells = new Map<string, { value: SheetCell; type: "string" | "number"; style: CellStyle }>();
  const lines = new Set(sheet.lineRows ?? []);
  const header = sheet.header === undefined ? [] : [sheet.header];
  const rows = new Set([...(sheet.strong ?? []), ...lines, ...header]);
  for (const row of rows) {
    (sheet.rows[row] ?? []).forEach((value, column) => {
      cells.set(`${row},${column}`, {
        value: typeof value === "string" ? cellText(value) : value,
        type: typeof value === "string" ? "string" : "number",
        style: {
          numFmt: TEXT,
          font: { ...FONT, bold: true },
          alignment: lines.has(row) ? { vertical: "top" } : TOP,
          ...(row === sheet.header ? { fill: HEADER_FILL } : {}),
        },
      });
    });
  }
  return cells;
}

const LINE_POINTS = 12.75;
/** The highest row that Excel shows. */
const ROW_POINTS = 409;

function linesOf(value: SheetCell, width: number): number {
  if (typeof value === "number") return 1;
  return value.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
}

/** Heights of the rows that wrap: not every program measures them when it opens the file. */
function rowHeights(sheet: SheetSpec): Map<number, { height: number }> {
  const alone = new Set(sheet.lineRows ?? []);
  const heights = new Map<number, { height: number }>();
  sheet.rows.forEach((row, index) => {
    if (alone.has(index)) return;
    const lines = Math.max(0, ...row.map((cell, place) => linesOf(cell, sheet.columns[place]?.width ?? 10)));
    if (lines > 1) heights.set(index, { height: Math.min(ROW_POINTS, lines * LINE_POINTS + 2) });
  });
  return heights;
}

function sheetOf(sheet: SheetSpec, watermark: string | null) {
  const { header } = sheet;
  return {
    name: sheet.name,
    columns: sheet.columns.map(({ width, number }) => ({
      width,
      style: { numFmt: number ? "0" : TEXT, alignment: TOP },
    })),
    rows: sheet.rows.map((row) => row.map((value) => (typeof value === "string" ? cellText(value) : value))),
    cells: strongCells(sheet),
    rowDefs: rowHeights(sheet),
    pageSetup: {
      paperSize: "a4" as const,
      orientation: "landscape" as const,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      ...(header === undefined ? {} : { printTitlesRow: `$${header + 1}:$${header + 1}` }),
    },
    headerFooter: {
      ...(watermark === null ? {} : { oddHeader: `&C&"Arial,Bold"&24${watermark.replaceAll("&", "&&")}` }),
      oddFooter: "&L&A&R&P / &N",
    },
    ...(header === undefined
      ? {}
      : {
          freezePane: { rows: header + 1, columns: sheet.frozenColumns ?? 0 },
          autoFilter: { range: filterRange(sheet, header) },
        }),
  };
}

/** The bytes of a workbook in which text is text: nothing that was typed becomes a number, a date or a formula. */
export async function writeWorkbook(book: WorkbookSpec): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await writeXlsx({
    sheets: book.sheets.map((sheet) => sheetOf(sheet, book.watermark)),
    properties: { title: book.title, creator: book.author, created: book.at, modified: book.at },
    defaultFont: FONT,
  });
  return new Uint8Array(bytes);
}
