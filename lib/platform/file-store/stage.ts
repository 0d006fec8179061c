import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { sizeText } from "@/lib/core/file-dto";
import { FileRefusal } from "@/lib/core/file-refusal";
import { FileStoreError, type Staged } from "@/lib/platform/file-store/store";

const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
/** How much more than the limit is read and dropped, so that the answer still reaches a sender who does not stop. */
const DROPPED_BYTES = 64 * 1024 * 1024;

export type StageLimits = {
  readonly limitBytes: number;
  /** What the sender announced; null when it announced nothing. */
  readonly expectedBytes: number | null;
};

type OpenFile = (path: string) => Promise<FileHandle>;
const openFile: OpenFile = (path) => open(path, "wx", 0o600);

/** The error of a write as the store's own when the disk is full. */
export function asStoreError(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return FULL.has(code) ? new FileStoreError("full", `The disk is full (${code}).`, error) : error;
}

async function dropRest(source: AsyncIterator<Uint8Array>): Promise<void> {
  let dropped = 0;
  while (dropped < DROPPED_BYTES) {
    const { done, value } = await source.next();
    if (done === true) return;
    dropped += value.length;
  }
}

function truncated(received: number, expected: number): FileRefusal {
  return new FileRefusal(
    "truncated",
    `The upload broke off: ${received.toLocaleString("en")} of ${expected.toLocaleString("en")} bytes arrived. Nothing was saved.`,
  );
}

type Received = { readonly sizeBytes: number; readonly sha256: string };

async function receive(
  source: AsyncIterator<Uint8Array>,
  file: FileHandle,
  limits: StageLimits,
): Promise<Received> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for (;;) {
    const { done, value } = await source.next();
    if (done === true) break;
    sizeBytes += value.length;
    if (sizeBytes > limits.limitBytes) {
      await dropRest(source);
      throw tooLarge(limits.limitBytes);
    }
    hash.update(value);
    await file.writeFile(value);
  }
  if (limits.expectedBytes !== null && limits.expectedBytes !== sizeBytes) {
    throw truncated(sizeBytes, limits.expectedBytes);
  }
  await file.sync();
  return { sizeBytes, sha256: hash.digest("hex") };
}

/** The refusal of a file above the limit. */
export function tooLarge(limitBytes: number): FileRefusal {
  return new FileRefusal(
    "too_large",
    `The file is larger than ${sizeText(limitBytes)}, the most that is taken. Nothing was saved.`,
  );
}

/**
 * The bytes of `source` as a local file that is hashed, measured and on the disk, one piece in memory at a time.
 * Nothing is left behind when it fails.
 * @throws FileRefusal too_large, truncated; FileStoreError full; the source's own error when it breaks off
 */
export async function stageStream(
  source: AsyncIterable<Uint8Array>,
  folder: string,
  limits: StageLimits,
  opener: OpenFile = openFile,
): Promise<Staged> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  const discard = () => rm(path, { force: true });
  const file = await opener(path).catch((error) => {
    throw asStoreError(error);
  });
  try {
    const received = await receive(source[Symbol.asyncIterator](), file, limits);
    await file.close();
    return { path, ...received, discard };
  } catch (error) {
    await file.close().catch(() => undefined);
    await discard();
    throw asStoreError(error);
  }
}

/** Removes staged files that were last written before `before`: what processes left that were killed. Returns how many. */
export async function sweepStaged(folder: string, before: Date): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found === null || found.mtime >= before) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}
