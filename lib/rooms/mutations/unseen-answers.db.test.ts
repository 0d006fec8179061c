import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { requestEvidence } from "@/db/schema/work";
import { inWorkspace } from "@/db/tenant";
import { evidenceOf, seenItem } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { requestsOf } from "@/db/testing/requests";
import { openRoomOf, sessionTokenIn } from "@/db/testing/rooms";
import type { RoomScope } from "@/lib/core/access";
import { acceptEvidence } from "@/lib/evidence/mutations/moves";
import { readPackContent } from "@/lib/packs/queries/content";
import { roomScope } from "@/lib/rooms/gate";
import { returnAnswer } from "@/lib/rooms/mutations/decide";
import { shareAnswer, takeBackAnswer, writeRoomRequest } from "@/lib/rooms/mutations/requests";
import { getRoomControl, getRoomEvidence, listRoomEvidence } from "@/lib/rooms/queries/reading";
import { getRoomRequest } from "@/lib/rooms/queries/requests";
import { listRoomsOfItem, listWithheld } from "@/lib/rooms/queries/withheld";

const browser = vi.hoisted(() => ({ jar: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => ({ value: browser.jar.get(name) ?? "" }) }),
  headers: async () => new Headers(),
}));

const NOT_FOUND = { code: "NOT_FOUND" };
let home: TestWorkspace;
const lead = () => home.scope("lead");
const work = () => requestsOf(home);

async function seated(roomId: string): Promise<RoomScope> {
  browser.jar.set("carryover.room", await sessionTokenIn(home, roomId));
  return roomScope(roomId);
}

/** A request of the room whose answer waits for a colleague. */
async function inReview(roomId: string, title: string, ref = "A.5.18"): Promise<string> {
  const { id } = await writeRoomRequest(lead(), {
    ...{ onceKey: "", roomId, auditorRef: "", title, detail: "", kind: "document" },
    ...{ requirements: [ref], dueOn: null, ownerId: home.people.contributor.userId, draft: false },
  });
  await work().answer(id, { body: "First words" });
  return id;
}

const versionOf = async (id: string) => (await work().rowOf(id)).version;
const itemOf = async (id: string) => (await work().answersOf(id))[0]?.itemId ?? "";
const takeBack = async (id: string) =>
  takeBackAnswer(lead(), { id, version: await versionOf(id), reason: "A client's name is in it" });
const share = async (id: string) => shareAnswer(lead(), { id, version: await versionOf(id) });

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver"] });
});

describe("an answer in internal review (A-03, A-06)", () => {
  it("is not among the evidence of the room, though it is handed in for a requirement that the room covers", async () => {
    const roomId = await openRoomOf(home, "Review", ["A.5.18"]);
    const auditor = await seated(roomId);
    const id = await inReview(roomId, "Leavers");
    const itemId = await itemOf(id);
    expect((await listRoomEvidence(auditor)).map((row) => row.itemId)).not.toContain(itemId);
    await expect(getRoomEvidence(auditor, itemId)).rejects.toMatchObject(NOT_FOUND);
    expect((await getRoomControl(auditor, "A.5.18")).items).toEqual([]);
    expect((await listWithheld(lead(), roomId)).shown).toEqual([]);
    await share(id);
    expect((await getRoomEvidence(auditor, itemId)).versions).toHaveLength(1);
  });

  it("of evidence that the company accepts for itself is shown as what it is: accepted evidence", async () => {
    const roomId = await openRoomOf(home, "Accepted", ["A.5.18"]);
    const auditor = await seated(roomId);
    const itemId = await itemOf(await inReview(roomId, "Joiners"));
    await acceptEvidence(home.scope("approver"), { itemIds: seenItem(itemId), sufficient: false });
    expect((await getRoomEvidence(auditor, itemId)).state).toBe("accepted");
  });

  it("is in no other room either until it is given, though that room covers the requirement too", async () => {
    const asking = await openRoomOf(home, "Asking", ["A.5.18"]);
    const other = await openRoomOf(home, "Bystander", ["A.5.18"]);
    const auditor = await seated(other);
    const id = await inReview(asking, "Leavers of June");
    const itemId = await itemOf(id);
    await expect(getRoomEvidence(auditor, itemId)).rejects.toMatchObject(NOT_FOUND);
    expect((await listRoomEvidence(auditor)).map((row) => row.itemId)).not.toContain(itemId);
    expect((await listRoomsOfItem(lead(), itemId)).map(({ name }) => name)).not.toContain("Bystander");
    await takeBack(id);
    await expect(getRoomEvidence(auditor, itemId)).rejects.toMatchObject(NOT_FOUND);
    await work().answer(id, { body: "Without the name" });
    await expect(getRoomEvidence(auditor, itemId)).rejects.toMatchObject(NOT_FOUND);
    await share(id);
    expect((await getRoomEvidence(auditor, itemId)).versions.map(({ number }) => number)).toEqual([2]);
  });

  it("is in no pack, of a room or of none", async () => {
    const asking = await openRoomOf(home, "Packed", ["A.5.19"]);
    const id = await inReview(asking, "Suppliers of June", "A.5.19");
    const packed = async () => {
      const scope = {
        ...{ standard: "iso" as const, from: null, to: null, refs: ["A.5.19"], soa: "none", submitted: true },
        ...{ requests: false, nonconformities: false, activity: false },
      };
      const place = { roomId: null, timeZone: "UTC", scope };
      const { requirements } = await inWorkspace(home.system, (tx) => readPackContent(tx, place, String));
      return requirements.flatMap(({ evidence }) => evidence.map(({ of }) => of.title));
    };
    expect(await packed()).toEqual([]);
    await share(id);
    expect(await packed()).toEqual(["Suppliers of June"]);
  });

  it("leaves other submitted evidence of the scope where it is", async () => {
    const roomId = await openRoomOf(home, "Others", ["A.5.18"]);
    const itemId = await evidenceOf(home).submitted({ title: "Register", requirements: "A.5.18" });
    expect((await getRoomEvidence(await seated(roomId), itemId)).itemId).toBe(itemId);
  });
});

describe("an answer that was sent back before the auditor saw it (A-06)", () => {
  it("is never shown: not while the next one is written, and not beside it", async () => {
    const roomId = await openRoomOf(home, "Taken back", ["A.5.18"]);
    const auditor = await seated(roomId);
    const id = await inReview(roomId, "Movers");
    const itemId = await itemOf(id);
    await takeBack(id);
    await expect(getRoomEvidence(auditor, itemId)).rejects.toMatchObject(NOT_FOUND);
    await work().answer(id, { body: "Second words" });
    await share(id);
    expect((await getRoomRequest(auditor, id)).answers).toMatchObject([
      { itemId, number: 2, body: "Second words" },
    ]);
    expect((await getRoomEvidence(auditor, itemId)).versions.map(({ number }) => number)).toEqual([2]);
  });

  it("takes nothing from what the auditor had before", async () => {
    const roomId = await openRoomOf(home, "Returned", ["A.5.18"]);
    const auditor = await seated(roomId);
    const id = await inReview(roomId, "Leavers of May");
    await share(id);
    await returnAnswer(auditor, { id, version: await versionOf(id), reason: "Which system?" });
    expect((await work().rowOf(id)).decidedByAuditor).not.toBeNull();
    await work().answer(id, { body: "Not for them" });
    expect(await work().rowOf(id)).toMatchObject({ decidedByAuditor: null, decidedAt: null });
    await takeBack(id);
    await work().answer(id, { body: "Third words" });
    await share(id);
    const { answers } = await getRoomRequest(auditor, id);
    expect(answers.map(({ body }) => body)).toEqual(["Third words", "First words"]);
    const rows = await inWorkspace(home.system, (tx) =>
      tx.select().from(requestEvidence).where(eq(requestEvidence.requestId, id)),
    );
    expect(rows.filter(({ takenBackAt }) => takenBackAt !== null)).toMatchObject([{ artifactNumber: 2 }]);
  });
});
