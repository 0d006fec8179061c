import { ANNEX_THEMES } from "@/lib/core/frameworks/types";
import type { ExportProfile } from "@/lib/core/isms-statuses";
import { THEME_TITLE } from "@/lib/core/readiness";
import { type SoaCell, type SoaColumn, soaCells, soaColumns } from "@/lib/core/soa-columns";
import type { SoaDocument, SoaDocumentRow } from "@/lib/core/soa-document";
import {
  CHANGES_HEAD,
  changeLines,
  checkLines,
  classificationOf,
  coverFacts,
  footLine,
  HISTORY_HEAD,
  headLine,
  historyLines,
  SHAREABLE_NOTE,
  SOA_LEGEND,
  SOA_TITLE,
  statusLine,
  versionName,
  watermarkOf,
} from "@/lib/core/soa-export-words";
import { type SheetSpec, writeWorkbook } from "@/lib/exports/xlsx";

/** Below Excel's longest cell, with room for the words that lead on. */
const CELL_LIMIT = 32_000;
const LEADS_ON = " [continued on the sheet Long texts]";

function coverSheet(document: SoaDocument, profile: ExportProfile): SheetSpec {
  const lines = (title: string, none: string, severity: "blocking" | "warning") => {
    const found = checkLines(document, severity, profile);
    if (found.length === 0) return [[none]];
    return [[title, "What is wrong", "How to mend it", "Rows"], ...found.map((line) => ["", ...line])];
  };
  const checks =
    watermarkOf(document) === null || profile === "shareable"
      ? []
      : [
          [],
          ...lines("Blocks approval", "Nothing blocks approval", "blocking"),
          [],
          ...lines("Warnings", "No warnings", "warning"),
        ];
  const rows = [
    [SOA_TITLE],
    [statusLine(document)],
    ...(profile === "shareable" ? [[SHAREABLE_NOTE]] : []),
    [],
    ...coverFacts(document, profile),
    ...checks,
  ];
  return {
    name: "Cover",
    columns: [{ width: 30 }, { width: 60 }, { width: 60 }, { width: 60 }],
    rows,
    strong: rows.flatMap((row, index) => (index < 2 || row[1] === "What is wrong" ? [index] : [])),
    lineRows: profile === "shareable" ? [0, 1, 2] : [0, 1],
  };
}

type LongTexts = (string | number)[][];

/** The text of a cell, or its beginning: the whole text then stands in pieces on a sheet of its own. */
function fitting(long: LongTexts, ref: string, title: string, cell: SoaCell): SoaCell {
  if (typeof cell === "number" || cell.length <= CELL_LIMIT) return cell;
  const pieces = piecesOf(cell);
  pieces.forEach((piece, index) => {
    long.push([ref, title, index + 1, piece]);
  });
  return `${pieces[0] ?? ""}${LEADS_ON}`;
}

/** Never cut between the halves of one character. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    const last = text.codePointAt(at + CELL_LIMIT - 1) ?? 0;
    const end = at + CELL_LIMIT - (last > 0xffff ? 1 : 0);
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}

type Line = { readonly row: SoaDocumentRow; readonly cells: readonly SoaCell[] };
type Frame = {
  readonly status: string;
  readonly columns: readonly SoaColumn[];
  /** One list for every sheet of rows, so that a row is prepared once. */
  readonly widths: SheetSpec["columns"];
  readonly lines: readonly Line[];
  readonly long: LongTexts;
};

/** Every cell once, for the sheet of all rows and for that of its theme. */
function frameOf(document: SoaDocument, profile: ExportProfile): Frame {
  const columns = soaColumns(profile, "sheet");
  const long: LongTexts = [];
  const cells = soaCells(columns, document.rows, document);
  const lines = document.rows.map((row, index) => ({
    row,
    cells: (cells[index] ?? []).map((cell, place) =>
      fitting(long, row.ref, columns[place]?.title ?? "", cell),
    ),
  }));
  const widths = columns.map(({ width, number }) => ({ width, number: number ?? false }));
  return { status: statusLine(document), columns, widths, lines, long };
}

function rowsSheet(name: string, lines: readonly Line[], { status, columns, widths }: Frame): SheetSpec {
  return {
    name,
    columns: widths,
    rows: [[status], columns.map((column) => column.title), ...lines.map((line) => line.cells)],
    header: 1,
    frozenColumns: columns.findIndex((column) => column.key === "title") + 1,
    lineRows: [0],
  };
}

function themeSheets(frame: Frame): readonly SheetSpec[] {
  return [...ANNEX_THEMES, null].flatMap((theme) => {
    const lines = frame.lines.filter(({ row }) => row.theme === theme);
    const name = theme === null ? "Own controls" : `${theme} ${THEME_TITLE[theme]}`;
    return lines.length === 0 ? [] : [rowsSheet(name, lines, frame)];
  });
}

function listSheet(
  name: string,
  line: string,
  table: {
    readonly widths: readonly number[];
    readonly head: readonly string[];
    readonly rows: SheetSpec["rows"];
  },
): SheetSpec {
  return {
    name,
    columns: table.widths.map((width) => ({ width })),
    rows: [[line], table.head, ...table.rows],
    header: 1,
    lineRows: [0],
  };
}

function logSheets(document: SoaDocument, profile: ExportProfile): readonly SheetSpec[] {
  const history = historyLines(document, profile);
  const changes = profile === "internal" ? changeLines(document) : [];
  const line = history.length === 0 ? "No version has been approved yet." : statusLine(document);
  return [
    listSheet("Change log", line, { widths: [12, 14, 30, 80], head: HISTORY_HEAD, rows: history }),
    ...(changes.length === 0
      ? []
      : [
          listSheet("Changed cells", "Changed since the version before", {
            ...{ widths: [9, 32, 11, 24, 50, 50], head: CHANGES_HEAD, rows: changes },
          }),
        ]),
  ];
}

/**
 * The workbook: cover, all rows with filters and a frozen header, one sheet for each theme, change log and legend. A text
 * that no cell can hold goes on in a sheet of its own.
 */
export async function soaWorkbook(
  document: SoaDocument,
  profile: ExportProfile,
): Promise<Uint8Array<ArrayBuffer>> {
  const { header } = document;
  const frame = frameOf(document, profile);
  const rows = [rowsSheet("SoA", frame.lines, frame), ...themeSheets(frame)];
  const widths = [9, 28, 8, 120];
  const long =
    frame.long.length === 0
      ? []
      : [
          listSheet("Long texts", "Texts that are longer than a cell, in pieces", {
            ...{ widths, head: ["Ref", "Column", "Piece", "Text"], rows: frame.long },
          }),
        ];
  return writeWorkbook({
    title: `${SOA_TITLE}, ${versionName(header)}`,
    author: header.organisation,
    at: new Date(`${header.approval?.on ?? header.date}T00:00:00Z`),
    watermark: watermarkOf(document),
    lines: {
      head: headLine(document),
      headRight: classificationOf(document, profile),
      foot: footLine(document),
    },
    sheets: [
      coverSheet(document, profile),
      ...rows,
      ...logSheets(document, profile),
      listSheet("Key", statusLine(document), {
        ...{ widths: [18, 18, 90], head: ["Column", "Value", "Meaning"], rows: SOA_LEGEND },
      }),
      ...long,
    ],
  });
}
