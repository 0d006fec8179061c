import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { evidenceItems } from "@/db/schema/evidence";
import { blobs } from "@/db/schema/files";
import { notifications } from "@/db/schema/work";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { attachFile, ownDataFolder, upload } from "@/db/testing/files";
import { loggedVerbs } from "@/db/testing/log";
import { checkFilesOf } from "@/lib/jobs/check-files";
import { env } from "@/lib/platform/env";
import { fileStore } from "@/lib/platform/file-store/file-store";
import { blobKey, FileStoreError } from "@/lib/platform/file-store/store";

let ws: TestWorkspace;
beforeAll(() => {
  ownDataFolder();
});
beforeEach(async () => {
  ws = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "viewer"] });
});

const pathOf = (sha256: string) => join(env().dataDir, blobKey(ws.workspaceId, sha256));
const check = () => checkFilesOf(ws.system, fileStore());

async function fresh(text: string = randomUUID()): Promise<string> {
  const { sha256 } = (await upload(ws, "a.txt", text)).answer;
  await attachFile(ws, sha256);
  return sha256;
}

async function blobOf(sha256: string) {
  const [row] = await inWorkspace(ws.system, (tx) => tx.select().from(blobs).where(eq(blobs.sha256, sha256)));
  return row;
}

async function unchecked(): Promise<void> {
  await inWorkspace(ws.system, (tx) => tx.update(blobs).set({ checkedAt: null }));
}

const damageEntries = async () =>
  (await loggedVerbs(ws.system)).filter(
    (verb) => verb.startsWith("file.damage") || verb.startsWith("file.mend"),
  );

describe("the nightly check", () => {
  test("finds changed, shortened and missing bytes, and nothing else", async () => {
    const [whole, changed, short, missing] = [await fresh(), await fresh(), await fresh(), await fresh()];
    await writeFile(pathOf(changed), "x".repeat(36));
    await writeFile(pathOf(short), "");
    await rm(pathOf(missing));
    expect(await check()).toBe(3);
    expect((await blobOf(whole))?.damagedAt).toBeNull();
    expect((await blobOf(whole))?.checkedAt).not.toBeNull();
    for (const sha256 of [changed, short, missing]) expect((await blobOf(sha256))?.damagedAt).not.toBeNull();
    expect((await damageEntries()).sort()).toEqual(
      [changed, short, missing].map((sha256) => `file.damage ${sha256}`).sort(),
    );
  });

  test("tells the owner of the item and those who lead, once", async () => {
    const sha256 = await fresh();
    await inWorkspace(ws.system, (tx) =>
      tx.update(evidenceItems).set({ ownerId: ws.people.contributor.userId }),
    );
    await writeFile(pathOf(sha256), "rotten");
    await check();
    await unchecked();
    await check();
    const rows = await inWorkspace(ws.system, (tx) => tx.select().from(notifications));
    const { owner, lead, contributor } = ws.people;
    expect(rows.map((row) => row.personId).sort()).toEqual(
      [owner.userId, lead.userId, contributor.userId].sort(),
    );
    expect(new Set(rows.map((row) => row.kind))).toEqual(new Set(["damage"]));
  });

  test("notes damage once, keeps its first date, and notes when the bytes are whole again", async () => {
    const text = randomUUID();
    const sha256 = await fresh(text);
    await writeFile(pathOf(sha256), "rotten");
    expect(await check()).toBe(1);
    const first = (await blobOf(sha256))?.damagedAt;
    await unchecked();
    expect(await check()).toBe(0);
    expect((await blobOf(sha256))?.damagedAt).toEqual(first);
    await writeFile(pathOf(sha256), text);
    await unchecked();
    expect(await check()).toBe(0);
    expect((await blobOf(sha256))?.damagedAt).toBeNull();
    expect(await damageEntries()).toEqual([`file.damage ${sha256}`, `file.mend ${sha256}`]);
  });

  test("opens every file once and skips what was checked today", async () => {
    for (let n = 0; n < 8; n += 1) await fresh();
    let opened = 0;
    const store = fileStore();
    const counting = {
      ...store,
      open: (key: string) => {
        opened += 1;
        return store.open(key);
      },
    };
    await checkFilesOf(ws.system, counting);
    await checkFilesOf(ws.system, counting);
    expect(opened).toBe(8);
  });

  test("calls nothing damaged while the store does not answer", async () => {
    const sha256 = await fresh();
    const down = {
      ...fileStore(),
      open: () => Promise.reject(new FileStoreError("unreachable", "The S3 store does not answer.")),
    };
    await expect(checkFilesOf(ws.system, down)).rejects.toBeInstanceOf(FileStoreError);
    expect((await blobOf(sha256))?.damagedAt).toBeNull();
  });
});
