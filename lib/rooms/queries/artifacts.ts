import "server-only";
import { and, eq } from "drizzle-orm";
import { artifacts } from "@/db/schema/evidence";
import { blobs } from "@/db/schema/files";
import { windowFit, windowReason } from "@/lib/core/evidence-window";
import { servedType } from "@/lib/core/file-allowed";
import type { RoomArtifact } from "@/lib/core/room-request-dto";

/** The columns of a version that an auditor may read; who uploaded it and for whom it is noted stay inside. */
export const ARTIFACT = {
  itemId: artifacts.itemId,
  number: artifacts.number,
  kind: artifacts.kind,
  url: artifacts.url,
  body: artifacts.body,
  fileName: artifacts.fileName,
  effectiveOn: artifacts.effectiveOn,
  periodFrom: artifacts.periodFrom,
  periodTo: artifacts.periodTo,
  sourceSystem: artifacts.sourceSystem,
  collectedBy: artifacts.collectedBy,
  query: artifacts.query,
  rowCount: artifacts.rowCount,
  completeness: artifacts.completeness,
  mediaType: blobs.mediaType,
  sizeBytes: blobs.sizeBytes,
  sha256: blobs.sha256,
  scanState: blobs.scanState,
};

/** Joins a version with its stored bytes. */
export const bytesOfArtifact = and(
  eq(blobs.workspaceId, artifacts.workspaceId),
  eq(blobs.sha256, artifacts.blobSha256),
);

type Row = Omit<RoomArtifact, "file" | "fit" | "fitReason"> & {
  readonly mediaType: string | null;
  readonly sizeBytes: number | null;
  readonly sha256: string | null;
  readonly scanState: NonNullable<RoomArtifact["file"]>["scanState"] | null;
};

/** The version as it is read in the room, with where it lies in the room's window. */
export function artifactOf(
  row: Row,
  room: { readonly windowFrom: string | null; readonly windowTo: string | null },
): RoomArtifact {
  const { mediaType, sizeBytes, sha256, scanState, ...rest } = row;
  const window = { from: room.windowFrom, to: room.windowTo };
  const stored = mediaType !== null && sizeBytes !== null && sha256 !== null && scanState !== null;
  return {
    ...rest,
    file: stored ? { mediaType: servedType(mediaType, row.fileName), sizeBytes, sha256, scanState } : null,
    fit: windowFit(row, window),
    fitReason: windowReason(row, window),
  };
}
