import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { blobs, uploads } from "@/db/schema/files";
import type { Tx } from "@/db/tenant";
import type { AnyScope } from "@/lib/core/access";
import { notFound } from "@/lib/core/errors";
import type { StoredFile } from "@/lib/core/file-dto";
import { memberId } from "@/lib/evidence/mutations/locked";

/** INTERIM: lib/files/mutations takes its place. @throws AppError NOT_FOUND */
export async function claimUploads(
  tx: Tx,
  scope: AnyScope,
  ids: readonly string[],
): Promise<readonly StoredFile[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .update(uploads)
    .set({ claimedAt: sql`now()` })
    .from(blobs)
    .where(
      and(
        eq(blobs.workspaceId, uploads.workspaceId),
        eq(blobs.sha256, uploads.sha256),
        inArray(uploads.id, [...ids]),
        eq(uploads.uploadedBy, memberId(scope)),
        isNull(uploads.claimedAt),
      ),
    )
    .returning({
      uploadId: uploads.id,
      sha256: uploads.sha256,
      fileName: uploads.fileName,
      sizeBytes: blobs.sizeBytes,
      mediaType: blobs.mediaType,
    });
  if (rows.length !== ids.length) throw notFound("The file");
  return ids.flatMap((id) => rows.find((row) => row.uploadId === id) ?? []);
}
