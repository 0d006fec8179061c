import "server-only";
import { inRoom } from "@/db/tenant";
import type { RoomScope } from "@/lib/core/access";
import { readRoom } from "@/lib/rooms/queries/frame";

/** Whether the room marks what is looked at in place with its reader and the time. @throws AppError NOT_FOUND */
export async function hasWatermark(scope: RoomScope): Promise<boolean> {
  return inRoom(scope, async (tx) => (await readRoom(tx, scope)).watermark);
}
