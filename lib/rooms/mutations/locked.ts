import "server-only";
import { and, count, eq, isNull, sql } from "drizzle-orm";
import { roomAuditors, roomGrants, rooms } from "@/db/schema/rooms";
import type { Tx } from "@/db/tenant";
import { type ActingScope, type AnyScope, actorId } from "@/lib/core/access";
import { dateIn, type IsoDate } from "@/lib/core/dates";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import { canAskInRoom, isEditable, type RoomState, roomPhase } from "@/lib/core/room";
import { now } from "@/lib/platform/clock";

export type RoomRow = typeof rooms.$inferSelect;

/** The acting member's id. @throws AppError FORBIDDEN (the system acts) */
export function memberOf(scope: AnyScope): string {
  const id = actorId(scope);
  if (id === null) throw new AppError("FORBIDDEN", "Only a member sets rooms up.");
  return id;
}

/** The calendar day in the workspace's zone. */
export function todayOf(scope: Pick<ActingScope, "timeZone">): IsoDate {
  return dateIn(scope.timeZone, now());
}

/** An error of one field, and the message of the form. */
export function invalid(field: string, message: string): AppError {
  return new AppError("INVALID", message, { fields: { [field]: message } });
}

/** Locks the room. @throws AppError NOT_FOUND */
export async function lockRoom(tx: Tx, id: string): Promise<RoomRow> {
  const [row] = await tx.select().from(rooms).where(eq(rooms.id, id)).for("update");
  if (row === undefined) throw notFound("The room");
  return row;
}

/** @throws AppError CONFLICT (somebody changed it first) */
export function requireRoomVersion(row: RoomRow, version: number): void {
  if (row.version === version) return;
  const { name, accessFrom, accessUntil, windowFrom, windowTo, state } = row;
  throw staleVersion("This room", {
    ...{ name, accessFrom, accessUntil, windowFrom, windowTo, state },
    version: row.version,
  });
}

const ENDED: Partial<Record<RoomState, string>> = {
  closed: "The room is closed and stays as it is.",
  revoked: "The room is revoked and stays as it is.",
};

/** @throws AppError CONFLICT (closed or revoked) */
export function requireEditable(row: RoomRow): void {
  if (!isEditable(row.state)) throw new AppError("CONFLICT", ENDED[row.state] ?? "The room is over.");
}

/** @throws AppError CONFLICT (closed, revoked or expired: nobody is asked for it any more) */
export function requireAsking(row: RoomRow, today: IsoDate): void {
  const decision = canAskInRoom(roomPhase(row, today));
  if (!decision.ok) throw new AppError("CONFLICT", decision.reason);
}

/** Writes the row and counts its version. */
export async function saveRoom(
  tx: Tx,
  row: RoomRow,
  fields: Partial<Omit<typeof rooms.$inferInsert, "openedAt" | "endedAt" | "narrowedAt">> & {
    readonly openedAt?: ReturnType<typeof sql>;
    readonly endedAt?: ReturnType<typeof sql>;
    readonly narrowedAt?: ReturnType<typeof sql>;
  },
): Promise<void> {
  await tx
    .update(rooms)
    .set({ ...fields, version: row.version + 1, updatedAt: sql`now()` })
    .where(and(eq(rooms.workspaceId, row.workspaceId), eq(rooms.id, row.id)));
}

/** How many requirements the room covers and how many auditors have access. */
export async function readRoomFacts(tx: Tx, roomId: string) {
  const [covers] = await tx
    .select({ n: count() })
    .from(roomGrants)
    .where(and(eq(roomGrants.roomId, roomId), eq(roomGrants.kind, "requirement")));
  const [auditors] = await tx
    .select({ n: count() })
    .from(roomAuditors)
    .where(and(eq(roomAuditors.roomId, roomId), isNull(roomAuditors.revokedAt)));
  return { covers: covers?.n ?? 0, auditors: auditors?.n ?? 0 };
}
