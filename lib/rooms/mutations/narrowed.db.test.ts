import { beforeAll, expect, it, vi } from "vitest";
import { packs } from "@/db/schema/packs";
import { roomGrants } from "@/db/schema/rooms";
import { inRoom, inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { openRoomOf, sessionTokenIn } from "@/db/testing/rooms";
import type { RoomScope } from "@/lib/core/access";
import type { PackScope } from "@/lib/core/pack";
import { roomScope } from "@/lib/rooms/gate";
import { sharePack } from "@/lib/rooms/mutations/packs";
import { createRoom, setScope } from "@/lib/rooms/mutations/rooms";
import { listPacksOfRoom, listRoomPacks } from "@/lib/rooms/queries/packs";

const browser = vi.hoisted(() => ({ jar: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => ({ value: browser.jar.get(name) ?? "" }) }),
  headers: async () => new Headers(),
}));

let home: TestWorkspace;
const lead = () => home.scope("lead");

async function seated(roomId: string): Promise<RoomScope> {
  browser.jar.set("carryover.room", await sessionTokenIn(home, roomId));
  return roomScope(roomId);
}

const chosen: PackScope = {
  ...{ standard: "iso", from: null, to: null, refs: [], soa: "none" },
  ...{ submitted: true, requests: true, nonconformities: true, activity: false },
};

async function pack(roomId: string | null): Promise<string> {
  const [row] = await inWorkspace(home.system, (tx) =>
    tx
      .insert(packs)
      .values({
        ...{ workspaceId: home.workspaceId, roomId, title: "Stage 2", scope: chosen, fileName: "p.zip" },
        ...{ requestedBy: home.people.lead.userId, sha256: "a".repeat(64), manifestSha256: "b".repeat(64) },
        ...{ sizeBytes: 1, checkpointSize: 1, state: "ready" as const },
      })
      .returning({ id: packs.id }),
  );
  return row?.id ?? "";
}

const scopeOf = (refs: readonly string[]) => ({
  ...{ kinds: [], refs: [...refs], registers: [], evidenceSet: "scope" as const, soaVersionId: null },
});
const narrow = (id: string, version: number) => setScope(lead(), { id, version, ...scopeOf(["A.5.18"]) });
const give = (roomId: string, packId: string) => sharePack(lead(), { roomId, packId });

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
});

it("a pack that was asked for before the room was made narrower is not given to it again (A-03, A-10)", async () => {
  const roomId = await openRoomOf(home, "Narrowed", ["A.5.18", "A.5.1"]);
  const auditor = await seated(roomId);
  const [given, waiting, wide] = [await pack(roomId), await pack(roomId), await pack(null)];
  await give(roomId, given);
  expect(await listRoomPacks(auditor)).toHaveLength(1);
  await narrow(roomId, 3);
  expect(await listRoomPacks(auditor)).toEqual([]);
  for (const packId of [given, waiting, wide]) {
    const refusal = { code: "CONFLICT", message: expect.stringContaining("shares less") };
    await expect(give(roomId, packId)).rejects.toMatchObject(refusal);
  }
  const listed = await listPacksOfRoom(lead(), roomId);
  expect(listed.map(({ refusal }) => refusal !== null)).toEqual([true, true, true]);
  const later = await pack(roomId);
  await give(roomId, later);
  expect((await listRoomPacks(auditor)).map(({ id }) => id)).toEqual([later]);
});

it("the database itself shows none of them inside the room, whatever was granted", async () => {
  const roomId = await openRoomOf(home, "Granted", ["A.5.18", "A.5.1"]);
  const auditor = await seated(roomId);
  const [early, wide] = [await pack(roomId), await pack(null)];
  await narrow(roomId, 3);
  const later = await pack(roomId);
  const { workspaceId } = home;
  await inWorkspace(home.system, (tx) =>
    tx
      .insert(roomGrants)
      .values(
        [early, wide, later].map((subjectId) => ({ workspaceId, roomId, kind: "pack" as const, subjectId })),
      ),
  );
  const seen = await inRoom(auditor, (tx) => tx.select({ id: packs.id }).from(packs));
  expect(seen.map(({ id }) => id)).toEqual([later]);
});

it("a draft that is made narrower keeps packs of the workspace, and not those of what it was", async () => {
  const { id } = await createRoom(lead(), {
    ...{ onceKey: "", name: "Draft", standard: "iso27001", type: "stage2", windowFrom: null, windowTo: null },
    ...{ accessFrom: "2020-01-01", accessUntil: "2099-12-31", welcome: "", copyFrom: null },
  });
  const [own, wide] = [await pack(id), await pack(null)];
  await narrow(id, 1);
  await expect(give(id, own)).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(give(id, wide)).resolves.toMatchObject({ roomId: id });
});
