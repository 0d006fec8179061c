import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { workspaceTransfers } from "@/db/schema/files";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { AnyScope } from "@/lib/core/access";

export type TransferTask = "export-workspace" | "import-workspace";

/** Queues the work inside the caller's transaction. */
export async function enqueueTransfer(
  tx: Tx,
  scope: AnyScope,
  task: TransferTask,
  id: string,
): Promise<void> {
  const { workspaceId, workspaceSlug, timeZone } = scope;
  const payload = JSON.stringify({ workspaceId, workspaceSlug, timeZone, id });
  const options = JSON.stringify({ jobKey: `${task} ${id}`, maxAttempts: 5 });
  await tx.execute(sql`select enqueue_job(${task}::text, ${payload}::json, ${options}::json)`);
}

/** Shows how far the work is; a transfer that is no longer running stays as it is. */
// house: no-record progress of a job
export async function setProgress(
  scope: AnyScope,
  id: string,
  at: { readonly step: string; readonly done: number; readonly total: number },
): Promise<void> {
  await inWorkspace(scope, async (tx) => {
    await tx
      .update(workspaceTransfers)
      .set({ ...at, state: "running" })
      .where(and(eq(workspaceTransfers.id, id), sql`${workspaceTransfers.state} in ('queued', 'running')`));
  });
}

/** Ends the work with a sentence for the person who asked for it. */
// house: no-record nothing was changed; the row says why
export async function setFailed(scope: AnyScope, id: string, sentence: string): Promise<void> {
  await inWorkspace(scope, async (tx) => {
    await tx
      .update(workspaceTransfers)
      .set({ state: "failed", step: "", error: sentence, finishedAt: sql`now()` })
      .where(and(eq(workspaceTransfers.id, id), sql`${workspaceTransfers.state} in ('queued', 'running')`));
  });
}
