// Reliance statements: which controls may rest on a provider's document, where a statement stands on the day, and what a
// row of the Statement of Applicability prints about it.

import { addDays, addMonths, formatDate, type IsoDate } from "@/lib/core/dates";
import { ALLOWED, type Decision, isWritten, refused } from "@/lib/core/decision";
import type { FieldErrors } from "@/lib/core/errors";
import { CONTROL_BY_REF, compareRefs } from "@/lib/core/frameworks/catalogue";
import {
  ATTESTATION_KIND_LABEL,
  type AttestationKind,
  type EntityControlState,
} from "@/lib/core/isms-statuses";
import { AT_MOST_SHARED, canInherit } from "@/lib/core/soa";
import type { StatusDef } from "@/lib/core/statuses";
import type { Leaning } from "@/lib/core/supplier";

// ---- states ----

export const RELIANCE_STATES = ["expired_document", "expired_review", "due", "valid", "archived"] as const;
export type RelianceState = (typeof RELIANCE_STATES)[number];
export const RELIANCE_STATE: Readonly<Record<RelianceState, StatusDef>> = {
  expired_document: {
    label: "Document expired",
    tone: "gap",
    icon: "diamond",
    meaning: "The provider's document is no longer valid; nothing can lean on it.",
  },
  expired_review: {
    label: "Review overdue",
    tone: "gap",
    icon: "diamond",
    meaning: "The day of the next review has passed; nothing can lean on it.",
  },
  due: {
    label: "Due",
    tone: "due",
    icon: "triangle",
    meaning: "Valid; its review or the end of the document is 30 days away or nearer.",
  },
  valid: { label: "Valid", tone: "ok", icon: "check", meaning: "Document and review are current." },
  archived: {
    label: "Archived",
    tone: "none",
    icon: "slash",
    meaning: "Kept for the record; nothing leans on it.",
  },
};

export const RELIANCE_LEAD_DAYS = 30;

export type RelianceFacts = {
  /** Last day of the document; null when it names none, which is never taken as valid. */
  readonly validUntil: IsoDate | null;
  readonly nextReviewOn: IsoDate;
  readonly archived: boolean;
};

/** Where the statement stands on the day: never stored. On the last day of the document and on the day of the review it still holds. */
export function relianceState(facts: RelianceFacts, today: IsoDate): RelianceState {
  const { validUntil, nextReviewOn, archived } = facts;
  if (archived) return "archived";
  if (validUntil === null || validUntil < today) return "expired_document";
  if (nextReviewOn < today) return "expired_review";
  const soon = addDays(today, RELIANCE_LEAD_DAYS);
  return validUntil <= soon || nextReviewOn <= soon ? "due" : "valid";
}

/** Whether controls may lean on a statement in this state. */
export function isRelied(state: RelianceState): boolean {
  return state === "valid" || state === "due";
}

/** Whether a statement in this state may be changed, renewed or archived: all but an archived one. */
export function canChangeReliance(state: RelianceState): Decision {
  return state === "archived"
    ? refused("The statement is archived and stays as it is. Write a new one.")
    : ALLOWED;
}

// ---- what may be relied on ----

/** Whether a provider may stand behind the control: wholly, for a part, or not at all. */
export function relianceReach(
  ref: string,
):
  | { readonly ok: true; readonly reach: "inherited" | "shared" }
  | { readonly ok: false; readonly reason: string } {
  if (!CONTROL_BY_REF.has(ref) && !ref.startsWith("X.")) {
    return { ok: false, reason: `${ref} is no control. Enter references such as A.7.5 or X.1.` };
  }
  if (AT_MOST_SHARED.has(ref)) return { ok: true, reach: "shared" };
  const decision = canInherit(ref);
  return decision.ok ? { ok: true, reach: "inherited" } : decision;
}

export type RelianceValues = {
  readonly refs: readonly string[];
  /** Of the document chosen. */
  readonly validUntil: IsoDate | null;
  readonly reviewedOn: IsoDate;
  readonly nextReviewOn: IsoDate;
};

function refsError(refs: readonly string[]): string | null {
  if (refs.length === 0) return "Name at least one control that rests on the document.";
  for (const ref of refs) {
    const reach = relianceReach(ref);
    if (!reach.ok) return reach.reason;
  }
  return null;
}

function documentError(validUntil: IsoDate | null, today: IsoDate): string | null {
  if (validUntil === null) return "This document names no last day. Record until when it is valid first.";
  return validUntil < today
    ? `This document expired on ${formatDate(validUntil)}. Record the new one first.`
    : null;
}

function nextReviewError({ validUntil, nextReviewOn }: RelianceValues, today: IsoDate): string | null {
  if (nextReviewOn <= today) return "The next review lies ahead: choose a later date.";
  return validUntil !== null && nextReviewOn >= validUntil
    ? `Set the next review before ${formatDate(validUntil)}, when the document expires.`
    : null;
}

/** Sentences by field; empty when the statement may be stored on `today`. */
export function checkReliance(values: RelianceValues, today: IsoDate): FieldErrors {
  const document = documentError(values.validUntil, today);
  const all = {
    refs: refsError(values.refs),
    attestationId: document,
    reviewedOn: values.reviewedOn > today ? "A review cannot lie in the future." : null,
    nextReviewOn: document === null ? nextReviewError(values, today) : null,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([field, sentence]) => (sentence === null ? [] : [[field, sentence]])),
  );
}

/** A year from today, or 30 days before the document ends where that is sooner; null when it ends too soon for any. */
export function proposedRelianceReview(validUntil: IsoDate | null, today: IsoDate): IsoDate | null {
  const year = addMonths(today, 12);
  if (validUntil === null) return year;
  const before = [addDays(validUntil, -RELIANCE_LEAD_DAYS), addDays(validUntil, -1)].find(
    (day) => day > today,
  );
  return before === undefined ? null : before < year ? before : year;
}

// ---- complementary user-entity controls ----

export const ENTITY_CONTROL_STATE: Readonly<Record<EntityControlState, StatusDef>> = {
  open: { label: "Open", tone: "due", icon: "triangle", meaning: "Our part is not shown yet." },
  in_place: { label: "In place", tone: "ok", icon: "check", meaning: "One of our controls does it." },
  not_relevant: {
    label: "Not relevant",
    tone: "none",
    icon: "slash",
    meaning: "Does not apply to how we use the service; the note says why.",
  },
};

/** Sentences by field; empty when the state may be stored. */
export function checkEntityControl(values: {
  readonly state: EntityControlState;
  readonly ref: string | null;
  readonly note: string;
}): FieldErrors {
  if (values.state === "in_place" && values.ref === null) {
    return { ref: "Name the control of yours that does it." };
  }
  return values.state === "not_relevant" && !isWritten(values.note)
    ? { note: "Say why it does not apply to how you use the service." }
    : {};
}

// ---- what pages show ----

export type EntityControl = {
  readonly id: string;
  readonly text: string;
  /** The control of ours that does it. */
  readonly ref: string | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly state: EntityControlState;
  readonly note: string;
  readonly version: number;
};

export type RelianceStatement = {
  readonly id: string;
  readonly supplierId: string;
  readonly provider: string;
  readonly attestation: {
    readonly id: string;
    readonly kind: AttestationKind;
    readonly issuer: string;
    readonly number: string;
    readonly validUntil: IsoDate | null;
    readonly exceptions: string;
  };
  /** Services and regions in our scope. */
  readonly services: string;
  readonly covers: string;
  readonly gaps: string;
  /** Controls in standard order. */
  readonly refs: readonly string[];
  readonly entityControls: readonly EntityControl[];
  readonly reviewerName: string;
  readonly reviewedOn: IsoDate;
  readonly nextReviewOn: IsoDate;
  readonly archived: boolean;
  readonly version: number;
};

/** `SOC 2 Type 2 report S-2026, Meridian Audit`. */
export function documentName(document: {
  readonly kind: AttestationKind;
  readonly number: string;
  readonly issuer: string;
}): string {
  const name = `${ATTESTATION_KIND_LABEL[document.kind]} ${document.number}`.trim();
  return document.issuer === "" ? name : `${name}, ${document.issuer}`;
}

/** The state of a statement on the day. */
export function stateOf(
  statement: Pick<RelianceStatement, "attestation" | "nextReviewOn" | "archived">,
  today: IsoDate,
): RelianceState {
  const { nextReviewOn, archived } = statement;
  return relianceState({ validUntil: statement.attestation.validUntil, nextReviewOn, archived }, today);
}

/** What a row of the Statement of Applicability prints about one statement behind it. */
export type RowReliance = {
  readonly statementId: string;
  readonly supplierId: string;
  readonly provider: string;
  readonly document: string;
  readonly validUntil: IsoDate | null;
  readonly nextReviewOn: IsoDate;
  readonly state: RelianceState;
  /** What stays in our hands: what the document does not cover, then the controls it leaves to us. */
  readonly residual: readonly string[];
  /** Why the row needs attention; null while the statement holds. */
  readonly attention: string | null;
};

function attentionOf(statement: RelianceStatement, state: RelianceState): string | null {
  const document = documentName(statement.attestation);
  const { validUntil } = statement.attestation;
  if (state === "expired_document") {
    return validUntil === null
      ? `${document} of ${statement.provider} names no last day.`
      : `${document} of ${statement.provider} expired on ${formatDate(validUntil)}.`;
  }
  return state === "expired_review"
    ? `The reliance on ${statement.provider} was to be reviewed by ${formatDate(statement.nextReviewOn)}.`
    : null;
}

/** What stays in our hands: what the document does not cover, then each control that it leaves to us with its state. */
export function residualDuties({ gaps, entityControls }: RelianceStatement): readonly string[] {
  const ours = entityControls
    .filter(({ state }) => state !== "not_relevant")
    .map(({ text, ref, state, ownerName }) => {
      const where = [ref, ownerName, ENTITY_CONTROL_STATE[state].label.toLowerCase()]
        .filter(isWritten)
        .join(", ");
      return `${text} (${where})`;
    });
  return isWritten(gaps) ? [gaps, ...ours] : ours;
}

/** By control what stands behind it, those that hold first; archived statements are left out. */
export function relianceByRef(
  statements: readonly RelianceStatement[],
  today: IsoDate,
): ReadonlyMap<string, readonly RowReliance[]> {
  const byRef = new Map<string, RowReliance[]>();
  for (const statement of statements) {
    const state = stateOf(statement, today);
    if (state === "archived") continue;
    const row: RowReliance = {
      statementId: statement.id,
      supplierId: statement.supplierId,
      provider: statement.provider,
      document: documentName(statement.attestation),
      validUntil: statement.attestation.validUntil,
      nextReviewOn: statement.nextReviewOn,
      state,
      residual: residualDuties(statement),
      attention: attentionOf(statement, state),
    };
    for (const ref of statement.refs) byRef.set(ref, [...(byRef.get(ref) ?? []), row]);
  }
  for (const rows of byRef.values())
    rows.sort((a, b) => Number(isRelied(b.state)) - Number(isRelied(a.state)));
  return byRef;
}

/** The controls that a statement which holds on the day stands behind, in standard order. */
export function reliedRefs(statements: readonly RelianceStatement[], today: IsoDate): readonly string[] {
  const refs = statements.filter((one) => isRelied(stateOf(one, today))).flatMap((one) => one.refs);
  return [...new Set(refs)].sort(compareRefs);
}

/**
 * What rests on the statements: all controls of one that holds on the day; of one whose document or review has ended those
 * whose row of the Statement of Applicability still says that the provider delivers them (`delivered`). Archived ones carry
 * nothing.
 */
export function leaningOn(
  statements: readonly RelianceStatement[],
  delivered: ReadonlySet<string>,
  today: IsoDate,
): readonly Leaning[] {
  return statements
    .filter(({ archived }) => !archived)
    .map((one) => ({
      refs: isRelied(stateOf(one, today)) ? one.refs : one.refs.filter((ref) => delivered.has(ref)),
      document: documentName(one.attestation),
    }))
    .filter(({ refs }) => refs.length > 0);
}
