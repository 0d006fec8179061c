import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import { users } from "@/db/schema/people";
import { roomAuditors, roomSessions, rooms } from "@/db/schema/rooms";
import { workspaces } from "@/db/schema/workspaces";
import { inRoom, type Tx } from "@/db/tenant";
import type { RoomScope } from "@/lib/core/access";
import { notFound } from "@/lib/core/errors";
import { ROOM_REGISTERS } from "@/lib/core/room";
import type { RoomFrame } from "@/lib/core/room-dto";
import { readFindingCounts } from "@/lib/findings/queries/answers";
import { NO_REQUESTS, readCounts, readGrants } from "@/lib/rooms/queries/visible";

/** The room of the transaction. @throws AppError NOT_FOUND */
export async function readRoom(tx: Tx, scope: RoomScope): Promise<typeof rooms.$inferSelect> {
  const [room] = await tx.select().from(rooms).where(eq(rooms.id, scope.roomId));
  if (room === undefined) throw notFound("The room");
  return room;
}

/** When the auditor's visit before this one ended; null on the first visit and for whoever looks as the auditor. */
export async function readLastVisit(tx: Tx, scope: RoomScope): Promise<Date | null> {
  if (scope.actor.kind !== "auditor") return null;
  const [row] = await tx
    .select({
      at: sql<Date | null>`max(${roomSessions.lastSeenAt})`.mapWith(roomSessions.lastSeenAt),
    })
    .from(roomSessions)
    .where(and(eq(roomSessions.auditorId, scope.actor.auditorId), ne(roomSessions.id, scope.sessionId)));
  return row?.at ?? null;
}

async function readAnswerMails(tx: Tx, { actor }: RoomScope): Promise<boolean | null> {
  if (actor.kind !== "auditor") return null;
  const [row] = await tx
    .select({ wanted: roomAuditors.answerMails })
    .from(roomAuditors)
    .where(eq(roomAuditors.id, actor.auditorId));
  return row?.wanted ?? null;
}

/** What every page of the room draws around itself: the engagement, what is shared, progress, and the last visit. */
export async function getRoomFrame(scope: RoomScope): Promise<RoomFrame> {
  return inRoom(scope, async (tx) => {
    const room = await readRoom(tx, scope);
    const [workspace] = await tx.select({ name: workspaces.name }).from(workspaces);
    const [lead] = await tx.select({ name: users.name }).from(users).where(eq(users.id, room.leadId));
    const counts = await readCounts(tx, [room.id]);
    const { registers } = await readGrants(tx, room.id);
    const { name, standard, type, windowFrom, windowTo, accessUntil, welcome } = room;
    return {
      roomId: room.id,
      workspace: workspace?.name ?? "",
      ...{ name, standard, type, windowFrom, windowTo, accessUntil, welcome },
      leadName: lead?.name ?? "",
      registers: ROOM_REGISTERS.filter((register) => registers.includes(register)),
      counts: counts.get(room.id) ?? NO_REQUESTS,
      findings: await readFindingCounts(tx, room.id),
      lastVisitAt: await readLastVisit(tx, scope),
      answerMails: await readAnswerMails(tx, scope),
    };
  });
}
