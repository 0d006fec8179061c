import { randomBytes, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { activity } from "@/db/schema/activity";
import { packs } from "@/db/schema/packs";
import { roomAuditors, roomSessions } from "@/db/schema/rooms";
import { notifications, requests } from "@/db/schema/work";
import { inWorkspace } from "@/db/tenant";
import { evidenceOf } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { requestsOf } from "@/db/testing/requests";
import { hashToken } from "@/lib/auth/tokens";
import type { RoomScope } from "@/lib/core/access";
import type { PackScope } from "@/lib/core/pack";
import { cancelRequest } from "@/lib/requests/mutations/ask";
import { roomScope, viewerMark } from "@/lib/rooms/gate";
import { inviteAuditor } from "@/lib/rooms/mutations/auditors";
import { acceptAnswer, askInRoom, sayInRoom } from "@/lib/rooms/mutations/decide";
import { importInRoom, importRequests } from "@/lib/rooms/mutations/import";
import { sharePack, takePackBack } from "@/lib/rooms/mutations/packs";
import { shareAnswer, writeRoomRequest } from "@/lib/rooms/mutations/requests";
import { createRoom, editRoom, openRoom, setScope } from "@/lib/rooms/mutations/rooms";
import { releaseEvidence, withholdEvidence } from "@/lib/rooms/mutations/withhold";
import { findRoomSession, findRoomsOf } from "@/lib/rooms/queries/entry";
import { getRoomPackFile, listPacksOfRoom, listRoomPacks } from "@/lib/rooms/queries/packs";
import { getRoomControl, getRoomEvidence, listRoomEvidence } from "@/lib/rooms/queries/reading";
import { getRoomRequest, listRequestsOfRoom, listRoomRequests } from "@/lib/rooms/queries/requests";
import { getRoom } from "@/lib/rooms/queries/rooms";
import { getRoomSoaFile, listRoomSoaFiles } from "@/lib/rooms/queries/soa-files";
import { listRoomsOfItem, listWithheld } from "@/lib/rooms/queries/withheld";

const browser = vi.hoisted(() => ({ jar: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => ({ value: browser.jar.get(name) ?? "" }) }),
  headers: async () => new Headers(),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

let home: TestWorkspace;
let foreign: TestWorkspace;
const lead = (workspace: TestWorkspace = home) => workspace.scope("lead");
const EMAIL = "ada@audit.example";

async function opened(
  workspace: TestWorkspace,
  name: string,
  given: { readonly copyFrom?: string; readonly email?: string; readonly window?: string } = {},
): Promise<string> {
  const { id } = await createRoom(lead(workspace), {
    ...{ onceKey: "", name, standard: "iso27001", type: "stage2", windowFrom: given.window ?? null },
    ...{ windowTo: null, accessFrom: "2020-01-01", accessUntil: "2099-12-31", welcome: "" },
    copyFrom: given.copyFrom ?? null,
  });
  const email = given.email ?? `${randomUUID().slice(0, 8)}@audit.example`;
  await inviteAuditor(lead(workspace), { onceKey: "", roomId: id, name: "Ada", email });
  await openRoom(lead(workspace), { id, version: 1 });
  return id;
}

async function seat(workspace: TestWorkspace, roomId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await inWorkspace(workspace.system, async (tx) => {
    const [auditor] = await tx
      .select({ id: roomAuditors.id })
      .from(roomAuditors)
      .where(eq(roomAuditors.roomId, roomId));
    await tx.insert(roomSessions).values({
      ...{ workspaceId: workspace.workspaceId, roomId, auditorId: auditor?.id ?? "" },
      ...{ tokenHash: hashToken(token), expiresAt: new Date(Date.now() + 86_400_000) },
    });
  });
  return token;
}

async function seated(workspace: TestWorkspace, roomId: string): Promise<RoomScope> {
  browser.jar.set("carryover.room", await seat(workspace, roomId));
  return roomScope(roomId);
}

async function ask(roomId: string, auditorRef: string): Promise<string> {
  const { id } = await writeRoomRequest(lead(), {
    ...{ onceKey: "", roomId, auditorRef, title: `Request ${auditorRef}`, detail: "", kind: "document" },
    ...{ requirements: ["A.5.18"], dueOn: null, ownerId: home.people.contributor.userId, draft: false },
  });
  return id;
}

/** A request whose answer the auditor has; returns the evidence. */
async function answered(roomId: string, auditorRef: string): Promise<{ id: string; itemId: string }> {
  const id = await ask(roomId, auditorRef);
  const work = requestsOf(home);
  await work.answer(id, { body: `Answer to ${auditorRef}` });
  await shareAnswer(lead(), { id, version: (await work.rowOf(id)).version });
  const [given] = await work.answersOf(id);
  return { id, itemId: given?.itemId ?? "" };
}

const narrowed = {
  kinds: [],
  refs: ["A.5.1"],
  registers: [],
  evidenceSet: "scope" as const,
  soaVersionId: null,
};
const NOT_FOUND = { code: "NOT_FOUND" };

beforeAll(async () => {
  const roles = ["owner", "lead", "contributor", "approver"] as const;
  home = await createWorkspaceWith({ roles });
  foreign = await createWorkspaceWith({ roles });
});

describe("packs in a room (A-10)", () => {
  async function pack(roomId: string | null, state: "ready" | "building" = "ready"): Promise<string> {
    const chosen: PackScope = {
      ...{ standard: "iso", from: null, to: null, refs: [], soa: "none" },
      ...{ submitted: true, requests: true, nonconformities: true, activity: false },
    };
    const [row] = await inWorkspace(home.system, (tx) =>
      tx
        .insert(packs)
        .values({
          ...{
            workspaceId: home.workspaceId,
            roomId,
            title: "Stage 2",
            scope: chosen,
            fileName: "p.zip",
            state,
          },
          ...{ requestedBy: home.people.lead.userId, sha256: "a".repeat(64), manifestSha256: "b".repeat(64) },
          ...{ sizeBytes: 1, checkpointSize: 1 },
        })
        .returning({ id: packs.id }),
    );
    if (state !== "ready") {
      await inWorkspace(home.system, (tx) =>
        tx
          .update(packs)
          .set({ state: "failed" })
          .where(eq(packs.id, row?.id ?? "")),
      );
    }
    return row?.id ?? "";
  }

  it("are given one by one, to one room, and leave it when evidence is held back after them", async () => {
    const [mine, sister] = [await opened(home, "Packs"), await opened(home, "Sister")];
    const [auditor, other] = [await seated(home, mine), await seated(home, sister)];
    const [own, wide, unready] = [await pack(mine), await pack(null), await pack(mine, "building")];
    expect(await listRoomPacks(auditor)).toEqual([]);
    await expect(getRoomPackFile(auditor, own)).rejects.toMatchObject(NOT_FOUND);
    await expect(sharePack(lead(), { roomId: sister, packId: own })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(sharePack(lead(), { roomId: mine, packId: unready })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(sharePack(lead(foreign), { roomId: mine, packId: own })).rejects.toMatchObject(NOT_FOUND);
    for (const packId of [own, wide, own]) await sharePack(lead(), { roomId: mine, packId });
    expect((await listRoomPacks(auditor)).map(({ id }) => id).sort()).toEqual([own, wide].sort());
    expect(await getRoomPackFile(auditor, own)).toMatchObject({ id: own, sha256: "a".repeat(64) });
    await expect(getRoomPackFile(other, own)).rejects.toMatchObject(NOT_FOUND);

    const itemId = await evidenceOf(home).submitted({ title: "Secret", requirements: "A.5.1" });
    await withholdEvidence(lead(), { roomId: mine, itemId, reason: "A client's name" });
    expect(await listRoomPacks(auditor)).toEqual([]);
    const later = await pack(mine);
    await sharePack(lead(), { roomId: mine, packId: later });
    expect((await listRoomPacks(auditor)).map(({ id }) => id)).toEqual([later]);
    await withholdEvidence(lead(), { roomId: mine, itemId, reason: "Another reason for the same" });
    expect((await listRoomPacks(auditor)).map(({ id }) => id)).toEqual([later]);
    const listed = await listPacksOfRoom(lead(), mine);
    expect(listed.find(({ id }) => id === wide)).toMatchObject({ shared: true, ofRoom: false });
    expect(listed.find(({ id }) => id === wide)?.refusal).toContain("holds evidence back");
    await takePackBack(lead(), { roomId: mine, packId: later });
    expect(await listRoomPacks(auditor)).toEqual([]);
    await expect(takePackBack(lead(), { roomId: mine, packId: later })).rejects.toMatchObject(NOT_FOUND);
  });
});

describe("evidence that is held back (A-03)", () => {
  it("is gone with the next request, its reason stays inside, and undoing shows it again", async () => {
    const roomId = await opened(home, "Withheld");
    const auditor = await seated(home, roomId);
    const { id, itemId } = await answered(roomId, "R-1");
    expect((await getRoomEvidence(auditor, itemId)).itemId).toBe(itemId);
    expect(await listRoomsOfItem(lead(), itemId)).toContainEqual({
      ...{ roomId, name: "Withheld", state: "open", heldBack: null },
    });
    await withholdEvidence(lead(), { roomId, itemId, reason: "zqsecretzq" });
    await expect(getRoomEvidence(auditor, itemId)).rejects.toMatchObject(NOT_FOUND);
    const seen = [await getRoomRequest(auditor, id), await listRoomEvidence(auditor)];
    expect(JSON.stringify(seen)).not.toContain(itemId);
    expect(JSON.stringify(seen)).not.toContain("zqsecretzq");
    expect((await listWithheld(lead(), roomId)).heldBack).toMatchObject([{ itemId, reason: "zqsecretzq" }]);
    expect((await getRoom(lead(), roomId, "2026-11-20")).hiddenEvidence).toBeGreaterThan(0);
    await expect(withholdEvidence(lead(foreign), { roomId, itemId, reason: "Ours" })).rejects.toMatchObject(
      NOT_FOUND,
    );
    expect(await releaseEvidence(lead(), { roomId, itemId })).toMatchObject({ reason: "zqsecretzq" });
    expect((await getRoomRequest(auditor, id)).answers).toHaveLength(1);
    await expect(releaseEvidence(lead(), { roomId, itemId })).rejects.toMatchObject(NOT_FOUND);
    const verbs = await inWorkspace(home.system, (tx) =>
      tx.select({ verb: activity.verb }).from(activity).where(eq(activity.subjectRef, roomId)),
    );
    expect(verbs.map(({ verb }) => verb)).toEqual(expect.arrayContaining(["room.withhold", "room.release"]));
  });
});

describe("a list of requests as a file (A-05)", () => {
  const list = [
    "Reference,Title,Kind,Requirements,Due on",
    "R-1,List of leavers,Population,A.5.18,2026-12-01",
    "R-2,Policy,Document,A.5.1,",
    "R-3,Of an unknown control,,A.9.99,",
  ].join("\n");

  it("is checked, imported once, and left as it is the second time, by the company", async () => {
    const roomId = await opened(home, "Import");
    const ownerId = home.people.contributor.userId;
    const send = (step: "check" | "import", more = {}) =>
      importRequests(lead(), { step, text: list, roomId, ownerId, draft: false, ...more });
    expect(await send("check")).toMatchObject({
      done: false,
      text: list,
      chosen: { roomId, ownerId, draft: "" },
    });
    expect((await listRequestsOfRoom(lead(), roomId)).rows).toEqual([]);
    const { lines } = await send("import");
    expect(lines.map(({ outcome }) => outcome)).toEqual(["new", "new", "left_out"]);
    await expect(send("import")).rejects.toMatchObject({ code: "INVALID" });
    const { rows } = await listRequestsOfRoom(lead(), roomId);
    expect(rows).toMatchObject([
      { auditorRef: "R-1", kind: "population", state: "requested", refs: ["A.5.18"], dueOn: "2026-12-01" },
      { auditorRef: "R-2", state: "requested", refs: ["A.5.1"] },
    ]);
    const told = await inWorkspace(home.system, (tx) =>
      tx
        .select({ title: notifications.title })
        .from(notifications)
        .where(eq(notifications.personId, ownerId)),
    );
    expect(told.filter(({ title }) => /leavers|Policy|2 requests/.test(title))).toHaveLength(1);
    await expect(send("check", { text: "Name\nOnly" })).rejects.toMatchObject({ code: "INVALID" });
    await expect(
      importRequests(lead(foreign), {
        ...{ step: "import", text: list, roomId, draft: false },
        ownerId: foreign.people.contributor.userId,
      }),
    ).rejects.toMatchObject(NOT_FOUND);
  });

  it("by the auditor goes to the lead and names only what the room covers; twice at once is once", async () => {
    const roomId = await opened(home, "Import inside");
    await setScope(lead(), { ...narrowed, id: roomId, version: 2 });
    const auditor = await seated(home, roomId);
    const both = await Promise.allSettled(
      [1, 2].map(() => importInRoom(auditor, { step: "import", text: list })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const { rows } = await listRequestsOfRoom(lead(), roomId);
    expect(rows).toMatchObject([{ auditorRef: "R-2", state: "requested", owner: home.people.lead.name }]);
    const report = await importInRoom(auditor, { step: "check", text: list });
    expect(report.lines.map(({ outcome }) => outcome)).toEqual(["left_out", "there", "left_out"]);
  });
});

describe("faults", () => {
  it("a narrower scope holds from the next request on and answers like what never was (A-03)", async () => {
    const roomId = await opened(home, "Narrowed");
    const auditor = await seated(home, roomId);
    const itemId = await evidenceOf(home).submitted({ title: "Reviews", requirements: "A.5.18" });
    expect((await getRoomControl(auditor, "A.5.18")).evidence).toBeGreaterThan(0);
    await setScope(lead(), { ...narrowed, id: roomId, version: 2 });
    const failure = (work: Promise<unknown>) =>
      work.then(
        () => null,
        (error: unknown) => String(error),
      );
    expect(await failure(getRoomControl(auditor, "A.5.18"))).toBe(
      await failure(getRoomControl(auditor, "A.99.1")),
    );
    expect(await failure(getRoomEvidence(auditor, itemId))).toBe(
      await failure(getRoomEvidence(auditor, randomUUID())),
    );
    expect((await listRoomEvidence(auditor)).map((row) => row.itemId)).not.toContain(itemId);
  });

  it("a request that is cancelled under an open thread takes no word and no decision, and says so (A-06, A-07)", async () => {
    const roomId = await opened(home, "Cancelled");
    const auditor = await seated(home, roomId);
    const id = await ask(roomId, "R-1");
    await sayInRoom(auditor, { id, body: "Which system?", onceKey: "" });
    const { version } = await requestsOf(home).rowOf(id);
    await cancelRequest(lead(), { id, version, reason: "zqinsidezq" });
    await expect(sayInRoom(auditor, { id, body: "Still there?", onceKey: "" })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("your words are still in the field"),
    });
    await expect(acceptAnswer(auditor, { id, version: version + 1 })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const shown = await getRoomRequest(auditor, id);
    expect(shown).toMatchObject({ state: "cancelled", messages: [{ body: "Which system?" }] });
    expect(JSON.stringify(shown)).not.toContain("zqinsidezq");
  });

  it("one auditor in rooms of two companies: each session opens its own and knows nothing of the other (A-02)", async () => {
    const [ours, theirs] = [
      await opened(home, "Ours", { email: EMAIL }),
      await opened(foreign, "Theirs", { email: EMAIL }),
    ];
    const at = new Date();
    expect((await findRoomsOf(EMAIL, at)).map(({ roomId }) => roomId).sort()).toEqual([ours, theirs].sort());
    const token = await seat(home, ours);
    expect(await findRoomSession(hashToken(token), ours, at)).toMatchObject({ roomId: ours });
    expect(await findRoomSession(hashToken(token), theirs, at)).toBeNull();
    const asked = await ask(ours, "R-1");
    const [here, there] = [await seated(home, ours), await seated(foreign, theirs)];
    expect(await listRoomRequests(there)).toEqual([]);
    await expect(getRoomRequest(there, asked)).rejects.toMatchObject(NOT_FOUND);
    expect((await getRoomRequest(here, asked)).id).toBe(asked);
  });
});

describe("the same request a year later (A-14)", () => {
  it("shows the answer of then where the room shows its evidence, and never a decision of then", async () => {
    const before = await opened(home, "Last year");
    const { id, itemId } = await answered(before, "R-1");
    await acceptAnswer(await seated(home, before), {
      id,
      version: (await requestsOf(home).rowOf(id)).version,
    });
    await ask(before, "R-2");
    const roomId = await opened(home, "This year", { copyFrom: before });
    const copies = await inWorkspace(home.system, (tx) =>
      tx.select().from(requests).where(eq(requests.roomId, roomId)).orderBy(requests.auditorRef),
    );
    expect(copies).toMatchObject([
      { state: "draft", decidedAt: null, copiedFrom: id },
      { state: "draft", earlierAnswerAt: null },
    ]);
    await inWorkspace(home.system, (tx) =>
      tx.update(requests).set({ state: "requested" }).where(eq(requests.roomId, roomId)),
    );
    const auditor = await seated(home, roomId);
    const [first, second] = copies.map((copy) => copy.id);
    const shown = await getRoomRequest(auditor, first ?? "");
    expect(shown).toMatchObject({ state: "requested", decidedOn: null, answers: [] });
    expect(shown.earlier).toMatchObject([{ itemId, number: 1 }]);
    expect((await getRoomRequest(auditor, second ?? "")).earlier).toEqual([]);
    const { id: fresh } = await askInRoom(auditor, {
      ...{
        onceKey: "",
        auditorRef: "R-9",
        title: "New",
        detail: "",
        kind: "document",
        requirements: ["A.5.18"],
        dueOn: null,
      },
    });
    expect((await getRoomRequest(auditor, fresh)).earlier).toBeNull();
    await withholdEvidence(lead(), { roomId, itemId, reason: "Not of this audit" });
    expect((await getRoomRequest(auditor, first ?? "")).earlier).toEqual([]);
  });
});

it("evidence outside the window is told to the company with the fix, and counted (A-09)", async () => {
  const itemId = await evidenceOf(home).submitted({
    ...{ title: "Old review", requirements: "A.5.18", effectiveOn: "2020-05-01" },
  });
  const roomId = await opened(home, "Window", { window: "2025-10-01" });
  const { outOfWindow, shownEvidence } = await getRoom(lead(), roomId, "2026-11-20");
  expect(outOfWindow.length).toBeLessThanOrEqual(shownEvidence);
  expect(outOfWindow.find((one) => one.itemId === itemId)).toMatchObject({
    name: expect.stringContaining("Old review"),
    mend: expect.stringMatching(/Widen the window.*correct the dates.*upload/),
  });
});

it("marks previews with the reader where the room says so, and gives the statement only where it is shared (A-03)", async () => {
  const roomId = await opened(home, "Marked", { email: "marked@audit.example" });
  const auditor = await seated(home, roomId);
  expect(await viewerMark(auditor)).toBeNull();
  await editRoom(lead(), {
    ...{ id: roomId, version: 2, name: "Marked", standard: "iso27001", type: "stage2", windowFrom: null },
    ...{ windowTo: null, accessFrom: "2020-01-01", accessUntil: "2099-12-31", welcome: "" },
    ...{ leadId: home.people.lead.userId, watermark: true },
  });
  expect(await viewerMark(auditor)).toMatch(/^Ada, marked@audit\.example, .*\d{4}/);
  expect(await listRoomSoaFiles(auditor)).toEqual([]);
  await expect(getRoomSoaFile(auditor, "pdf")).rejects.toMatchObject(NOT_FOUND);
  await setScope(lead(), { ...narrowed, id: roomId, version: 3 });
  await expect(listRoomSoaFiles(auditor)).rejects.toMatchObject(NOT_FOUND);
});
