import "server-only";
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system";
import { AppError } from "@/lib/core/errors";

export type Limit = { readonly key: string; readonly hits: number; readonly seconds: number };

/** Counts one attempt for the key, exactly, across all processes; true while at most `hits` came within the window. */
export async function takeAttempt(limit: Limit): Promise<boolean> {
  const rows = await asSystem("rate-limit", (database) =>
    database.execute<{ hits: number }>(sql`
      insert into rate_limits as r (key, hits, reset_at)
      values (${limit.key}, 1, now() + make_interval(secs => ${limit.seconds}))
      on conflict (key) do update set
        hits = case when r.reset_at <= now() then 1 else r.hits + 1 end,
        reset_at = case when r.reset_at <= now() then excluded.reset_at else r.reset_at end
      returning hits`),
  );
  return (rows[0]?.hits ?? 1) <= limit.hits;
}

/**
 * Counts one attempt against each limit in turn and stops at the first that is used up: who hammers one address cannot
 * use up the later, wider limits that everybody else shares.
 * @throws AppError LIMITED with `sentence`
 */
export async function requireAttempts(limits: readonly Limit[], sentence: string): Promise<void> {
  for (const limit of limits) {
    if (!(await takeAttempt(limit))) throw new AppError("LIMITED", sentence);
  }
}

/** Gives one attempt back, after it turned out to be no failure. */
export async function returnAttempts(limits: readonly Limit[]): Promise<void> {
  await asSystem("rate-limit", async (database) => {
    for (const { key } of limits) {
      await database.execute(sql`update rate_limits set hits = greatest(hits - 1, 0) where key = ${key}`);
    }
  });
}

/** Forgets every count whose key begins with `prefix`, after the person proved to be who they say. */
export async function forgetAttempts(prefix: string): Promise<void> {
  await asSystem("rate-limit", (database) =>
    database.execute(sql`delete from rate_limits where starts_with(key, ${prefix})`),
  );
}
