import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { evidenceItems } from "@/db/schema/evidence";
import { rooms } from "@/db/schema/rooms";
import { requestRequirements, requests } from "@/db/schema/work";
import { memberships } from "@/db/schema/workspaces";
import type { Tx } from "@/db/tenant";
import { type AnyScope, actorId } from "@/lib/core/access";
import { dateIn, formatDate, type IsoDate } from "@/lib/core/dates";
import { ALLOWED, type Decision, refused } from "@/lib/core/decision";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import type { Notice } from "@/lib/core/notification";
import { canBeAsked, canMoveRequest } from "@/lib/core/request";
import { canAskInRoom, type RoomPhase, roomPhase } from "@/lib/core/room";
import { clipped } from "@/lib/core/storable";
import type { RequestState } from "@/lib/core/work-statuses";
import { now } from "@/lib/platform/clock";

export type RequestRow = typeof requests.$inferSelect;

/** The acting member's id. @throws AppError FORBIDDEN (the system acts) */
export function memberOf(scope: AnyScope): string {
  const id = actorId(scope);
  if (id === null) throw new AppError("FORBIDDEN", "Only a member asks for evidence, answers and decides.");
  return id;
}

/** The calendar day in the workspace's zone. */
export function todayOf(scope: AnyScope): IsoDate {
  return dateIn(scope.timeZone, now());
}

/** An error of one field, and the message of the form. */
export function invalid(field: string, message: string): AppError {
  return new AppError("INVALID", message, { fields: { [field]: message } });
}

/** Locks the request. @throws AppError NOT_FOUND */
export async function lockRequest(tx: Tx, id: string): Promise<RequestRow> {
  if (!z.uuid().safeParse(id).success) throw notFound("The request");
  const [row] = await tx.select().from(requests).where(eq(requests.id, id)).for("update");
  if (row === undefined) throw notFound("The request");
  return row;
}

/** @throws AppError CONFLICT (somebody changed or moved it first) */
export function requireVersion(row: RequestRow, version: number): void {
  if (row.version === version) return;
  const { title, detail, kind, ownerId, dueOn, itemId } = row;
  throw staleVersion(row.number, { title, detail, kind, ownerId, dueOn, itemId, version: row.version });
}

/** @throws AppError CONFLICT (the machine refuses the move), INVALID (the reason is missing) */
export function requireMove(row: RequestRow, to: RequestState, reason: string): void {
  const decision = canMoveRequest(row.state, to, { reason });
  if (decision.ok) return;
  if (canMoveRequest(row.state, to, { reason: "any" }).ok) throw invalid("reason", decision.reason);
  throw new AppError("CONFLICT", decision.reason);
}

/** The phases today of the rooms among these; none of them ends before the transaction does. */
async function lockPhases(
  tx: Tx,
  scope: AnyScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RoomPhase>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({
      id: rooms.id,
      state: rooms.state,
      accessFrom: rooms.accessFrom,
      accessUntil: rooms.accessUntil,
    })
    .from(rooms)
    .where(inArray(rooms.id, [...ids]))
    .orderBy(rooms.id)
    .for("share");
  return new Map(rows.map((row) => [row.id, roomPhase(row, todayOf(scope))]));
}

/** For each of the requests whether its room, if it has one, still lets it be changed, sent and reminded of. */
export async function askableIn(
  tx: Tx,
  scope: AnyScope,
  rows: readonly Pick<RequestRow, "roomId">[],
): Promise<(row: Pick<RequestRow, "roomId">) => Decision> {
  const ids = [...new Set(rows.map(({ roomId }) => roomId).filter((id) => id !== null))];
  const phases = await lockPhases(tx, scope, ids);
  return ({ roomId }) => {
    if (roomId === null) return ALLOWED;
    const phase = phases.get(roomId);
    return phase === undefined ? refused("The room is not there any more.") : canAskInRoom(phase);
  };
}

/** @throws AppError CONFLICT (its room is closed, revoked or expired) */
export async function requireAskableIn(tx: Tx, scope: AnyScope, row: RequestRow): Promise<void> {
  const decision = (await askableIn(tx, scope, [row]))(row);
  if (!decision.ok) throw new AppError("CONFLICT", decision.reason);
}

/** @throws AppError CONFLICT (its room is closed or revoked; an expired one may open again) */
export async function requireRoomNotOver(tx: Tx, scope: AnyScope, { roomId }: RequestRow, why: string) {
  if (roomId === null) return;
  const phase = (await lockPhases(tx, scope, [roomId])).get(roomId);
  if (phase === undefined || phase === "closed" || phase === "revoked") throw new AppError("CONFLICT", why);
}

/** Writes the row and counts its version. */
export async function save(
  tx: Tx,
  row: RequestRow,
  fields: Omit<
    Partial<typeof requests.$inferInsert>,
    "version" | "createdAt" | "submittedAt" | "decidedAt"
  > & {
    readonly createdAt?: ReturnType<typeof sql>;
    readonly submittedAt?: Date | null | ReturnType<typeof sql>;
    readonly decidedAt?: Date | null | ReturnType<typeof sql>;
  },
): Promise<void> {
  await tx
    .update(requests)
    .set({ ...fields, version: row.version + 1, updatedAt: sql`now()` })
    .where(and(eq(requests.workspaceId, row.workspaceId), eq(requests.id, row.id)));
}

/** The roles of those of the people who are members at present and can answer. */
async function readAskable(tx: Tx, ids: readonly string[]) {
  const rows = await tx
    .select({ userId: memberships.userId, role: memberships.role })
    .from(memberships)
    .where(and(inArray(memberships.userId, [...ids]), isNull(memberships.endedAt)));
  return new Map(rows.map((row) => [row.userId, canBeAsked(row.role)]));
}

/** @throws AppError INVALID (no member at present, or a role that adds no evidence) */
export async function requireAskable(tx: Tx, userId: string): Promise<void> {
  const decision = (await readAskable(tx, [userId])).get(userId);
  if (decision === undefined) {
    throw invalid("ownerId", "This person is no member of the workspace. Choose somebody else.");
  }
  if (!decision.ok) throw invalid("ownerId", decision.reason);
}

/** For each of the people whether they can be asked. */
export async function askableAmong(
  tx: Tx,
  ids: readonly (string | null)[],
): Promise<(userId: string | null) => boolean> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const found = wanted.length === 0 ? new Map() : await readAskable(tx, wanted);
  return (userId) => userId !== null && found.get(userId)?.ok === true;
}

/** @throws AppError NOT_FOUND (no such item), INVALID (it is finished or archived) */
export async function requireRenewable(tx: Tx, itemId: string | null): Promise<void> {
  if (itemId === null) return;
  const [item] = await tx
    .select({ state: evidenceItems.state, archivedAt: evidenceItems.archivedAt })
    .from(evidenceItems)
    .where(eq(evidenceItems.id, itemId));
  if (item === undefined) throw notFound("The evidence item");
  const ended = item.state === "withdrawn" || item.state === "superseded" || item.archivedAt !== null;
  if (ended) throw invalid("itemId", "This evidence stays as it is. Ask for a new item instead.");
}

/** What the request is about, as stored. */
export async function readRefs(tx: Tx, requestId: string): Promise<readonly string[]> {
  const rows = await tx
    .select({ ref: requestRequirements.ref })
    .from(requestRequirements)
    .where(eq(requestRequirements.requestId, requestId));
  return rows.map(({ ref }) => ref);
}

/** What somebody is told about the request. */
export function noticeOf(
  row: Pick<RequestRow, "id" | "number" | "title">,
  told: Pick<Notice, "personId" | "kind" | "detail">,
): Notice {
  return { ...told, subjectKind: "request", subjectId: row.id, title: `${row.number} ${row.title}` };
}

/** `Due 4 Dec 2026. Export of all accounts`: what a notification adds to the title. */
export function askedDetail(row: Pick<RequestRow, "dueOn" | "detail">): string {
  const due = row.dueOn === null ? "" : `Due ${formatDate(row.dueOn)}.`;
  return `${due} ${clipped(row.detail, 500)}`.trim();
}
