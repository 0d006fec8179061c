import "server-only";
import { reminderDay } from "@/lib/core/reminders";
import { listJobScopes } from "@/lib/jobs/scope";
import { mailCheckpoint } from "@/lib/notifications/mutations/log";
import { now } from "@/lib/platform/clock";

/**
 * Queues the newest signed checkpoint, on Monday from seven o'clock of the workspace on, for the members who want it; runs
 * every hour and may run twice. @throws AggregateError (some workspaces failed: the queue tries again)
 */
export async function mailAllCheckpoints(at: Date = now()): Promise<void> {
  const failures: unknown[] = [];
  for (const scope of await listJobScopes("Checkpoint mail")) {
    const day = reminderDay(scope.timeZone, at);
    if (day?.day !== "monday") continue;
    await mailCheckpoint(scope, day.on).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${failures.length} workspaces have no checkpoint mail.`);
  }
}
