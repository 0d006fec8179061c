import "server-only";
import type { Permission, Scope } from "@/lib/core/access";
import { reminderDay } from "@/lib/core/reminders";
import { listJobScopes } from "@/lib/jobs/scope";
import { remind } from "@/lib/notifications/mutations";
import { now } from "@/lib/platform/clock";
import { listReminders } from "@/lib/work/queries/reminders";

/**
 * Queues the weekly digest, or the reminder of overdue work, for the members of a workspace in which it is Monday or
 * Thursday from seven o'clock on; at every other time nothing. Each member gets a day's mail once.
 */
export async function remindWorkspace(scope: Scope<Permission>, at: Date): Promise<void> {
  const day = reminderDay(scope.timeZone, at);
  if (day === null) return;
  for (const { userId, ...work } of await listReminders(scope, day)) {
    await remind(scope, userId, day, work);
  }
}

/**
 * The same for every workspace; runs every hour and may run twice. A workspace that fails does not keep the others from
 * theirs. @throws AggregateError (some failed: the queue tries again, what was queued stays)
 */
export async function sendReminders(): Promise<void> {
  const at = now();
  const failures: unknown[] = [];
  for (const scope of await listJobScopes("Reminders")) {
    try {
      await remindWorkspace(scope, at);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${failures.length} workspaces have no reminders.`);
  }
}
