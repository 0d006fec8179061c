import "server-only";
import { createHash } from "node:crypto";
import type { AnyScope } from "@/lib/core/access";
import { setFileChecked } from "@/lib/files/mutations/check";
import { sweepBlobs, sweepOrphanBytes, sweepUploads } from "@/lib/files/mutations/sweep";
import { listFilesToCheck } from "@/lib/files/queries";
import { scanMissing } from "@/lib/jobs/scan-file";
import { listJobScopes } from "@/lib/jobs/scope";
import { now } from "@/lib/platform/clock";
import { fileStore, stagingFolder } from "@/lib/platform/file-store/file-store";
import { sweepStaged } from "@/lib/platform/file-store/stage";
import { blobKey, type FileStore } from "@/lib/platform/file-store/store";

const DAY_MS = 24 * 60 * 60 * 1000;

async function isWhole(store: FileStore, workspaceId: string, sha256: string): Promise<boolean> {
  const stream = await store.open(blobKey(workspaceId, sha256));
  if (stream === null) return false;
  const hash = createHash("sha256");
  for await (const piece of stream) hash.update(piece);
  return hash.digest("hex") === sha256;
}

/** Hashes every file of the workspace that was not checked within 12 hours, slice by slice. Returns how many are newly damaged. */
export async function checkFilesOf(scope: AnyScope, store: FileStore): Promise<number> {
  let damaged = 0;
  for (;;) {
    const slice = await listFilesToCheck(scope);
    if (slice.length === 0) return damaged;
    for (const sha256 of slice) {
      const whole = await isWhole(store, scope.workspaceId, sha256);
      if (await setFileChecked(scope, sha256, whole)) damaged += 1;
    }
  }
}

/**
 * Every night: hashes all stored files again and removes bytes without a row.
 * @throws FileStoreError (the store does not answer: nothing is called damaged because of it, and the queue tries again)
 */
export async function checkFiles(): Promise<void> {
  const store = fileStore();
  const yesterday = new Date(now().getTime() - DAY_MS);
  for (const scope of await listJobScopes("File check")) {
    await checkFilesOf(scope, store);
    await sweepOrphanBytes(scope, store, yesterday);
  }
}

/** Every hour: removes uploads that no form took within a day, with their bytes, and stale temporary files; queues missing scans. */
export async function sweepFiles(): Promise<void> {
  const store = fileStore();
  for (const scope of await listJobScopes("Clean-up of files")) {
    await sweepUploads(scope);
    await sweepBlobs(scope, store);
  }
  await sweepStaged(stagingFolder(), new Date(now().getTime() - DAY_MS));
  await scanMissing();
}
