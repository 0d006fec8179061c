import "server-only";
import type { Task } from "graphile-worker";
import { z } from "zod";
import { queueMissingScans, releaseWaitingScans, setScanState } from "@/lib/files/mutations/scan";
import { listJobScopes, scopeOfJob } from "@/lib/jobs/scope";
import { type ScanAnswer, scanStream } from "@/lib/platform/clamd";
import { env, type Scanner } from "@/lib/platform/env";
import { fileStore } from "@/lib/platform/file-store/file-store";
import { blobKey, type FileStore } from "@/lib/platform/file-store/store";

const ACTOR = "Virus scanner";
const scanRequest = z.strictObject({
  workspaceId: z.uuid(),
  workspaceSlug: z.string(),
  timeZone: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/**
 * Gives one stored file to the scanner and keeps its answer; `silenceMs` is how long it may say nothing, a minute unless told.
 * @throws Error (the scanner did not answer: the state is kept as failed, and the queue tries again)
 */
export async function scanStoredFile(
  payload: unknown,
  scanner: Scanner,
  store: FileStore,
  silenceMs?: number,
): Promise<void> {
  const { sha256, ...workspace } = scanRequest.parse(payload);
  const scope = scopeOfJob(workspace, ACTOR);
  const stream = await store.open(blobKey(workspace.workspaceId, sha256));
  if (stream === null) return;
  let answer: ScanAnswer;
  try {
    answer = await scanStream(scanner, stream, silenceMs);
  } finally {
    stream.destroy();
  }
  await setScanState(scope, sha256, answer);
  if (answer.state === "failed") throw new Error(`A file was not scanned. ${answer.note}`);
}

/** The queue's task `scan-file`; without a scanner there is nothing to do. */
export const scanFileTask: Task = async (payload) => {
  const { clamd } = env();
  if (clamd !== null) await scanStoredFile(payload, clamd, fileStore());
};

/** Every hour: queues what has not been scanned yet, or lets go of what waits for a scanner that is no longer configured. */
export async function scanMissing(): Promise<void> {
  const act = env().clamd === null ? releaseWaitingScans : queueMissingScans;
  for (const scope of await listJobScopes(ACTOR)) await act(scope);
}
