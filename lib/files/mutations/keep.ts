import "server-only";
import { actorId, type Scope } from "@/lib/core/access";
import { AppError } from "@/lib/core/errors";
import type { UploadAnswer } from "@/lib/core/file-dto";
import { cleanFileName } from "@/lib/core/file-names";
import { FileRefusal } from "@/lib/core/file-refusal";
import { judgeFile } from "@/lib/core/file-types";
import { type ArrivedFile, registerUpload } from "@/lib/files/mutations";
import { askForRoom } from "@/lib/files/mutations/lock";
import { removeUnlessNamed } from "@/lib/files/mutations/sweep";
import { env } from "@/lib/platform/env";
import { probeFile } from "@/lib/platform/file-probe";
import { fileStore, stagingFolder } from "@/lib/platform/file-store/file-store";
import { stageStream } from "@/lib/platform/file-store/stage";
import { blobKey, FileStoreError, type Staged } from "@/lib/platform/file-store/store";
import { requireAttempts } from "@/lib/platform/rate-limit";

/** Files of a form without script travel inside the form, whose size is limited. */
const FORM_FILE_BYTES = 5 * 1024 * 1024;
const UPLOADS_PER_HOUR = 600;

async function judged(staged: Staged, fileName: string): Promise<ArrivedFile> {
  const verdict = judgeFile(await probeFile(staged, fileName));
  if (!verdict.ok) {
    throw new FileRefusal(staged.sizeBytes === 0 ? "empty" : "type", verdict.reason);
  }
  const { sha256, sizeBytes } = staged;
  return { sha256, fileName, sizeBytes, mediaType: verdict.mediaType };
}

/**
 * Judges a staged file, puts its bytes and writes its rows, in this order; the staged file is gone afterwards, whatever
 * happened. `name` is what the sender called it.
 * @throws FileRefusal (what is wrong with it, or no room in the workspace), FileStoreError (the store does not work), AppError CONFLICT
 */
export async function keepStaged(
  scope: Scope<"evidence:write">,
  staged: Staged,
  name: string,
): Promise<UploadAnswer> {
  try {
    const file = await judged(staged, cleanFileName(name));
    const store = fileStore();
    const key = blobKey(scope.workspaceId, file.sha256);
    const { clamd, maxWorkspaceBytes: limitBytes } = env();
    await askForRoom(scope, file, limitBytes);
    await store.put(key, staged);
    const isStored = async () => (await store.head(key)) !== null;
    return await registerUpload(scope, file, { isStored, scans: clamd !== null, limitBytes }).catch(
      async (error: unknown) => {
        if (error instanceof FileRefusal) await removeUnlessNamed(scope, file.sha256, store);
        throw error;
      },
    );
  } finally {
    await staged.discard();
  }
}

/**
 * Keeps a small file that came inside a form without script, and returns the upload's id for `claimUploads`.
 * @throws AppError INVALID with the field `file` (too large, empty, a type that is not taken), LIMITED (the store)
 */
export async function storeFormFile(scope: Scope<"evidence:write">, file: File): Promise<string> {
  try {
    await countUpload(scope);
    const limits = { limitBytes: FORM_FILE_BYTES, expectedBytes: file.size };
    const staged = await stageStream(chunksOf(file.stream()), stagingFolder(), limits);
    return (await keepStaged(scope, staged, file.name)).uploadId;
  } catch (error) {
    if (error instanceof FileRefusal) {
      throw new AppError("INVALID", error.message, { fields: { file: error.message } });
    }
    if (error instanceof FileStoreError) throw new AppError("LIMITED", storeSentence(error));
    throw error;
  }
}

/** Counts one upload of the person. @throws AppError LIMITED */
export async function countUpload(scope: Scope<"evidence:write">): Promise<void> {
  await requireAttempts(
    [{ key: `upload:${actorId(scope)}`, hits: UPLOADS_PER_HOUR, seconds: 3_600 }],
    `You uploaded ${UPLOADS_PER_HOUR} files within an hour. Wait until the hour is over.`,
  );
}

/** Reads piece by piece and asks for the next one only when the last is on the disk. */
export async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** What the person is told when the store does not work. */
export function storeSentence(error: FileStoreError): string {
  return error.problem === "full"
    ? "The server has no room left for files. Nothing was saved. Tell the operator, then upload the file again."
    : "The store for files does not answer. Nothing was saved. Upload the file again in a few minutes.";
}
