import "server-only";
import { and, eq } from "drizzle-orm";
import { packs } from "@/db/schema/packs";
import { roomGrants } from "@/db/schema/rooms";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { AppError, notFound } from "@/lib/core/errors";
import { canSharePack, packScopeOf } from "@/lib/core/room-pack";
import { createPack } from "@/lib/packs/mutations";
import { now } from "@/lib/platform/clock";
import type { BuildRoomPackInput, RoomPackInput } from "@/lib/rooms/input";
import { lockRoom, requireEditable } from "@/lib/rooms/mutations/locked";
import { readSharesLess, readShownSoa } from "@/lib/rooms/queries/packs";
import { getRoom } from "@/lib/rooms/queries/rooms";

type Id = { readonly roomId: string; readonly title: string };

/**
 * Asks for a pack of the room: its requirements, its window, what it shares and its own request log. Nobody outside gets it
 * before it is given to the room.
 * @throws AppError NOT_FOUND, CONFLICT (a pack is under way)
 */
// house: no-record createPack records
export async function buildRoomPack(
  scope: Scope<"room:read" | "room:write" | "pack:build">,
  { roomId, title, activity }: BuildRoomPackInput,
): Promise<Id> {
  const at = now();
  const room = await getRoom(scope, roomId, dateIn(scope.timeZone, at));
  const shown = await inWorkspace(scope, (tx) => readShownSoa(tx, room));
  const facts = { ...room, coverable: room.coverable.length, soaVersionId: shown?.id ?? null };
  await createPack(scope, { title, ...packScopeOf(facts, { activity }) }, at, roomId);
  return { roomId, title };
}

/** Gives a finished pack to the auditors of the room. @throws AppError NOT_FOUND, CONFLICT (it may hold what is not shared, over) */
export async function sharePack(
  scope: Scope<"room:write" | "pack:build">,
  { roomId, packId }: RoomPackInput,
): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    requireEditable(await lockRoom(tx, roomId));
    const [pack] = await tx.select().from(packs).where(eq(packs.id, packId));
    if (pack === undefined) throw notFound("The pack");
    const decision = canSharePack(pack, await readSharesLess(tx, roomId));
    if (!decision.ok) throw new AppError("CONFLICT", decision.reason);
    const { workspaceId } = scope;
    const made = await tx
      .insert(roomGrants)
      .values({ workspaceId, roomId, kind: "pack", subjectId: packId })
      .onConflictDoNothing()
      .returning({ id: roomGrants.subjectId });
    if (made.length > 0) {
      await record(tx, scope, {
        verb: "room.share-pack",
        subject: { kind: "room", ref: roomId },
        after: { pack: packId, title: pack.title, sha256: pack.sha256 },
      });
    }
    return { roomId, title: pack.title };
  });
}

/** Takes a pack back; what was downloaded is downloaded. @throws AppError NOT_FOUND */
export async function takePackBack(
  scope: Scope<"room:write" | "pack:build">,
  { roomId, packId }: RoomPackInput,
): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    await lockRoom(tx, roomId);
    const gone = await tx
      .delete(roomGrants)
      .where(
        and(eq(roomGrants.roomId, roomId), eq(roomGrants.kind, "pack"), eq(roomGrants.subjectId, packId)),
      )
      .returning({ id: roomGrants.subjectId });
    const [pack] = await tx.select({ title: packs.title }).from(packs).where(eq(packs.id, packId));
    if (pack === undefined || gone.length === 0) throw notFound("The pack");
    await record(tx, scope, {
      verb: "room.take-pack",
      subject: { kind: "room", ref: roomId },
      before: { pack: packId, title: pack.title },
    });
    return { roomId, title: pack.title };
  });
}
