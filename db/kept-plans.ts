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

type Work<T> = (tx: TransactionSql) => Promise<T>;

function keepInside(tx: TransactionSql): TransactionSql {
  const save = tx.savepoint.bind(tx);
  const savepoint = <T>(work: Work<T>) => save((inner) => work(keepInside(inner)));
  return Object.assign(keepOn(tx), { savepoint });
}

/** The same client, whose repeated selects are planned once for each connection, those of its transactions too. */
export function withKeptPlans(client: Sql): Sql {
  const start = client.begin.bind(client);
  const begin = <T>(work: Work<T>) => start((tx) => work(keepInside(tx)));
  return Object.assign(keepOn(client), { begin }) as Sql;
}
