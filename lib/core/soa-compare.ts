// Two states of the Statement of Applicability side by side: every cell that differs, and the rows that came or went.

import { formatDate } from "@/lib/core/dates";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import type { SoaCellChange, SoaDocumentRow } from "@/lib/core/soa-document";
import type { SoaStanding } from "@/lib/core/soa-dto";
import { methodWords } from "@/lib/core/soa-methods";
import { APPLICABILITY, DELIVERY_LABEL, IMPLEMENTATION, REASON_LABEL } from "@/lib/core/statuses";

type Row = Omit<SoaDocumentRow, "evidence">;
type Cell<R> = { readonly title: string; readonly value: (row: R) => string };

function reasonsText(row: Row): string {
  return row.reasons
    .map(({ kind, detail }) => (detail === "" ? REASON_LABEL[kind] : `${REASON_LABEL[kind]}: ${detail}`))
    .toSorted()
    .join("; ");
}

function relianceText({ reliance }: Row): string {
  if (reliance === null) return "";
  const until = `${reliance.valid ? "valid until" : "ended"} ${formatDate(reliance.validUntil)}`;
  return `${reliance.provider}, ${reliance.document}, ${until}`;
}

const DECISIONS: readonly Cell<Row>[] = [
  { title: "Control", value: (row) => row.title },
  { title: "Applicability", value: (row) => APPLICABILITY[row.applicability].label },
  { title: "Reasons for inclusion", value: reasonsText },
  { title: "Justification", value: (row) => row.justification },
  { title: "Justification for exclusion", value: (row) => row.exclusionJustification },
  { title: "Implementation", value: (row) => IMPLEMENTATION[row.implementation].label },
  { title: "Target date", value: (row) => (row.targetOn === null ? "" : formatDate(row.targetOn)) },
  { title: "Delivery", value: (row) => DELIVERY_LABEL[row.delivery] },
  { title: "Reliance", value: relianceText },
  { title: "Method", value: (row) => methodWords(row.methods, "; ") },
  { title: "How it is implemented", value: (row) => row.description },
  { title: "Owner", value: (row) => row.ownerName ?? "" },
  { title: "Why no evidence is needed", value: (row) => row.evidenceOverride },
];
/** Decisions first, then the facts that stand beside them. */
const CELLS: readonly Cell<SoaDocumentRow>[] = [
  ...DECISIONS,
  { title: "Evidence", value: (row) => row.evidence.join("; ") },
  { title: "SOC 2 criteria", value: (row) => row.criteria.join(", ") },
  { title: "Open nonconformities", value: (row) => row.nonconformities.join(", ") },
];

function cellsOf(before: SoaDocumentRow, after: SoaDocumentRow): readonly SoaCellChange[] {
  const { ref, title } = after;
  return CELLS.map((cell) => ({ cell: cell.title, before: cell.value(before), after: cell.value(after) }))
    .filter((change) => change.before !== change.after)
    .map((change) => ({ kind: "changed", ref, title, ...change }));
}

const inWords = (row: Row) =>
  `${APPLICABILITY[row.applicability].label}, ${IMPLEMENTATION[row.implementation].label}`;

/** Every difference in standard order; empty when both say the same, whatever order their rows have. */
export function compareSoa(
  before: readonly SoaDocumentRow[],
  after: readonly SoaDocumentRow[],
): readonly SoaCellChange[] {
  const earlier = new Map(before.map((row) => [row.ref, row]));
  const later = new Map(after.map((row) => [row.ref, row]));
  const refs = [...new Set([...earlier.keys(), ...later.keys()])].sort(compareRefs);
  return refs.flatMap((ref): readonly SoaCellChange[] => {
    const [old, now] = [earlier.get(ref), later.get(ref)];
    if (old === undefined && now === undefined) return [];
    if (now === undefined) {
      return old === undefined
        ? []
        : [{ kind: "removed", ref, title: old.title, cell: null, before: inWords(old), after: "" }];
    }
    if (old === undefined) {
      return [{ kind: "added", ref, title: now.title, cell: null, before: "", after: inWords(now) }];
    }
    return cellsOf(old, now);
  });
}

/** The decisions that differ, without the facts beside them: what somebody changed since a version. */
export function changedDecisions(
  before: readonly Row[],
  after: readonly Row[],
): readonly { readonly ref: string; readonly cell: string | null }[] {
  const earlier = new Map(before.map((row) => [row.ref, row]));
  const gone = before.filter((row) => !after.some((one) => one.ref === row.ref));
  const changes = after.flatMap((row): readonly { ref: string; cell: string | null }[] => {
    const old = earlier.get(row.ref);
    if (old === undefined) return [{ ref: row.ref, cell: null }];
    return DECISIONS.filter((cell) => cell.value(old) !== cell.value(row)).map((cell) => ({
      ref: row.ref,
      cell: cell.title,
    }));
  });
  return [...changes, ...gone.map((row) => ({ ref: row.ref, cell: null }))];
}

/** `Since 1.0: Justification, Owner` for a row that somebody changed since the approval; empty for the others. */
export function changedWords(ref: string, { approved, changes }: SoaStanding): string {
  const cells = changes.filter((change) => change.ref === ref).map(({ cell }) => cell ?? "new row");
  return cells.length === 0 || approved === null ? "" : `Since ${approved.label}: ${cells.join(", ")}`;
}
