// What a person may do with one request, so that pages offer nothing that the server would refuse.

import { type AnyScope, actorId, holds, mayEditOwned } from "@/lib/core/access";
import { awaitsAnswer, canDecideRequest, canMoveRequest } from "@/lib/core/request";
import type { RequestDetail } from "@/lib/core/request-dto";
import type { RequestState } from "@/lib/core/work-statuses";

export type RequestRights = {
  /** The person who was asked. */
  readonly isAsked: boolean;
  /** Answers it, now. */
  readonly answer: boolean;
  /** Why somebody who is asked cannot answer; null where nothing has to be said. */
  readonly answerRefusal: string | null;
  /** Accepts or returns, now. */
  readonly decide: boolean;
  readonly decideRefusal: string | null;
  /** Gives an answer to the auditor of a room, or sends it back before, now; `shareRefusal` says why not. */
  readonly share: boolean;
  readonly shareRefusal: string | null;
  readonly edit: boolean;
  readonly send: boolean;
  readonly cancel: boolean;
  readonly remind: boolean;
  readonly raise: boolean;
  readonly comment: boolean;
};

/** Before there is an answer, nothing can have gone wrong with it. */
const ANSWERED: readonly RequestState[] = ["submitted", "accepted", "returned"];

type Facts = Pick<RequestDetail, "state" | "owner" | "submittedBy" | "roomId">;

function answerRefusal(scope: AnyScope, { state, owner }: Facts): string | null {
  if (!awaitsAnswer(state)) return null;
  const mine = owner.userId === actorId(scope);
  if (!holds(scope, "evidence:write")) {
    return mine
      ? "Your role cannot add evidence. Ask a lead to change your role, or to ask somebody else."
      : null;
  }
  return mayEditOwned(scope, owner.userId)
    ? null
    : `${owner.name} was asked. Contributors answer what they are asked.`;
}

function decideRefusal(scope: AnyScope, request: Facts, selfAcceptance: boolean): string | null {
  if (request.state !== "submitted" || request.roomId !== null) return null;
  if (!holds(scope, "request:write")) return "Owners and leads decide on answers.";
  const submitterId = request.submittedBy?.userId ?? null;
  const decision = canDecideRequest({ submitterId, actorId: actorId(scope) ?? "", selfAcceptance });
  return decision.ok ? null : decision.reason;
}

function inReview({ state, roomId }: Facts): boolean {
  return roomId !== null && state === "internal_review";
}

function shareRefusal(scope: AnyScope, request: Facts, selfAcceptance: boolean): string | null {
  if (!inReview(request)) return null;
  if (!holds(scope, "room:write")) return "An owner or a lead gives the answer to the auditor.";
  const submitterId = request.submittedBy?.userId ?? null;
  const decision = canDecideRequest({ submitterId, actorId: actorId(scope) ?? "", selfAcceptance });
  return decision.ok ? null : decision.reason;
}

/** The rights of the scope's actor on the request as it stands. */
export function requestRights(scope: AnyScope, request: Facts, selfAcceptance: boolean): RequestRights {
  const { state } = request;
  const manages = holds(scope, "request:write");
  const notAnswer = answerRefusal(scope, request);
  const notDecide = decideRefusal(scope, request, selfAcceptance);
  const notShare = shareRefusal(scope, request, selfAcceptance);
  const waits = awaitsAnswer(state);
  return {
    isAsked: request.owner.userId === actorId(scope),
    answer: waits && notAnswer === null && holds(scope, "evidence:write"),
    answerRefusal: notAnswer,
    decide: state === "submitted" && request.roomId === null && notDecide === null,
    decideRefusal: notDecide,
    share: inReview(request) && notShare === null,
    shareRefusal: notShare,
    edit: manages && (waits || state === "draft"),
    send: manages && state === "draft",
    cancel: manages && canMoveRequest(state, "cancelled", { reason: "any" }).ok,
    remind: manages && waits,
    raise: holds(scope, "nonconformity:write") && ANSWERED.includes(state),
    comment: holds(scope, "comment:write"),
  };
}
