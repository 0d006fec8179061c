import "server-only";
import { dailyCheckpoint, LogBroken } from "@/lib/audit-log/mutations/checkpoint";
import { listJobScopes } from "@/lib/jobs/scope";
import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";

/**
 * Signs the log of every workspace in which something was added since the last checkpoint, once a day; runs every hour. A
 * log that does not fit is named in the operator's log and left unsigned. @throws AggregateError (some failed otherwise)
 */
export async function signCheckpoints(): Promise<void> {
  const at = now();
  const failures: unknown[] = [];
  for (const scope of await listJobScopes("Checkpoint")) {
    try {
      await dailyCheckpoint(scope, at);
    } catch (error) {
      if (error instanceof LogBroken) {
        log().error({ event: "audit.broken", workspace: scope.workspaceSlug, reason: error.message });
      } else failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} logs were not signed.`);
}
