import "server-only";
import { sql } from "drizzle-orm";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { AnyScope, Scope } from "@/lib/core/access";
import { ALLOWED, type Decision, refused } from "@/lib/core/decision";
import { AppError } from "@/lib/core/errors";
import { canDecideRequest } from "@/lib/core/request";
import { ITEM_STATE } from "@/lib/core/statuses";
import { type ItemRow, lockItem, nameOf } from "@/lib/evidence/mutations/locked";
import { acceptItems, returnItems } from "@/lib/evidence/mutations/moves";
import { notify } from "@/lib/notifications/mutations";
import type { AcceptRequestInput, ReturnRequestInput } from "@/lib/requests/input";
import { readLastAnswer } from "@/lib/requests/mutations/answer";
import {
  lockRequest,
  memberOf,
  noticeOf,
  type RequestRow,
  requireMove,
  requireVersion,
  save,
} from "@/lib/requests/mutations/locked";
import { readProgramme } from "@/lib/workspaces/queries";

type DecideScope = Scope<"request:write" | "evidence:review">;
type Id = { readonly id: string; readonly number: string };
type Answer = { readonly item: ItemRow; readonly number: number };

async function requireDecider(tx: Tx, row: RequestRow, actorId: string): Promise<void> {
  if (row.roomId !== null) {
    throw new AppError("CONFLICT", "The auditor decides on requests of a room. Give them the answer first.");
  }
  const { selfAcceptance } = await readProgramme(tx);
  const decision = canDecideRequest({ submitterId: row.submittedBy, actorId, selfAcceptance });
  if (!decision.ok) throw new AppError("CONFLICT", decision.reason);
}

async function readAnswer(tx: Tx, row: RequestRow): Promise<Answer> {
  const last = await readLastAnswer(tx, row.id);
  if (last === null) throw new AppError("CONFLICT", "The request has no answer yet.");
  return { item: await lockItem(tx, last.itemId), number: last.number };
}

/** What is accepted is what was handed over: the newest version, still waiting for review or accepted already. */
function isAcceptable({ item, number }: Answer): Decision {
  if (item.currentArtifact !== number) {
    return refused(
      `${nameOf(item)} has version ${item.currentArtifact} now; the answer was version ${number}. Return the answer, so that it is given again.`,
    );
  }
  if (item.state === "submitted" || item.state === "accepted") return ALLOWED;
  return refused(
    `${nameOf(item)} is ${ITEM_STATE[item.state].label.toLowerCase()}. Return the answer, so that it is given again.`,
  );
}

async function tellOf(
  tx: Tx,
  scope: AnyScope,
  row: RequestRow,
  told: { readonly kind: "decision" | "return"; readonly detail: string },
): Promise<void> {
  const people = [...new Set([row.ownerId, row.submittedBy])];
  await notify(
    tx,
    scope,
    people.map((personId) => noticeOf(row, { personId, ...told })),
  );
}

/**
 * Accepts the answer and the evidence that was handed over, in one transaction; the actor is not the submitter unless
 * the workspace waived that, and then the entry says so.
 * @throws AppError NOT_FOUND, CONFLICT (stale, not submitted, own answer, the evidence has moved on)
 */
export async function acceptRequest(scope: DecideScope, input: AcceptRequestInput): Promise<Id> {
  const actor = memberOf(scope);
  return inWorkspace(scope, async (tx) => {
    const row = await lockRequest(tx, input.id);
    requireMove(row, "accepted", "");
    requireVersion(row, input.version);
    await requireDecider(tx, row, actor);
    const answer = await readAnswer(tx, row);
    const acceptable = isAcceptable(answer);
    if (!acceptable.ok) throw new AppError("CONFLICT", acceptable.reason);
    if (answer.item.state === "submitted") {
      const itemIds = [{ itemId: answer.item.id, version: null }];
      await acceptItems(tx, scope, { itemIds, sufficient: input.sufficient });
    }
    await save(tx, row, { state: "accepted", stateReason: "", decidedBy: actor, decidedAt: sql`now()` });
    await tellOf(tx, scope, row, { kind: "decision", detail: "Accepted." });
    await record(tx, scope, {
      verb: "request.accept",
      subject: { kind: "request", ref: row.id },
      before: { state: row.state },
      after: {
        state: "accepted",
        itemId: answer.item.id,
        artifact: answer.number,
        ...(row.submittedBy === actor ? { selfAccepted: true } : {}),
      },
    });
    return { id: row.id, number: row.number };
  });
}

/**
 * Returns the answer with a reason; the evidence goes back with it when it is still the version handed over and waits
 * for review.
 * @throws AppError NOT_FOUND, CONFLICT (stale, not submitted, own answer), INVALID (no reason)
 */
export async function returnRequest(scope: DecideScope, input: ReturnRequestInput): Promise<Id> {
  const actor = memberOf(scope);
  const { reason } = input;
  return inWorkspace(scope, async (tx) => {
    const row = await lockRequest(tx, input.id);
    requireMove(row, "returned", reason);
    requireVersion(row, input.version);
    await requireDecider(tx, row, actor);
    const { item, number } = await readAnswer(tx, row);
    if (item.state === "submitted" && item.currentArtifact === number) {
      await returnItems(tx, scope, { itemIds: [{ itemId: item.id, version: null }], reason });
    }
    await save(tx, row, { state: "returned", stateReason: reason, decidedBy: actor, decidedAt: sql`now()` });
    await tellOf(tx, scope, row, { kind: "return", detail: reason });
    await record(tx, scope, {
      verb: "request.return",
      subject: { kind: "request", ref: row.id },
      before: { state: row.state },
      after: { state: "returned", reason, itemId: item.id, artifact: number },
    });
    return { id: row.id, number: row.number };
  });
}
