import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/tenant";
import { type ActingScope, actorId } from "@/lib/core/access";
import type { ActivityVerb, SubjectKind } from "@/lib/core/audit-actions";
import { canonicalJson } from "@/lib/core/canonical-json";

export type ActivityEntry = {
  readonly verb: ActivityVerb;
  readonly subject: { readonly kind: SubjectKind; readonly ref: string };
  /** Changed fields only, before and after; or counts for a bulk change. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
};

function bodyOf(scope: ActingScope, entry: ActivityEntry): string {
  return canonicalJson({
    actor: { id: actorId(scope), name: scope.actor.name },
    verb: entry.verb,
    subject: entry.subject,
    before: entry.before ?? null,
    after: entry.after ?? null,
    requestId: scope.requestId,
  });
}

/**
 * Appends the entry, or several in their order, to the workspace's hash chain inside the change's own transaction; one
 * statement. Call it last: it holds the chain's head until the commit. No entry, no change.
 */
export async function record(
  tx: Tx,
  scope: ActingScope,
  entry: ActivityEntry | readonly ActivityEntry[],
): Promise<void> {
  const entries = "verb" in entry ? [entry] : entry;
  if (entries.length === 0) return;
  const bodies = JSON.stringify(entries.map((one) => bodyOf(scope, one)));
  await tx.execute(sql`select activity_append_all(${bodies}::text::jsonb)`);
}
