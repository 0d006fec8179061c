import { THEME_TITLE } from "@/lib/core/readiness";
import type { SoaCheck } from "@/lib/core/soa-checks";
import type { SoaDocument, SoaDocumentRow } from "@/lib/core/soa-document";
import { APPLICABILITY, DELIVERY_LABEL, IMPLEMENTATION, REASON_LABEL } from "@/lib/core/statuses";

export type SoaColumn = {
  readonly title: string;
  /** Width in characters. */
  readonly width: number;
  readonly number?: boolean;
  readonly value: (row: SoaDocumentRow, document: SoaDocument) => string | number;
};

const NOT_NEEDED = "Not needed";

/** `Risk: R-004; Contract`, or what stands in its place for a row without reasons. */
export function reasonsText(row: SoaDocumentRow): string {
  if (row.applicability === "excluded") return NOT_NEEDED;
  return row.reasons
    .map(({ kind, detail }) => (detail === "" ? REASON_LABEL[kind] : `${REASON_LABEL[kind]}: ${detail}`))
    .join("; ");
}

/** The sentences of the blocking checks that name the row. */
export function blockingText(ref: string, checks: readonly SoaCheck[]): string {
  return checks
    .filter((check) => check.severity === "blocking" && check.refs.includes(ref))
    .map((check) => check.mend)
    .join(" ");
}

const kept = (row: SoaDocumentRow, text: string) => (row.applicability === "excluded" ? NOT_NEEDED : text);

/** The columns of every export of the statement, in order; dates are ISO dates, references stay text. */
export const SOA_COLUMNS: readonly SoaColumn[] = [
  { title: "Ref", width: 9, value: (row) => row.ref },
  { title: "Annex A number", width: 9, value: (row) => (row.theme === null ? "" : row.ref.slice(2)) },
  { title: "Control", width: 32, value: (row) => row.title },
  { title: "Theme", width: 15, value: (row) => (row.theme === null ? "" : THEME_TITLE[row.theme]) },
  { title: "Source", width: 13, value: (row) => (row.theme === null ? "Own control" : "Annex A") },
  { title: "Applicability", width: 13, value: (row) => APPLICABILITY[row.applicability].label },
  { title: "Reasons for inclusion", width: 28, value: reasonsText },
  { title: "Justification", width: 44, value: (row) => row.justification },
  {
    title: "Justification for exclusion",
    width: 36,
    value: (row) => (row.applicability === "excluded" ? row.exclusionJustification : ""),
  },
  {
    title: "Implementation",
    width: 15,
    value: (row) => kept(row, IMPLEMENTATION[row.implementation].label),
  },
  { title: "Target date", width: 12, value: (row) => kept(row, row.targetOn ?? "") },
  { title: "Delivery", width: 11, value: (row) => kept(row, DELIVERY_LABEL[row.delivery]) },
  { title: "How it is implemented", width: 44, value: (row) => row.description },
  { title: "Owner", width: 20, value: (row) => row.ownerName ?? "" },
  { title: "Current evidence", width: 10, number: true, value: (row) => row.currentCount },
  {
    title: "Evidence",
    width: 28,
    value: (row) => row.evidence.join("; "),
  },
  { title: "Last accepted", width: 12, value: (row) => row.acceptedOn ?? "" },
  { title: "Implemented without evidence because", width: 30, value: (row) => row.evidenceOverride },
  { title: "SOC 2 criteria", width: 18, value: (row) => row.criteria.join(", ") },
  { title: "Open nonconformities", width: 18, value: (row) => row.nonconformities.join(", ") },
  { title: "Blocks approval", width: 36, value: (row, { checks }) => blockingText(row.ref, checks) },
];
