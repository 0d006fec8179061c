import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { blobs } from "@/db/schema/files";
import { users } from "@/db/schema/people";
import { inWorkspace, type Tx } from "@/db/tenant";
import { holds, mayEditOwned, type Scope } from "@/lib/core/access";
import { notFound } from "@/lib/core/errors";
import type { ArtifactDto, ComparedVersions } from "@/lib/core/evidence-dto";
import { type Window, windowFit, windowReason } from "@/lib/core/evidence-window";
import type { FileFacts } from "@/lib/core/file-dto";
import { readProgramme } from "@/lib/workspaces/queries";

const VERSIONS_SHOWN = 200;

/** @throws AppError NOT_FOUND (not a uuid: it cannot be anybody's item) */
export function requireItemId(itemId: string): void {
  if (!z.uuid().safeParse(itemId).success) throw notFound("The evidence item");
}

/** The item's versions with the facts of their bytes, newest first, at most 200; one statement. */
export async function readArtifacts(tx: Tx, itemId: string) {
  return tx
    .select({ artifact: artifacts, blob: blobs, addedByName: users.name })
    .from(artifacts)
    .innerJoin(users, eq(users.id, artifacts.addedBy))
    .leftJoin(
      blobs,
      and(eq(blobs.workspaceId, artifacts.workspaceId), eq(blobs.sha256, artifacts.blobSha256)),
    )
    .where(eq(artifacts.itemId, itemId))
    .orderBy(desc(artifacts.number))
    .limit(VERSIONS_SHOWN);
}

type VersionRow = Awaited<ReturnType<typeof readArtifacts>>[number];

function fileOf({ artifact, blob, addedByName }: VersionRow): FileFacts | null {
  if (blob === null) return null;
  const { sha256, sizeBytes, mediaType, scanState, scanNote, damagedAt } = blob;
  return {
    ...{ sha256, sizeBytes, mediaType, scanState, scanNote, damagedAt },
    fileName: artifact.fileName,
    uploadedByName: addedByName,
    uploadedAt: artifact.createdAt,
  };
}

/** One version as pages show it, with its place in the observation window. */
export function artifactDto(row: VersionRow, window: Window): ArtifactDto {
  const {
    workspaceId: _workspace,
    itemId: _item,
    blobSha256: _sha,
    fileName: _name,
    addedBy: _by,
    createdAt,
    ...facts
  } = row.artifact;
  return {
    ...facts,
    file: fileOf(row),
    addedByName: row.addedByName,
    addedAt: createdAt,
    fit: windowFit(row.artifact, window),
    fitReason: windowReason(row.artifact, window),
  };
}

/**
 * The item's versions for a comparison; three statements.
 * @throws AppError NOT_FOUND (no such item in the workspace)
 */
export async function getComparedVersions(
  scope: Scope<"evidence:read">,
  itemId: string,
): Promise<ComparedVersions> {
  requireItemId(itemId);
  return inWorkspace(scope, async (tx) => {
    const [[item], versions, programme] = await Promise.all([
      tx
        .select({
          itemId: evidenceItems.id,
          reference: evidenceItems.reference,
          title: evidenceItems.title,
          ownerId: evidenceItems.ownerId,
          version: evidenceItems.version,
        })
        .from(evidenceItems)
        .where(eq(evidenceItems.id, itemId)),
      readArtifacts(tx, itemId),
      readProgramme(tx),
    ]);
    if (item === undefined) throw notFound("The evidence item");
    const { ownerId, ...head } = item;
    const window = { from: programme.windowFrom, to: programme.windowTo };
    return {
      ...head,
      mayEdit: holds(scope, "evidence:write") && mayEditOwned(scope, ownerId),
      artifacts: versions.map((row) => artifactDto(row, window)),
    };
  });
}
