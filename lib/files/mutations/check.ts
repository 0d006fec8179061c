import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { artifacts } from "@/db/schema/evidence";
import { blobs } from "@/db/schema/files";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { AnyScope } from "@/lib/core/access";

async function versionsOf(tx: Tx, sha256: string): Promise<readonly { itemId: string; number: number }[]> {
  return tx
    .select({ itemId: artifacts.itemId, number: artifacts.number })
    .from(artifacts)
    .where(eq(artifacts.blobSha256, sha256))
    .orderBy(artifacts.itemId, artifacts.number)
    .limit(200);
}

/**
 * Keeps the outcome of hashing the stored bytes again. The log has an entry when a file was found damaged, or whole
 * again after it had been, and none when nothing changed. True when it is newly damaged.
 */
export async function setFileChecked(scope: AnyScope, sha256: string, whole: boolean): Promise<boolean> {
  return inWorkspace(scope, async (tx) => {
    const [blob] = await tx
      .select({ damagedAt: blobs.damagedAt })
      .from(blobs)
      .where(eq(blobs.sha256, sha256))
      .for("update");
    if (blob === undefined) return false;
    const was = blob.damagedAt !== null;
    await tx
      .update(blobs)
      .set({ checkedAt: sql`now()`, damagedAt: whole ? null : (blob.damagedAt ?? sql`now()`) })
      .where(and(eq(blobs.sha256, sha256)));
    if (was !== whole) return false;
    const versions = await versionsOf(tx, sha256);
    await record(tx, scope, {
      verb: whole ? "file.mend" : "file.damage",
      subject: { kind: "file", ref: sha256 },
      before: { damaged: was },
      after: { damaged: !whole, versions: versions.map((one) => `${one.itemId}#${one.number}`) },
    });
    return !whole;
  });
}
