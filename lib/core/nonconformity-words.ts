// The words of the nonconformity pages: buttons of the steps, gates, and what the activity log says about a record.

import { ACTIVITY_VERBS, type ActivityVerb } from "@/lib/core/audit-actions";
import type { IsoDate } from "@/lib/core/dates";
import { type Condition, type NcFacts, stepGate } from "@/lib/core/nonconformity";
import type { NcHistoryEntry } from "@/lib/core/nonconformity-dto";
import { sidesOf } from "@/lib/core/requirement-history";
import { NC_GRADE, NC_STATE, NC_STATES, type NcState } from "@/lib/core/statuses";

const STEP_VERB: Readonly<Record<NcState, string>> = {
  open: "Reopen",
  investigating: "Start investigating",
  action_planned: "Mark action planned",
  implemented: "Mark implemented",
  effectiveness_check: "Start effectiveness check",
  closed: "Close",
  withdrawn: "Withdraw",
  accepted: "Accept",
  done: "Mark done",
  declined: "Decline",
};

/** The button that takes the step: "Mark implemented". */
export function stepVerb(from: NcState, to: NcState): string {
  return from === "effectiveness_check" && to === "investigating" ? "Return to investigating" : STEP_VERB[to];
}

/** The heading of the step's conditions: "To mark implemented". */
export function gateTitle(from: NcState, to: NcState): string {
  const verb = stepVerb(from, to);
  return `To ${verb.charAt(0).toLowerCase()}${verb.slice(1)}`;
}

/** The conditions of a step; the one about open actions also says how many are overdue. */
export function gateConditions(nc: NcFacts, to: NcState, today: IsoDate): readonly Condition[] {
  const late = nc.actions.filter(
    (action) => action.state === "open" && action.dueOn !== null && action.dueOn < today,
  ).length;
  if (late === 0) return stepGate(nc, to);
  const remark = late === 1 ? "1 is overdue" : `${late} are overdue`;
  return stepGate(nc, to).map((condition) =>
    condition.label.startsWith("Finish ")
      ? { ...condition, label: `${condition.label}, ${remark}` }
      : condition,
  );
}

const FIELD_WORDS: readonly (readonly [string, string])[] = [
  ["effectivenessResult", "recorded the result of the check"],
  ["effectivenessNote", "recorded what the check looked at"],
  ["ismsChange", "answered what the management system changes"],
  ["rootCause", "recorded the root cause"],
  ["cause", "recorded the analysis of the cause"],
  ["correction", "recorded the correction"],
  ["effectivenessCriteria", "set the effectiveness criteria"],
  ["effectivenessReviewerId", "named the reviewer"],
  ["effectivenessDueOn", "set the date of the check"],
  ["extent", "recorded the extent"],
  ["grade", "changed the grade"],
  ["ownerId", "changed the owner"],
  ["dueOn", "changed the due date"],
  ["refs", "changed the requirements"],
  ["itemIds", "changed the evidence"],
  ["risks", "changed the risks"],
];

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function stateOf(value: unknown): NcState | null {
  return NC_STATES.find((state) => state === value) ?? null;
}

function moveWords(body: string): string {
  const { before, after } = sidesOf(body);
  const to = stateOf(after.state);
  if (to === null) return ACTIVITY_VERBS["nonconformity.move"];
  const reason = text(after.reason);
  const why = reason === "" ? "" : `: "${reason}"`;
  if (to === "withdrawn") return `withdrew it${why}`;
  if (to === "declined") return `declined it${why}`;
  if (to === "open") return `reopened it${why}`;
  if (stateOf(before.state) === "effectiveness_check" && to === "investigating") {
    return `moved back to Investigating as loop ${String(after.loop)}: not effective`;
  }
  return `moved to ${NC_STATE[to].label}`;
}

function actionWords(verb: ActivityVerb, body: string): string {
  const { before, after } = sidesOf(body);
  const name = `AC-${String(after.number ?? before.number ?? "")}`;
  if (verb === "nonconformity.add-action") return `added ${name}: ${text(after.title)}`;
  if (verb === "nonconformity.edit-action") return `edited ${name}`;
  return after.state === "dropped" ? `dropped ${name}: "${text(after.proofNote)}"` : `finished ${name}`;
}

/** What an entry says about the record, after the person's name. */
export function ncHistoryWords(verb: ActivityVerb, body: string): string {
  const { after } = sidesOf(body);
  if (verb === "nonconformity.raise") {
    const grade = Object.entries(NC_GRADE).find(([name]) => name === after.grade);
    return grade === undefined ? "raised it" : `raised it as ${grade[1].label}`;
  }
  if (verb === "nonconformity.move") return moveWords(body);
  if (verb.endsWith("-action")) return actionWords(verb, body);
  if (verb !== "nonconformity.edit") return ACTIVITY_VERBS[verb];
  return FIELD_WORDS.find(([field]) => field in after)?.[1] ?? "edited what failed";
}

const ICON: Readonly<Partial<Record<ActivityVerb, NcHistoryEntry["icon"]>>> = {
  "nonconformity.raise": "nonconformity",
  "nonconformity.move": "activity",
  "nonconformity.add-action": "plus",
  "nonconformity.complete-action": "check",
  "comment.write": "comment",
};

/** The icon beside an entry. */
export function ncHistoryIcon(verb: ActivityVerb, body: string): NcHistoryEntry["icon"] {
  if (verb === "nonconformity.edit" && "correction" in sidesOf(body).after) return "check";
  return ICON[verb] ?? "edit";
}

/** Whether the entry wrote something into the field of the record. */
export function writesField(body: string, field: string): boolean {
  return text(sidesOf(body).after[field]) !== "";
}
