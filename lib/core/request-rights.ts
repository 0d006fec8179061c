// What a person may do with one request, so that pages offer nothing that the server would refuse.

import { type AnyScope, actorId, holds, mayEditOwned } from "@/lib/core/access";
import { ALLOWED } from "@/lib/core/decision";
import { awaitsAnswer, canDecideRequest, canMoveRequest } from "@/lib/core/request";
import type { RequestDetail } from "@/lib/core/request-dto";
import { canAskInRoom } from "@/lib/core/room";
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
  /** Writes to the auditor of its room. */
  readonly write: boolean;
  /** Why what is asked in its room cannot be changed today; null where it can, and without a room. */
  readonly roomRefusal: string | null;
};

/** Before there is an answer, nothing can have gone wrong with it. */
const ANSWERED: readonly RequestState[] = ["submitted", "accepted", "returned"];

type Facts = Pick<RequestDetail, "state" | "owner" | "submittedBy" | "roomId" | "roomPhase">;

/** Closed or revoked: everything stays as it is. An expired room may open again. */
function isOver({ roomPhase }: Facts): boolean {
  return roomPhase === "closed" || roomPhase === "revoked";
}

function answerRefusal(scope: AnyScope, request: Facts): string | null {
  const { state, owner } = request;
  if (!awaitsAnswer(state) || isOver(request)) return null;
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

function inReview(request: Facts): boolean {
  return request.roomId !== null && request.state === "internal_review" && !isOver(request);
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
  const over = isOver(request);
  const stays = request.roomPhase === null ? ALLOWED : canAskInRoom(request.roomPhase);
  const asking = manages && stays.ok;
  return {
    isAsked: request.owner.userId === actorId(scope),
    answer: waits && !over && notAnswer === null && holds(scope, "evidence:write"),
    answerRefusal: notAnswer,
    decide: state === "submitted" && request.roomId === null && notDecide === null,
    decideRefusal: notDecide,
    share: inReview(request) && notShare === null,
    shareRefusal: notShare,
    edit: asking && (waits || state === "draft"),
    send: asking && state === "draft",
    cancel: manages && !over && canMoveRequest(state, "cancelled", { reason: "any" }).ok,
    remind: asking && waits,
    raise: holds(scope, "nonconformity:write") && ANSWERED.includes(state),
    comment: holds(scope, "comment:write"),
    write:
      holds(scope, "comment:write") &&
      request.roomId !== null &&
      !over &&
      state !== "draft" &&
      state !== "cancelled",
    roomRefusal: stays.ok ? null : stays.reason,
  };
}
