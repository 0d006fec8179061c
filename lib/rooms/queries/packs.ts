import "server-only";
import { and, desc, eq, inArray, isNull, max, or } from "drizzle-orm";
import { packs } from "@/db/schema/packs";
import { roomGrants, rooms } from "@/db/schema/rooms";
import { soaVersions } from "@/db/schema/soa-versions";
import { inRoom, inWorkspace, type Tx } from "@/db/tenant";
import type { RoomScope, Scope } from "@/lib/core/access";
import { notFound } from "@/lib/core/errors";
import { type CompanyPack, canSharePack, type RoomPack, type SharesLess } from "@/lib/core/room-pack";

const LISTED = 30;

/** When evidence was held back from the room last, and when it was made narrower. */
export async function readSharesLess(tx: Tx, roomId: string): Promise<SharesLess> {
  const [held] = await tx
    .select({ at: max(roomGrants.createdAt) })
    .from(roomGrants)
    .where(and(eq(roomGrants.roomId, roomId), eq(roomGrants.kind, "withheld")));
  const { narrowedAt, openedAt } = rooms;
  const [room] = await tx.select({ narrowedAt, openedAt }).from(rooms).where(eq(rooms.id, roomId));
  const narrowed = room?.narrowedAt ?? null;
  const opened = room?.openedAt ?? null;
  return {
    roomId,
    heldBackAt: held?.at ?? null,
    narrowedAt: narrowed,
    narrowedOpen: narrowed !== null && opened !== null && narrowed > opened,
  };
}

/** Which packs were given to the room. */
async function readShared(tx: Tx, roomId: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ id: roomGrants.subjectId })
    .from(roomGrants)
    .where(and(eq(roomGrants.roomId, roomId), eq(roomGrants.kind, "pack")));
  return new Set(rows.map(({ id }) => id));
}

/** However many there are: what was given can be taken back. */
const givenFirst = (shared: ReadonlySet<string>) =>
  shared.size === 0 ? [] : [desc(inArray(packs.id, [...shared]))];

/** Packs of the room and of the workspace, newest first: which are given, and why others cannot be. */
export async function listPacksOfRoom(
  scope: Scope<"room:read">,
  roomId: string,
): Promise<readonly CompanyPack[]> {
  return inWorkspace(scope, async (tx) => {
    const less = await readSharesLess(tx, roomId);
    const shared = await readShared(tx, roomId);
    const rows = await tx
      .select()
      .from(packs)
      .where(
        or(
          eq(packs.roomId, roomId),
          and(isNull(packs.roomId), eq(packs.state, "ready")),
          shared.size === 0 ? undefined : inArray(packs.id, [...shared]),
        ),
      )
      .orderBy(...givenFirst(shared), desc(packs.createdAt))
      .limit(LISTED + shared.size);
    rows.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
    return rows.map((row) => {
      const { id, title, state, step, sizeBytes, sha256, counts, error, createdAt } = row;
      const decision = canSharePack(row, less);
      return {
        ...{ id, title, state, step, sizeBytes, sha256, counts, error, createdAt },
        ofRoom: row.roomId === roomId,
        shared: shared.has(id),
        refusal: decision.ok ? null : decision.reason,
      };
    });
  });
}

/** The version of the Statement of Applicability that the room shows; null while none is approved. */
export async function readShownSoa(
  tx: Tx,
  room: Pick<typeof rooms.$inferSelect, "soaVersionId">,
): Promise<typeof soaVersions.$inferSelect | null> {
  const which =
    room.soaVersionId === null ? eq(soaVersions.state, "approved") : eq(soaVersions.id, room.soaVersionId);
  const [version] = await tx
    .select()
    .from(soaVersions)
    .where(and(which, inArray(soaVersions.state, ["approved", "superseded"])));
  return version ?? null;
}

/** The finished packs that the room gives its auditors, newest first. */
export async function listRoomPacks(scope: RoomScope): Promise<readonly RoomPack[]> {
  return inRoom(scope, async (tx) => {
    const given = await readGiven(tx, scope);
    return given.flatMap(({ id, title, fileName, sizeBytes, sha256, counts, createdAt }) =>
      sizeBytes === null || sha256 === null
        ? []
        : [{ id, title, fileName, sizeBytes, sha256, counts, createdAt }],
    );
  });
}

async function readGiven(tx: Tx, { roomId }: RoomScope): Promise<readonly (typeof packs.$inferSelect)[]> {
  const shared = await readShared(tx, roomId);
  if (shared.size === 0) return [];
  const less = await readSharesLess(tx, roomId);
  const rows = await tx
    .select()
    .from(packs)
    .where(inArray(packs.id, [...shared]))
    .orderBy(desc(packs.createdAt))
    .limit(LISTED);
  return rows.filter((row) => canSharePack(row, less).ok);
}

/** One of them as it is sent. @throws AppError NOT_FOUND (not given to this room, not ready) */
export async function getRoomPackFile(scope: RoomScope, id: string) {
  const given = await inRoom(scope, (tx) => readGiven(tx, scope));
  const pack = given.find((one) => one.id === id);
  if (pack === undefined || pack.sha256 === null || pack.sizeBytes === null) throw notFound("The pack");
  const { workspaceId, sha256, sizeBytes, fileName, roomId, title } = pack;
  return { id, workspaceId, fileName, sha256, sizeBytes, roomId, title };
}
