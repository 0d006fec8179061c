// Evidence: the moves of an item and of a requirement's evidence status, freshness, and what counts as evidence today.

import { dueState } from "@/lib/core/cadence";
import type { IsoDate } from "@/lib/core/dates";
import { ALLOWED, type Decision, firstRefusal, isWritten, refused } from "@/lib/core/decision";
import {
  EVIDENCE_STATUS,
  EVIDENCE_STATUSES,
  type EvidenceStatus,
  type Freshness,
  ITEM_STATE,
  type ItemState,
  type StatusDef,
  type Verdict,
} from "@/lib/core/statuses";

// ---- evidence items ----

export const ITEM_MOVES: Readonly<Record<ItemState, readonly ItemState[]>> = {
  draft: ["submitted", "withdrawn"],
  submitted: ["accepted", "returned"],
  returned: ["submitted"],
  accepted: ["superseded", "withdrawn"],
  superseded: [],
  withdrawn: [],
};

const ITEM_REASONS: Partial<Record<ItemState, string>> = {
  returned: "Say what is wrong or missing, so that the owner can mend it.",
  withdrawn: "Say why the evidence is withdrawn.",
};

/** Whether a move into `to` has to carry a written reason. */
export function itemMoveNeedsReason(to: ItemState): boolean {
  return ITEM_REASONS[to] !== undefined;
}

/** Whether an evidence item may go from one state to the other, with the reason given. */
export function canMoveItem(
  from: ItemState,
  to: ItemState,
  facts: { readonly reason: string | null },
): Decision {
  if (!ITEM_MOVES[from].includes(to)) return refused(itemRefusal(from, to));
  const ask = ITEM_REASONS[to];
  return ask === undefined || isWritten(facts.reason) ? ALLOWED : refused(ask);
}

function itemRefusal(from: ItemState, to: ItemState): string {
  if (from === to) return `The evidence is already ${ITEM_STATE[to].label.toLowerCase()}.`;
  const next = ITEM_MOVES[from].map((state) => ITEM_STATE[state].label);
  const label = ITEM_STATE[from].label;
  if (next.length === 0) return `${label} evidence stays as it is. Add a new item instead.`;
  return `${label} evidence cannot become ${ITEM_STATE[to].label.toLowerCase()}. Possible: ${next.join(", ")}.`;
}

/** Whether the item may leave the lists: only what counts for nothing now. */
export function canArchive(state: ItemState): Decision {
  if (state !== "submitted" && state !== "accepted") return ALLOWED;
  return refused(
    state === "accepted"
      ? "Accepted evidence counts. Withdraw it with a reason before you archive it."
      : "Submitted evidence waits for a reviewer. Archive it after it was returned or withdrawn.",
  );
}

export type ReviewFacts = {
  readonly submitterId: string | null;
  readonly actorId: string;
  /** The workspace waived the separation of duties. */
  readonly selfAcceptance: boolean;
};

/** Whether the actor may accept, return or give a verdict on what `submitterId` handed in. */
export function canReview({ submitterId, actorId, selfAcceptance }: ReviewFacts): Decision {
  if (selfAcceptance || submitterId !== actorId) return ALLOWED;
  return refused("You submitted this evidence. Somebody else has to review it.");
}

// ---- dates ----

/** The lead of an item that sets none of its own. */
export const RENEWAL_LEAD_DAYS = 30;

/** Whether the renewal date has passed; on the day itself the evidence still counts. */
export function isExpired(renewOn: IsoDate | null, today: IsoDate): boolean {
  return renewOn !== null && renewOn < today;
}

/** Where the item stands in its cycle. Without a collection date there is nothing that could expire. */
export function freshness(
  dates: { readonly renewOn: IsoDate | null; readonly effectiveOn: IsoDate | null },
  today: IsoDate,
  leadDays: number = RENEWAL_LEAD_DAYS,
): Freshness {
  if (dates.effectiveOn === null) return "never_collected";
  const state = dueState(dates.renewOn, today, leadDays);
  return state === "none" ? "current" : state;
}

/** A verdict speaks for the versions up to the one that it was given on or kept for, not for one that was added later. */
export function isOutdated(
  link: { readonly reviewedArtifact: number | null },
  item: { readonly currentArtifact: number },
): boolean {
  return (link.reviewedArtifact ?? 0) < item.currentArtifact;
}

/** Whether this link makes its requirement "Evidenced" today: its newest version judged sufficient, accepted, and not expired. */
export function countsAsEvidence(
  link: { readonly verdict: Verdict; readonly reviewedArtifact: number | null },
  item: { readonly state: ItemState; readonly renewOn: IsoDate | null; readonly currentArtifact: number },
  today: IsoDate,
): boolean {
  const judged = link.verdict === "sufficient" && !isOutdated(link, item);
  return judged && item.state === "accepted" && !isExpired(item.renewOn, today);
}

/** Whether a verdict may be given: `needs_supplement` and `rejected` say what or why. */
export function checkVerdict(verdict: Verdict, note: string | null): Decision {
  if (verdict === "needs_supplement" && !isWritten(note)) return refused("Say what has to be added.");
  if (verdict === "rejected" && !isWritten(note)) return refused("Say why it does not fit this requirement.");
  return ALLOWED;
}

// ---- evidence status of a requirement ----

/** Forward moves take any number of steps up to In review; Ready follows only In review; all others go back. */
export const EVIDENCE_MOVES: Readonly<
  Record<
    EvidenceStatus,
    { readonly forward: readonly EvidenceStatus[]; readonly back: readonly EvidenceStatus[] }
  >
> = {
  missing: { forward: ["in_progress", "needs_supplement", "in_review"], back: [] },
  in_progress: { forward: ["needs_supplement", "in_review"], back: ["missing"] },
  needs_supplement: { forward: ["in_review"], back: ["in_progress", "missing"] },
  in_review: { forward: ["ready"], back: ["needs_supplement", "in_progress", "missing"] },
  ready: { forward: [], back: ["in_review", "needs_supplement", "in_progress", "missing"] },
};

export type RequirementMoveFacts = {
  /** Why the status goes back; ignored for forward moves. */
  readonly reason: string | null;
  /** A sufficient, current and accepted piece of evidence is linked today. */
  readonly evidenced: boolean;
  /** Why the requirement is ready without such evidence. */
  readonly override: string | null;
};

const READY_NEEDS =
  "Ready needs a sufficient, current and accepted piece of evidence, or a written override that says why not.";

function reachReady(from: EvidenceStatus, facts: RequirementMoveFacts): Decision {
  return firstRefusal([
    from === "in_review" ? ALLOWED : refused("Ready follows a review. Move it to In review first."),
    facts.evidenced || isWritten(facts.override) ? ALLOWED : refused(READY_NEEDS),
  ]);
}

/** Whether the recorded evidence status may change so. */
export function moveRequirement(
  from: EvidenceStatus,
  to: EvidenceStatus,
  facts: RequirementMoveFacts,
): Decision {
  if (from === to) return refused(`The status is already ${EVIDENCE_STATUS[to].label}.`);
  if (to === "ready") return reachReady(from, facts);
  if (EVIDENCE_MOVES[from].forward.includes(to) || isWritten(facts.reason)) return ALLOWED;
  return refused(
    `Going back from ${EVIDENCE_STATUS[from].label} to ${EVIDENCE_STATUS[to].label} needs a reason.`,
  );
}

export type StatusChoice = {
  readonly status: EvidenceStatus;
  readonly label: string;
  readonly current: boolean;
  /** Possible now, or as soon as what it `needs` is written. */
  readonly allowed: boolean;
  readonly needs: "reason" | "override" | null;
  /** Why a plain choice is refused; null when it is not. */
  readonly refusal: string | null;
};

/** All five statuses in order for a list of choices; refused ones stay in it with the sentence. */
export function choicesFor(
  from: EvidenceStatus,
  facts: { readonly evidenced: boolean },
): readonly StatusChoice[] {
  return EVIDENCE_STATUSES.map((status) => choiceOf(from, status, facts.evidenced));
}

function choiceOf(from: EvidenceStatus, to: EvidenceStatus, evidenced: boolean): StatusChoice {
  const decision = moveRequirement(from, to, { reason: null, evidenced, override: null });
  const needs = writingNeeded(from, to, evidenced);
  return {
    status: to,
    label: EVIDENCE_STATUS[to].label,
    current: from === to,
    allowed: decision.ok || needs !== null,
    needs,
    refusal: decision.ok || from === to ? null : decision.reason,
  };
}

function writingNeeded(from: EvidenceStatus, to: EvidenceStatus, evidenced: boolean): StatusChoice["needs"] {
  if (EVIDENCE_MOVES[from].back.includes(to)) return "reason";
  return from === "in_review" && to === "ready" && !evidenced ? "override" : null;
}

// ---- derived flags ----

export const REQUIREMENT_FLAGS = [
  "unsupported",
  "expired",
  "due_soon",
  "returned",
  "open_nonconformity",
  "disputed",
] as const;
export type RequirementFlag = (typeof REQUIREMENT_FLAGS)[number];
export const REQUIREMENT_FLAG: Readonly<Record<RequirementFlag, StatusDef>> = {
  unsupported: {
    label: "No longer supported",
    tone: "gap",
    icon: "diamond",
    meaning: "Recorded as ready, but no linked evidence is sufficient, current and accepted today.",
  },
  expired: {
    label: "Expired evidence",
    tone: "gap",
    icon: "diamond",
    meaning: "At least one linked piece of evidence has passed its renewal date.",
  },
  due_soon: {
    label: "Evidence due soon",
    tone: "due",
    icon: "triangle",
    meaning: "At least one linked piece of evidence has to be renewed within its lead time.",
  },
  returned: {
    label: "Returned evidence",
    tone: "gap",
    icon: "diamond",
    meaning: "A reviewer sent a linked piece of evidence back.",
  },
  open_nonconformity: {
    label: "Open nonconformity",
    tone: "gap",
    icon: "diamond",
    meaning: "A nonconformity names this requirement and is not closed.",
  },
  disputed: {
    label: "Disputed mapping",
    tone: "review",
    icon: "eye",
    meaning: "The sources contradict themselves about a pair of this requirement.",
  },
};

export type FlagFacts = {
  readonly evidenceStatus: EvidenceStatus;
  readonly evidencedCurrent: boolean;
  readonly overridden: boolean;
  readonly expired: number;
  readonly dueSoon: number;
  readonly returned: number;
  readonly openNonconformities: number;
  readonly disputed: boolean;
};

/** What deserves attention, in the order of REQUIREMENT_FLAGS. A flag never changes the recorded status. */
export function requirementFlags(facts: FlagFacts): readonly RequirementFlag[] {
  const raised: Readonly<Record<RequirementFlag, boolean>> = {
    unsupported: facts.evidenceStatus === "ready" && !facts.evidencedCurrent && !facts.overridden,
    expired: facts.expired > 0,
    due_soon: facts.dueSoon > 0,
    returned: facts.returned > 0,
    open_nonconformity: facts.openNonconformities > 0,
    disputed: facts.disputed,
  };
  return REQUIREMENT_FLAGS.filter((flag) => raised[flag]);
}
