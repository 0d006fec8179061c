// Statements that a process asks again are prepared on each connection: they are parsed and rewritten for row-level security
// once, and the driver otherwise asks twice, once for the types and once for the rows. db/tenant.ts says which keep their plan.
import type { Sql, TransactionSql } from "postgres";

const KEEP_FROM = 3;
/** A connection never forgets a kept statement, but lives for an hour at most: when so many are kept, the process begins anew. */
const KEPT_MOST = 200;
const SEEN_MOST = 2_000;

const seen = new Map<string, number>();
const kept = new Set<string>();

/** Reads only: a change is rare. Whether a kept statement is planned for its values or once for all is up to the transaction. */
function isKept(text: string): boolean {
  if (kept.has(text)) return true;
  if (!/^\s*select\b/i.test(text)) return false;
  const times = (seen.get(text) ?? 0) + 1;
  if (times >= KEEP_FROM) {
    seen.delete(text);
    if (kept.size >= KEPT_MOST) kept.clear();
    kept.add(text);
    return true;
  }
  if (seen.size >= SEEN_MOST) seen.clear();
  seen.set(text, times);
  return false;
}

/** Without `simple: false` a statement without values would go by the protocol that keeps nothing. */
const KEEP = { prepare: true, simple: false };

function keepOn<T extends Sql | TransactionSql>(client: T): T {
  const ask = client.unsafe;
  const unsafe: Sql["unsafe"] = (text, values, options) => ask(text, values, isKept(text) ? KEEP : options);
  return Object.assign(client, { unsafe });
}

/** Stands in the first statement of a transaction whose kept statements are planned for their values (db/tenant.ts). */
const PLAN_EACH = "'force_custom_plan'";
const PLAN_AS_USUAL = "select set_config('plan_cache_mode', 'auto', true)";

/** Where a transaction stands: whether its plans are made for each value. */
type Planning = { isEach: boolean };

/** From its first change on the server plans as it sees fit: otherwise it plans the check of every foreign key of every row, too. */
function leaveChecksAlone(client: TransactionSql, planning: Planning): TransactionSql {
  const ask = client.unsafe;
  const unsafe: TransactionSql["unsafe"] = (text, values, options) => {
    if (text.includes(PLAN_EACH)) planning.isEach = true;
    else if (planning.isEach && /^\s*(?:insert|update|delete)\b/i.test(text)) {
      planning.isEach = false;
      // Not waited for: it goes out before the change, and where it fails the change fails with its transaction.
      ask(PLAN_AS_USUAL).catch(() => undefined);
    }
    return ask(text, values, options);
  };
  return Object.assign(client, { unsafe });
}

type Work<T> = (tx: TransactionSql) => Promise<T>;

function keepInside(tx: TransactionSql, planning: Planning = { isEach: false }): TransactionSql {
  const save = tx.savepoint.bind(tx);
  const savepoint = <T>(work: Work<T>) => save((inner) => work(keepInside(inner, planning)));
  return Object.assign(leaveChecksAlone(keepOn(tx), planning), { savepoint });
}

/** The same client, whose repeated selects are planned once for each connection, those of its transactions too. */
export function withKeptPlans(client: Sql): Sql {
  const start = client.begin.bind(client);
  const begin = <T>(work: Work<T>) => start((tx) => work(keepInside(tx)));
  return Object.assign(keepOn(client), { begin }) as Sql;
}
