import { soaTotals } from "@/lib/core/soa";
import type { SoaCheck } from "@/lib/core/soa-checks";
import { SOA_STANDARD, type SoaDocument } from "@/lib/core/soa-document";
import {
  APPLICABILITIES,
  APPLICABILITY,
  IMPLEMENTATION,
  IMPLEMENTATIONS,
  REASON_KINDS,
  REASON_LABEL,
} from "@/lib/core/statuses";
import { SOA_COLUMNS } from "@/lib/exports/soa-columns";
import { type SheetSpec, writeWorkbook } from "@/lib/exports/xlsx";

const CATEGORY = {
  security: "Security",
  availability: "Availability",
  confidentiality: "Confidentiality",
  processing_integrity: "Processing Integrity",
  privacy: "Privacy",
} as const;

/** Categories of the SOC 2 report in words: "Security, Availability". */
export function categoriesText(document: Pick<SoaDocument["header"], "categories">): string {
  return document.categories.map((category) => CATEGORY[category]).join(", ");
}

/** The first line of every sheet and of the print view. */
export function draftLine(document: Pick<SoaDocument, "header" | "checks">): string {
  const { date } = document.header;
  const blocking = document.checks.filter((check) => check.severity === "blocking").length;
  if (blocking === 0) return `Draft of ${date}. All blocking checks pass. Not approved.`;
  const verb = blocking === 1 ? "check blocks" : "checks block";
  return `DRAFT of ${date}. ${blocking} ${verb} approval; the cover lists them.`;
}

function checkLines(checks: readonly SoaCheck[], severity: SoaCheck["severity"]): readonly string[][] {
  return checks
    .filter((check) => check.severity === severity)
    .map((check) => ["", check.sentence, check.mend, check.refs.join(", ")]);
}

function coverRows(document: SoaDocument): readonly (readonly string[])[] {
  const totals = soaTotals(document.rows);
  const of = (count: { count: number; of: number }) => `${count.count} of ${count.of}`;
  const blocking = checkLines(document.checks, "blocking");
  const warnings = checkLines(document.checks, "warning");
  return [
    ["Statement of Applicability"],
    [draftLine(document)],
    [],
    ["Organisation", document.header.organisation],
    ["Standard", SOA_STANDARD],
    ["SOC 2 categories in scope", categoriesText(document.header)],
    ["Status", "Draft"],
    ["Date", document.header.date],
    ["Approved by", "Nobody yet"],
    [],
    ["Included", of(totals.included)],
    ["Excluded", of(totals.excluded)],
    ["Undecided", of(totals.undecided)],
    ["Decided and justified", of(totals.decidedAndJustified)],
    ["Implemented", `${of(totals.implemented)} not excluded`],
    [],
    [
      blocking.length === 0 ? "Nothing blocks approval" : "Blocks approval",
      "What is wrong",
      "How to mend it",
      "Rows",
    ],
    ...blocking,
    [],
    [warnings.length === 0 ? "No warnings" : "Warnings", "What is wrong", "How to mend it", "Rows"],
    ...warnings,
  ];
}

function coverSheet(document: SoaDocument): SheetSpec {
  const rows = coverRows(document);
  const headings = rows.flatMap((row, index) =>
    index === 0 || index === 1 || row[1] === "What is wrong" ? [index] : [],
  );
  return {
    name: "Cover",
    columns: [{ width: 28 }, { width: 52 }, { width: 60 }, { width: 60 }],
    rows,
    strong: headings,
  };
}

function rowsSheet(document: SoaDocument): SheetSpec {
  return {
    name: "SoA",
    columns: SOA_COLUMNS.map(({ width, number }) => ({ width, number: number ?? false })),
    rows: [
      [draftLine(document)],
      SOA_COLUMNS.map((column) => column.title),
      ...document.rows.map((row) => SOA_COLUMNS.map((column) => column.value(row, document))),
    ],
    header: 1,
    frozenColumns: 3,
    lineRows: [0],
  };
}

function keySheet(document: SoaDocument): SheetSpec {
  return {
    name: "Key",
    columns: [{ width: 18 }, { width: 18 }, { width: 90 }],
    rows: [
      [draftLine(document)],
      ["Column", "Value", "Meaning"],
      ...APPLICABILITIES.map((key) => [
        "Applicability",
        APPLICABILITY[key].label,
        APPLICABILITY[key].meaning,
      ]),
      ...IMPLEMENTATIONS.map((key) => [
        "Implementation",
        IMPLEMENTATION[key].label,
        IMPLEMENTATION[key].meaning,
      ]),
      ["Delivery", "Own", "The organisation operates the control itself."],
      ["Delivery", "Shared", "A provider does a part; the organisation keeps the rest."],
      [
        "Delivery",
        "Inherited",
        "A provider operates the control; the organisation relies on its report or certificate.",
      ],
      ...REASON_KINDS.map((kind) => ["Reason", REASON_LABEL[kind], REASON_MEANING[kind]]),
    ],
    header: 1,
    lineRows: [0],
  };
}

const REASON_MEANING = {
  risk: "An assessed risk is treated by the control.",
  legal: "A law or regulation asks for it.",
  contractual: "A contract promises it.",
  business: "The organisation decided so for its own business.",
} as const;

/** The workbook: cover with totals and failing checks, all rows with filters and a frozen header, and the key. */
export async function soaWorkbook(document: SoaDocument, at: Date): Promise<Uint8Array<ArrayBuffer>> {
  const blocked = document.checks.some((check) => check.severity === "blocking");
  return writeWorkbook({
    title: "Statement of Applicability, draft",
    author: document.header.organisation,
    at,
    watermark: blocked ? "DRAFT" : null,
    sheets: [coverSheet(document), rowsSheet(document), keySheet(document)],
  });
}
