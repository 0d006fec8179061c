import "server-only";
import { listJobScopes } from "@/lib/jobs/scope";
import { now } from "@/lib/platform/clock";
import { takeSnapshot } from "@/lib/readiness/mutations";

/**
 * Stores the numbers of the day for every workspace that has none for its own calendar day. A workspace that fails does
 * not keep the others from theirs. @throws AggregateError (some failed: the queue tries again, what is stored stays)
 */
export async function dailySnapshot(): Promise<void> {
  const at = now();
  const failures: unknown[] = [];
  for (const scope of await listJobScopes("Daily snapshot")) {
    try {
      await takeSnapshot(scope, at);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} workspaces have no snapshot.`);
}
