// Suppliers (A.5.19 to A.5.23): contract clauses, attestations on the day, reviews, and when a supplier may end.

import { addDays, addMonths, formatDate, type IsoDate } from "@/lib/core/dates";
import { ALLOWED, type Decision, isWritten, refused } from "@/lib/core/decision";
import type { FieldErrors } from "@/lib/core/errors";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import type { AttestationKind, ClauseState, SupplierDecision, SupplierTier } from "@/lib/core/isms-statuses";
import type { StatusDef } from "@/lib/core/statuses";

// ---- clauses ----

export const SUPPLIER_CLAUSES = [
  { field: "clauseSecurity", label: "Security requirements" },
  { field: "clauseNotification", label: "Incident notification" },
  { field: "clauseAudit", label: "Audit or report" },
  { field: "clauseSubprocessing", label: "Sub-processing" },
  { field: "clauseExit", label: "Exit and return of data" },
] as const;
export type ClauseField = (typeof SUPPLIER_CLAUSES)[number]["field"];
export type Clauses = Readonly<Record<ClauseField, ClauseState>>;

export const CLAUSE_STATE: Readonly<Record<ClauseState, StatusDef>> = {
  present: { label: "Present", tone: "ok", icon: "check", meaning: "The contract says it." },
  absent: { label: "Absent", tone: "gap", icon: "diamond", meaning: "The contract was read and is silent." },
  unknown: {
    label: "Unknown",
    tone: "none",
    icon: "hollow",
    meaning: "Nobody has looked; never counted as yes.",
  },
  not_needed: {
    label: "Not needed",
    tone: "none",
    icon: "slash",
    meaning: "The service gives no cause for it.",
  },
};

/** The clauses that the contract does not show: absent, or not looked for. */
export function missingClauses(clauses: Clauses): readonly string[] {
  return SUPPLIER_CLAUSES.filter(({ field }) => ["absent", "unknown"].includes(clauses[field])).map(
    ({ label }) => label,
  );
}

// ---- attestations ----

/** How long before the last day an attestation is called due: a new report takes weeks to arrive. */
export const ATTESTATION_LEAD_DAYS = 60;

export const ATTESTATION_STATES = ["expired", "due", "undated", "valid", "none"] as const;
export type AttestationState = (typeof ATTESTATION_STATES)[number];
export const ATTESTATION_STATE: Readonly<Record<AttestationState, StatusDef>> = {
  expired: { label: "Expired", tone: "gap", icon: "diamond", meaning: "Its last day has passed." },
  due: {
    label: "Expires soon",
    tone: "due",
    icon: "triangle",
    meaning: `${ATTESTATION_LEAD_DAYS} days or fewer are left.`,
  },
  undated: {
    label: "No end date",
    tone: "none",
    icon: "hollow",
    meaning: "It names no last day, so no reliance can rest on it.",
  },
  valid: { label: "Valid", tone: "ok", icon: "check", meaning: "Valid today." },
  none: { label: "None", tone: "none", icon: "hollow", meaning: "No attestation is recorded." },
};

/** Where the document stands on the day; on its last day it is still valid. */
export function attestationState(
  { validUntil }: { readonly validUntil: IsoDate | null },
  today: IsoDate,
): Exclude<AttestationState, "none"> {
  if (validUntil === null) return "undated";
  if (validUntil < today) return "expired";
  return validUntil <= addDays(today, ATTESTATION_LEAD_DAYS) ? "due" : "valid";
}

type Dated = { readonly kind: AttestationKind; readonly validUntil: IsoDate | null };

/** The newest document of each kind: an older one of the same kind is replaced by it. */
export function latestOfKind<T extends Dated>(attestations: readonly T[]): readonly T[] {
  const latest = new Map<AttestationKind, T>();
  for (const one of attestations) {
    const before = latest.get(one.kind);
    if (before === undefined || (one.validUntil ?? "") > (before.validUntil ?? "")) latest.set(one.kind, one);
  }
  return [...latest.values()];
}

/** The most urgent of the newest documents; `none` without any. */
export function attestationSummary(
  attestations: readonly Dated[],
  today: IsoDate,
): { readonly state: AttestationState; readonly validUntil: IsoDate | null } {
  const rated = latestOfKind(attestations).map((one) => ({
    state: attestationState(one, today),
    validUntil: one.validUntil,
  }));
  const [worst] = rated.toSorted(
    (a, b) =>
      ATTESTATION_STATES.indexOf(a.state) - ATTESTATION_STATES.indexOf(b.state) ||
      (a.validUntil ?? "").localeCompare(b.validUntil ?? ""),
  );
  return worst ?? { state: "none", validUntil: null };
}

const SOC2_KINDS: readonly AttestationKind[] = ["soc2_type1", "soc2_type2"];
const MONTHS_VALID: Partial<Record<AttestationKind, number>> = {
  soc2_type1: 12,
  soc2_type2: 12,
  bridge_letter: 3,
  penetration_test: 12,
  questionnaire: 12,
};

/** Until when a document without a printed date is taken to speak; a certificate prints its own. Our reading. */
export function proposedValidUntil(kind: AttestationKind, periodTo: IsoDate | null): IsoDate | null {
  const months = MONTHS_VALID[kind];
  return months === undefined || periodTo === null ? null : addMonths(periodTo, months);
}

export type AttestationValues = {
  readonly kind: AttestationKind;
  readonly issuer: string;
  readonly number: string;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
  readonly validUntil: IsoDate | null;
};

function periodErrors({ kind, periodFrom, periodTo, validUntil }: AttestationValues): FieldErrors {
  const errors: Record<string, string> = {};
  const start = periodFrom ?? periodTo;
  if (periodFrom !== null && periodTo !== null && periodTo < periodFrom) {
    errors.periodTo = "The period ends before it begins.";
  }
  if (validUntil !== null && start !== null && validUntil < start) {
    errors.validUntil = "The document ends before its period begins.";
  }
  if (kind === "soc2_type2" && (periodFrom === null || periodTo === null)) {
    errors[periodFrom === null ? "periodFrom" : "periodTo"] =
      "A Type 2 report covers a period: enter its first and last day.";
  }
  return errors;
}

function certificateErrors({ issuer, number, validUntil }: AttestationValues): FieldErrors {
  return {
    ...(issuer === "" ? { issuer: "Name the certification body." } : {}),
    ...(number === "" ? { number: "Enter the number of the certificate." } : {}),
    ...(validUntil === null ? { validUntil: "A certificate prints its last day: enter it." } : {}),
  };
}

/** Sentences by field for what the kind of document cannot go without; empty when it may be stored. */
export function checkAttestation(values: AttestationValues): FieldErrors {
  return { ...(values.kind === "iso27001" ? certificateErrors(values) : {}), ...periodErrors(values) };
}

/** What lowers the reuse of the document, in sentences for whoever judges a link to it; empty when nothing does. */
export function reuseCautions(
  document: Pick<AttestationValues, "kind" | "periodTo"> & { readonly exceptions: string },
  today: IsoDate,
): readonly string[] {
  const cautions: string[] = [];
  if (isWritten(document.exceptions)) {
    cautions.push(
      SOC2_KINDS.includes(document.kind)
        ? "The report notes exceptions. They lower reuse: judge its links Needs supplement at most, until what answers the exceptions is added."
        : "The document notes exceptions. Read them before you judge a link to it sufficient.",
    );
  }
  if (document.kind === "soc2_type1") {
    cautions.push("A Type 1 report describes one day: it shows design, not operation.");
  }
  if (document.periodTo !== null && addMonths(document.periodTo, 12) < today) {
    cautions.push(`Its period ended on ${formatDate(document.periodTo)}, more than 12 months ago.`);
  }
  return cautions;
}

/** What a supplier's attestation is evidence of besides the controls that lean on it. */
export const ATTESTATION_REFS = ["CC9.2", "A.5.19", "A.5.20", "A.5.21", "A.5.22", "A.5.23"] as const;

// ---- reviews ----

const REVIEW_MONTHS: Readonly<Record<SupplierTier, number>> = { critical: 6, important: 12, standard: 24 };

/** When to look at the supplier again: half-yearly, yearly or every second year by tier. Our proposal. */
export function proposedReviewOn(tier: SupplierTier, from: IsoDate): IsoDate {
  return addMonths(from, REVIEW_MONTHS[tier]);
}

/** How long before its date a review is called due. */
export const REVIEW_LEAD_DAYS = 30;

/** Whether the review is due: its date is near, reached or passed. Without a date nobody has planned one, which is due as well. */
export function isReviewDue(nextReviewOn: IsoDate | null, today: IsoDate): boolean {
  return nextReviewOn === null || nextReviewOn <= addDays(today, REVIEW_LEAD_DAYS);
}

/** Whether a reliance statement of the supplier is to be reviewed soon or should have been; never without one. */
export function isRelianceReviewDue(
  { relianceReviewOn }: { readonly relianceReviewOn: IsoDate | null },
  today: IsoDate,
): boolean {
  return relianceReviewOn !== null && isReviewDue(relianceReviewOn, today);
}

export type ReviewDecisionValues = {
  readonly decision: SupplierDecision;
  readonly findings: string;
  readonly conditions: string;
  readonly nextReviewOn: IsoDate | null;
};

/** Sentences by field; empty when the decision may close the review on `today`. */
export function checkReviewDecision(values: ReviewDecisionValues, today: IsoDate): FieldErrors {
  const errors: Record<string, string> = {};
  if (!isWritten(values.findings)) errors.findings = "Say what was looked at and what was found.";
  if (values.decision === "conditions" && !isWritten(values.conditions)) {
    errors.conditions = "Name the conditions and until when they are met.";
  }
  if (values.decision !== "reject" && values.nextReviewOn === null) {
    errors.nextReviewOn = "Set the date of the next review.";
  }
  if (values.nextReviewOn !== null && values.nextReviewOn <= today) {
    errors.nextReviewOn = "The next review lies ahead: choose a later date.";
  }
  return errors;
}

// ---- ending ----

export type Leaning = {
  readonly refs: readonly string[];
  /** `SOC 2 Type 2 report, Meridian Audit`. */
  readonly document: string;
};

/** The controls that rest on it, each once, in standard order. */
export function leaningRefs(leaning: readonly Leaning[]): readonly string[] {
  return [...new Set(leaning.flatMap((one) => one.refs))].sort(compareRefs);
}

/** What still rests on the supplier or its document: "A.7.5 and A.7.11 lean on it through ...". */
export function leaningSentence(leaning: readonly Leaning[]): string {
  const refs = leaningRefs(leaning);
  const documents = [...new Set(leaning.map((one) => one.document))].join("; ");
  const shown = refs.slice(0, 8).join(", ");
  const more = refs.length > 8 ? ` and ${refs.length - 8} more` : "";
  const verb = refs.length === 1 ? "leans" : "lean";
  const what = leaning.length === 1 ? "the reliance statement" : "the reliance statements";
  return `${shown}${more} ${verb} on it through ${documents}. Archive ${what} or move the controls first.`;
}

/** Whether the supplier may end while these controls lean on it. */
export function canEndSupplier(leaning: readonly Leaning[]): Decision {
  return leaning.length === 0 ? ALLOWED : refused(`The supplier cannot end yet: ${leaningSentence(leaning)}`);
}
