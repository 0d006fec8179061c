import "server-only";
import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { checkpointFileName } from "@/lib/core/checkpoint";
import { env } from "@/lib/platform/env";

const NAME = /^\d{12,16}-[0-9a-f]{16}\.txt$/;

function folderOf(workspaceId: string, root = join(env().dataDir, "checkpoints")): string {
  return join(root, workspaceId);
}

/**
 * Keeps a checkpoint as a file outside the database; on the disk when it returns. A file is never written over.
 * @throws Error (another text is kept under the same name)
 */
export async function keepCheckpointFile(
  workspaceId: string,
  { size, keyId, note }: { readonly size: number; readonly keyId: string; readonly note: string },
): Promise<void> {
  const folder = folderOf(workspaceId);
  const path = join(folder, checkpointFileName(size, keyId));
  const kept = await readFile(path, "utf8").catch(() => null);
  if (kept === note) return;
  if (kept !== null) throw new Error(`The checkpoint file ${path} holds another text than was signed.`);
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${randomUUID()}`);
  const file = await open(draft, "wx", 0o644);
  try {
    await file.writeFile(note);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path).finally(() => rm(draft, { force: true }));
}

/** The notes of a workspace that are kept as files, smallest log first; `root` is the folder of this installation unless told. */
export async function listCheckpointFiles(workspaceId: string, root?: string): Promise<readonly string[]> {
  const folder = folderOf(workspaceId, root);
  const names = (await readdir(folder).catch(() => [])).filter((name) => NAME.test(name)).sort();
  return Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
}
