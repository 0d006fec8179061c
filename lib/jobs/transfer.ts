import "server-only";
import type { Task } from "graphile-worker";
import { z } from "zod";
import { listJobScopes, scopeOfJob } from "@/lib/jobs/scope";
import { now } from "@/lib/platform/clock";
import { runExport, sweepTransfers } from "@/lib/transfers/mutations/export";
import { runImport } from "@/lib/transfers/mutations/import";

const payloadShape = z.strictObject({
  workspaceId: z.uuid(),
  workspaceSlug: z.string(),
  timeZone: z.string(),
  id: z.uuid(),
});

/** The queue's task `export-workspace`. */
export const exportWorkspaceTask: Task = async (payload, { job }) => {
  const { id, ...workspace } = payloadShape.parse(payload);
  await runExport(scopeOfJob(workspace, "Workspace export"), id, now(), job.attempts >= job.max_attempts);
};

/** The queue's task `import-workspace`. */
export const importWorkspaceTask: Task = async (payload, { job }) => {
  const { id, ...workspace } = payloadShape.parse(payload);
  await runImport(scopeOfJob(workspace, "Workspace import"), id, job.attempts >= job.max_attempts);
};

/** Every hour: archives whose time is over, and work that nobody finished. */
export async function sweepArchives(): Promise<void> {
  for (const scope of await listJobScopes("Clean-up of archives")) await sweepTransfers(scope);
}
