// The disk is full, again and again: every upload is kept whole or refused with a sentence, and room helps.
import { execFileSync } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { ageFiles, ownDataFolder, storedFiles, upload } from "@/db/testing/files";
import { sweepBlobs, sweepUploads } from "@/lib/files/mutations/sweep";
import { fileStore, stagingFolder } from "@/lib/platform/file-store/file-store";
import { asStoreError } from "@/lib/platform/file-store/stage";

const NO_ROOM =
  "The server has no room left for files. Nothing was saved. Tell the operator, then upload the file again.";
const mount = (folder: string, size: string) =>
  execFileSync("/bin/mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder], { stdio: "ignore" });
const unmount = (folder: string) => execFileSync("/bin/umount", [folder], { stdio: "ignore" });

/** Mounting a small file system is how a full disk is made; not everybody may. */
function mayMount(): boolean {
  const probe = mkdtempSync(join(tmpdir(), "carryover-mount-"));
  try {
    mount(probe, "1m");
    unmount(probe);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

const dataDir = ownDataFolder();
let ws: TestWorkspace;
beforeEach(async () => {
  ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
});

const some = () => randomBytes(randomInt(1, 100_000)).toString("hex");

/** Uploads, two at a time, until so many were refused; the answers of all. */
async function untilRefused(wanted: number): Promise<readonly number[]> {
  const statuses: number[] = [];
  while (statuses.filter((status) => status === 507).length < wanted) {
    const pair = await Promise.all([some(), some()].map((body) => upload(ws, "a.txt", body)));
    for (const { status, answer } of pair) {
      statuses.push(status);
      if (status !== 201) expect([status, answer.error]).toEqual([507, NO_ROOM]);
    }
  }
  return statuses;
}

/** What was answered with 201 is there with its bytes, and nothing else is. */
async function expectExactly(kept: number): Promise<void> {
  const stored = await storedFiles(ws);
  expect([stored.uploads.length, stored.blobs.length]).toEqual([kept, kept]);
  expect(stored.kept).toEqual(stored.blobs.map(({ sha256 }) => sha256));
  expect(await readdir(stagingFolder())).toEqual([]);
}

const taken = (statuses: readonly number[]) => statuses.filter((status) => status === 201).length;

describe.skipIf(!mayMount())("a small disk", () => {
  const folder = join(dataDir, "files");
  beforeEach(() => {
    mkdirSync(folder, { recursive: true });
    mount(folder, "1m");
  });
  afterEach(() => unmount(folder));

  test("that is full time after time refuses, keeps what it took, and takes more when there is room", async () => {
    const first = await untilRefused(5);
    await expectExactly(taken(first));
    await ageFiles(ws);
    await sweepUploads(ws.system);
    await sweepBlobs(ws.system, fileStore());
    await expectExactly(0);
    const second = await untilRefused(2);
    expect(taken(second)).toBeGreaterThan(0);
    await expectExactly(taken(second));
  });
});

test("a store that is full at any moment leaves no row and no left-over", async () => {
  const store = fileStore();
  const { put } = store;
  const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  let tries = 0;
  Object.assign(store, {
    put: async (...given: Parameters<typeof put>) => {
      tries += 1;
      if (tries % 3 !== 0) throw asStoreError(full);
      await put(...given);
    },
  });
  try {
    const statuses = await untilRefused(12);
    expect(taken(statuses)).toBeGreaterThan(0);
    await expectExactly(taken(statuses));
  } finally {
    Object.assign(store, { put });
  }
});
