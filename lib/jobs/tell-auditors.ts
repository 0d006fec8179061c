import "server-only";
import { listJobScopes } from "@/lib/jobs/scope";
import { now } from "@/lib/platform/clock";
import { tellOfAnswers } from "@/lib/rooms/mutations/answer-mails";

/**
 * Tells the auditors of every workspace of answers that they have not seen; runs every hour and may run twice.
 * @throws AggregateError (some workspaces failed: the queue tries again, what was queued stays)
 */
export async function tellAuditors(): Promise<void> {
  const at = now();
  const failures: unknown[] = [];
  for (const scope of await listJobScopes("Mails to auditors")) {
    await tellOfAnswers(scope, at).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${failures.length} workspaces told no auditor.`);
  }
}
