import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { roomMessages } from "@/db/schema/room-work";
import { requestEvidence, requestRequirements, requests } from "@/db/schema/work";
import { inWorkspace, type Tx, violates } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import { canDecideRequest } from "@/lib/core/request";
import { isEditable } from "@/lib/core/room";
import { canMoveRoomRequest, spellReference } from "@/lib/core/room-request";
import type { RequestState } from "@/lib/core/work-statuses";
import { requireRequirements } from "@/lib/evidence/mutations/locked";
import { once } from "@/lib/idempotency/mutations";
import { notify } from "@/lib/notifications/mutations";
import { readLastAnswer } from "@/lib/requests/mutations/answer";
import {
  askedDetail,
  lockRequest,
  noticeOf,
  type RequestRow,
  requireAskable,
  requireVersion,
  save,
} from "@/lib/requests/mutations/locked";
import type {
  RoomRequestInput,
  ShareAnswerInput,
  TakeBackInput,
  WriteToAuditorInput,
} from "@/lib/rooms/input";
import { nextRequestNumbers } from "@/lib/rooms/mutations/copy";
import {
  invalid,
  lockRoom,
  memberOf,
  requireAsking,
  requireEditable,
  todayOf,
} from "@/lib/rooms/mutations/locked";
import { readProgramme } from "@/lib/workspaces/queries";

type Id = { readonly id: string; readonly number: string };

/** Stores a request with what it is about. @throws AppError INVALID (its reference is in use in the room) */
export async function insertRequest(
  tx: Tx,
  row: typeof requests.$inferInsert & { readonly id: string },
  refs: readonly string[],
): Promise<void> {
  try {
    await tx.insert(requests).values(row);
  } catch (error) {
    if (!violates(error, "requests_auditor_ref")) throw error;
    throw invalid("auditorRef", "Another request of this room has this reference.");
  }
  if (refs.length === 0) return;
  const { workspaceId, id: requestId } = row;
  await tx.insert(requestRequirements).values(refs.map((ref) => ({ workspaceId, requestId, ref })));
}

/** Writes a request of a room, as a draft or sent to its owner at once. @throws AppError NOT_FOUND, CONFLICT, INVALID */
export async function writeRoomRequest(
  scope: Scope<"room:write">,
  input: RoomRequestInput,
): Promise<Id & { readonly roomId: string }> {
  const askedBy = memberOf(scope);
  const { workspaceId } = scope;
  const { onceKey, roomId, requirements: refs, draft, auditorRef, ...asked } = input;
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: onceKey, input: { ...input, onceKey: "" } }, async () => {
      const room = await lockRoom(tx, roomId);
      requireEditable(room);
      if (!draft) requireAsking(room, todayOf(scope));
      await requireRequirements(tx, refs);
      await requireAskable(tx, asked.ownerId);
      const [number = ""] = await nextRequestNumbers(tx, scope, 1);
      const row = {
        ...asked,
        ...{ workspaceId, id: uuidv7(), number, roomId, askedBy },
        auditorRef: spellReference(auditorRef),
        state: draft ? ("draft" as const) : ("requested" as const),
      };
      await insertRequest(tx, row, refs);
      if (!draft) {
        const told = { personId: row.ownerId, kind: "assignment" as const, detail: askedDetail(row) };
        await notify(tx, scope, noticeOf(row, told));
      }
      await record(tx, scope, {
        verb: "room.request",
        subject: { kind: "request", ref: row.id },
        after: { number, title: row.title, room: roomId, state: row.state, refs, ownerId: row.ownerId },
      });
      return { id: row.id, number, roomId };
    }),
  );
}

async function lockOfRoom(tx: Tx, id: string): Promise<RequestRow & { readonly roomId: string }> {
  const row = await lockRequest(tx, id);
  if (row.roomId === null) throw notFound("The request");
  return { ...row, roomId: row.roomId };
}

function requireStep(row: RequestRow, to: RequestState, reason: string | null): void {
  const decision = canMoveRoomRequest(row.state, to, { by: "team", reason });
  if (decision.ok) return;
  const lacksReason = canMoveRoomRequest(row.state, to, { by: "team", reason: "any" }).ok;
  throw lacksReason ? invalid("reason", decision.reason) : new AppError("CONFLICT", decision.reason);
}

async function requireSecondPerson(tx: Tx, row: RequestRow, actorId: string): Promise<void> {
  const { selfAcceptance } = await readProgramme(tx);
  const decision = canDecideRequest({ submitterId: row.submittedBy, actorId, selfAcceptance });
  if (!decision.ok) throw new AppError("CONFLICT", decision.reason);
}

/**
 * Gives the answer to the auditor; somebody other than who answered, unless the workspace waived that.
 * @throws AppError NOT_FOUND, CONFLICT (stale, not in internal review, own answer, room over)
 */
export async function shareAnswer(
  scope: Scope<"room:write" | "request:write">,
  input: ShareAnswerInput,
): Promise<Id> {
  const actor = memberOf(scope);
  return inWorkspace(scope, async (tx) => {
    const row = await lockOfRoom(tx, input.id);
    requireStep(row, "submitted", null);
    requireVersion(row, input.version);
    await requireSecondPerson(tx, row, actor);
    requireEditable(await lockRoom(tx, row.roomId));
    await save(tx, row, { state: "submitted", stateReason: "" });
    await tx.update(requests).set({ sharedAt: sql`now()` }).where(eq(requests.id, row.id));
    await tx
      .update(requestEvidence)
      .set({ inReviewSince: null })
      .where(and(eq(requestEvidence.requestId, row.id), isNull(requestEvidence.takenBackAt)));
    await record(tx, scope, {
      verb: "room.share-answer",
      subject: { kind: "request", ref: row.id },
      before: { state: row.state },
      after: { state: "submitted", room: row.roomId },
    });
    return { id: row.id, number: row.number };
  });
}

/** The version that was handed over last stays unseen, whatever is answered afterwards. */
async function keepUnseen(tx: Tx, requestId: string): Promise<void> {
  const last = await readLastAnswer(tx, requestId);
  if (last === null) return;
  await tx
    .update(requestEvidence)
    .set({ takenBackAt: sql`now()`, inReviewSince: null })
    .where(
      and(
        eq(requestEvidence.requestId, requestId),
        eq(requestEvidence.itemId, last.itemId),
        eq(requestEvidence.artifactNumber, last.number),
      ),
    );
}

/**
 * Sends an answer back to its owner before the auditor has seen it; no later answer brings it along.
 * @throws AppError NOT_FOUND, CONFLICT, INVALID (no reason)
 */
export async function takeBackAnswer(
  scope: Scope<"room:write" | "request:write">,
  input: TakeBackInput,
): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    const row = await lockOfRoom(tx, input.id);
    requireStep(row, "requested", input.reason);
    requireVersion(row, input.version);
    requireEditable(await lockRoom(tx, row.roomId));
    await save(tx, row, { state: "requested", stateReason: input.reason });
    await keepUnseen(tx, row.id);
    const people = [...new Set([row.ownerId, row.submittedBy])];
    await notify(
      tx,
      scope,
      people.map((personId) => noticeOf(row, { personId, kind: "return", detail: input.reason })),
    );
    await record(tx, scope, {
      verb: "room.take-back",
      subject: { kind: "request", ref: row.id },
      before: { state: row.state },
      after: { state: "requested", reason: input.reason },
    });
    return { id: row.id, number: row.number };
  });
}

const NOBODY_READS =
  "The room is over, so no auditor would read the message. Nothing was sent; your words are still here.";

/** A message that the auditor reads as well. Internal words are comments and stay apart. @throws AppError NOT_FOUND, CONFLICT (a draft, cancelled, room over) */
export async function writeToAuditor(scope: Scope<"comment:write">, input: WriteToAuditorInput): Promise<Id> {
  const memberId = memberOf(scope);
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input: { say: input.body, on: input.id } }, async () => {
      const row = await lockOfRoom(tx, input.id);
      if (row.state === "draft")
        throw new AppError("CONFLICT", "The auditor does not see drafts. Send it first.");
      if (row.state === "cancelled")
        throw new AppError(
          "CONFLICT",
          "The request is cancelled. Nothing was sent; your words are still here.",
        );
      if (!isEditable((await lockRoom(tx, row.roomId)).state)) throw new AppError("CONFLICT", NOBODY_READS);
      await tx.insert(roomMessages).values({
        workspaceId: scope.workspaceId,
        roomId: row.roomId,
        requestId: row.id,
        memberId,
        body: input.body,
      });
      await record(tx, scope, {
        verb: "room.message",
        subject: { kind: "request", ref: row.id },
        after: { body: input.body, channel: "shared" },
      });
      return { id: row.id, number: row.number };
    }),
  );
}
