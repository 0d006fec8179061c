import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { comments, nonconformities, nonconformityRequirements } from "@/db/schema/nonconformities";
import { packs } from "@/db/schema/packs";
import { roomMessages } from "@/db/schema/room-work";
import { roomAuditors, rooms } from "@/db/schema/rooms";
import { requests } from "@/db/schema/work";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { ownDataFolder, upload } from "@/db/testing/files";
import { record } from "@/lib/audit-log/mutations";
import { checkLog } from "@/lib/audit-log/queries/chain";
import type { ItemState } from "@/lib/core/statuses";
import { packResponse } from "@/lib/packs/handlers";
import type { CreatePackInput } from "@/lib/packs/input";
import { createPack } from "@/lib/packs/mutations";
import { runPack } from "@/lib/packs/mutations/build";
import { resumePacks } from "@/lib/packs/mutations/state";
import { getPackFile, getPacksPage } from "@/lib/packs/queries";
import { openZip } from "@/lib/platform/zip-file";

const AT = new Date("2036-05-01T09:30:21Z");
const SECRET = "zq-internal-canary-zq";
let dataDir: string;
let folder: string;

beforeAll(() => {
  dataDir = ownDataFolder();
  folder = mkdtempSync(join(tmpdir(), "carryover-pack-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CHOSEN: CreatePackInput = {
  title: "Surveillance 2036",
  standard: "iso",
  from: null,
  to: null,
  refs: [],
  soa: "none",
  submitted: false,
  requests: true,
  nonconformities: true,
  activity: true,
};

/** An item in a state with one stored file, linked to references; every internal field holds the canary. */
async function item(
  ws: TestWorkspace,
  given: { title: string; state: ItemState; refs: readonly string[]; body?: string; on?: string },
): Promise<string> {
  const { workspaceId } = ws;
  const person = ws.people.owner.userId;
  const { answer } = await upload(ws, `${given.title}.txt`, given.body ?? `Bytes of ${given.title}`);
  return inWorkspace(ws.system, async (tx) => {
    const [row] = await tx
      .insert(evidenceItems)
      .values({
        ...{ workspaceId, identity: given.title, title: given.title, state: given.state, currentArtifact: 1 },
        ...{
          internalNotes: SECRET,
          guidance: SECRET,
          stateReason: SECRET,
          sharedDescription: "Shared words",
        },
        ...{ reviewedBy: person, reviewedAt: AT, submittedBy: person, submittedAt: AT },
      })
      .returning({ id: evidenceItems.id });
    const itemId = row?.id ?? "";
    await tx.insert(artifacts).values({
      ...{ workspaceId, itemId, number: 1, kind: "file", blobSha256: answer.sha256, addedBy: person },
      ...{ fileName: `${given.title}.txt`, effectiveOn: given.on ?? null },
    });
    await tx.insert(evidenceLinks).values(
      given.refs.map((ref) => ({
        ...{ workspaceId, itemId, ref, origin: "manual" as const, linkedBy: person },
        ...{ verdict: "sufficient" as const, verdictNote: SECRET, reviewedArtifact: 1 },
      })),
    );
    await record(tx, ws.system, [
      {
        verb: "evidence.accept",
        subject: { kind: "evidence", ref: itemId },
        before: { state: "submitted" },
        after: { state: "accepted", artifact: 1 },
      },
      {
        verb: "evidence.return",
        subject: { kind: "evidence", ref: itemId },
        after: { state: "returned", reason: SECRET },
      },
      {
        verb: "evidence.withdraw",
        subject: { kind: "evidence", ref: itemId },
        after: { state: "withdrawn", reason: SECRET },
      },
    ]);
    return itemId;
  });
}

async function finding(ws: TestWorkspace): Promise<void> {
  const { workspaceId } = ws;
  await inWorkspace(ws.system, async (tx) => {
    const [row] = await tx
      .insert(nonconformities)
      .values({
        ...{
          workspaceId,
          number: "NC-2036-001",
          grade: "minor",
          title: "Late review",
          source: "internal_audit",
        },
        ...{ requirementText: "Access is reviewed.", objectiveEvidence: "No record for May." },
        ...{ stateReason: SECRET, effectivenessNote: SECRET, raisedBy: ws.people.owner.userId },
      })
      .returning({ id: nonconformities.id });
    await tx
      .insert(nonconformityRequirements)
      .values({ workspaceId, nonconformityId: row?.id ?? "", ref: "A.5.18" });
  });
}

/** A room with one request on which both sides wrote, and colleagues among themselves. */
async function roomWithThread(ws: TestWorkspace): Promise<string> {
  const { workspaceId } = ws;
  const person = ws.people.owner.userId;
  const [roomId, auditorId, requestId] = [uuidv7(), uuidv7(), uuidv7()];
  await inWorkspace(ws.system, async (tx) => {
    await tx.insert(rooms).values({
      ...{ workspaceId, id: roomId, name: "Surveillance", standard: "iso27001", type: "surveillance" },
      ...{ accessFrom: "2036-01-01", accessUntil: "2036-12-31", leadId: person, createdBy: person },
    });
    await tx.insert(roomAuditors).values({
      ...{ workspaceId, id: auditorId, roomId, email: "ada@audit.example", name: "Ada Auditor" },
      invitedBy: person,
    });
    await tx.insert(requests).values({
      ...{ workspaceId, id: requestId, roomId, number: "REQ-2036-001", title: "List of accounts" },
      ...{ state: "requested", ownerId: person, askedBy: person },
    });
    const about = { workspaceId, roomId, requestId };
    await tx.insert(roomMessages).values([
      { ...about, auditorId, body: "Where is the list of May?", createdAt: AT },
      {
        ...about,
        memberId: person,
        body: "It is attached, as agreed",
        createdAt: new Date(AT.getTime() + 1),
      },
    ]);
    await tx.insert(comments).values(
      (["internal", "shared"] as const).map((channel) => ({
        ...{ workspaceId, subjectKind: "request", subjectId: requestId, channel, authorId: person },
        body: `Tell them nothing ${SECRET}`,
      })),
    );
  });
  return roomId;
}

const own = (ws: TestWorkspace) => ws.scope("owner", "pack:build", "evidence:read");
const fresh = () => createWorkspaceWith({ roles: ["owner", "lead"] });

async function filled(): Promise<TestWorkspace> {
  const ws = await fresh();
  await item(ws, { title: "Access policy", state: "accepted", refs: ["A.5.15", "A.5.18"] });
  await item(ws, { title: "Handed in only", state: "submitted", refs: ["A.5.15"] });
  await item(ws, { title: `Draft ${SECRET}`, state: "draft", refs: ["A.5.15"] });
  await item(ws, { title: "Old review", state: "accepted", refs: ["A.5.18"], on: "2030-01-01" });
  await finding(ws);
  return ws;
}

async function built(ws: TestWorkspace, more: Partial<CreatePackInput> = {}, roomId: string | null = null) {
  const id = await createPack(own(ws), { ...CHOSEN, ...more }, AT, roomId);
  await runPack(ws.system, id, AT, true);
  const pack = await getPackFile(own(ws), id);
  const bytes = Buffer.from(await (await packResponse(pack)).arrayBuffer());
  const path = join(folder, `${id}.zip`);
  writeFileSync(path, bytes);
  const zip = await openZip(path, bytes.length, 1_000);
  const files = new Map<string, string>();
  for (const [name, entry] of zip.entries) {
    const parts: Uint8Array[] = [];
    for await (const part of zip.read(entry)) parts.push(part);
    files.set(name, Buffer.concat(parts).toString("utf8"));
  }
  await zip.close();
  const [row] = (await getPacksPage(own(ws))).packs;
  return { id, pack, bytes, path, files, row };
}

function verify(path: string, files: ReadonlyMap<string, string>, ...more: string[]) {
  writeFileSync(join(folder, "verify.mjs"), files.get("verify.mjs") ?? "");
  return spawnSync(process.execPath, ["verify.mjs", path, ...more], { cwd: folder, encoding: "utf8" });
}

describe("a pack of the workspace", () => {
  test("holds what was accepted, is verified by its own verifier, and names what it could not take", async () => {
    const ws = await filled();
    const { pack, bytes, path, files, row } = await built(ws, { from: "2035-01-01" });
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(pack.sha256);
    expect(row).toMatchObject({ state: "ready", sha256: pack.sha256, sizeBytes: bytes.length });
    expect(row?.counts).toMatchObject({ items: 1, nonconformities: 1, outside: ["Old review"], missing: [] });
    const { status, stdout } = verify(path, files);
    expect(stdout).toMatch(/entries are part of the signed log of \d+/);
    expect(status).toBe(0);
    const evidence = [...files].filter(([name]) => name.startsWith("evidence/"));
    expect(evidence.map(([, text]) => text)).toEqual(["Bytes of Access policy"]);
    const csv = files.get("index.csv") ?? "";
    expect(csv.match(/Access policy/g)?.length).toBeGreaterThanOrEqual(2);
    expect(csv).not.toMatch(/Handed in only|Draft|Old review/);
    expect(files.get("index.html")).toContain('<h2 id="A.5.15">');
    expect(files.get("nonconformities.csv")).toContain("No record for May.");
    expect(files.get("activity/entries.jsonl")).toContain("evidence.accept");
    expect(JSON.parse(files.get("crosswalk.json") ?? "{}")).toHaveProperty("edition");
    expect((await checkLog(ws.system)).provenSize).toBe(row?.checkpointSize);
    const spoiled = Buffer.from(bytes);
    const at = spoiled.indexOf("Bytes of Access policy");
    spoiled[at] = (spoiled[at] ?? 0) ^ 1;
    writeFileSync(path, spoiled);
    expect(verify(path, files)).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/WRONG.*evidence\/.*byte 0 is/),
    });
  }, 60_000);

  test("lets no internal word out, in any file", async () => {
    const ws = await filled();
    const { files } = await built(ws, { submitted: true });
    expect([...files.keys()].filter((name) => name.startsWith("evidence/"))).toHaveLength(3);
    for (const [name, text] of files) expect(text.includes(SECRET), name).toBe(false);
  }, 60_000);

  test("of a room takes what both sides wrote along, and nothing from the internal channel", async () => {
    const ws = await filled();
    const roomId = await roomWithThread(ws);
    const { files } = await built(ws, {}, roomId);
    const lines = (files.get("threads.csv") ?? "").trimEnd().split("\r\n").slice(1);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^"REQ-2036-001",.*,"Auditor","Ada Auditor","Where is the list of May\?"$/);
    expect(lines[1]).toMatch(/,"Company",.*,"It is attached, as agreed"$/);
    for (const [name, text] of files) expect(text.includes(SECRET), name).toBe(false);
    const { files: without } = await built(ws, { requests: false }, roomId);
    expect(without.has("threads.csv")).toBe(false);
    const { files: companys } = await built(ws);
    expect(companys.get("threads.csv")).not.toContain("list of May");
  }, 60_000);

  test("is about the requirements that were named, and refuses unknown ones", async () => {
    const ws = await filled();
    const { files, row } = await built(ws, { refs: ["A.5.18"] });
    expect(row?.counts?.requirements).toBe(1);
    expect(files.get("index.csv")).not.toContain("A.5.15");
    const unknown = createPack(own(ws), { ...CHOSEN, refs: ["A.99.1"] }, AT);
    await expect(unknown).rejects.toMatchObject({
      code: "INVALID",
      message: expect.stringContaining("A.99.1"),
    });
    const version = createPack(
      own(ws),
      { ...CHOSEN, refs: [], soa: "0190a0a0-0000-7000-8000-000000000001" },
      AT,
    );
    await expect(version).rejects.toMatchObject({ code: "INVALID" });
  }, 60_000);

  test("is made of one state: what is accepted while it is packed stays out", async () => {
    const ws = await filled();
    const id = await createPack(own(ws), { ...CHOSEN, refs: [] }, AT);
    const running = runPack(ws.system, id, AT, true);
    const late = item(ws, { title: "Too late", state: "accepted", refs: ["A.5.15"] });
    await Promise.all([running, late]);
    const pack = await getPackFile(own(ws), id);
    const path = join(folder, "moving.zip");
    writeFileSync(path, Buffer.from(await (await packResponse(pack)).arrayBuffer()));
    const { status } = spawnSync(process.execPath, ["verify.mjs", path], { cwd: folder });
    expect(status).toBe(0);
  }, 60_000);

  test("is one at a time, and belongs to its workspace", async () => {
    const [ws, other] = [await fresh(), await fresh()];
    const twice = await Promise.allSettled(
      [1, 2].map(() => createPack(own(ws), { ...CHOSEN, refs: [] }, AT)),
    );
    expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [row] = (await getPacksPage(own(ws))).packs;
    expect((await getPacksPage(own(other))).packs).toEqual([]);
    await expect(getPackFile(own(other), row?.id ?? "")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getPackFile(own(ws), row?.id ?? "")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getPackFile(own(ws), "x")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(() => ws.scope("viewer", "pack:build")).toThrow();
  });

  test("of a log that was changed is not signed, and says so", async () => {
    const ws = await filled();
    const first = await built(ws);
    writeFileSync(
      join(
        dataDir,
        "checkpoints",
        ws.workspaceId,
        readdirSync(join(dataDir, "checkpoints", ws.workspaceId))[0] ?? "",
      ),
      "nothing",
    );
    const id = await createPack(own(ws), { ...CHOSEN, refs: [] }, AT);
    await runPack(ws.system, id, AT, false);
    const [row] = (await getPacksPage(own(ws))).packs;
    expect(row).toMatchObject({ id, state: "failed", error: expect.stringContaining("nothing is signed") });
    expect(await getPackFile(own(ws), first.id)).toMatchObject({ sha256: first.pack.sha256 });
  }, 60_000);
});

describe("a worker that is killed while it builds", () => {
  const stateOf = (ws: TestWorkspace, id: string) =>
    inWorkspace(ws.system, async (tx) => (await tx.select().from(packs).where(eq(packs.id, id)))[0]);

  test("leaves nothing that could be taken for a pack, and another one begins anew", async () => {
    const ws = await filled();
    const id = await createPack(own(ws), { ...CHOSEN, refs: [] }, AT);
    const { workspaceId, workspaceSlug } = ws;
    const script = `
      const { runPack } = await import("@/lib/packs/mutations/build");
      const { scopeOfJob } = await import("@/lib/jobs/scope");
      await runPack(scopeOfJob(${JSON.stringify({ workspaceId, workspaceSlug, timeZone: "UTC" })}, "Pack"), "${id}", new Date("${AT.toISOString()}"), true);`;
    const args = ["--import", "tsx", "--conditions=react-server", "--input-type=module", "-e", script];
    const worker = spawn(process.execPath, args, { stdio: "ignore" });
    for (let tries = 0; (await stateOf(ws, id))?.state === "queued" && tries < 400; tries += 1)
      await pause(25);
    worker.kill("SIGKILL");
    await new Promise((resolve) => worker.once("exit", resolve));
    expect(await stateOf(ws, id)).toMatchObject({ state: "building", attempt: 1, sha256: null });
    await expect(getPackFile(own(ws), id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await resumePacks(ws.system)).toBe(0);
    await runPack(ws.system, id, AT, true);
    expect((await stateOf(ws, id))?.attempt).toBe(1);
    await inWorkspace(ws.system, (tx) =>
      tx.update(packs).set({ heartbeatAt: sql`now() - interval '3 minutes'` }),
    );
    expect(await resumePacks(ws.system)).toBe(1);
    await runPack(ws.system, id, AT, true);
    expect(await stateOf(ws, id)).toMatchObject({ state: "ready", attempt: 2 });
    const pack = await getPackFile(own(ws), id);
    const path = join(folder, "resumed.zip");
    writeFileSync(path, Buffer.from(await (await packResponse(pack)).arrayBuffer()));
    expect(spawnSync(process.execPath, ["verify.mjs", path], { cwd: folder }).status).toBe(0);
  }, 120_000);

  test("is given up after five tries, and a slow one that was overtaken writes nothing", async () => {
    const ws = await filled();
    const id = await createPack(own(ws), { ...CHOSEN, refs: [] }, AT);
    const old = sql`now() - interval '3 minutes'`;
    await inWorkspace(ws.system, (tx) =>
      tx.update(packs).set({ state: "building", attempt: 1, heartbeatAt: old }),
    );
    const slow = runPack(ws.system, id, AT, true);
    while ((await stateOf(ws, id))?.attempt !== 2) await pause(1);
    await inWorkspace(ws.system, (tx) => tx.update(packs).set({ attempt: 6 }));
    await slow;
    expect((await stateOf(ws, id))?.state).toBe("building");
    await inWorkspace(ws.system, (tx) => tx.update(packs).set({ heartbeatAt: old }));
    expect(await resumePacks(ws.system)).toBe(0);
    expect(await stateOf(ws, id)).toMatchObject({
      state: "failed",
      error: expect.stringContaining("five times"),
    });
  }, 60_000);
});
