import { randomUUID } from "node:crypto";
import { beforeAll, expect, it, vi } from "vitest";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { soaVersions } from "@/db/schema/soa-versions";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { evidenceOf } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { openRoomOf, sessionTokenIn } from "@/db/testing/rooms";
import type { RoomScope } from "@/lib/core/access";
import { roomScope } from "@/lib/rooms/gate";
import { editRoom, setScope } from "@/lib/rooms/mutations/rooms";
import { withholdEvidence } from "@/lib/rooms/mutations/withhold";
import { getRoomSoa } from "@/lib/rooms/queries/reading";
import { getRoom } from "@/lib/rooms/queries/rooms";
import { listRoomsOfItem } from "@/lib/rooms/queries/withheld";

const browser = vi.hoisted(() => ({ jar: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => ({ value: browser.jar.get(name) ?? "" }) }),
  headers: async () => new Headers(),
}));

let home: TestWorkspace;
const lead = () => home.scope("lead");
const shared = { kinds: [], evidenceSet: "scope" as const, soaVersionId: null };

async function seated(roomId: string): Promise<RoomScope> {
  browser.jar.set("carryover.room", await sessionTokenIn(home, roomId));
  return roomScope(roomId);
}

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver"] });
});

it("names the day of an approval by the workspace's calendar, on both sides alike", async () => {
  const { workspaceId } = home;
  const person = home.people.owner.userId;
  const roomId = await openRoomOf(home, "Statement", ["A.5.18"]);
  await setScope(lead(), { id: roomId, version: 3, ...shared, refs: ["A.5.18"], registers: ["soa"] });
  await inWorkspace(home.system, async (tx) => {
    await tx.update(workspaces).set({ timeZone: "Pacific/Auckland" });
    await tx.insert(soaVersions).values({
      ...{ workspaceId, major: 1, minor: 0, state: "approved", content: "{}", sha256: "", changeReason: "" },
      ...{ submittedBy: person, approvedBy: person, approvedAt: new Date("2036-05-01T20:30:00Z") },
    });
  });
  expect(await getRoomSoa(await seated(roomId))).toMatchObject({ approvedOn: "2036-05-02" });
});

it("counts everything outside the window, also what the list leaves out (A-09)", async () => {
  const { workspaceId } = home;
  const roomId = await openRoomOf(home, "Long ago", ["A.5.15"]);
  await inWorkspace(home.system, async (tx) => {
    const items = Array.from({ length: 103 }, (_, at) => ({
      ...{ workspaceId, id: randomUUID(), identity: `old ${at}`, title: `Old ${at}` },
      ...{ state: "submitted" as const, currentArtifact: 1 },
    }));
    await tx.insert(evidenceItems).values(items);
    const of = { workspaceId, number: 1, addedBy: home.people.lead.userId };
    await tx.insert(artifacts).values(
      items.map(({ id: itemId }) => ({
        ...{ ...of, itemId, kind: "attestation" as const, body: "Done", effectiveOn: "2020-05-01" },
      })),
    );
    const link = { workspaceId, ref: "A.5.15", origin: "manual" as const, linkedBy: home.people.lead.userId };
    await tx.insert(evidenceLinks).values(items.map(({ id: itemId }) => ({ ...link, itemId })));
  });
  await editRoom(lead(), {
    ...{ id: roomId, version: 3, name: "Long ago", standard: "iso27001", type: "stage2" },
    ...{ windowFrom: "2025-10-01", windowTo: null, accessFrom: "2020-01-01", accessUntil: "2099-12-31" },
    ...{ welcome: "", leadId: home.people.lead.userId, watermark: false },
  });
  const room = await getRoom(lead(), roomId, "2026-11-20");
  expect(room).toMatchObject({ shownEvidence: 103, outsideCount: 103 });
  expect(room.outOfWindow).toHaveLength(100);
});

it("tells of a piece of evidence which rooms show it, which hold it back, and of no other room", async () => {
  const itemId = await evidenceOf(home).submitted({ title: "Register", requirements: "A.8.1" });
  const [shows, holds] = [
    await openRoomOf(home, "B shows", ["A.8.1"]),
    await openRoomOf(home, "A holds", ["A.8.1"]),
  ];
  await openRoomOf(home, "Other", ["A.8.2"]);
  await withholdEvidence(lead(), { roomId: holds, itemId, reason: "A client's name" });
  expect(await listRoomsOfItem(lead(), itemId)).toEqual([
    { roomId: holds, name: "A holds", state: "open", heldBack: "A client's name" },
    { roomId: shows, name: "B shows", state: "open", heldBack: null },
  ]);
});
