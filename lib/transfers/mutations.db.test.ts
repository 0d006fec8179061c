import { createReadStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { evidenceItems } from "@/db/schema/evidence";
import { workspaceTransfers } from "@/db/schema/files";
import { roomAuditors } from "@/db/schema/rooms";
import { requestEvidence, requests } from "@/db/schema/work";
import { resetDemo } from "@/db/seed/demo";
import { inWorkspace } from "@/db/tenant";
import { oneDemoAtATime } from "@/db/testing/demo-turn";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { attachFile, ownDataFolder, upload } from "@/db/testing/files";
import { openRoomOf, sessionTokenIn } from "@/db/testing/rooms";
import type { Permission, Scope } from "@/lib/core/access";
import { writeFindingInput } from "@/lib/findings/input";
import { writeFinding } from "@/lib/findings/mutations/auditor";
import { answerFinding, takeOverFinding } from "@/lib/findings/mutations/company";
import { getFinding } from "@/lib/findings/queries";
import { listJobScopes } from "@/lib/jobs/scope";
import { fileStore, stagingFolder } from "@/lib/platform/file-store/file-store";
import { stageStream } from "@/lib/platform/file-store/stage";
import { blobKey, type Staged } from "@/lib/platform/file-store/store";
import { openZip } from "@/lib/platform/zip-file";
import { roomScope } from "@/lib/rooms/gate";
import { writeRoomRequest } from "@/lib/rooms/mutations/requests";
import { findRoomsOf } from "@/lib/rooms/queries/entry";
import { drawSampleInput } from "@/lib/sampling/input";
import { askForSample, drawSample } from "@/lib/sampling/mutations";
import { getSampleOfRoom } from "@/lib/sampling/queries/samples";
import { collect, discardParts, pack } from "@/lib/transfers/mutations/archive";
import { runExport, startExport } from "@/lib/transfers/mutations/export";
import { runImport } from "@/lib/transfers/mutations/import";
import { confirmImport, dropImport, offerImport } from "@/lib/transfers/mutations/offer";
import { getArchive, getDataPage } from "@/lib/transfers/queries";

const browser = vi.hoisted(() => ({ jar: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => ({ value: browser.jar.get(name) ?? "" }) }),
  headers: async () => new Headers({ "x-forwarded-for": "203.0.113.7" }),
}));

const AT = new Date("2026-11-22T10:00:00Z");
const quiet = async () => undefined;
const NO_LIMIT = { limitBytes: 1e9, expectedBytes: null };

let folder: string;
let demo: Scope<Permission>;
oneDemoAtATime();
beforeAll(async () => {
  ownDataFolder();
  folder = await mkdtemp(join(tmpdir(), "carryover-transfer-"));
  await resetDemo("a long demo password 42");
  const scopes = await listJobScopes("Test");
  const found = scopes.find((scope) => scope.workspaceSlug === "demo");
  if (found === undefined) throw new Error("The demo workspace was not made.");
  demo = found;
  return () => rm(folder, { recursive: true, force: true });
}, 240_000);

/** The archive of a workspace as a file of this test. */
async function archiveOf(scope: Scope<Permission>): Promise<Buffer> {
  const collected = await collect(scope, quiet);
  try {
    const staged = await pack(scope, collected, AT, quiet);
    try {
      return await readFile(staged.path);
    } finally {
      await staged.discard();
    }
  } finally {
    await discardParts(collected.parts);
  }
}

async function stage(bytes: Buffer): Promise<Staged> {
  const path = join(folder, "archive.zip");
  await writeFile(path, bytes);
  return stageStream(createReadStream(path), stagingFolder(), NO_LIMIT);
}

async function contents(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const path = join(folder, "read.zip");
  await writeFile(path, bytes);
  const zip = await openZip(path, bytes.length, 100_000);
  const out = new Map<string, Buffer>();
  for (const [name, entry] of zip.entries) {
    const pieces: Uint8Array[] = [];
    for await (const piece of zip.read(entry)) pieces.push(piece);
    out.set(name, Buffer.concat(pieces));
  }
  await zip.close();
  return out;
}

async function stateOf(ws: TestWorkspace, id: string) {
  const [row] = await inWorkspace(ws.system, (tx) =>
    tx.select().from(workspaceTransfers).where(eq(workspaceTransfers.id, id)),
  );
  return { state: row?.state, error: row?.error };
}

const own = (ws: TestWorkspace) => ws.scope("owner", "workspace:export");
const fresh = () => createWorkspaceWith({ roles: ["owner", "lead"] });

async function importInto(ws: TestWorkspace, bytes: Buffer) {
  const id = await offerImport(own(ws), await stage(bytes), "demo.zip");
  await confirmImport(own(ws), { id, version: 1 });
  await runImport(ws.system, id, true);
  return stateOf(ws, id);
}

function withoutAccess(name: string, text: string): string {
  return name === "data/room_auditors.json" ? text.replaceAll(/"revoked_at":[^,]+,/g, "") : text;
}

/**
 * Everything in data/ that has to be the same after a round trip: the log belongs to each installation, people get new
 * addresses, and auditors are let in anew by whoever imports.
 */
function comparable(files: ReadonlyMap<string, Buffer>): ReadonlyMap<string, string> {
  const skipped = new Set(["data/activity.json", "data/people.json"]);
  return new Map(
    [...files]
      .filter(([name]) => name.startsWith("data/") && !skipped.has(name))
      .map(([name, bytes]) => [name, withoutAccess(name, bytes.toString())]),
  );
}

/** A room with a finding that was taken over and answered, one that is still a draft, and a sample that was asked for. */
async function roomAtWork(source: TestWorkspace) {
  const roomId = await openRoomOf(source, "Stage 2", ["A.5.18"]);
  browser.jar.set("carryover.room", await sessionTokenIn(source, roomId));
  const auditor = await roomScope(roomId);
  const lead = source.scope("lead", "room:write", "nonconformity:write");
  const words = { requirements: "A.5.18", grade: "minor", objectiveEvidence: "2 of 9 accounts." };
  const raised = { ...words, statement: "Leavers keep access.", raise: "on" };
  const { id: finding } = await writeFinding(auditor, writeFindingInput.parse(raised));
  await writeFinding(auditor, writeFindingInput.parse({ ...words, statement: "Unsure of this one." }));
  await takeOverFinding(lead, { id: finding, version: 1, onceKey: "" });
  const answer = { part: "correction" as const, body: "Both accounts are closed." };
  await answerFinding(lead, { id: finding, version: 2, ...answer, onceKey: "" });

  const list = `id,left_on\n${Array.from({ length: 9 }, (_, at) => `P-${at},2026-05-0${at + 1}`).join("\n")}\n`;
  const { answer: file } = await upload(source, "leavers.csv", list);
  const itemId = await attachFile(source, file.sha256, "leavers.csv");
  const asked = await writeRoomRequest(lead, {
    ...{ onceKey: "", roomId, auditorRef: "R-1", title: "Leavers", detail: "", kind: "population" },
    ...{ requirements: ["A.5.18"], dueOn: null, draft: false },
    ownerId: source.people.contributor.userId,
  });
  await inWorkspace(source.system, async (tx) => {
    await tx.insert(requestEvidence).values({
      ...{ workspaceId: source.workspaceId, requestId: asked.id, itemId, artifactNumber: 1 },
      addedBy: source.people.contributor.userId,
    });
    await tx.update(requests).set({ state: "submitted" }).where(eq(requests.id, asked.id));
    await tx.update(evidenceItems).set({ state: "submitted" }).where(eq(evidenceItems.id, itemId));
  });
  const rule = { itemId, number: "1", idColumn: "0", method: "random", size: "3", seed: "2026" };
  const { id: sample } = await drawSample(auditor, drawSampleInput.parse(rule));
  await askForSample(auditor, { id: sample, detail: "The ticket.", dueOn: null });
  return { roomId, finding, sample };
}

describe("a whole workspace", () => {
  test("comes back row by row and byte by byte, and is exported the same again", async () => {
    const first = await contents(await archiveOf(demo));
    expect(first.get("data/evidence_items.json")?.toString().split("\n").length).toBeGreaterThan(20);
    const ws = await fresh();
    const done = await importInto(ws, await archiveOf(demo));
    expect(done).toEqual({ state: "done", error: "" });
    const second = await contents(await archiveOf(ws.system));
    expect([...comparable(second).keys()]).toEqual([...comparable(first).keys()]);
    for (const [name, text] of comparable(first)) expect(comparable(second).get(name), name).toBe(text);
    const people = (files: ReadonlyMap<string, Buffer>) =>
      (JSON.parse(files.get("data/people.json")?.toString() ?? "[]") as { key: string; name: string }[]).map(
        ({ key, name }) => `${key} ${name}`,
      );
    for (const person of people(first)) expect(people(second)).toContain(person);
  }, 120_000);

  test("brings its files with the same bytes", async () => {
    const source = await fresh();
    const { answer } = await upload(source, "proof.txt", "The restore of 3 October took 41 minutes.");
    await attachFile(source, answer.sha256, "proof.txt");
    const ws = await fresh();
    expect(await importInto(ws, await archiveOf(source.system))).toEqual({ state: "done", error: "" });
    const pieces: Buffer[] = [];
    for await (const piece of (await fileStore().open(blobKey(ws.workspaceId, answer.sha256))) ?? [])
      pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe("The restore of 3 October took 41 minutes.");
  }, 60_000);

  test("brings its rooms, and lets no auditor in before somebody here invites them", async () => {
    const source = await fresh();
    const roomId = await openRoomOf(source, "Stage 2", ["A.5.1"]);
    const auditorOf = (ws: TestWorkspace) =>
      inWorkspace(ws.system, (tx) => tx.select().from(roomAuditors).where(eq(roomAuditors.roomId, roomId)));
    const [invited] = await auditorOf(source);
    const email = invited?.email ?? "";
    const ws = await fresh();
    expect(await importInto(ws, await archiveOf(source.system))).toEqual({ state: "done", error: "" });
    expect(await auditorOf(ws)).toMatchObject([{ email }]);
    const open = (await findRoomsOf(email, AT)).map(({ workspaceId }) => workspaceId);
    expect(open).toEqual([source.workspaceId]);
  }, 60_000);

  test("brings what auditors worked on: findings with their answers, samples with their requests", async () => {
    const source = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
    const { roomId, finding, sample } = await roomAtWork(source);
    const first = await contents(await archiveOf(source.system));
    const ws = await fresh();
    expect(await importInto(ws, await archiveOf(source.system))).toEqual({ state: "done", error: "" });
    const second = await contents(await archiveOf(ws.system));
    const rows = (files: ReadonlyMap<string, Buffer>, name: string) =>
      JSON.parse(files.get(`data/${name}.json`)?.toString() ?? "[]") as unknown[];
    const counts = { findings: 1, finding_requirements: 1, finding_answers: 1, samples: 1, sample_items: 3 };
    for (const [name, count] of Object.entries({ ...counts, rooms: 1, room_auditors: 1, requests: 4 }))
      expect(rows(second, name), name).toHaveLength(count);
    for (const [name, text] of comparable(first))
      if (name !== "data/room_auditors.json") expect(comparable(second).get(name), name).toBe(text);

    const reader = ws.scope("lead", "room:read");
    expect(await getFinding(reader, { roomId, id: finding })).toMatchObject({
      ...{ number: 1, statement: "Leavers keep access.", refs: ["A.5.18"] },
      nonconformity: { number: expect.stringMatching(/^NC-/) },
      given: [{ part: "correction", body: "Both accounts are closed." }],
    });
    const drawn = await getSampleOfRoom(reader, roomId, sample);
    expect(drawn).toMatchObject({ seed: 2026, populationSize: 9, counts: { items: 3, asked: 3 } });
    const before = await getSampleOfRoom(source.scope("lead", "room:read"), roomId, sample);
    expect(drawn.items.map(({ line, cells }) => [line, cells])).toEqual(
      before.items.map(({ line, cells }) => [line, cells]),
    );
    expect(JSON.stringify([...comparable(second)]), "drafts stay with their auditor").not.toContain("Unsure");
  }, 60_000);

  test("is exported as a job, listed with its hash, and only for owners of this workspace", async () => {
    const ws = await fresh();
    const id = await startExport(own(ws), AT);
    await expect(startExport(own(ws), AT)).rejects.toMatchObject({ code: "CONFLICT" });
    await runExport(ws.system, id, AT, true);
    const archive = await getArchive(own(ws), id);
    expect(archive.fileName).toMatch(/_workspace_2026-11-22\.zip$/);
    const page = await getDataPage(own(ws));
    expect(page.transfers[0]).toMatchObject({ state: "done", sha256: archive.sha256, hasFile: true });
    const other = await fresh();
    await expect(getArchive(own(other), id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(() => ws.scope("lead", "workspace:export")).toThrow();
  }, 60_000);
});

describe("an archive that is not right", () => {
  test.each([
    ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length - 400), /damaged|cut off/],
    ["no archive", () => Buffer.from("Ref,Title\nA.5.1,Policies\n"), /damaged|cut off/],
  ])("is refused before anything is kept: %s", async (_, spoil, sentence) => {
    const ws = await fresh();
    const bytes = spoil(await archiveOf((await fresh()).system));
    await expect(offerImport(own(ws), await stage(bytes), "x.zip")).rejects.toMatchObject({
      code: "INVALID",
      message: expect.stringMatching(sentence),
    });
    expect((await getDataPage(own(ws))).transfers).toEqual([]);
  });

  test("names the file whose bytes changed and writes nothing", async () => {
    const bytes = Buffer.from(await archiveOf(demo));
    const at = bytes.indexOf('"title":');
    expect(at).toBeGreaterThan(0);
    bytes[at + 10] = (bytes[at + 10] ?? 0) ^ 1;
    const ws = await fresh();
    const done = await importInto(ws, bytes);
    expect(done.state).toBe("failed");
    expect(done.error).toMatch(/data\/\w+\.json is not what the manifest says/);
    expect((await getDataPage(own(ws))).occupied).toEqual([]);
  }, 60_000);

  test("is not taken into a workspace that holds something", async () => {
    const ws = await fresh();
    const { answer } = await upload(ws, "a.txt", "something");
    await attachFile(ws, answer.sha256);
    await expect(offerImport(own(ws), await stage(await archiveOf(demo)), "x.zip")).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("evidence"),
    });
  }, 60_000);

  test("is confirmed once and taken back once", async () => {
    const ws = await fresh();
    const bytes = await archiveOf((await fresh()).system);
    const id = await offerImport(own(ws), await stage(bytes), "x.zip");
    const twice = await Promise.allSettled([
      confirmImport(own(ws), { id, version: 1 }),
      confirmImport(own(ws), { id, version: 1 }),
    ]);
    expect(twice.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(dropImport(own(ws), { id, version: 1 })).rejects.toMatchObject({ code: "CONFLICT" });
    const other = await fresh();
    await expect(confirmImport(own(other), { id, version: 1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  }, 60_000);
});
