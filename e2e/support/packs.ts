// Packs for tests: rows of finished ones without a file, and real ones built by the worker and given to a room.
import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import type { Place } from "./place";

const rooms = (name: string) => `lib/rooms/actions.ts#${name}Action`;

/** A finished pack of a room whose bytes are nowhere. */
export async function readyPack(place: Place, roomId: string): Promise<string> {
  const id = randomUUID();
  const { workspaceId, people } = place.team;
  const hash = "0".repeat(64);
  await place.database.inside(
    workspaceId,
    (sql) => sql`
      insert into packs (workspace_id, id, title, room_id, scope, state, file_name, size_bytes, sha256, manifest_sha256,
        checkpoint_size, requested_by)
      values (${workspaceId}, ${id}, ${`Pack ${place.canary}`}, ${roomId}, '{}'::jsonb, 'ready', 'pack.zip', 1, ${hash}, ${hash},
        1, ${people.owner.userId})`,
  );
  return id;
}

/** A pack of a room, built by the worker; given to the room's auditors when told. */
export async function builtPack(place: Place, roomId: string, share: boolean): Promise<string> {
  const title = `Pack ${place.canary}`;
  await place.act("owner", rooms("buildRoomPack"), { roomId, title, activity: "on" });
  const read = () =>
    place.one(
      (sql) => sql<{ id: string; state: string }[]>`select id, state from packs where room_id = ${roomId}
        order by created_at desc limit 1`,
    );
  await expect.poll(async () => (await read()).state, { timeout: 60_000 }).toBe("ready");
  const { id: packId } = await read();
  if (share) await place.act("owner", rooms("shareRoomPack"), { roomId, packId });
  return packId;
}
