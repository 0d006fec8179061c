import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { databaseUrls } from "@/db/connections";
import { blobs, uploads } from "@/db/schema/files";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { ageFiles, isKept, ownDataFolder, storedFiles, upload } from "@/db/testing/files";
import type { Role } from "@/lib/core/access";
import { claimUploads, registerUpload } from "@/lib/files/mutations";
import { sweepOrphanBytes } from "@/lib/files/mutations/sweep";
import { fileStore, stagingFolder } from "@/lib/platform/file-store/file-store";
import { stageStream } from "@/lib/platform/file-store/stage";
import { blobKey } from "@/lib/platform/file-store/store";

let ws: TestWorkspace;
beforeAll(async () => {
  ownDataFolder();
  ws = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
});

const fresh = async (role: Role = "lead") =>
  (await upload(ws, "a.txt", `Evidence ${randomUUID()}`, role)).answer;
const claim = (ids: readonly string[], role: Role = "lead") =>
  inWorkspace(ws.scope(role), (tx) => claimUploads(tx, ws.scope(role), ids));

describe("claimUploads", () => {
  test("takes over a person's own uploads in the order asked for, each once", async () => {
    const [a, b] = [await fresh(), await fresh()];
    const stored = await claim([b.uploadId, a.uploadId, b.uploadId]);
    expect(stored.map((one) => one.sha256)).toEqual([b.sha256, a.sha256]);
    expect(stored[0]).toEqual({
      uploadId: b.uploadId,
      sha256: b.sha256,
      fileName: "a.txt",
      sizeBytes: b.sizeBytes,
      mediaType: "text/plain",
    });
    expect(await claim([])).toEqual([]);
  });

  test("finds nothing that is somebody else's, another workspace's, unknown or claimed before", async () => {
    const mine = await fresh("contributor");
    await expect(claim([mine.uploadId], "lead")).rejects.toMatchObject({ code: "NOT_FOUND" });
    const other = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const theirs = (await upload(other, "a.txt", randomUUID())).answer;
    await expect(claim([theirs.uploadId])).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(claim([randomUUID()])).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(claim(["x' or 1=1"])).rejects.toMatchObject({ code: "NOT_FOUND" });
    await claim([mine.uploadId], "contributor");
    await expect(claim([mine.uploadId], "contributor")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("takes all or none, and a form that fails gives them back", async () => {
    const { uploadId } = await fresh();
    await expect(claim([uploadId, randomUUID()])).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await claim([uploadId])).toHaveLength(1);
  });

  test("lets one of two forms win that are sent at once", async () => {
    const { uploadId } = await fresh();
    const both = await Promise.allSettled([claim([uploadId]), claim([uploadId])]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("does not take over what the scanner found something in", async () => {
    const { uploadId, sha256 } = await fresh();
    await inWorkspace(ws.system, (tx) =>
      tx.update(blobs).set({ scanState: "infected" }).where(eq(blobs.sha256, sha256)),
    );
    await expect(claim([uploadId])).rejects.toMatchObject({ code: "INVALID", message: /virus scanner/ });
    const [row] = await inWorkspace(ws.system, (tx) =>
      tx.select().from(uploads).where(eq(uploads.id, uploadId)),
    );
    expect(row?.claimedAt).toBeNull();
  });
});

async function putOnly(text: string) {
  async function* source() {
    yield Buffer.from(text);
  }
  const staged = await stageStream(source(), stagingFolder(), { limitBytes: 1e6, expectedBytes: null });
  await fileStore().put(blobKey(ws.workspaceId, staged.sha256), staged);
  return { sha256: staged.sha256, sizeBytes: staged.sizeBytes, fileName: "a.txt", mediaType: "text/plain" };
}

/** Ends the connection that holds the lock on the bytes, as a database that goes away does, and waits until it is noticed. */
async function killHolder(sha256: string): Promise<number> {
  const sql = postgres(databaseUrls().app, { max: 1 });
  try {
    const rows = await sql`
      select pg_terminate_backend(pid) from pg_locks, (select hashtextextended(${`${ws.workspaceId}/${sha256}`}, 20) as key) k
      where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
        and classid = ((key >> 32) & 4294967295)::oid and objid = (key & 4294967295)::oid`;
    await pause(100);
    return rows.length;
  } finally {
    await sql.end();
  }
}

describe("registerUpload", () => {
  test("writes no row for bytes that are not there", async () => {
    const file = await putOnly(randomUUID());
    const register = registerUpload(ws.scope("lead"), file, {
      isStored: async () => false,
      scans: false,
      limitBytes: null,
    });
    await expect(register).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await storedFiles(ws)).blobs.map((one) => one.sha256)).not.toContain(file.sha256);
  });

  test("leaves no row when the database goes away in the middle, and the bytes are swept", async () => {
    for (let round = 0; round < 5; round += 1) {
      const file = await putOnly(randomUUID());
      let kill: Promise<number> = Promise.resolve(0);
      const register = registerUpload(ws.scope("lead"), file, {
        scans: false,
        limitBytes: null,
        // Never answers: the driver throws outside of any promise when a dead connection is written to.
        isStored: () => {
          kill = killHolder(file.sha256);
          return new Promise(() => undefined);
        },
      });
      await expect(register).rejects.toThrow("CONNECTION_CLOSED");
      expect(await kill).toBe(1);
      const stored = await storedFiles(ws);
      expect(stored.blobs.map((one) => one.sha256)).not.toContain(file.sha256);
      expect(stored.uploads.map((one) => one.sha256)).not.toContain(file.sha256);
      expect(await isKept(ws, file.sha256)).toBe(true);
      await sweepOrphanBytes(ws.system, fileStore(), new Date(Date.now() + 60_000));
      expect(await isKept(ws, file.sha256)).toBe(false);
    }
    expect(await fresh()).toMatchObject({ fileName: "a.txt" });
  });

  test("makes a damaged file whole when the same content comes again", async () => {
    const body = randomUUID();
    const { sha256 } = (await upload(ws, "a.txt", body)).answer;
    await inWorkspace(ws.system, (tx) =>
      tx.update(blobs).set({ damagedAt: new Date() }).where(eq(blobs.sha256, sha256)),
    );
    await upload(ws, "a.txt", body);
    const found = (await storedFiles(ws)).blobs.find((one) => one.sha256 === sha256);
    expect(found?.damagedAt).toBeNull();
    await ageFiles(ws);
  });
});
