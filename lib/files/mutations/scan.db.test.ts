import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databaseUrls } from "@/db/connections";
import { blobs } from "@/db/schema/files";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { attachFile, ownDataFolder, upload } from "@/db/testing/files";
import { loggedVerbs } from "@/db/testing/log";
import { type ClamdServer, EICAR, startClamd } from "@/e2e/support/clamd-server";
import { answered, sendDownload } from "@/lib/files/handlers";
import { queueMissingScans, releaseWaitingScans, setScanState } from "@/lib/files/mutations/scan";
import { scanStoredFile } from "@/lib/jobs/scan-file";
import { fileStore } from "@/lib/platform/file-store/file-store";

let ws: TestWorkspace;
let clamd: ClamdServer;
beforeAll(async () => {
  ownDataFolder();
  clamd = await startClamd();
  process.env.CLAMD_HOST = "127.0.0.1";
  process.env.CLAMD_PORT = String(clamd.port);
});
afterAll(() => clamd.stop());
beforeEach(async () => {
  ws = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
  clamd.mode = "right";
});

const fresh = async (text: string = randomUUID()) => (await upload(ws, "a.txt", text)).answer.sha256;

async function blobOf(sha256: string) {
  const [row] = await inWorkspace(ws.system, (tx) => tx.select().from(blobs).where(eq(blobs.sha256, sha256)));
  if (row === undefined) throw new Error("There is no such blob.");
  return row;
}

/** The scans that wait for this workspace, as the worker would get them. */
async function queued(): Promise<readonly { sha256: string }[]> {
  const jobs = postgres(databaseUrls().jobs ?? "", { max: 1 });
  try {
    const rows = await jobs<{ payload: { sha256: string } }[]>`
      select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'scan-file' and j.payload ->> 'workspaceId' = ${ws.workspaceId}`;
    return rows.map((row) => row.payload);
  } finally {
    await jobs.end();
  }
}

async function scanAll(): Promise<readonly PromiseSettledResult<void>[]> {
  const scanner = { host: "127.0.0.1", port: clamd.port };
  const jobs = (await queued()).map((payload) => scanStoredFile(payload, scanner, fileStore(), 3_000));
  return Promise.allSettled(jobs);
}

describe("with a scanner", () => {
  test("an upload waits for it, once, however often the content comes", async () => {
    const text = randomUUID();
    const sha256 = await fresh(text);
    await fresh(text);
    expect((await blobOf(sha256)).scanState).toBe("pending");
    expect((await queued()).map((one) => one.sha256)).toEqual([sha256]);
  });

  test("a clean file can be downloaded when it has been scanned, and not before", async () => {
    const sha256 = await fresh();
    const place = { itemId: await attachFile(ws, sha256), number: "1" };
    const get = async () => (await answered(sendDownload(ws.scope("viewer"), place, new Headers()))).status;
    expect(await get()).toBe(409);
    await scanAll();
    expect(await blobOf(sha256)).toMatchObject({ scanState: "clean", scanNote: "" });
    expect(await get()).toBe(200);
    expect(await loggedVerbs(ws.system)).toContain(`file.scan ${sha256}`);
  });

  test("an infected file is never given to anybody, and says what was found", async () => {
    const sha256 = await fresh(`${EICAR} ${randomUUID()}`);
    const place = { itemId: await attachFile(ws, sha256), number: "1" };
    await scanAll();
    expect(await blobOf(sha256)).toMatchObject({ scanState: "infected", scanNote: "Eicar-Test-Signature" });
    const response = await answered(sendDownload(ws.scope("viewer"), place, new Headers()));
    expect(response.status).toBe(409);
    expect(await response.text()).not.toContain("EICAR");
  });

  test.each(["silent", "broken", "odd"] as const)(
    "that is %s the state is failed, and the queue is told",
    async (mode) => {
      const sha256 = await fresh();
      clamd.mode = mode;
      const [outcome] = await scanAll();
      expect(outcome?.status).toBe("rejected");
      expect((await blobOf(sha256)).scanState).toBe("failed");
      clamd.mode = "right";
      await scanAll();
      expect((await blobOf(sha256)).scanState).toBe("clean");
      const scans = (await loggedVerbs(ws.system)).filter((verb) => verb === `file.scan ${sha256}`);
      expect(scans).toHaveLength(2);
    },
  );

  test("files from before it are scanned later, and stay open when it does not answer", async () => {
    const sha256 = await fresh();
    await scanAll();
    await inWorkspace(ws.system, (tx) =>
      tx
        .update(blobs)
        .set({ scanState: "not_scanned", scannedAt: null, createdAt: sql`now() - interval '1 day'` }),
    );
    expect(await queueMissingScans(ws.system)).toBe(1);
    await setScanState(ws.system, sha256, { state: "failed", note: "The scanner does not answer." });
    expect(await blobOf(sha256)).toMatchObject({ scanState: "not_scanned", scanNote: /does not answer/ });
    expect(await queueMissingScans(ws.system)).toBe(0);
  });

  test("that is taken away nothing waits any longer", async () => {
    const sha256 = await fresh();
    expect(await releaseWaitingScans(ws.system)).toBe(1);
    expect((await blobOf(sha256)).scanState).toBe("not_scanned");
  });

  test("a file that was swept meanwhile is no error", async () => {
    const gone = "f".repeat(64);
    await setScanState(ws.system, gone, { state: "clean", note: "" });
    const { workspaceId, workspaceSlug, timeZone } = ws;
    const payload = { workspaceId, workspaceSlug, timeZone, sha256: gone };
    await scanStoredFile(payload, { host: "127.0.0.1", port: clamd.port }, fileStore());
    expect(await loggedVerbs(ws.system)).not.toContain(`file.scan ${gone}`);
  });
});
