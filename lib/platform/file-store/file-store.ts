import "server-only";
import { join } from "node:path";
import { env } from "@/lib/platform/env";
import { diskStore } from "@/lib/platform/file-store/disk";
import { s3Store } from "@/lib/platform/file-store/s3";
import type { FileStore } from "@/lib/platform/file-store/store";

let known: FileStore | undefined;

/** The store of this installation: a bucket when S3_ENDPOINT is set, else the data folder. */
export function fileStore(): FileStore {
  const { s3, dataDir } = env();
  known ??= s3 === null ? diskStore(dataDir) : s3Store(s3);
  return known;
}

/** Where uploads are collected before they are put: the data folder, for both stores. */
export function stagingFolder(): string {
  return join(env().dataDir, "files", ".tmp");
}
