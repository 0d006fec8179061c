// Nonconformities: the steps, what each step needs, who may take it, deadlines, ageing and numbers.

import { addDays, daysBetween, type IsoDate } from "@/lib/core/dates";
import { ALLOWED, type Decision, firstRefusal, isWritten, refused } from "@/lib/core/decision";
import { type ActionState, NC_GRADE, NC_STATE, type NcGrade, type NcState } from "@/lib/core/statuses";

export type CorrectiveAction = {
  readonly id: string;
  readonly ownerId: string | null;
  readonly dueOn: IsoDate | null;
  readonly state: ActionState;
  /** A proof item or a written proof. */
  readonly hasProof: boolean;
  /** Planned since the current loop began. */
  readonly inCurrentLoop: boolean;
};

/** What the machine looks at. */
export type NcFacts = {
  readonly grade: NcGrade;
  readonly state: NcState;
  /** 1 at first; each ineffective check adds one. */
  readonly loop: number;
  readonly raisedBy: string;
  readonly requirementRefs: readonly string[];
  readonly requirementText: string;
  readonly objectiveEvidence: string;
  readonly gap: string;
  readonly extent: string;
  readonly correction: string;
  readonly rootCause: string;
  readonly effectivenessCriteria: string;
  readonly effectivenessDueOn: IsoDate | null;
  readonly effectivenessReviewerId: string | null;
  readonly effectivenessResult: "effective" | "not_effective" | null;
  readonly effectivenessNote: string;
  readonly ismsChange: string;
  readonly actions: readonly CorrectiveAction[];
};

/** Observations and opportunities breach no requirement: no cause, no effectiveness check. */
export function isImprovement(grade: NcGrade): boolean {
  return grade === "ofi" || grade === "observation";
}

type Moves = Readonly<Partial<Record<NcState, readonly NcState[]>>>;

export const NC_MOVES: Moves = {
  open: ["investigating", "withdrawn"],
  investigating: ["action_planned", "withdrawn"],
  action_planned: ["implemented", "withdrawn"],
  implemented: ["effectiveness_check", "withdrawn"],
  effectiveness_check: ["closed", "investigating", "withdrawn"],
  closed: ["open"],
};
export const IMPROVEMENT_MOVES: Moves = {
  open: ["accepted", "declined", "withdrawn"],
  accepted: ["done", "declined", "withdrawn"],
};

/** The states of the stepper, in order. */
export const NC_STEPS = [
  "open",
  "investigating",
  "action_planned",
  "implemented",
  "effectiveness_check",
  "closed",
] as const satisfies readonly NcState[];
export const IMPROVEMENT_STEPS = ["open", "accepted", "done"] as const satisfies readonly NcState[];

/** The stepper of the grade. */
export function stepsOf(grade: NcGrade): readonly NcState[] {
  return isImprovement(grade) ? IMPROVEMENT_STEPS : NC_STEPS;
}

/** Where the record can go from its state; conditions may still be unmet. */
export function movesFrom(nc: Pick<NcFacts, "grade" | "state">): readonly NcState[] {
  return (isImprovement(nc.grade) ? IMPROVEMENT_MOVES : NC_MOVES)[nc.state] ?? [];
}

/** The one step forward; null at the end, and for withdrawn or declined records. */
export function nextStep(nc: Pick<NcFacts, "grade" | "state">): NcState | null {
  const steps = stepsOf(nc.grade);
  const at = steps.indexOf(nc.state);
  return at === -1 ? null : (steps[at + 1] ?? null);
}

/** Whether the record still asks for work: it counts as open on the dashboard and in ageing. */
export function isOpenNc(state: NcState): boolean {
  return !["closed", "withdrawn", "done", "declined"].includes(state);
}

/** Whether work has begun on the record, now or before it was reopened: from then on its grade stays. */
export function isGradeSettled(nc: Pick<NcFacts, "state" | "loop">): boolean {
  return nc.state !== "open" || nc.loop > 1;
}

// ---- conditions ----

export type Condition = { readonly label: string; readonly met: boolean };

const written = (label: string, text: string): Condition => ({ label, met: isWritten(text) });

function stated(nc: NcFacts): readonly Condition[] {
  return [
    { label: "Requirement named", met: nc.requirementRefs.length > 0 || isWritten(nc.requirementText) },
    written("Objective evidence recorded", nc.objectiveEvidence),
    written("Gap stated", nc.gap),
  ];
}

function planned(nc: NcFacts): readonly Condition[] {
  const live = nc.actions.filter((action) => action.state !== "dropped");
  const again = nc.loop > 1 ? [newAction(live)] : [];
  return [
    written("Correction recorded", nc.correction),
    written("Extent checked: does it exist elsewhere", nc.extent),
    written("Root cause recorded", nc.rootCause),
    { label: "At least one corrective action", met: live.length > 0 },
    {
      label: "Every action has an owner and a due date",
      met: live.length > 0 && live.every((action) => action.ownerId !== null && action.dueOn !== null),
    },
    ...again,
  ];
}

function newAction(live: readonly CorrectiveAction[]): Condition {
  return {
    label: "A new action since the last check found it not effective",
    met: live.some((action) => action.inCurrentLoop),
  };
}

function done(nc: NcFacts): readonly Condition[] {
  const open = nc.actions.filter((action) => action.state === "open").length;
  const finished = nc.actions.filter((action) => action.state === "done");
  return [
    written("Root cause recorded", nc.rootCause),
    written("Effectiveness criteria set", nc.effectivenessCriteria),
    { label: open === 0 ? "All actions finished" : `Finish ${actions(open)}`, met: open === 0 },
    {
      label: "Proof attached to each finished action",
      met: finished.length > 0 && finished.every((action) => action.hasProof),
    },
  ];
}

function actions(count: number): string {
  return count === 1 ? "1 action" : `${count} actions`;
}

function checkable(nc: NcFacts): readonly Condition[] {
  return [
    written("Effectiveness criteria set", nc.effectivenessCriteria),
    { label: "Date of the check set", met: nc.effectivenessDueOn !== null },
    { label: "Reviewer named", met: nc.effectivenessReviewerId !== null },
    { label: "Reviewer owns none of the actions", met: reviewerIsIndependent(nc) },
  ];
}

function reviewerIsIndependent(nc: NcFacts): boolean {
  return nc.effectivenessReviewerId !== null && !ownsAction(nc, nc.effectivenessReviewerId);
}

function closable(nc: NcFacts): readonly Condition[] {
  return [
    { label: "Found effective", met: nc.effectivenessResult === "effective" },
    written("What the check looked at recorded", nc.effectivenessNote),
    { label: "Reviewer owns none of the actions", met: reviewerIsIndependent(nc) },
    written("Answered: does the management system or the risk register change", nc.ismsChange),
  ];
}

function ineffective(nc: NcFacts): readonly Condition[] {
  return [
    { label: "Found not effective", met: nc.effectivenessResult === "not_effective" },
    written("What the check looked at recorded", nc.effectivenessNote),
    { label: "Reviewer owns none of the actions", met: reviewerIsIndependent(nc) },
  ];
}

function improvementGate(nc: NcFacts, to: NcState): readonly Condition[] {
  const open = nc.actions.filter((action) => action.state === "open").length;
  if (to === "accepted") return [written("Opportunity described", nc.objectiveEvidence)];
  if (to === "done")
    return [{ label: open === 0 ? "All actions finished" : `Finish ${actions(open)}`, met: open === 0 }];
  return [];
}

/** What has to be recorded before the record may move to `to`, met or not, in the order of work. Empty when nothing has. */
export function stepGate(nc: NcFacts, to: NcState): readonly Condition[] {
  if (isImprovement(nc.grade)) return improvementGate(nc, to);
  if (to === "investigating") return nc.state === "effectiveness_check" ? ineffective(nc) : stated(nc);
  const gates: Partial<Record<NcState, (facts: NcFacts) => readonly Condition[]>> = {
    action_planned: planned,
    implemented: done,
    effectiveness_check: checkable,
    closed: closable,
  };
  return gates[to]?.(nc) ?? [];
}

// ---- moves ----

export type NcMove =
  | {
      readonly ok: true;
      readonly loop: number;
      /** The result of the last check no longer stands: it is kept in the history and cleared on the record. */
      readonly clearsResult: boolean;
      /** The record was closed before. */
      readonly reopens: boolean;
    }
  | { readonly ok: false; readonly reason: string; readonly unmet: readonly string[] };

export type NcActor = { readonly userId: string };

function ownsAction(nc: NcFacts, userId: string): boolean {
  return nc.actions.some((action) => action.ownerId === userId && action.state !== "dropped");
}

/** Moves that a judge makes: permission `nonconformity:verify`; all others need `nonconformity:write`. */
export function isVerification(from: NcState, to: NcState): boolean {
  return to === "closed" || (from === "effectiveness_check" && to === "investigating");
}

/** Whether moving into `to` has to carry a written reason. */
export function ncMoveNeedsReason(from: NcState, to: NcState): boolean {
  return to === "withdrawn" || to === "declined" || from === "closed";
}

function mayMove(nc: NcFacts, to: NcState, actor: NcActor): Decision {
  if (to === "withdrawn" && actor.userId !== nc.raisedBy) {
    return refused("Only the person who raised it may withdraw it.");
  }
  if (to === "closed" && nc.grade === "major" && ownsAction(nc, actor.userId)) {
    return refused("You own one of its actions. A major nonconformity is closed by somebody else.");
  }
  if (
    isVerification(nc.state, to) &&
    nc.effectivenessReviewerId !== null &&
    ownsAction(nc, nc.effectivenessReviewerId)
  ) {
    return refused("The reviewer owns one of the actions. Name a reviewer who owns none.");
  }
  return ALLOWED;
}

function moveRefusal(nc: NcFacts, to: NcState): string {
  const kind = NC_GRADE[nc.grade].label;
  if (nc.state === to) return `It is already ${NC_STATE[to].label.toLowerCase()}.`;
  const possible = movesFrom(nc).map((state) => NC_STATE[state].label);
  if (possible.length === 0) return `${kind}: ${NC_STATE[nc.state].label} is final.`;
  return `${kind}: ${NC_STATE[nc.state].label} cannot become ${NC_STATE[to].label}. Possible: ${possible.join(", ")}.`;
}

function askReason(nc: NcFacts, to: NcState, reason: string | null): Decision {
  if (!ncMoveNeedsReason(nc.state, to) || isWritten(reason)) return ALLOWED;
  if (nc.state === "closed") return refused("Say why it is opened again.");
  return refused(to === "withdrawn" ? "Say why it is withdrawn." : "Say why it is declined.");
}

/** Whether the actor may take the step now, and what it does to the loop; the first refusal otherwise. */
export function moveNonconformity(
  nc: NcFacts,
  to: NcState,
  actor: NcActor,
  facts: { readonly reason: string | null },
): NcMove {
  const known = movesFrom(nc).includes(to) ? ALLOWED : refused(moveRefusal(nc, to));
  const decision = firstRefusal([known, mayMove(nc, to, actor), askReason(nc, to, facts.reason)]);
  if (!decision.ok) return { ...decision, unmet: [] };
  const unmet = stepGate(nc, to)
    .filter((condition) => !condition.met)
    .map((condition) => condition.label);
  if (unmet.length > 0) {
    return { ok: false, reason: `Before ${NC_STATE[to].label.toLowerCase()}: ${unmet.join("; ")}.`, unmet };
  }
  const goesBack = nc.state === "effectiveness_check" && to === "investigating";
  const reopens = nc.state === "closed";
  return {
    ok: true,
    loop: nc.loop + (goesBack || reopens ? 1 : 0),
    clearsResult: goesBack || reopens,
    reopens,
  };
}

/** Whether the person may judge effectiveness: not an owner of any action that was not dropped. */
export function canReviewEffectiveness(nc: NcFacts, reviewerId: string): Decision {
  return ownsAction(nc, reviewerId)
    ? refused("The reviewer owns one of the actions. Name somebody who owns none.")
    : ALLOWED;
}

/** Whether the action may be completed or dropped. */
export function finishAction(
  action: Pick<CorrectiveAction, "state" | "hasProof">,
  to: "done" | "dropped",
  facts: { readonly reason: string | null },
): Decision {
  if (action.state !== "open") return refused("The action is already finished.");
  if (to === "done") {
    return action.hasProof ? ALLOWED : refused("Attach a piece of evidence or write down what proves it.");
  }
  return isWritten(facts.reason) ? ALLOWED : refused("Say why the action is no longer needed.");
}

// ---- time ----

/** Proposed days from raising to closure. Certification bodies set their own: these are only where a form starts. */
export const DEFAULT_DEADLINE_DAYS: Readonly<Record<NcGrade, number>> = {
  major: 60,
  minor: 90,
  observation: 180,
  ofi: 180,
};

/** The due date to propose. */
export function proposedDueOn(
  grade: NcGrade,
  raisedOn: IsoDate,
  days: Readonly<Record<NcGrade, number>> = DEFAULT_DEADLINE_DAYS,
): IsoDate {
  return addDays(raisedOn, days[grade]);
}

export const AGE_BUCKETS = [
  { key: "0-30", label: "0\u201330 days", from: 0, to: 30 },
  { key: "31-60", label: "31\u201360 days", from: 31, to: 60 },
  { key: "61-90", label: "61\u201390 days", from: 61, to: 90 },
  { key: "over-90", label: "Over 90 days", from: 91, to: Number.POSITIVE_INFINITY },
] as const;
export type AgeBucket = (typeof AGE_BUCKETS)[number]["key"];

/** The bucket of a record raised on that day; a future day counts as today. */
export function ageBucket(raisedOn: IsoDate, today: IsoDate): AgeBucket {
  const age = Math.max(0, daysBetween(raisedOn, today));
  return AGE_BUCKETS.find((bucket) => age <= bucket.to)?.key ?? "over-90";
}

export type NcAge = {
  readonly bucket: AgeBucket;
  readonly label: string;
  readonly major: readonly string[];
  readonly minor: readonly string[];
};

/** Ids of the open major and minor nonconformities by age; all four buckets, oldest last. */
export function ageing(
  records: readonly {
    readonly id: string;
    readonly grade: NcGrade;
    readonly state: NcState;
    readonly raisedOn: IsoDate;
  }[],
  today: IsoDate,
): readonly NcAge[] {
  const open = records.filter((record) => isOpenNc(record.state));
  return AGE_BUCKETS.map(({ key, label }) => {
    const here = open.filter((record) => ageBucket(record.raisedOn, today) === key);
    const idsOf = (grade: NcGrade) =>
      here.filter((record) => record.grade === grade).map((record) => record.id);
    return { bucket: key, label, major: idsOf("major"), minor: idsOf("minor") };
  });
}

/** `NC-2026-001`; more than 999 a year take more digits. */
export function ncNumber(year: number, count: number): string {
  return `NC-${year}-${String(count).padStart(3, "0")}`;
}
