import "server-only";
import { and, eq, inArray, lt, notExists, sql } from "drizzle-orm";
import { artifacts, importFiles } from "@/db/schema/evidence";
import { blobs, uploads } from "@/db/schema/files";
import { soaExports } from "@/db/schema/soa-versions";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { AnyScope } from "@/lib/core/access";
import { lockBlob } from "@/lib/files/mutations/lock";
import { blobFolder, blobKey, type FileStore } from "@/lib/platform/file-store/store";

const SLICE = 500;
const DAY_OLD = sql`now() - interval '24 hours'`;

/** Blobs that nothing names and that have been there for a day. */
function unnamed(tx: Tx) {
  const one = { one: sql`1` };
  return and(
    lt(blobs.createdAt, DAY_OLD),
    notExists(
      tx
        .select(one)
        .from(artifacts)
        .where(and(eq(artifacts.workspaceId, blobs.workspaceId), eq(artifacts.blobSha256, blobs.sha256))),
    ),
    notExists(
      tx
        .select(one)
        .from(uploads)
        .where(and(eq(uploads.workspaceId, blobs.workspaceId), eq(uploads.sha256, blobs.sha256))),
    ),
    notExists(
      tx
        .select(one)
        .from(importFiles)
        .where(and(eq(importFiles.workspaceId, blobs.workspaceId), eq(importFiles.sha256, blobs.sha256))),
    ),
    notExists(
      tx
        .select(one)
        .from(soaExports)
        .where(and(eq(soaExports.workspaceId, blobs.workspaceId), eq(soaExports.sha256, blobs.sha256))),
    ),
  );
}

/** Forgets uploads a day after they arrived: unclaimed ones are left over, claimed ones have done their work. */
// house: no-record nothing that anybody has named in a form is removed
export async function sweepUploads(scope: AnyScope): Promise<void> {
  await inWorkspace(scope, (tx) => tx.delete(uploads).where(lt(uploads.createdAt, DAY_OLD)));
}

/** Removes bytes that were put and got no row. Whether they went: nothing happens while a row names them. */
// house: no-record bytes without a row were never part of the workspace
export async function removeUnlessNamed(scope: AnyScope, sha256: string, store: FileStore): Promise<boolean> {
  return inWorkspace(scope, async (tx) => {
    await lockBlob(tx, scope, sha256);
    const [named] = await tx.select({ sha256: blobs.sha256 }).from(blobs).where(eq(blobs.sha256, sha256));
    if (named !== undefined) return false;
    // Inside the transaction on purpose: the lock keeps an upload of the same bytes from being registered meanwhile.
    await store.remove(blobKey(scope.workspaceId, sha256));
    return true;
  });
}

async function dropRow(scope: AnyScope, sha256: string): Promise<boolean> {
  return inWorkspace(scope, async (tx) => {
    await lockBlob(tx, scope, sha256);
    const dropped = await tx
      .delete(blobs)
      .where(and(eq(blobs.sha256, sha256), unnamed(tx)))
      .returning({ sha256: blobs.sha256 });
    return dropped.length === 1;
  });
}

/**
 * Removes blobs that no version, upload, import or approved statement has named for a day: first the row, then, when that is committed, the
 * bytes. Whatever breaks off in between leaves bytes without a row, never a row without bytes. Returns how many went.
 */
// house: no-record nothing that anybody has named in a form is removed
export async function sweepBlobs(scope: AnyScope, store: FileStore): Promise<number> {
  const left = await inWorkspace(scope, (tx) =>
    tx.select({ sha256: blobs.sha256 }).from(blobs).where(unnamed(tx)).limit(SLICE),
  );
  let removed = 0;
  for (const { sha256 } of left) {
    if (!(await dropRow(scope, sha256))) continue;
    await removeUnlessNamed(scope, sha256, store);
    removed += 1;
  }
  return removed;
}

async function withoutRow(scope: AnyScope, hashes: readonly string[]): Promise<readonly string[]> {
  const rows = await inWorkspace(scope, (tx) =>
    tx
      .select({ sha256: blobs.sha256 })
      .from(blobs)
      .where(inArray(blobs.sha256, ["", ...hashes])),
  );
  const named = new Set(rows.map((row) => row.sha256));
  return hashes.filter((hash) => !named.has(hash));
}

/**
 * Removes bytes that stand in the store since before `before` and have no row: what is left when a process was killed
 * between the two. Returns how many went.
 */
// house: no-record bytes without a row were never part of the workspace
export async function sweepOrphanBytes(scope: AnyScope, store: FileStore, before: Date): Promise<number> {
  let removed = 0;
  let batch: string[] = [];
  const settle = async () => {
    for (const hash of await withoutRow(scope, batch)) {
      if (await removeUnlessNamed(scope, hash, store)) removed += 1;
    }
    batch = [];
  };
  for await (const object of store.list(blobFolder(scope.workspaceId))) {
    const hash = object.key.slice(-64);
    if (object.modifiedAt >= before || object.key !== blobKey(scope.workspaceId, hash)) continue;
    batch.push(hash);
    if (batch.length === SLICE) await settle();
  }
  await settle();
  return removed;
}
