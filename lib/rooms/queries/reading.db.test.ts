import { randomUUID } from "node:crypto";
import { and, eq, like } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { roomGrants, roomViews } from "@/db/schema/rooms";
import { soaVersions } from "@/db/schema/soa-versions";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { evidenceOf } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { attachFile, ownDataFolder, upload } from "@/db/testing/files";
import { openRoomOf, sessionTokenIn } from "@/db/testing/rooms";
import type { RoomScope } from "@/lib/core/access";
import { roomScope } from "@/lib/rooms/gate";
import { describeRoomDownload, sendRoomDownload } from "@/lib/rooms/handlers";
import { editRoom, setScope } from "@/lib/rooms/mutations/rooms";
import { withholdEvidence } from "@/lib/rooms/mutations/withhold";
import { getRoomSoa } from "@/lib/rooms/queries/reading";
import { getRoom } from "@/lib/rooms/queries/rooms";
import { listRoomsOfItem, listWithheld } from "@/lib/rooms/queries/withheld";

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
  await inWorkspace(home.system, async (tx) => {
    const items = await tx.select().from(evidenceItems).where(like(evidenceItems.title, "Old %")).limit(60);
    const of = { workspaceId, roomId, kind: "withheld" as const, reason: "A client's name" };
    await tx.insert(roomGrants).values(items.map(({ id }) => ({ ...of, subjectId: id })));
  });
  const first = await listWithheld(lead(), roomId);
  expect(first).toMatchObject({ heldCount: 60, page: 1, pages: 2, shownCount: 43 });
  expect(first.heldBack).toHaveLength(50);
  const last = await listWithheld(lead(), roomId, { words: "", page: 9 });
  expect(last).toMatchObject({ page: 2 });
  const ids = [...first.heldBack, ...last.heldBack].map(({ itemId }) => itemId);
  expect(new Set(ids).size).toBe(60);
});

it("finds what a room shows beyond the hundred that can be chosen at once, by its words", async () => {
  const { workspaceId } = home;
  const roomId = await openRoomOf(home, "Many", ["A.5.17"]);
  await inWorkspace(home.system, async (tx) => {
    const items = Array.from({ length: 130 }, (_, at) => ({
      ...{ workspaceId, id: randomUUID(), identity: `many ${at}`, reference: `EV-${1_000 + at}` },
      ...{ title: `Joiner 100%_${at}`, state: "accepted" as const, currentArtifact: 1 },
    }));
    await tx.insert(evidenceItems).values(items);
    const link = { workspaceId, ref: "A.5.17", origin: "manual" as const, linkedBy: home.people.lead.userId };
    await tx.insert(evidenceLinks).values(items.map(({ id: itemId }) => ({ ...link, itemId })));
  });
  const all = await listWithheld(lead(), roomId);
  expect([all.shown.length, all.shownCount]).toEqual([100, 130]);
  const find = (words: string) => listWithheld(lead(), roomId, { words, page: 1 });
  expect((await find("joiner ev-1129")).shown).toMatchObject([{ reference: "EV-1129" }]);
  expect(await find("100%_12")).toMatchObject({ shownCount: 11 });
  expect(await find("1%2")).toMatchObject({ shown: [], shownCount: 0 });
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

describe("a download in the room (A-03)", () => {
  const body = "id,left_on\nP-1,2026-05-01\nP-2,2026-05-02\n";

  async function given() {
    ownDataFolder();
    const { answer } = await upload(home, "leavers.csv", body);
    const itemId = await attachFile(home, answer.sha256, "leavers.csv");
    await inWorkspace(home.system, async (tx) => {
      await tx.update(evidenceItems).set({ state: "accepted" }).where(eq(evidenceItems.id, itemId));
      const link = { workspaceId: home.workspaceId, itemId, ref: "A.8.3", origin: "manual" as const };
      await tx.insert(evidenceLinks).values({ ...link, linkedBy: home.people.lead.userId });
    });
    const roomId = await openRoomOf(home, `Files ${itemId}`, ["A.8.3"]);
    return { roomId, place: { itemId, number: "1" }, etag: `"${answer.sha256}"` };
  }

  const takenIn = (roomId: string) =>
    inWorkspace(home.system, (tx) =>
      tx
        .select({ title: roomViews.title })
        .from(roomViews)
        .where(and(eq(roomViews.roomId, roomId), eq(roomViews.kind, "download")))
        .orderBy(roomViews.at),
    );

  it("goes on where it broke off, keeps each part once, and describes itself without a trace", async () => {
    const { roomId, place, etag } = await given();
    const auditor = await seated(roomId);
    const get = (headers: Record<string, string>) => sendRoomDownload(auditor, place, new Headers(headers));
    const head = await describeRoomDownload(auditor, place);
    expect([head.headers.get("accept-ranges"), head.headers.get("etag")]).toEqual(["bytes", etag]);
    expect(await takenIn(roomId)).toEqual([]);
    const first = await get({ range: "bytes=0-9" });
    const rest = await get({ range: "bytes=10-", "if-range": etag });
    expect([first.status, rest.status]).toEqual([206, 206]);
    expect((await first.text()) + (await rest.text())).toBe(body);
    expect(rest.headers.get("content-range")).toBe(`bytes 10-${body.length - 1}/${body.length}`);
    expect(await takenIn(roomId)).toMatchObject([
      { title: expect.stringMatching(/leavers\.csv\), bytes 0-9$/) },
      { title: expect.stringMatching(/, bytes 10-\d+$/) },
    ]);
    const beyond = await get({ range: `bytes=${body.length}-` });
    expect([beyond.status, (await takenIn(roomId)).length]).toEqual([416, 2]);
  });

  it("gives no part and no description of what the room does not show", async () => {
    const { roomId, place } = await given();
    const auditor = await seated(roomId);
    await withholdEvidence(lead(), { roomId, itemId: place.itemId, reason: "A client's name" });
    const part = new Headers({ range: "bytes=0-1" });
    await expect(sendRoomDownload(auditor, place, part)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(describeRoomDownload(auditor, place)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await takenIn(roomId)).toEqual([]);
  });
});
