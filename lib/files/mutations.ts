import "server-only";
import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { blobs, uploads } from "@/db/schema/files";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, actorId, type Scope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import type { FileDuplicate, StoredFile, UploadAnswer } from "@/lib/core/file-dto";
import type { ScanState } from "@/lib/core/work-statuses";
import { lockBlob, requireRoom } from "@/lib/files/mutations/lock";
import { enqueueScan } from "@/lib/files/mutations/scan";

export type ArrivedFile = Omit<StoredFile, "uploadId">;

function uploader(scope: AnyScope): string {
  const id = actorId(scope);
  if (id === null) throw new AppError("FORBIDDEN", "A file needs a person who uploads it.");
  return id;
}

/** Fresh bytes have just been put, so a damaged file with the same content is whole again. */
async function upsertBlob(
  tx: Tx,
  scope: AnyScope,
  file: ArrivedFile,
  scans: boolean,
): Promise<{ readonly scanState: ScanState; readonly mediaType: string }> {
  const { workspaceId } = scope;
  const { sha256, sizeBytes, mediaType } = file;
  const [blob] = await tx
    .insert(blobs)
    .values({ workspaceId, sha256, sizeBytes, mediaType, scanState: scans ? "pending" : "not_scanned" })
    .onConflictDoUpdate({
      target: [blobs.workspaceId, blobs.sha256],
      set: { damagedAt: null, checkedAt: sql`now()` },
    })
    .returning({ scanState: blobs.scanState, mediaType: blobs.mediaType });
  if (blob === undefined) throw new Error("The row of the stored bytes was not written.");
  return blob;
}

async function findDuplicate(tx: Tx, sha256: string): Promise<FileDuplicate | null> {
  const [found] = await tx
    .select({ itemId: artifacts.itemId, title: evidenceItems.title, number: artifacts.number })
    .from(artifacts)
    .innerJoin(
      evidenceItems,
      and(eq(evidenceItems.workspaceId, artifacts.workspaceId), eq(evidenceItems.id, artifacts.itemId)),
    )
    .where(eq(artifacts.blobSha256, sha256))
    .orderBy(desc(artifacts.createdAt), desc(artifacts.number))
    .limit(1);
  return found ?? null;
}

/**
 * Writes the rows of a file whose bytes have been put, all or none. `isStored` is asked inside the transaction, under
 * the lock that whoever removes bytes has to hold as well: a row is never without its bytes.
 * @throws AppError CONFLICT (a clean-up took the bytes away in between: upload again), FileRefusal quota
 */
export async function registerUpload(
  scope: Scope<"evidence:write">,
  file: ArrivedFile,
  store: {
    readonly isStored: () => Promise<boolean>;
    readonly scans: boolean;
    /** What the workspace may store; null is no limit. */
    readonly limitBytes: number | null;
  },
): Promise<UploadAnswer> {
  const uploadedBy = uploader(scope);
  return inWorkspace(scope, async (tx) => {
    await lockBlob(tx, scope, file.sha256);
    await requireRoom(tx, scope, file, store.limitBytes);
    if (!(await store.isStored())) {
      throw new AppError("CONFLICT", "The file could not be kept this time. Upload it again.");
    }
    const blob = await upsertBlob(tx, scope, file, store.scans);
    const uploadId = uuidv7();
    const { sha256, fileName, sizeBytes } = file;
    await tx
      .insert(uploads)
      .values({ workspaceId: scope.workspaceId, id: uploadId, sha256, fileName, uploadedBy });
    const duplicateOf = await findDuplicate(tx, sha256);
    if (store.scans && blob.scanState !== "clean") await enqueueScan(tx, scope, sha256);
    await record(tx, scope, {
      verb: "file.upload",
      subject: { kind: "file", ref: sha256 },
      after: { fileName, sizeBytes, mediaType: blob.mediaType },
    });
    return { uploadId, ...file, mediaType: blob.mediaType, duplicateOf };
  });
}

const INFECTED =
  "The virus scanner found something in this file, so it is not kept. Remove it from the form.";

/**
 * Takes over uploads into the caller's transaction and returns them in the order asked for, each once. Only the person
 * who uploaded a file may claim it, and only one form may; the bytes stay for as long as a row names them.
 * @throws AppError NOT_FOUND (unknown, claimed before, somebody else's or swept), INVALID (infected)
 */
export async function claimUploads(
  tx: Tx,
  scope: AnyScope,
  ids: readonly string[],
): Promise<readonly StoredFile[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  if (!wanted.every((id) => z.uuid().safeParse(id).success)) throw notFound("The uploaded file");
  const claimed = await tx
    .update(uploads)
    .set({ claimedAt: sql`now()` })
    .where(
      and(inArray(uploads.id, wanted), eq(uploads.uploadedBy, uploader(scope)), isNull(uploads.claimedAt)),
    )
    .returning({ id: uploads.id, sha256: uploads.sha256, fileName: uploads.fileName });
  const rows = await tx
    .select({
      sha256: blobs.sha256,
      sizeBytes: blobs.sizeBytes,
      mediaType: blobs.mediaType,
      scanState: blobs.scanState,
    })
    .from(blobs)
    .where(inArray(blobs.sha256, ["", ...claimed.map((one) => one.sha256)]));
  const blobBy = new Map(rows.map((row) => [row.sha256, row]));
  return wanted.map((uploadId) => {
    const upload = claimed.find((one) => one.id === uploadId);
    const blob = blobBy.get(upload?.sha256 ?? "");
    if (upload === undefined || blob === undefined) throw notFound("The uploaded file");
    if (blob.scanState === "infected") {
      throw new AppError("INVALID", INFECTED, { fields: { uploads: INFECTED } });
    }
    const { sha256, sizeBytes, mediaType } = blob;
    return { uploadId, sha256, fileName: upload.fileName, sizeBytes, mediaType };
  });
}

/** Notes in the log that the person took the bytes of one version; nothing else changes. */
export async function recordDownload(
  scope: Scope<"evidence:read">,
  taken: {
    readonly itemId: string;
    readonly number: number;
    readonly fileName: string;
    readonly sha256: string;
  },
  /** `0-99` when only these bytes were taken. */
  bytes: string | null,
): Promise<void> {
  await inWorkspace(scope, async (tx) => {
    await record(tx, scope, {
      verb: "evidence.download",
      subject: { kind: "evidence", ref: taken.itemId },
      after: {
        ...{ version: taken.number, fileName: taken.fileName, sha256: taken.sha256 },
        ...(bytes === null ? {} : { bytes }),
      },
    });
  });
}
