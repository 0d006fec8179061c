import "server-only";
import { dailyCheckpoint, LogBroken } from "@/lib/audit-log/mutations/checkpoint";
import { tellBroken } from "@/lib/jobs/check-logs";
import { listJobScopes } from "@/lib/jobs/scope";
import { now } from "@/lib/platform/clock";

/**
 * Signs the log of every workspace in which something was added since the last checkpoint, once a day; runs every hour. A
 * log that does not fit is left unsigned, and owners and operator are told. @throws AggregateError (some failed otherwise)
 */
export async function signCheckpoints(): Promise<void> {
  const at = now();
  const failures: unknown[] = [];
  for (const scope of await listJobScopes("Checkpoint")) {
    try {
      await dailyCheckpoint(scope, at);
    } catch (error) {
      if (error instanceof LogBroken) await tellBroken(scope, error.message);
      else failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} logs were not signed.`);
}
