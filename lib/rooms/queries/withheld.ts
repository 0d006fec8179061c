import "server-only";
import { and, asc, count, desc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { evidenceItems } from "@/db/schema/evidence";
import { roomGrants, rooms } from "@/db/schema/rooms";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import type { RoomOfItem, WithheldView } from "@/lib/core/room-dto";
import { matches } from "@/lib/evidence/queries/columns";
import { visibleItem } from "@/lib/rooms/queries/visible";

const HELD_ON_PAGE = 50;
const CHOICES = 100;
const WORDS = 8;

const heldBy = and(
  eq(roomGrants.workspaceId, evidenceItems.workspaceId),
  eq(roomGrants.kind, "withheld"),
  eq(roomGrants.subjectId, sql`${evidenceItems.id}::text`),
);

const name = { itemId: evidenceItems.id, reference: evidenceItems.reference, title: evidenceItems.title };

async function readHeld(tx: Tx, roomId: string, wanted: number) {
  const held = and(heldBy, eq(roomGrants.roomId, roomId));
  const [all] = await tx.select({ n: count() }).from(evidenceItems).innerJoin(roomGrants, held);
  const heldCount = all?.n ?? 0;
  const pages = Math.max(1, Math.ceil(heldCount / HELD_ON_PAGE));
  const page = Math.min(wanted, pages);
  const heldBack = await tx
    .select({ ...name, reason: roomGrants.reason, since: roomGrants.createdAt })
    .from(evidenceItems)
    .innerJoin(roomGrants, held)
    .orderBy(desc(roomGrants.createdAt), asc(evidenceItems.id))
    .limit(HELD_ON_PAGE)
    .offset((page - 1) * HELD_ON_PAGE);
  return { heldBack, heldCount, page, pages };
}

/** Every word is found where the evidence library finds it. */
function named(words: string): SQL | undefined {
  const parts = words.split(/\s+/).filter((word) => word !== "");
  return and(...parts.slice(0, WORDS).map(matches));
}

async function readShown(tx: Tx, roomId: string, words: string) {
  const [room] = await tx.select().from(rooms).where(eq(rooms.id, roomId));
  if (room === undefined) return { shown: [], shownCount: 0 };
  const where = and(visibleItem(room), named(words));
  const shown = await tx
    .select(name)
    .from(evidenceItems)
    .where(where)
    .orderBy(asc(evidenceItems.title), asc(evidenceItems.id))
    .limit(CHOICES);
  if (shown.length < CHOICES) return { shown, shownCount: shown.length };
  const [all] = await tx.select({ n: count() }).from(evidenceItems).where(where);
  return { shown, shownCount: all?.n ?? shown.length };
}

/** What is held back from the room, newest first by pages of 50, and the first 100 that it shows and could hold back, by title. */
export async function listWithheld(
  scope: Scope<"room:read">,
  roomId: string,
  asked: { readonly words: string; readonly page: number } = { words: "", page: 1 },
): Promise<WithheldView> {
  return inWorkspace(scope, async (tx) => ({
    ...(await readHeld(tx, roomId, asked.page)),
    ...(await readShown(tx, roomId, asked.words)),
    words: asked.words,
  }));
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
