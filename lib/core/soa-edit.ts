// What one edit of a Statement of Applicability row does: nothing, a change, a refusal, or a conflict with somebody else's edit.
import { type SoaRefusals, type SoaRow, validateRow } from "@/lib/core/soa";
import type { SoaEdit, SoaPatch, SoaReasonDto, SoaRowDto } from "@/lib/core/soa-dto";
import { inMethodOrder } from "@/lib/core/soa-methods";
import { REASON_KINDS } from "@/lib/core/statuses";

/** A row as stored and locked, without the facts that are read from other tables. */
export type StoredSoaRow = Pick<
  SoaRowDto,
  | "ref"
  | "title"
  | "theme"
  | "applicability"
  | "reasons"
  | "justification"
  | "exclusionJustification"
  | "description"
  | "evidenceOverride"
  | "delivery"
  | "methods"
  | "implementation"
  | "targetOn"
  | "ownerId"
  | "citedBy"
  | "version"
  | "requirementVersion"
> & {
  /** A valid reliance statement names the control. */
  readonly relied: boolean;
};

const SOA_FIELDS = [
  "applicability",
  "reasons",
  "justification",
  "exclusionJustification",
  "description",
  "evidenceOverride",
  "delivery",
  "methods",
] as const;
const REQUIREMENT_FIELDS = ["implementation", "targetOn", "ownerId"] as const;
export type SoaField = (typeof SOA_FIELDS)[number] | (typeof REQUIREMENT_FIELDS)[number];

export type SoaEditPlan =
  | { readonly kind: "unchanged" }
  /** Somebody else changed that part of the row since it was read. */
  | { readonly kind: "stale" }
  | { readonly kind: "refused"; readonly fields: SoaRefusals }
  | {
      readonly kind: "change";
      readonly next: StoredSoaRow;
      readonly fields: readonly SoaField[];
      readonly inRow: boolean;
      readonly inRequirement: boolean;
    };

function sameReasons(a: readonly SoaReasonDto[], b: readonly SoaReasonDto[]): boolean {
  const text = (list: readonly SoaReasonDto[]) => JSON.stringify(inOrder(list));
  return text(a) === text(b);
}

function inOrder(reasons: readonly SoaReasonDto[]): readonly SoaReasonDto[] {
  return REASON_KINDS.flatMap((kind) => reasons.filter((reason) => reason.kind === kind)).map(
    ({ kind, detail, cited }) => ({ kind, detail, cited }),
  );
}

/** The reasons after the edit. Cited ones are changed where they come from, so they always stay. */
function nextReasons(row: StoredSoaRow, patch: SoaPatch): readonly SoaReasonDto[] {
  const cited = row.reasons.filter((reason) => reason.cited);
  const free = row.reasons.filter((reason) => !reason.cited);
  const kept = patch.reasons?.map((reason) => ({ ...reason, cited: false })) ?? free;
  const added = (patch.addReasons ?? [])
    .filter((reason) => !kept.some((other) => other.kind === reason.kind))
    .map((reason) => ({ ...reason, cited: false }));
  return inOrder([...cited, ...kept, ...added]);
}

function present<T>(value: T | undefined, stored: T): T {
  return value === undefined ? stored : value;
}

function patched(row: StoredSoaRow, patch: SoaPatch): StoredSoaRow {
  return {
    ...row,
    applicability: present(patch.applicability, row.applicability),
    reasons: nextReasons(row, patch),
    justification: present(patch.justification, row.justification),
    exclusionJustification: present(patch.exclusionJustification, row.exclusionJustification),
    description: present(patch.description, row.description),
    evidenceOverride: present(patch.evidenceOverride, row.evidenceOverride),
    delivery: present(patch.delivery, row.delivery),
    methods: patch.methods === undefined ? row.methods : inMethodOrder(patch.methods),
    implementation: present(patch.implementation, row.implementation),
    targetOn: present(patch.targetOn, row.targetOn),
    ownerId: present(patch.ownerId, row.ownerId),
  };
}

function differs(field: SoaField, a: StoredSoaRow, b: StoredSoaRow): boolean {
  if (field === "reasons") return !sameReasons(a.reasons, b.reasons);
  if (field === "methods") return a.methods.join() !== b.methods.join();
  return a[field] !== b[field];
}

/** The state machine of a row looks at none of these; the checks do. */
const NOT_JUDGED = { evidenceCount: 0, evidencedCurrent: false, openMajor: 0 } as const;

/** The fields that differ, as a change for the rules of the row; a row included without a reason is stored and blocks approval. */
function refusalsOf(fields: readonly SoaField[], row: StoredSoaRow, next: StoredSoaRow): SoaRefusals {
  const before: SoaRow = { ...row, ...NOT_JUDGED };
  const change = Object.fromEntries(
    fields.filter((field) => field !== "ownerId").map((field) => [field, next[field]]),
  );
  const { reasons: _blocksApproval, ...refusals } = validateRow(change, before, row.relied);
  return refusals;
}

/** Compares the edit with the row as stored now. Only the part of the row that changes has to be the one that was read. */
export function planEdit(row: StoredSoaRow, edit: SoaEdit): SoaEditPlan {
  const next = patched(row, edit.patch);
  const inRow = SOA_FIELDS.some((field) => differs(field, row, next));
  const inRequirement = REQUIREMENT_FIELDS.some((field) => differs(field, row, next));
  if (!inRow && !inRequirement) return { kind: "unchanged" };
  if (inRow && edit.version !== row.version) return { kind: "stale" };
  if (inRequirement && edit.requirementVersion !== row.requirementVersion) return { kind: "stale" };
  const fields = [...SOA_FIELDS, ...REQUIREMENT_FIELDS].filter((field) => differs(field, row, next));
  const refusals = refusalsOf(fields, row, next);
  if (Object.keys(refusals).length > 0) return { kind: "refused", fields: refusals };
  return { kind: "change", next, fields, inRow, inRequirement };
}

/** The values of some fields, for the activity log and for a conflict. Reasons read as `risk: R-004`. */
export function valuesOf(row: StoredSoaRow, fields: readonly SoaField[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    fields.map((field) => [
      field,
      field === "reasons"
        ? row.reasons.map(({ kind, detail }) => (detail === "" ? kind : `${kind}: ${detail}`))
        : row[field],
    ]),
  );
}

/** The stored values under the names of the edit form's fields, with both versions. */
export function formValues(row: StoredSoaRow): Readonly<Record<string, unknown>> {
  const free = row.reasons.filter((reason) => !reason.cited);
  const detail = (kind: string) => free.find((reason) => reason.kind === kind)?.detail ?? "";
  return {
    version: row.version,
    requirementVersion: row.requirementVersion,
    applicability: row.applicability,
    "reasons[]": free.map((reason) => reason.kind),
    riskDetail: detail("risk"),
    legalDetail: detail("legal"),
    contractualDetail: detail("contractual"),
    businessDetail: detail("business"),
    justification: row.justification,
    exclusionJustification: row.exclusionJustification,
    implementation: row.implementation,
    targetOn: row.targetOn ?? "",
    delivery: row.delivery,
    "methods[]": row.methods,
    description: row.description,
    ownerId: row.ownerId ?? "",
    evidenceOverride: row.evidenceOverride,
  };
}
