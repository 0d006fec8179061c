import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { blobs } from "@/db/schema/files";
import { memberships } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { AnyScope } from "@/lib/core/access";
import { notify } from "@/lib/notifications/mutations";

type Version = {
  readonly itemId: string;
  readonly number: number;
  readonly title: string;
  readonly ownerId: string | null;
};

async function versionsOf(tx: Tx, sha256: string): Promise<readonly Version[]> {
  return tx
    .select({
      itemId: artifacts.itemId,
      number: artifacts.number,
      title: evidenceItems.title,
      ownerId: evidenceItems.ownerId,
    })
    .from(artifacts)
    .innerJoin(
      evidenceItems,
      and(eq(evidenceItems.workspaceId, artifacts.workspaceId), eq(evidenceItems.id, artifacts.itemId)),
    )
    .where(eq(artifacts.blobSha256, sha256))
    .orderBy(artifacts.itemId, artifacts.number)
    .limit(200);
}

async function managers(tx: Tx): Promise<readonly string[]> {
  const rows = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(isNull(memberships.endedAt), inArray(memberships.role, ["owner", "lead"])));
  return rows.map((row) => row.userId);
}

/** The item's owner and everybody who leads the workspace, once for each item. */
async function tellOf(tx: Tx, scope: AnyScope, versions: readonly Version[]): Promise<void> {
  const leads = await managers(tx);
  const items = new Map(versions.map((one) => [one.itemId, one]));
  const notices = [...items.values()].flatMap(({ itemId, number, title, ownerId }) =>
    [...new Set([...leads, ...(ownerId === null ? [] : [ownerId])])].map((personId) => ({
      personId,
      kind: "damage" as const,
      subjectKind: "evidence" as const,
      subjectId: itemId,
      title,
      detail: `The stored file of version ${number} is missing or has changed. Upload it again, or have it brought back from a backup.`,
    })),
  );
  await notify(tx, scope, notices);
}

/**
 * Keeps the outcome of hashing the stored bytes again. Owners of the items and everybody who leads are told of new damage. The log has an entry when a file was found damaged, or whole
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
    if (!whole) await tellOf(tx, scope, versions);
    await record(tx, scope, {
      verb: whole ? "file.mend" : "file.damage",
      subject: { kind: "file", ref: sha256 },
      before: { damaged: was },
      after: { damaged: !whole, versions: versions.map((one) => `${one.itemId}#${one.number}`) },
    });
    return !whole;
  });
}
