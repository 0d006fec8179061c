import "server-only";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { asStoreError } from "@/lib/platform/file-store/stage";
import {
  checkedKey,
  type FileStore,
  FileStoreError,
  type Staged,
  type StoredObject,
  type StoredPart,
} from "@/lib/platform/file-store/store";

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR";
}

function storeError(error: unknown): unknown {
  const known = asStoreError(error);
  if (known instanceof FileStoreError || codeOf(error) === "") return known;
  return new FileStoreError("unreachable", `The data folder cannot be used (${codeOf(error)}).`, error);
}

async function attempt<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw storeError(error);
  }
}

/** A rename is only on the disk when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Makes the folder and sees to it that its own entry survives a crash. */
async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let at = path; at.length >= first.length; at = dirname(at)) await syncFolder(dirname(at));
}

async function objectAt(path: string, key: string): Promise<StoredObject | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? { key, sizeBytes: found.size, modifiedAt: found.mtime } : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw storeError(error);
  }
}

async function* walk(root: string, key: string): AsyncGenerator<StoredObject> {
  const entries = await readdir(join(root, key), { withFileTypes: true }).catch((error) => {
    if (isMissing(error)) return [];
    throw storeError(error);
  });
  for (const entry of entries) {
    const inner = `${key}/${entry.name}`;
    if (entry.isDirectory()) yield* walk(root, inner);
    else if (entry.isFile()) {
      const object = await objectAt(join(root, inner), inner);
      if (object !== null) yield object;
    }
  }
}

/** A store in the folder `root`; staged files have to be on the same file system. Other programs may read it, none may write. */
export function diskStore(root: string): FileStore {
  const pathOf = (key: string) => join(root, checkedKey(key));
  const place = async (key: string, staged: Staged) => {
    const path = pathOf(key);
    await makeFolder(dirname(path));
    await rename(staged.path, path);
    await syncFolder(dirname(path));
  };
  return {
    put: async (key, staged) => attempt(place(key, staged)),
    open: async (key, part) => {
      const path = pathOf(key);
      if ((await objectAt(path, key)) === null) return null;
      return attempt(opened(path, part));
    },
    head: async (key) => objectAt(pathOf(key), key),
    remove: async (key) => attempt(rm(pathOf(key), { force: true })),
    list: (prefix) => walk(root, prefix.replace(/\/$/, "")),
  };
}

/** The stream, once the file is open: a file that cannot be opened fails here and not in the middle of an answer. */
async function opened(path: string, part?: StoredPart) {
  const file = await open(path, "r");
  const ends = part === undefined ? {} : { start: part.from, end: part.to };
  return createReadStream(path, { fd: file, highWaterMark: 256 * 1024, ...ends });
}
