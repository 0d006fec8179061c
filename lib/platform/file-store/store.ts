import "server-only";
import type { Readable } from "node:stream";

/** A finished local file that waits to be put; whoever made it discards it. */
export type Staged = {
  readonly path: string;
  readonly sizeBytes: number;
  /** Of its bytes, hexadecimal. */
  readonly sha256: string;
  /** Removes what is left of it; nothing when the store has taken it over. */
  readonly discard: () => Promise<void>;
};

export type StoredObject = { readonly key: string; readonly sizeBytes: number; readonly modifiedAt: Date };

/** A piece of a file that is known to be that long; both ends are included. */
export type StoredPart = { readonly from: number; readonly to: number };

/** Where bytes live. Two of them behave alike: a folder, and a bucket that speaks S3. */
export type FileStore = {
  /** Keeps the bytes under the key, replacing what stood there; when it returns, they survive a crash. The staged file may be gone. */
  readonly put: (key: string, staged: Staged) => Promise<void>;
  /** The bytes from the beginning, or those of the part; null when the key holds nothing. */
  readonly open: (key: string, part?: StoredPart) => Promise<Readable | null>;
  readonly head: (key: string) => Promise<StoredObject | null>;
  /** Succeeds also when the key holds nothing. */
  readonly remove: (key: string) => Promise<void>;
  /** Every object whose key begins with the prefix, in no order. */
  readonly list: (prefix: string) => AsyncIterable<StoredObject>;
};

export type StoreProblem = "unreachable" | "refused" | "full";

/** The store cannot do its work; what was asked for may be tried again. The message is for the log. */
export class FileStoreError extends Error {
  readonly problem: StoreProblem;

  constructor(problem: StoreProblem, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "FileStoreError";
    this.problem = problem;
  }
}

const KEY = /^[a-z0-9-]+(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;

/** The key as it came. @throws Error (a key that no part of the product makes: no dots at the front, no empty part) */
export function checkedKey(key: string): string {
  if (!KEY.test(key)) throw new Error("The key of a stored file is malformed.");
  return key;
}

/** Where every file of a workspace stands. */
export function blobFolder(workspaceId: string): string {
  return `files/${workspaceId}/`;
}

/** Where the bytes with this hash stand in the workspace. */
export function blobKey(workspaceId: string, sha256: string): string {
  return `${blobFolder(workspaceId)}${sha256.slice(0, 2)}/${sha256}`;
}
