import "server-only";
import { eq } from "drizzle-orm";
import { roomAuditors, rooms } from "@/db/schema/rooms";
import type { Tx } from "@/db/tenant";
import type { RoomScope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import { letsIn } from "@/lib/core/room";
import { type RoomRow, todayOf } from "@/lib/rooms/mutations/locked";

const OVER =
  "Your access to this room has ended, so nothing was saved. Copy your words, and ask the company.";

/**
 * Locks the room for an auditor's write and looks again whether it lets them in: access that was taken away between the
 * gate and here is gone, and whoever takes it away waits until this write is done.
 * @throws AppError NOT_FOUND, FORBIDDEN (a member looks as the auditor), CONFLICT (access has ended meanwhile)
 */
export async function lockAdmitted(tx: Tx, scope: RoomScope): Promise<RoomRow> {
  const { actor, roomId } = scope;
  if (actor.kind !== "auditor") throw new AppError("FORBIDDEN", "Only an auditor does this.");
  const [room] = await tx.select().from(rooms).where(eq(rooms.id, roomId)).for("no key update");
  if (room === undefined) throw notFound("The room");
  const [auditor] = await tx
    .select({ revokedAt: roomAuditors.revokedAt })
    .from(roomAuditors)
    .where(eq(roomAuditors.id, actor.auditorId));
  const stands = auditor !== undefined && auditor.revokedAt === null && letsIn(room, todayOf(scope));
  if (!stands) throw new AppError("CONFLICT", OVER);
  return room;
}
