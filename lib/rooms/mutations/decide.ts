import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { roomMessages } from "@/db/schema/room-work";
import { requests } from "@/db/schema/work";
import { inRoom, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { RoomScope } from "@/lib/core/access";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import { canMoveRoomRequest, spellReference, stateForAuditor } from "@/lib/core/room-request";
import { nameUuid } from "@/lib/exports/uuid";
import { notify } from "@/lib/notifications/mutations";
import { noticeOf, type RequestRow, save } from "@/lib/requests/mutations/locked";
import type { AcceptAnswerInput, AskInRoomInput, ReturnAnswerInput, SayInRoomInput } from "@/lib/rooms/input";
import { lockAdmitted } from "@/lib/rooms/mutations/admitted";
import { nextRequestNumbers } from "@/lib/rooms/mutations/copy";
import { invalid } from "@/lib/rooms/mutations/locked";
import { insertRequest } from "@/lib/rooms/mutations/requests";
import { readGrants } from "@/lib/rooms/queries/visible";

function auditorOf(scope: RoomScope): { readonly auditorId: string; readonly name: string } {
  if (scope.actor.kind !== "auditor") throw new AppError("FORBIDDEN", "Only an auditor does this.");
  return scope.actor;
}

async function lockRequest(tx: Tx, scope: RoomScope, id: string): Promise<RequestRow> {
  const [row] = await tx
    .select()
    .from(requests)
    .where(and(eq(requests.roomId, scope.roomId), eq(requests.id, id), ne(requests.state, "draft")))
    .for("update");
  if (row === undefined) throw notFound("The request");
  return row;
}

async function tell(
  tx: Tx,
  scope: RoomScope,
  row: RequestRow,
  told: {
    readonly kind: "decision" | "return" | "mention";
    readonly detail: string;
    readonly leadId: string;
  },
): Promise<void> {
  const people = [...new Set([row.ownerId, row.submittedBy, told.leadId])];
  const detail = `${scope.actor.name}: ${told.detail}`;
  await notify(
    tx,
    scope,
    people.map((personId) => noticeOf(row, { personId, kind: told.kind, detail })),
  );
}

async function decide(
  scope: RoomScope,
  input: { readonly id: string; readonly version: number },
  to: "accepted" | "returned",
  reason: string,
): Promise<{ readonly id: string; readonly number: string }> {
  const { auditorId } = auditorOf(scope);
  return inRoom(scope, async (tx) => {
    const row = await lockRequest(tx, scope, input.id);
    const { leadId } = await lockAdmitted(tx, scope);
    const decision = canMoveRoomRequest(row.state, to, { by: "auditor", reason });
    if (!decision.ok) {
      const lacksReason = canMoveRoomRequest(row.state, to, { by: "auditor", reason: "any" }).ok;
      throw lacksReason ? invalid("reason", decision.reason) : new AppError("CONFLICT", notSubmitted(row));
    }
    if (row.version !== input.version) throw staleVersion("The request", { version: row.version });
    await save(tx, row, {
      state: to,
      stateReason: reason,
      decidedBy: null,
      decidedByAuditor: auditorId,
      decidedAt: sql`now()`,
    });
    await tell(tx, scope, row, {
      kind: to === "returned" ? "return" : "decision",
      detail: to === "returned" ? reason : "accepted the answer.",
      leadId,
    });
    await record(tx, scope, {
      verb: to === "accepted" ? "room.accept" : "room.return",
      subject: { kind: "request", ref: row.id },
      before: { state: row.state },
      after: { state: to, room: scope.roomId, ...(reason === "" ? {} : { reason }) },
    });
    return { id: row.id, number: row.number };
  });
}

/** The machine's own sentence would tell an auditor of internal review. */
function notSubmitted(row: RequestRow): string {
  const state = stateForAuditor(row.state).replace("_", " ");
  return `The request is ${state}. Only an answer that was given to you can be decided on.`;
}

/** Accepts the answer for this engagement; the evidence itself is not touched. @throws AppError NOT_FOUND, CONFLICT */
export async function acceptAnswer(scope: RoomScope, input: AcceptAnswerInput) {
  return decide(scope, input, "accepted", "");
}

/** Returns the answer with a reason; its owner is told. @throws AppError NOT_FOUND, CONFLICT, INVALID (no reason) */
export async function returnAnswer(scope: RoomScope, input: ReturnAnswerInput) {
  return decide(scope, input, "returned", input.reason);
}

const CANCELLED =
  "The company cancelled this request meanwhile. Nothing was sent; your words are still in the field. Write to a request that is open.";

/** A message that both sides read; the request's owner and the lead are told. @throws AppError NOT_FOUND, CONFLICT (cancelled) */
export async function sayInRoom(scope: RoomScope, input: SayInRoomInput): Promise<{ readonly id: string }> {
  const { auditorId } = auditorOf(scope);
  const { workspaceId, roomId } = scope;
  return inRoom(scope, async (tx) => {
    const row = await lockRequest(tx, scope, input.id);
    const { leadId } = await lockAdmitted(tx, scope);
    if (row.state === "cancelled") throw new AppError("CONFLICT", CANCELLED);
    const made = await tx
      .insert(roomMessages)
      .values({
        ...{ workspaceId, roomId, requestId: row.id, auditorId, body: input.body },
        onceKey: input.onceKey === "" ? null : input.onceKey,
      })
      .onConflictDoNothing()
      .returning({ id: roomMessages.id });
    if (made.length === 0) return { id: row.id };
    await tell(tx, scope, row, { kind: "mention", detail: input.body.slice(0, 500), leadId });
    await record(tx, scope, {
      verb: "room.message",
      subject: { kind: "request", ref: row.id },
      after: { body: input.body, channel: "shared" },
    });
    return { id: row.id };
  });
}

/** Only what the room covers can be asked about, so that nothing else of the workspace answers. @throws AppError INVALID */
async function requireCovered(tx: Tx, roomId: string, refs: readonly string[]): Promise<void> {
  const { covered } = await readGrants(tx, roomId);
  const other = refs.filter((ref) => !covered.includes(ref));
  if (other.length === 0) return;
  throw invalid(
    "requirements",
    `This room does not cover ${other.slice(0, 3).join(", ")}. Choose from its requirements.`,
  );
}

async function findAsked(tx: Tx, roomId: string, id: string) {
  const [row] = await tx
    .select({ id: requests.id, number: requests.number })
    .from(requests)
    .where(and(eq(requests.roomId, roomId), eq(requests.id, id)));
  return row ?? null;
}

/**
 * An auditor asks: the lead of the room is its owner until they hand it on. The same form sent twice asks once: the
 * request is named after the form's key.
 * @throws AppError INVALID (reference in use, a requirement that the room does not cover)
 */
export async function askInRoom(
  scope: RoomScope,
  input: AskInRoomInput,
): Promise<{ readonly id: string; readonly number: string }> {
  const { auditorId } = auditorOf(scope);
  const { workspaceId, roomId } = scope;
  return inRoom(scope, async (tx) => {
    const { leadId } = await lockAdmitted(tx, scope);
    const id = input.onceKey === "" ? uuidv7() : nameUuid(roomId, `${auditorId} ${input.onceKey}`);
    const asked = await findAsked(tx, roomId, id);
    if (asked !== null) return asked;
    await requireCovered(tx, roomId, input.requirements);
    const [number = ""] = await nextRequestNumbers(tx, scope, 1);
    await insertRequest(
      tx,
      {
        ...{ workspaceId, id, number, roomId, auditorId, kind: input.kind, title: input.title },
        ...{ detail: input.detail, dueOn: input.dueOn, ownerId: leadId, askedBy: leadId },
        auditorRef: spellReference(input.auditorRef),
        state: "requested",
      },
      input.requirements,
    );
    await notify(
      tx,
      scope,
      noticeOf(
        { id, number, title: input.title },
        { personId: leadId, kind: "assignment", detail: input.detail },
      ),
    );
    await record(tx, scope, {
      verb: "room.request",
      subject: { kind: "request", ref: id },
      after: { number, title: input.title, room: roomId, state: "requested", refs: input.requirements },
    });
    return { id, number };
  });
}
