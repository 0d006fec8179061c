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
  /** Printed small on every page: what it is and for whom at the top, what it rests on at the foot. */
  readonly lines?: { readonly head: string; readonly headRight: string; readonly foot: string };
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

const ORDINARY = /^[\n\x20-\x5e\x60-\x7e]*$/;

/** Text that a cell can hold: Excel's longest, no control characters, no halves of surrogate pairs. */
function cellText(text: string): string {
  if (text.length <= CELL_LIMIT && ORDINARY.test(text)) return text;
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

const BOLD = { ...FONT, bold: true };
const STRONG: CellStyle = { numFmt: TEXT, font: BOLD, alignment: TOP };
const LINE: CellStyle = { numFmt: TEXT, font: BOLD, alignment: { vertical: "top" } };
const HEADER: CellStyle = { ...STRONG, fill: HEADER_FILL };

function strongCells(sheet: SheetSpec) {
  const cells = new Map<string, { value: SheetCell; type: "string" | "number"; style: CellStyle }>();
  const lines = new Set(sheet.lineRows ?? []);
  const header = sheet.header === undefined ? [] : [sheet.header];
  const rows = new Set([...(sheet.strong ?? []), ...lines, ...header]);
  for (const row of rows) {
    const strong = row === sheet.header ? HEADER : STRONG;
    const style = lines.has(row) ? LINE : strong;
    (sheet.rows[row] ?? []).forEach((value, column) => {
      const text = typeof value === "string";
      cells.set(`${row},${column}`, {
        ...{ value: text ? cellText(value) : value, type: text ? "string" : "number", style },
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
  if (!value.includes("\n")) return Math.ceil(value.length / width);
  return value.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
}

type PreparedRow = {
  readonly columns: SheetSpec["columns"];
  /** An empty cell keeps its format and holds nothing. */
  readonly cells: (SheetCell | null)[];
  /** Null for a row of one line. Not every program measures a row that wraps when it opens the file. */
  readonly height: number | null;
};
type SheetRow = SheetSpec["rows"][number];

function prepareRow(row: SheetRow, columns: SheetSpec["columns"]): PreparedRow {
  const lines = row.reduce<number>(
    (most, cell, place) => Math.max(most, linesOf(cell, columns[place]?.width ?? 10)),
    0,
  );
  const cells = row.map((value) => {
    if (typeof value === "number") return value;
    return value === "" ? null : cellText(value);
  });
  return { columns, cells, height: lines > 1 ? Math.min(ROW_POINTS, lines * LINE_POINTS + 2) : null };
}

/** A row that stands in several sheets with the same columns is prepared once. */
function rowPreparer(): (row: SheetRow, columns: SheetSpec["columns"]) => PreparedRow {
  const known = new Map<SheetRow, PreparedRow>();
  return (row, columns) => {
    const before = known.get(row);
    if (before?.columns === columns) return before;
    const prepared = prepareRow(row, columns);
    known.set(row, prepared);
    return prepared;
  };
}

const TEXT_COLUMN: CellStyle = { numFmt: TEXT, alignment: TOP };
const NUMBER_COLUMN: CellStyle = { numFmt: "0", alignment: TOP };

/** A column in which nothing stands needs no format: half of the cells of a statement are such. */
function columnsOf(sheet: SheetSpec) {
  const first = (sheet.header ?? -1) + 1;
  const filled = new Set<number>();
  for (const row of sheet.rows.slice(first)) {
    row.forEach((value, place) => {
      if (value !== "") filled.add(place);
    });
  }
  return sheet.columns.map(({ width, number }, place) => ({
    width,
    ...(filled.has(place) ? { style: number ? NUMBER_COLUMN : TEXT_COLUMN } : {}),
  }));
}

function rowsOf(sheet: SheetSpec, prepare: ReturnType<typeof rowPreparer>) {
  const alone = new Set(sheet.lineRows ?? []);
  const rows = sheet.rows.map((row) => prepare(row, sheet.columns));
  const rowDefs = new Map<number, { height: number }>();
  rows.forEach(({ height }, index) => {
    if (height !== null && !alone.has(index)) rowDefs.set(index, { height });
  });
  return { rows: rows.map(({ cells }) => cells), rowDefs };
}

/** Excel takes a head or foot line of at most 255 characters. */
const LINE_LIMIT = 110;

/** Text of a head or foot line; an ampersand alone would begin a code. */
function printedLine(text: string): string {
  const short = text.length > LINE_LIMIT ? `${[...text].slice(0, LINE_LIMIT - 3).join("")}...` : text;
  return cellText(short).replaceAll("&", "&&").replaceAll("\n", " ");
}

function headerFooterOf({ watermark, lines }: WorkbookSpec) {
  const mark = watermark === null ? "" : `&C&"Arial,Bold"&24${watermark.replaceAll("&", "&&")}`;
  const small = '&"Arial,Regular"&8 ';
  const head =
    lines === undefined
      ? ""
      : `&L${small}${printedLine(lines.head)}&R${small}${printedLine(lines.headRight)}`;
  const foot =
    lines === undefined ? "&L&A&R&P / &N" : `&L${small}${printedLine(lines.foot)}&R${small}&A, page &P of &N`;
  return { ...(head + mark === "" ? {} : { oddHeader: head + mark }), oddFooter: foot };
}

/** Characters that one page of A4 landscape holds at a size that can be read. */
const PAGE_CHARACTERS = 240;

const widthOf = (columns: SheetSpec["columns"]) => columns.reduce((sum, { width }) => sum + width, 0);

/** Pages side by side: more than one as soon as one would be too small to read. */
function pagesAcross({ columns, frozenColumns = 0 }: SheetSpec): number {
  const repeated = widthOf(columns.slice(0, frozenColumns));
  const rest = widthOf(columns) - repeated;
  return Math.max(1, Math.ceil(rest / (PAGE_CHARACTERS - Math.min(repeated, PAGE_CHARACTERS / 2))));
}

/** The row of titles, and the frozen columns where pages stand side by side, on each printed page. Names with blanks are quoted. */
function printTitles(sheets: WorkbookSpec["sheets"]) {
  return sheets.flatMap((sheet) => {
    const { name, header, frozenColumns = 0 } = sheet;
    if (header === undefined) return [];
    const place = `'${name.replaceAll("'", "''")}'!`;
    const row = `${place}$${header + 1}:$${header + 1}`;
    const columns = `${place}$A:$${columnName(Math.max(0, frozenColumns - 1))}`;
    const range = frozenColumns > 0 && pagesAcross(sheet) > 1 ? `${columns},${row}` : row;
    return [{ name: "_xlnm.Print_Titles", range, scope: name }];
  });
}

function sheetOf(sheet: SheetSpec, book: WorkbookSpec, prepare: ReturnType<typeof rowPreparer>) {
  const { header } = sheet;
  return {
    name: sheet.name,
    columns: columnsOf(sheet),
    ...rowsOf(sheet, prepare),
    cells: strongCells(sheet),
    pageSetup: {
      paperSize: "a4" as const,
      orientation: "landscape" as const,
      fitToPage: true,
      fitToWidth: pagesAcross(sheet),
      fitToHeight: 0,
    },
    headerFooter: headerFooterOf(book),
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
  const prepare = rowPreparer();
  const bytes = await writeXlsx({
    sheets: book.sheets.map((sheet) => sheetOf(sheet, book, prepare)),
    namedRanges: printTitles(book.sheets),
    properties: { title: book.title, creator: book.author, created: book.at, modified: book.at },
    defaultFont: FONT,
  });
  return new Uint8Array(bytes);
}
