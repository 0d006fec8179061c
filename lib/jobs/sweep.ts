import "server-only";
import { lt, or, sql } from "drizzle-orm";
import { oneTimeTokens, rateLimits, sessions } from "@/db/schema/people";
import { idempotencyKeys } from "@/db/schema/workspaces";
import { asSystem } from "@/db/system";
import { inWorkspace } from "@/db/tenant";
import { listJobScopes } from "@/lib/jobs/scope";

/** Removes what has run out: sessions, links and counts of attempts at once, answers to repeated forms after seven days. */
export async function sweep(): Promise<void> {
  await asSystem("session", (database) =>
    database
      .delete(sessions)
      .where(
        or(lt(sessions.expiresAt, sql`now()`), lt(sessions.lastSeenAt, sql`now() - interval '12 hours'`)),
      ),
  );
  await asSystem("token", (database) =>
    database.delete(oneTimeTokens).where(lt(oneTimeTokens.expiresAt, sql`now() - interval '7 days'`)),
  );
  await asSystem("rate-limit", (database) =>
    database.delete(rateLimits).where(lt(rateLimits.resetAt, sql`now()`)),
  );
  for (const scope of await listJobScopes("Clean-up")) {
    await inWorkspace(scope, (tx) =>
      tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, sql`now() - interval '7 days'`)),
    );
  }
}
