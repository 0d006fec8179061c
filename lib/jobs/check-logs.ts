import "server-only";
import { checkLog } from "@/lib/audit-log/queries/chain";
import type { AnyScope } from "@/lib/core/access";
import { brokenSentence } from "@/lib/core/checkpoint-check";
import { listJobScopes } from "@/lib/jobs/scope";
import { alarmBrokenLog } from "@/lib/notifications/mutations/log";
import { log } from "@/lib/platform/log";

/** Names a log that does not fit in the operator's log, and tells the owners of the workspace. */
export async function tellBroken(scope: AnyScope, sentence: string): Promise<void> {
  log().error({ event: "audit.broken", workspace: scope.workspaceSlug, reason: sentence });
  await alarmBrokenLog(scope, sentence);
}

/** Computes one log again and tells of it when it does not fit what was signed. */
export async function checkLogOf(scope: AnyScope): Promise<void> {
  const sentence = brokenSentence(await checkLog(scope));
  if (sentence !== null) await tellBroken(scope, sentence);
}

/**
 * Every night: computes the log of every workspace again, also of those in which nothing was added, and compares it with
 * every checkpoint. @throws AggregateError (some could not be checked: the queue tries again)
 */
export async function checkLogs(): Promise<void> {
  const failures: unknown[] = [];
  for (const scope of await listJobScopes("Log check")) {
    try {
      await checkLogOf(scope);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} logs were not checked.`);
}
