import { createHash, randomUUID } from "node:crypto";
import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { artifacts, evidenceItems, importFiles, importRuns } from "@/db/schema/evidence";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { ageFiles, attachFile, isKept, ownDataFolder, storedFiles, upload } from "@/db/testing/files";
import { claimUploads } from "@/lib/files/mutations";
import { sweepBlobs, sweepOrphanBytes, sweepUploads } from "@/lib/files/mutations/sweep";
import { env } from "@/lib/platform/env";
import { fileStore } from "@/lib/platform/file-store/file-store";
import { blobKey } from "@/lib/platform/file-store/store";

let ws: TestWorkspace;
beforeAll(() => {
  ownDataFolder();
});
beforeEach(async () => {
  ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
});

const fresh = async () => (await upload(ws, "a.txt", `Evidence ${randomUUID()}`)).answer;

async function sweep(): Promise<void> {
  await sweepUploads(ws.system);
  await sweepBlobs(ws.system, fileStore());
}

/** Every row has its bytes, and they are the ones it names. */
async function expectWhole(): Promise<void> {
  const { blobs, kept } = await storedFiles(ws);
  for (const { sha256 } of blobs) {
    expect(kept).toContain(sha256);
    const hash = createHash("sha256");
    for await (const piece of (await fileStore().open(blobKey(ws.workspaceId, sha256))) ?? [])
      hash.update(piece);
    expect(hash.digest("hex")).toBe(sha256);
  }
}

describe("the sweep", () => {
  test("removes what no form took within a day, with its bytes, and leaves what is younger", async () => {
    const old = await fresh();
    await ageFiles(ws);
    const young = await fresh();
    await sweep();
    const { blobs, uploads, kept } = await storedFiles(ws);
    expect(blobs.map((one) => one.sha256)).toEqual([young.sha256]);
    expect(uploads.map((one) => one.id)).toEqual([young.uploadId]);
    expect(kept).toEqual([young.sha256]);
    expect(await isKept(ws, old.sha256)).toBe(false);
  });

  test("never removes what a version, an import or a younger upload names", async () => {
    const [attached, imported, again] = [await fresh(), await fresh(), "the same words twice"];
    await attachFile(ws, attached.sha256);
    await inWorkspace(ws.system, async (tx) => {
      const { workspaceId } = ws;
      const [run] = await tx
        .insert(importRuns)
        .values({
          workspaceId,
          kind: "evidence_register",
          fileName: "a.zip",
          fileSha256: "0".repeat(64),
          encoding: "UTF-8",
          content: "",
          mapping: {},
          counts: {},
          startedBy: ws.people.owner.userId,
        })
        .returning({ id: importRuns.id });
      await tx
        .insert(importFiles)
        .values({ workspaceId, runId: run?.id ?? "", name: "a.txt", sha256: imported.sha256 });
    });
    await upload(ws, "a.txt", again);
    await ageFiles(ws);
    const { sha256 } = (await upload(ws, "b.txt", again)).answer;
    await sweep();
    expect((await storedFiles(ws)).kept).toEqual([attached.sha256, imported.sha256, sha256].sort());
    await expectWhole();
  });

  test("and forms that take over at the same moment never leave a version without its bytes", async () => {
    const outcomes = { kept: 0, gone: 0 };
    for (let round = 0; round < 40; round += 1) {
      const { uploadId, sha256 } = await fresh();
      await ageFiles(ws);
      const scope = ws.scope("lead");
      const form = inWorkspace(scope, async (tx) => {
        const [file] = await claimUploads(tx, scope, [uploadId]);
        const [item] = await tx
          .insert(evidenceItems)
          .values({ workspaceId: ws.workspaceId, identity: "x", title: "x" })
          .returning({ id: evidenceItems.id });
        await tx.insert(artifacts).values({
          workspaceId: ws.workspaceId,
          itemId: item?.id ?? "",
          number: 1,
          kind: "file",
          blobSha256: file?.sha256 ?? "",
          addedBy: ws.people.lead.userId,
        });
      });
      const [taken] = await Promise.allSettled([form, sweep(), sweep()]);
      await sweep();
      const has = (await storedFiles(ws)).blobs.some((one) => one.sha256 === sha256);
      expect(has).toBe(taken.status === "fulfilled");
      expect(await isKept(ws, sha256)).toBe(has);
      outcomes[has ? "kept" : "gone"] += 1;
    }
    expect(outcomes.kept + outcomes.gone).toBe(40);
  });

  test("and uploads of the same content at the same moment never leave a row without its bytes", async () => {
    for (let round = 0; round < 30; round += 1) {
      await upload(ws, "a.txt", "always the same");
      await ageFiles(ws);
      const later = new Date(Date.now() + 60_000);
      const all = await Promise.allSettled([
        upload(ws, "a.txt", "always the same"),
        sweep(),
        sweepOrphanBytes(ws.system, fileStore(), later),
        upload(ws, "b.txt", "always the same"),
      ]);
      expect(all.map((one) => one.status)).toEqual(["fulfilled", "fulfilled", "fulfilled", "fulfilled"]);
      await expectWhole();
    }
  });
});

describe("bytes without a row", () => {
  const orphan = async () => {
    const { sha256 } = await fresh();
    await ageFiles(ws);
    await sweepUploads(ws.system);
    const stays = { ...fileStore(), remove: async () => Promise.reject(new Error("killed")) };
    await expect(sweepBlobs(ws.system, stays)).rejects.toThrow("killed");
    expect((await storedFiles(ws)).blobs).toEqual([]);
    expect(await isKept(ws, sha256)).toBe(true);
    return sha256;
  };

  test("are removed after a day, whatever broke off the sweep or the upload", async () => {
    const sha256 = await orphan();
    const dayAgo = new Date(Date.now() - 86_400_000);
    expect(await sweepOrphanBytes(ws.system, fileStore(), dayAgo)).toBe(0);
    const old = new Date(Date.now() - 2 * 86_400_000);
    await utimes(join(env().dataDir, blobKey(ws.workspaceId, sha256)), old, old);
    expect(await sweepOrphanBytes(ws.system, fileStore(), dayAgo)).toBe(1);
    expect(await isKept(ws, sha256)).toBe(false);
  });

  test("of another workspace, and those with a row, are not touched", async () => {
    const other = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const theirs = (await upload(other, "a.txt", randomUUID())).answer.sha256;
    const mine = (await fresh()).sha256;
    expect(await sweepOrphanBytes(ws.system, fileStore(), new Date(Date.now() + 60_000))).toBe(0);
    expect([await isKept(other, theirs), await isKept(ws, mine)]).toEqual([true, true]);
  });
});
