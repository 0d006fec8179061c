import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  type IParagraphOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { isRightToLeft } from "@/lib/core/font-coverage";
import type { ExportProfile } from "@/lib/core/isms-statuses";
import { plainText } from "@/lib/core/plain-text";
import { type SoaColumn, soaCells, soaColumns } from "@/lib/core/soa-columns";
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
  watermarkOf,
} from "@/lib/core/soa-export-words";
import { soaGroups } from "@/lib/core/soa-list";

/** A4 landscape less margins, in twentieths of a point. */
const WIDTH = 16_838 - 2 * 850;
const SMALL = 15;
const GREY = "5B6470";
const LINE = { style: BorderStyle.SINGLE, size: 4, color: "C9CED6" } as const;
const BORDERS = {
  ...{ top: LINE, bottom: LINE, left: LINE, right: LINE },
  ...{ insideHorizontal: LINE, insideVertical: LINE },
} as const;

/** Lines of the text as runs with breaks, so that a paragraph keeps what was typed. */
function runs(text: string, style: { readonly bold?: boolean; readonly size?: number } = {}): TextRun[] {
  const rightToLeft = isRightToLeft(text);
  return text
    .split("\n")
    .map(
      (line, index) => new TextRun({ ...style, text: line, rightToLeft, ...(index > 0 ? { break: 1 } : {}) }),
    );
}

function paragraph(
  text: string,
  more: IParagraphOptions & { readonly bold?: boolean; readonly size?: number } = {},
) {
  const { bold = false, size = 18, ...rest } = more;
  return new Paragraph({ ...rest, bidirectional: isRightToLeft(text), children: runs(text, { bold, size }) });
}

function cell(text: string, width: number, head: boolean): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(head ? { shading: { type: ShadingType.CLEAR, color: "auto", fill: "EEF0F3" } } : {}),
    children: [paragraph(text, { bold: head, size: SMALL })],
  });
}

type Cells = readonly (readonly (string | number)[])[];

function table(head: readonly string[], shares: readonly number[], lines: Cells): Table {
  const sum = shares.reduce((total, share) => total + share, 0);
  const widths = shares.map((share) => Math.floor((share / sum) * WIDTH));
  const row = (cells: readonly (string | number)[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: cells.every((text) => String(text).length < 700),
      children: cells.map((text, index) => cell(String(text), widths[index] ?? 0, isHead)),
    });
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: BORDERS,
    margins: { top: 40, bottom: 40, left: 70, right: 70 },
    rows: [row(head, true), ...lines.map((line) => row(line, false))],
  });
}

function heading(
  text: string,
  level: (typeof HeadingLevel)[keyof typeof HeadingLevel],
  newPage = false,
): Paragraph {
  return new Paragraph({ heading: level, pageBreakBefore: newPage, keepNext: true, children: runs(text) });
}

function columnsTable(
  columns: readonly SoaColumn[],
  rows: readonly SoaDocumentRow[],
  document: SoaDocument,
): Table {
  return table(
    columns.map((column) => column.title),
    columns.map((column) => column.share ?? column.width),
    soaCells(columns, rows, document),
  );
}

type Block = Paragraph | Table;

function cover(document: SoaDocument, profile: ExportProfile): readonly Block[] {
  const facts = coverFacts(document, profile);
  const blocking = checkLines(document, "blocking", profile);
  const warnings = checkLines(document, "warning", profile);
  const checks = (title: string, lines: typeof blocking): readonly Block[] =>
    lines.length === 0
      ? []
      : [
          heading(title, HeadingLevel.HEADING_1),
          table(["What is wrong", "How to mend it", "Rows"], [30, 40, 30], lines),
        ];
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, children: runs(SOA_TITLE) }),
    paragraph(plainText(document.header.organisation), { size: 28, spacing: { after: 120 } }),
    paragraph(statusLine(document), { bold: true, spacing: { after: 200 } }),
    ...(profile === "shareable" ? [paragraph(SHAREABLE_NOTE, { spacing: { after: 200 } })] : []),
    table(["About this statement", ""], [25, 75], facts),
    ...checks("Blocks approval", blocking),
    ...checks("Warnings", warnings),
  ];
}

function statement(document: SoaDocument, profile: ExportProfile): readonly Block[] {
  const columns = soaColumns(profile, "statement");
  return soaGroups(document.rows).flatMap(({ label, refs }, index) => {
    const named = new Set(refs);
    const rows = document.rows.filter((row) => named.has(row.ref));
    return [heading(label, HeadingLevel.HEADING_1, index === 0), columnsTable(columns, rows, document)];
  });
}

function annexes(document: SoaDocument, profile: ExportProfile): readonly Block[] {
  const record = soaColumns(profile, "record");
  const history = historyLines(document, profile);
  const changes = profile === "internal" ? changeLines(document) : [];
  return [
    ...(record.length === 0
      ? []
      : [
          heading("Records behind each row", HeadingLevel.HEADING_1, true),
          columnsTable(record, document.rows, document),
        ]),
    heading("Change log", HeadingLevel.HEADING_1, true),
    ...(history.length === 0
      ? [paragraph("No version has been approved yet.")]
      : [table(HISTORY_HEAD, [10, 15, 25, 50], history)]),
    ...(changes.length === 0
      ? []
      : [
          heading("Changed since the version before", HeadingLevel.HEADING_2),
          table(CHANGES_HEAD, [8, 20, 9, 15, 24, 24], changes),
        ]),
    heading("Legend", HeadingLevel.HEADING_1),
    table(["Column", "Value", "Meaning"], [15, 20, 65], SOA_LEGEND),
  ];
}

function headerOf(document: SoaDocument, profile: ExportProfile): Header {
  const mark = watermarkOf(document);
  return new Header({
    children: [
      new Paragraph({
        tabStops: [{ type: "right", position: WIDTH }],
        spacing: { after: 120 },
        children: [
          new TextRun({ text: headLine(document), size: SMALL, color: GREY }),
          new TextRun({ text: `\t${classificationOf(document, profile)}`, size: SMALL, color: GREY }),
        ],
      }),
      ...(mark === null
        ? []
        : [
            new Paragraph({
              alignment: AlignmentType.CENTER,
              spacing: { after: 160 },
              children: [new TextRun({ text: mark, bold: true, size: 40, color: "C0392B" })],
            }),
          ]),
    ],
  });
}

function footerOf(document: SoaDocument): Footer {
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: "right", position: WIDTH }],
        children: [
          new TextRun({ text: footLine(document), size: SMALL, color: GREY }),
          new TextRun({
            size: SMALL,
            color: GREY,
            children: ["\tPage ", PageNumber.CURRENT, " of ", PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
    ],
  });
}

const FONT = { font: "Arial", language: { value: "en-GB" } } as const;

/** The statement as an editable document: cover, one table for each theme, the records behind the rows, change log, legend. */
export async function soaDocx(
  document: SoaDocument,
  profile: ExportProfile,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = new Document({
    title: `${SOA_TITLE}, ${plainText(document.header.organisation)}`,
    creator: plainText(document.header.organisation),
    lastModifiedBy: plainText(document.header.organisation),
    description: statusLine(document),
    styles: {
      default: {
        document: { run: FONT },
        title: { run: { size: 44, bold: true }, paragraph: { spacing: { after: 120 } } },
        heading1: { run: { size: 26, bold: true }, paragraph: { spacing: { before: 280, after: 120 } } },
        heading2: { run: { size: 22, bold: true }, paragraph: { spacing: { before: 200, after: 100 } } },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { orientation: PageOrientation.LANDSCAPE, width: 11_906, height: 16_838 },
            margin: { top: 1_000, bottom: 850, left: 850, right: 850, header: 400, footer: 400 },
          },
        },
        headers: { default: headerOf(document, profile) },
        footers: { default: footerOf(document) },
        children: [
          ...cover(document, profile),
          ...statement(document, profile),
          ...annexes(document, profile),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}
