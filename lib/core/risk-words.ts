// The words of the risk pages: buttons, what sends a risk back, and what the activity log says about one risk.

import { ACTIVITY_VERBS, type ActivityVerb } from "@/lib/core/audit-actions";
import { formatDate } from "@/lib/core/dates";
import {
  RISK_STATE,
  RISK_STATES,
  type RiskState,
  TREATMENT_LABEL,
  TREATMENTS,
} from "@/lib/core/isms-statuses";
import { sidesOf } from "@/lib/core/requirement-history";

/** The button that takes the step. */
export const RISK_STEP_VERB = {
  plan_approved: "Approve plan",
  treating: "Start treatment",
  residual_accepted: "Accept residual risk",
} as const;

/** What an edit tells the person when it took an approval away. */
export function backWords(from: RiskState, to: RiskState): string {
  if (from === to || RISK_STATES.indexOf(to) >= RISK_STATES.indexOf(from)) return "";
  return to === "treating"
    ? "The accepted residual risk was assessed anew and waits for its owner again."
    : "The plan changed after it was approved, so it waits for the risk owner again.";
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function stateOf(value: unknown): RiskState | null {
  return RISK_STATES.find((state) => state === value) ?? null;
}

function backNote(before: RiskState | null, after: RiskState | null): string {
  const words = before === null || after === null ? "" : backWords(before, after);
  return words === "" ? "" : `. ${words}`;
}

const FIELD_WORDS: readonly (readonly [string, string])[] = [
  ["action", "changed the actions"],
  ["ownerId", "changed the owner"],
  ["reviewOn", "changed the next review"],
  ["cause", "changed the cause"],
  ["consequence", "changed the consequence"],
  ["asset", "changed the asset or process"],
  ["title", "changed the title"],
];

function editWords(after: Readonly<Record<string, unknown>>): string {
  const action = after.action;
  if (typeof action === "object" && action !== null && "number" in action && "did" in action) {
    return `${String(action.did)} action ${String(action.number)}`;
  }
  return FIELD_WORDS.find(([field]) => field in after)?.[1] ?? "edited the risk";
}

function assessWords(after: Readonly<Record<string, unknown>>): string {
  const kind = after.kind === "residual" ? "residual" : "inherent";
  const note = text(after.note);
  const score = `${String(after.likelihood)} x ${String(after.consequence)} = ${String(after.score)}`;
  return `assessed the ${kind} risk as ${score} on method ${String(after.methodNumber)}${note === "" ? "" : `: "${note}"`}`;
}

function treatWords(after: Readonly<Record<string, unknown>>): string {
  const treatment = TREATMENTS.find((one) => one === after.treatment);
  const refs = Array.isArray(after.controls) ? after.controls.map(String).join(", ") : "";
  const name =
    treatment === undefined
      ? "changed the treatment"
      : `chose to ${TREATMENT_LABEL[treatment].toLowerCase()}`;
  return refs === "" ? name : `${name} with ${refs}`;
}

function moveWords(before: RiskState | null, after: Readonly<Record<string, unknown>>): string {
  const to = stateOf(after.state);
  const reason = text(after.reason);
  if (to === "plan_approved") return "approved the treatment plan";
  if (to === "assessed" && before === "treatment_chosen") return `sent the plan back: "${reason}"`;
  return to === null ? ACTIVITY_VERBS["risk.move"] : `moved it to ${RISK_STATE[to].label.toLowerCase()}`;
}

/** The reason with which an entry of the log sent a plan back; null for every other entry. */
export function planReturn(verb: ActivityVerb, body: string): string | null {
  const { before, after } = sidesOf(body);
  if (verb !== "risk.move" || stateOf(before.state) !== "treatment_chosen") return null;
  return stateOf(after.state) === "assessed" ? text(after.reason) : null;
}

function acceptWords(after: Readonly<Record<string, unknown>>): string {
  const reason = text(after.reason);
  const until = text(after.expiresOn);
  return `accepted the residual risk${until === "" ? "" : ` until ${formatDate(until)}`}${reason === "" ? "" : `: "${reason}"`}`;
}

/** What an entry says about the risk, after the person's name. */
export function riskHistoryWords(verb: ActivityVerb, body: string): string {
  const { before, after } = sidesOf(body);
  const from = stateOf(before.state);
  const back = backNote(from, stateOf(after.state));
  switch (verb) {
    case "risk.add":
      return "added it";
    case "risk.edit":
      return `${editWords(after)}${back}`;
    case "risk.assess":
      return `${assessWords(after)}${back}`;
    case "risk.treat":
      return `${treatWords(after)}${back}`;
    case "risk.move":
      return moveWords(from, after);
    case "risk.accept":
      return acceptWords(after);
    case "risk.archive":
      return after.archived === false ? "brought it back" : `archived it: "${text(after.reason)}"`;
    default:
      return ACTIVITY_VERBS[verb];
  }
}
