import "server-only";
import { and, asc, desc, eq, inArray, or, sql } from "drizzle-orm";
import { evidenceItems } from "@/db/schema/evidence";
import { roomGrants, rooms } from "@/db/schema/rooms";
import { inWorkspace } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import type { HeldBack, RoomOfItem, ShownItem } from "@/lib/core/room-dto";
import { visibleItem } from "@/lib/rooms/queries/visible";

const LISTED = 2_000;

const heldBy = and(
  eq(roomGrants.workspaceId, evidenceItems.workspaceId),
  eq(roomGrants.kind, "withheld"),
  eq(roomGrants.subjectId, sql`${evidenceItems.id}::text`),
);

/** What is held back from the room, newest first, and what it shows and could hold back, by title. */
export async function listWithheld(
  scope: Scope<"room:read">,
  roomId: string,
): Promise<{ readonly heldBack: readonly HeldBack[]; readonly shown: readonly ShownItem[] }> {
  return inWorkspace(scope, async (tx) => {
    const name = { itemId: evidenceItems.id, reference: evidenceItems.reference, title: evidenceItems.title };
    const heldBack = await tx
      .select({ ...name, reason: roomGrants.reason, since: roomGrants.createdAt })
      .from(evidenceItems)
      .innerJoin(roomGrants, and(heldBy, eq(roomGrants.roomId, roomId)))
      .orderBy(desc(roomGrants.createdAt))
      .limit(LISTED);
    const [room] = await tx.select().from(rooms).where(eq(rooms.id, roomId));
    const shown =
      room === undefined
        ? []
        : await tx
            .select(name)
            .from(evidenceItems)
            .where(visibleItem(room))
            .orderBy(asc(evidenceItems.title))
            .limit(LISTED);
    return { heldBack, shown };
  });
}

/** The rooms that are not over in which the item is shown or held back, by name. Three statements. */
export async function listRoomsOfItem(
  scope: Scope<"room:read">,
  itemId: string,
): Promise<readonly RoomOfItem[]> {
  return inWorkspace(scope, async (tx) => {
    const open = await tx
      .select()
      .from(rooms)
      .where(inArray(rooms.state, ["draft", "open"]))
      .orderBy(asc(rooms.name))
      .limit(100);
    const held = await tx
      .select({ roomId: roomGrants.roomId, reason: roomGrants.reason })
      .from(roomGrants)
      .where(and(eq(roomGrants.kind, "withheld"), eq(roomGrants.subjectId, itemId)));
    const shown = await tx
      .select({ roomId: rooms.id })
      .from(rooms)
      .innerJoin(
        evidenceItems,
        and(eq(evidenceItems.workspaceId, rooms.workspaceId), eq(evidenceItems.id, itemId)),
      )
      .where(or(sql`false`, ...open.map((room) => and(eq(rooms.id, room.id), visibleItem(room)))));
    const isShown = new Set(shown.map(({ roomId }) => roomId));
    return open.flatMap(({ id: roomId, name, state }) => {
      const hold = held.find((one) => one.roomId === roomId);
      const out = { roomId, name, state, heldBack: hold?.reason ?? null };
      return hold !== undefined || isShown.has(roomId) ? [out] : [];
    });
  });
}
