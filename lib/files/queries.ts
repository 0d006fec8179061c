import "server-only";
import { and, asc, eq, isNull, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { blobs } from "@/db/schema/files";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { AnyScope, Scope } from "@/lib/core/access";
import { notFound } from "@/lib/core/errors";
import { servedType } from "@/lib/core/file-allowed";
import type { Storage } from "@/lib/core/storage-quota";
import type { ScanState } from "@/lib/core/work-statuses";

export type ArtifactFile = {
  readonly itemId: string;
  readonly number: number;
  readonly title: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly scanState: ScanState;
  readonly damagedAt: Date | null;
};

/** What the files of the workspace take, each content once, and what they may take. */
export async function readStorage(tx: Tx, limitBytes: number | null): Promise<Storage> {
  const [sum] = await tx.select({ bytes: sql<string>`coalesce(sum(${blobs.sizeBytes}), 0)` }).from(blobs);
  return { usedBytes: Number(sum?.bytes ?? 0), limitBytes };
}

/** The same for a page. */
export async function getStorage(scope: AnyScope, limitBytes: number | null): Promise<Storage> {
  return inWorkspace(scope, (tx) => readStorage(tx, limitBytes));
}

const place = z.object({ itemId: z.uuid(), number: z.string().regex(/^[1-9]\d{0,5}$/) });

/** The stored file of one version, as an address names it. @throws AppError NOT_FOUND (no such version, or it has no file) */
export async function getArtifactFile(
  scope: Scope<"evidence:read">,
  at: { readonly itemId: string; readonly number: string },
): Promise<ArtifactFile> {
  const known = place.safeParse(at);
  if (!known.success) throw notFound("The file");
  const [row] = await inWorkspace(scope, (tx) =>
    tx
      .select({
        itemId: artifacts.itemId,
        number: artifacts.number,
        title: evidenceItems.title,
        fileName: artifacts.fileName,
        mediaType: blobs.mediaType,
        sizeBytes: blobs.sizeBytes,
        sha256: blobs.sha256,
        scanState: blobs.scanState,
        damagedAt: blobs.damagedAt,
      })
      .from(artifacts)
      .innerJoin(
        blobs,
        and(eq(blobs.workspaceId, artifacts.workspaceId), eq(blobs.sha256, artifacts.blobSha256)),
      )
      .innerJoin(
        evidenceItems,
        and(eq(evidenceItems.workspaceId, artifacts.workspaceId), eq(evidenceItems.id, artifacts.itemId)),
      )
      .where(and(eq(artifacts.itemId, known.data.itemId), eq(artifacts.number, Number(known.data.number)))),
  );
  if (row === undefined) throw notFound("The file");
  return { ...row, mediaType: servedType(row.mediaType, row.fileName) };
}

/** Hashes of files that were not checked within the last 12 hours, the longest unchecked first, 200 at the most. */
export async function listFilesToCheck(scope: AnyScope): Promise<readonly string[]> {
  const rows = await inWorkspace(scope, (tx) =>
    tx
      .select({ sha256: blobs.sha256 })
      .from(blobs)
      .where(or(isNull(blobs.checkedAt), lt(blobs.checkedAt, sql`now() - interval '12 hours'`)))
      .orderBy(sql`${blobs.checkedAt} asc nulls first`, asc(blobs.sha256))
      .limit(200),
  );
  return rows.map((row) => row.sha256);
}
