import "server-only";
import type { Task } from "graphile-worker";
import { z } from "zod";
import { listJobScopes, scopeOfJob } from "@/lib/jobs/scope";
import { runPack } from "@/lib/packs/mutations/build";
import { resumePacks } from "@/lib/packs/mutations/state";
import { now } from "@/lib/platform/clock";

const payloadShape = z.strictObject({
  workspaceId: z.uuid(),
  workspaceSlug: z.string(),
  timeZone: z.string(),
  id: z.uuid(),
});

/** The queue's task `build-pack`. */
export const buildPackTask: Task = async (payload, { job }) => {
  const { id, ...workspace } = payloadShape.parse(payload);
  await runPack(scopeOfJob(workspace, "Pack"), id, now(), job.attempts >= job.max_attempts);
};

/** Every few minutes: packs whose worker was killed are begun anew. */
export async function resumeKilledPacks(): Promise<void> {
  for (const scope of await listJobScopes("Packs")) await resumePacks(scope);
}
