import "server-only";
import { and, eq } from "drizzle-orm";
import { blobs, uploads } from "@/db/schema/files";
import { inWorkspace } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";

/** The bytes of an upload that waits for its form; null when there is none in the workspace. */
export async function findUpload(
  scope: Scope<"evidence:write">,
  uploadId: string,
): Promise<{ readonly sha256: string; readonly sizeBytes: number; readonly mediaType: string } | null> {
  const [found] = await inWorkspace(scope, (tx) =>
    tx
      .select({ sha256: blobs.sha256, sizeBytes: blobs.sizeBytes, mediaType: blobs.mediaType })
      .from(uploads)
      .innerJoin(blobs, and(eq(blobs.workspaceId, uploads.workspaceId), eq(blobs.sha256, uploads.sha256)))
      .where(eq(uploads.id, uploadId)),
  );
  return found ?? null;
}
