import "server-only";
import { eq, sql } from "drizzle-orm";
import { blobs } from "@/db/schema/files";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { AnyScope } from "@/lib/core/access";
import { FileRefusal } from "@/lib/core/file-refusal";
import { fits, quotaSentence } from "@/lib/core/storage-quota";
import { readStorage } from "@/lib/files/queries";

/**
 * Holds the name of the bytes until the transaction ends. Rows that name bytes are written, and bytes are removed, under
 * this lock only: whoever removes has seen that no row is left, and whoever writes a row has seen that the bytes are there.
 */
export async function lockBlob(tx: Tx, scope: AnyScope, sha256: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${scope.workspaceId}/${sha256}`}, 20))`,
  );
}

/**
 * Sees to it that the file fits into what the workspace may store, and holds that until the transaction ends: of two files
 * that fit alone and not together, the second is refused. Bytes that are stored already take nothing more.
 * @throws FileRefusal quota
 */
export async function requireRoom(
  tx: Tx,
  scope: AnyScope,
  file: { readonly sha256: string; readonly sizeBytes: number },
  limitBytes: number | null,
): Promise<void> {
  if (limitBytes === null) return;
  const known = await tx.select({ sha256: blobs.sha256 }).from(blobs).where(eq(blobs.sha256, file.sha256));
  if (known.length > 0) return;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${scope.workspaceId}, 21))`);
  const storage = await readStorage(tx, limitBytes);
  if (!fits(storage, file.sizeBytes)) {
    throw new FileRefusal("quota", quotaSentence(storage, file.sizeBytes));
  }
}

/** The same before the bytes are put, so that most of what does not fit is never written; holds nothing. */
// house: no-record it only asks
export async function askForRoom(
  scope: AnyScope,
  file: { readonly sha256: string; readonly sizeBytes: number },
  limitBytes: number | null,
): Promise<void> {
  if (limitBytes !== null) await inWorkspace(scope, (tx) => requireRoom(tx, scope, file, limitBytes));
}
