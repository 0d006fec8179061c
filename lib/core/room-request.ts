// Requests of an auditor's room: their states, who takes which step, and the groups in which both sides list them.

import { ALLOWED, type Decision, isWritten, refused } from "@/lib/core/decision";
import { REQUEST_STATE, type RequestState } from "@/lib/core/work-statuses";

/** Who takes a step: the team for itself, or the auditor. */
export type RequestSide = "team" | "auditor";

/** Sent, answered, looked at by a colleague, given to the auditor, decided; returned ones are taken up again. */
export const ROOM_REQUEST_MOVES: Readonly<
  Record<RequestState, Readonly<Partial<Record<RequestState, RequestSide>>>>
> = {
  draft: { requested: "team", cancelled: "team" },
  requested: { internal_review: "team", cancelled: "team" },
  internal_review: { submitted: "team", requested: "team" },
  submitted: { accepted: "auditor", returned: "auditor" },
  returned: { requested: "team", cancelled: "team" },
  accepted: {},
  cancelled: {},
};

const SIDE: Readonly<Record<RequestSide, string>> = { team: "the company", auditor: "the auditor" };

function needsReason(from: RequestState, to: RequestState): string | null {
  if (to === "returned") return "Say what is wrong or missing, so that the answer can be mended.";
  if (to === "cancelled") return "Say why the request is no longer needed.";
  if (from === "internal_review" && to === "requested")
    return "Say what has to be mended before the auditor sees it.";
  return null;
}

/** Whether the side may take the step, with the reason given. */
export function canMoveRoomRequest(
  from: RequestState,
  to: RequestState,
  facts: { readonly by: RequestSide; readonly reason: string | null },
): Decision {
  const label = REQUEST_STATE[from].label.toLowerCase();
  const side = ROOM_REQUEST_MOVES[from][to];
  if (side === undefined) {
    const next = Object.keys(ROOM_REQUEST_MOVES[from]) as RequestState[];
    const possible = next.map((state) => REQUEST_STATE[state].label.toLowerCase()).join(", ");
    return refused(
      next.length === 0
        ? `The request is ${label} and stays as it is.`
        : `The request is ${label} and cannot become ${REQUEST_STATE[to].label.toLowerCase()}. Possible: ${possible}.`,
    );
  }
  if (side !== facts.by) return refused(`This step is for ${SIDE[side]}.`);
  const ask = needsReason(from, to);
  return ask === null || isWritten(facts.reason) ? ALLOWED : refused(ask);
}

/** The steps that an answer takes: what was returned is taken up again first. */
export function answerSteps(from: RequestState): readonly RequestState[] {
  return from === "returned" ? ["requested", "internal_review"] : ["internal_review"];
}

/** The state that the auditor is shown: internal review is nobody's business but the company's. */
export function stateForAuditor(state: RequestState): RequestState {
  return state === "internal_review" ? "requested" : state;
}

export const REQUEST_GROUPS = ["review", "company", "accepted", "cancelled"] as const;
export type RequestGroup = (typeof REQUEST_GROUPS)[number];
export const REQUEST_GROUP_LABEL: Readonly<Record<RequestGroup, string>> = {
  review: "To review",
  company: "With the company",
  accepted: "Accepted",
  cancelled: "Cancelled",
};

/** Where the auditor's list shows it. */
export function groupOf(state: RequestState): RequestGroup {
  if (state === "submitted") return "review";
  return state === "accepted" || state === "cancelled" ? state : "company";
}

/** One spelling of an auditor's reference: trimmed, no inner runs of spaces. */
export function spellReference(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, " ").trim();
}

const NATURAL = new Intl.Collator("en", { numeric: true });

/** R-2 before R-10; requests without a reference of the auditor follow by number. */
export function byReference(
  a: { readonly auditorRef: string; readonly number: string },
  b: { readonly auditorRef: string; readonly number: string },
): number {
  if ((a.auditorRef === "") !== (b.auditorRef === "")) return a.auditorRef === "" ? 1 : -1;
  return NATURAL.compare(a.auditorRef, b.auditorRef) || NATURAL.compare(a.number, b.number);
}

/** As the auditor's list shows them from top to bottom: by whose turn it is, then as given. */
export function inListOrder<T extends { readonly state: RequestState }>(rows: readonly T[]): readonly T[] {
  return REQUEST_GROUPS.flatMap((group) => rows.filter(({ state }) => groupOf(state) === group));
}

/** Of those that were sent and not cancelled: when asked, when accepted. */
export function progressOf(
  rows: readonly {
    readonly state: RequestState;
    readonly askedOn: string;
    readonly decidedOn: string | null;
  }[],
): readonly { readonly askedOn: string; readonly acceptedOn: string | null }[] {
  return rows
    .filter(({ state }) => state !== "draft" && state !== "cancelled")
    .map(({ askedOn, state, decidedOn }) => ({
      askedOn,
      acceptedOn: state === "accepted" ? decidedOn : null,
    }));
}

export type BurnUpPoint = { readonly on: string; readonly asked: number; readonly accepted: number };

/** For each day on which something happened: how many had been asked and how many accepted by then. */
export function burnUp(
  rows: readonly { readonly askedOn: string; readonly acceptedOn: string | null }[],
): readonly BurnUpPoint[] {
  const days = [
    ...new Set(rows.flatMap(({ askedOn, acceptedOn }) => [askedOn, acceptedOn ?? askedOn])),
  ].sort();
  return days.map((on) => ({
    on,
    asked: rows.filter((row) => row.askedOn <= on).length,
    accepted: rows.filter((row) => row.acceptedOn !== null && row.acceptedOn <= on).length,
  }));
}
