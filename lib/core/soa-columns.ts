// The columns of the statement's files: which edition has them, where they stand, and the text of each cell.
import type { ExportProfile } from "@/lib/core/isms-statuses";
import { plainText } from "@/lib/core/plain-text";
import { THEME_TITLE } from "@/lib/core/readiness";
import type { SoaCheck } from "@/lib/core/soa-checks";
import type { SoaDocument, SoaDocumentRow } from "@/lib/core/soa-document";
import type { SoaTarget } from "@/lib/core/soa-dto";
import { methodWords } from "@/lib/core/soa-methods";
import { APPLICABILITY, DELIVERY_LABEL, IMPLEMENTATION, REASON_LABEL } from "@/lib/core/statuses";

/** `sheet`: workbook and CSV. `statement` and `record`: the two tables of printed documents. */
export type SoaPlace = "sheet" | "statement" | "record";
export type SoaCell = string | number;

export type SoaColumn = {
  readonly key: string;
  readonly title: string;
  /** Width in characters of a workbook. */
  readonly width: number;
  /** Share of the width of a printed table. */
  readonly share?: number;
  readonly number?: boolean;
  readonly value: (row: SoaDocumentRow, document: Pick<SoaDocument, "checks">) => SoaCell;
  /** Which tables of which edition have the column; a column that is not named in `shareable` is internal. */
  readonly internal: readonly SoaPlace[];
  readonly shareable: readonly SoaPlace[];
};

/** Stands in the cells of an excluded row that have nothing to say. */
export const NOT_NEEDED = "Not needed";

const excluded = (row: SoaDocumentRow) => row.applicability === "excluded";
const kept = (row: SoaDocumentRow, text: string) => (excluded(row) ? NOT_NEEDED : text);

/** `Risk: R-004; Contract`, or what stands in its place for a row without reasons. */
export function reasonsText(row: Pick<SoaDocumentRow, "applicability" | "reasons">): string {
  if (row.applicability === "excluded") return NOT_NEEDED;
  return row.reasons
    .map(({ kind, detail }) => (detail === "" ? REASON_LABEL[kind] : `${REASON_LABEL[kind]}: ${detail}`))
    .join("; ");
}

/** `Risk, Contract`: the kinds alone, for readers outside. */
function reasonKinds(row: SoaDocumentRow): string {
  return kept(row, [...new Set(row.reasons.map(({ kind }) => REASON_LABEL[kind]))].join(", "));
}

function targets(list: readonly SoaTarget[]): string {
  return list.map(({ number, title }) => (title === "" ? number : `${number} ${title}`)).join("; ");
}

function relianceText({ reliance }: SoaDocumentRow): string {
  if (reliance === null) return "";
  const { provider, document, validUntil, valid } = reliance;
  return `${provider}, ${document}, ${valid ? "valid until" : "ended"} ${validUntil}`;
}

/** How to mend each blocking check that names the row. */
function blockingText(ref: string, checks: readonly SoaCheck[]): string {
  return checks
    .filter((check) => check.severity === "blocking" && check.refs.includes(ref))
    .map((check) => check.mend)
    .join(" ");
}

const SHEET = ["sheet"] as const;
const STATEMENT = ["sheet", "statement"] as const;
const RECORD = ["sheet", "record"] as const;
const EVERYWHERE = ["sheet", "statement", "record"] as const;
const NOWHERE = [] as const;

/** In the order of the files; dates are ISO dates, references stay text. */
export const SOA_COLUMNS: readonly SoaColumn[] = [
  {
    ...{ key: "ref", title: "Ref", width: 9, share: 12, value: (row) => row.ref },
    ...{ internal: EVERYWHERE, shareable: STATEMENT },
  },
  {
    ...{ key: "number", title: "Annex A number", width: 9 },
    value: (row) => (row.theme === null ? "" : row.ref.slice(2)),
    ...{ internal: SHEET, shareable: SHEET },
  },
  {
    ...{ key: "title", title: "Control", width: 32, share: 30, value: (row) => row.title },
    ...{ internal: EVERYWHERE, shareable: STATEMENT },
  },
  {
    ...{ key: "theme", title: "Theme", width: 15 },
    value: (row) => (row.theme === null ? "" : THEME_TITLE[row.theme]),
    ...{ internal: SHEET, shareable: SHEET },
  },
  {
    ...{ key: "source", title: "Source", width: 13 },
    value: (row) => (row.theme === null ? "Own control" : "Annex A"),
    ...{ internal: SHEET, shareable: SHEET },
  },
  {
    ...{ key: "applicability", title: "Applicability", width: 13, share: 20 },
    value: (row) => APPLICABILITY[row.applicability].label,
    ...{ internal: STATEMENT, shareable: STATEMENT },
  },
  {
    ...{ key: "reasons", title: "Reasons for inclusion", width: 28, share: 30, value: reasonsText },
    ...{ internal: STATEMENT, shareable: NOWHERE },
  },
  {
    ...{ key: "reasonKinds", title: "Reasons for inclusion", width: 28, share: 30, value: reasonKinds },
    ...{ internal: NOWHERE, shareable: STATEMENT },
  },
  {
    ...{ key: "justification", title: "Justification", width: 44, value: (row) => row.justification },
    ...{ internal: SHEET, shareable: NOWHERE },
  },
  {
    ...{ key: "exclusionJustification", title: "Justification for exclusion", width: 36 },
    value: (row) => (excluded(row) ? row.exclusionJustification : ""),
    ...{ internal: SHEET, shareable: NOWHERE },
  },
  {
    ...{ key: "justified", title: "Justification", width: 44, share: 52 },
    value: (row) => (excluded(row) ? row.exclusionJustification : row.justification),
    ...{ internal: ["statement"], shareable: NOWHERE },
  },
  {
    ...{ key: "implementation", title: "Implementation", width: 15, share: 23 },
    value: (row) => kept(row, IMPLEMENTATION[row.implementation].label),
    ...{ internal: STATEMENT, shareable: STATEMENT },
  },
  {
    ...{ key: "targetOn", title: "Target date", width: 12, share: 17 },
    value: (row) => kept(row, row.targetOn ?? ""),
    ...{ internal: STATEMENT, shareable: NOWHERE },
  },
  {
    ...{ key: "delivery", title: "Delivery", width: 11, share: 16 },
    value: (row) => kept(row, DELIVERY_LABEL[row.delivery]),
    ...{ internal: STATEMENT, shareable: STATEMENT },
  },
  {
    ...{ key: "methods", title: "Method", width: 18, share: 18 },
    value: (row) => kept(row, methodWords(row.methods, "; ")),
    ...{ internal: STATEMENT, shareable: STATEMENT },
  },
  {
    ...{ key: "description", title: "How it is implemented", width: 44, share: 53 },
    value: (row) => row.description,
    ...{ internal: STATEMENT, shareable: NOWHERE },
  },
  {
    ...{ key: "owner", title: "Owner", width: 20, share: 20, value: (row) => row.ownerName ?? "" },
    ...{ internal: RECORD, shareable: NOWHERE },
  },
  {
    ...{ key: "risks", title: "Risks", width: 28, share: 25, value: (row) => targets(row.risks) },
    ...{ internal: RECORD, shareable: NOWHERE },
  },
  {
    ...{ key: "obligations", title: "Obligations", width: 28, share: 25 },
    value: (row) => targets(row.obligations),
    ...{ internal: RECORD, shareable: NOWHERE },
  },
  {
    ...{ key: "reliance", title: "Relies on", width: 30, share: 25, value: relianceText },
    ...{ internal: RECORD, shareable: NOWHERE },
  },
  {
    ...{ key: "residual", title: "Stays with us", width: 34, share: 24 },
    value: (row) => (row.delivery === "own" ? "" : (row.reliance?.residual ?? []).join("; ")),
    ...{ internal: RECORD, shareable: NOWHERE },
  },
  {
    ...{ key: "currentCount", title: "Current evidence", width: 10, share: 15, number: true },
    value: (row) => row.currentCount,
    ...{ internal: RECORD, shareable: NOWHERE },
  },
  {
    ...{ key: "evidence", title: "Evidence", width: 28, share: 28, value: (row) => row.evidence.join("; ") },
    ...{ internal: RECORD, shareable: NOWHERE },
  },
  {
    ...{ key: "acceptedOn", title: "Last accepted", width: 12, share: 17 },
    value: (row) => row.acceptedOn ?? "",
    ...{ internal: RECORD, shareable: NOWHERE },
  },
  {
    ...{ key: "evidenceOverride", title: "Implemented without evidence because", width: 30, share: 24 },
    value: (row) => row.evidenceOverride,
    ...{ internal: RECORD, shareable: NOWHERE },
  },
  {
    ...{ key: "criteria", title: "SOC 2 criteria", width: 18, share: 18 },
    value: (row) => row.criteria.join(", "),
    ...{ internal: RECORD, shareable: STATEMENT },
  },
  {
    ...{ key: "nonconformities", title: "Open nonconformities", width: 18, share: 24 },
    value: (row) => row.nonconformities.join(", "),
    ...{ internal: RECORD, shareable: NOWHERE },
  },
  {
    ...{ key: "reviewedOn", title: "Last reviewed", width: 12, share: 17 },
    value: (row) => row.reviewedOn ?? "",
    ...{ internal: RECORD, shareable: NOWHERE },
  },
  {
    ...{ key: "blocks", title: "Blocks approval", width: 36 },
    value: (row, { checks }) => blockingText(row.ref, checks),
    ...{ internal: SHEET, shareable: NOWHERE },
  },
];

/** The columns of one table of one edition, in order. */
export function soaColumns(profile: ExportProfile, place: SoaPlace): readonly SoaColumn[] {
  return SOA_COLUMNS.filter((column) => column[profile].includes(place));
}

/** One cell as every format prints it. */
export function soaCell(
  column: SoaColumn,
  row: SoaDocumentRow,
  document: Pick<SoaDocument, "checks">,
): SoaCell {
  const value = column.value(row, document);
  return typeof value === "string" ? plainText(value) : value;
}

/** The cells of the given rows, line by line. */
export function soaCells(
  columns: readonly SoaColumn[],
  rows: readonly SoaDocumentRow[],
  document: Pick<SoaDocument, "checks">,
): readonly (readonly SoaCell[])[] {
  return rows.map((row) => columns.map((column) => soaCell(column, row, document)));
}
