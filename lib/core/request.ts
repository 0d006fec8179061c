// Requests for evidence: their states, who may take which step, whose turn it is, and their numbers.

import { type Role, roleHas } from "@/lib/core/access";
import { type IsoDate, isIsoDate } from "@/lib/core/dates";
import { ALLOWED, type Decision, isWritten, refused } from "@/lib/core/decision";
import { REQUEST_STATE, type RequestState } from "@/lib/core/work-statuses";

/** `internal_review` belongs to requests of an auditor's room; requests of the team never enter it. */
export const REQUEST_MOVES: Readonly<Record<RequestState, readonly RequestState[]>> = {
  draft: ["requested", "cancelled"],
  requested: ["submitted", "cancelled"],
  internal_review: ["submitted", "returned"],
  submitted: ["accepted", "returned"],
  returned: ["submitted", "cancelled"],
  accepted: [],
  cancelled: [],
};

const REASONS: Partial<Record<RequestState, string>> = {
  returned: "Say what is wrong or missing, so that the answer can be mended.",
  cancelled: "Say why the evidence is no longer needed.",
};

function refusalOf(from: RequestState, to: RequestState): string {
  const label = REQUEST_STATE[from].label.toLowerCase();
  if (from === to) return `The request is already ${label}.`;
  if (REQUEST_MOVES[from].length === 0) {
    return `The request is ${label} and stays as it is. Ask again with a new request.`;
  }
  const next = REQUEST_MOVES[from].map((state) => REQUEST_STATE[state].label.toLowerCase());
  return `The request is ${label} and cannot become ${REQUEST_STATE[to].label.toLowerCase()}. Possible: ${next.join(", ")}.`;
}

/** Whether a request may go from one state to the other, with the reason given. */
export function canMoveRequest(
  from: RequestState,
  to: RequestState,
  facts: { readonly reason: string | null },
): Decision {
  if (!REQUEST_MOVES[from].includes(to)) return refused(refusalOf(from, to));
  const ask = REASONS[to];
  return ask === undefined || isWritten(facts.reason) ? ALLOWED : refused(ask);
}

/** Whether the actor may accept or return what `submitterId` handed in. */
export function canDecideRequest(facts: {
  readonly submitterId: string | null;
  readonly actorId: string;
  /** The workspace waived the separation of duties. */
  readonly selfAcceptance: boolean;
}): Decision {
  if (facts.selfAcceptance || facts.submitterId !== facts.actorId) return ALLOWED;
  return refused("You answered this request. Somebody else has to decide on it.");
}

/** Whether a role can be asked: whoever answers adds evidence. */
export function canBeAsked(role: Role): Decision {
  return roleHas(role, "evidence:write")
    ? ALLOWED
    : refused("Approvers and viewers cannot add evidence. Ask an owner, a lead or a contributor.");
}

/** Whether the owner of the request is the one who has to do something. */
export function awaitsAnswer(state: RequestState): boolean {
  return state === "requested" || state === "returned";
}

/** Whether nothing was decided for good. */
export function isOpenRequest(state: RequestState): boolean {
  return REQUEST_MOVES[state].length > 0;
}

/** Whether an answer is late; what was answered in time is not made late by whoever decides. */
export function isLateRequest(
  request: { readonly state: RequestState; readonly dueOn: IsoDate | null },
  today: IsoDate,
): boolean {
  return awaitsAnswer(request.state) && request.dueOn !== null && request.dueOn < today;
}

/** Whether a due date can be asked for: a real day that has not passed. */
export function isPossibleDue(dueOn: IsoDate | null, today: IsoDate): boolean {
  return dueOn === null || (isIsoDate(dueOn) && dueOn >= today);
}

/** `REQ-2026-001`; from 1,000 on the number grows by a digit. */
export function requestNumber(year: number, n: number): string {
  return `REQ-${year}-${String(n).padStart(3, "0")}`;
}
