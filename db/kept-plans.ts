// Statements that a process asks again keep their plan on each connection: planning one behind row-level security costs more
// than answering it, and the driver otherwise asks twice, once for the types and once for the rows.
import type { Sql, TransactionSql } from "postgres";

const KEEP_FROM = 3;
/** A connection never forgets a kept statement, so there is an end to them. */
const KEPT_MOST = 200;
const SEEN_MOST = 2_000;

const seen = new Map<string, number>();
const kept = new Set<string>();

/**
 * Tables that grow by thousands, where the plan depends on how large the asking workspace is: a plan for the average one
 * was measured at eight times the work with 10,000 items. A statement that steps through indexes whatever they hold says so.
 */
const GROWING =
  /\b(?:evidence_items|evidence_links|artifacts|activity|comments|request_evidence|room_views)\b/;
const ONE_PLAN = "/* one plan for every size */";

/** Reads only: a change is rare, and what it is planned for may differ by thousands of rows. */
function mayKeep(text: string): boolean {
  return /^\s*select\b/i.test(text) && (!GROWING.test(text) || text.includes(ONE_PLAN));
}

function isKept(text: string): boolean {
  if (kept.has(text)) return true;
  if (kept.size >= KEPT_MOST || !mayKeep(text)) return false;
  const times = (seen.get(text) ?? 0) + 1;
  if (times >= KEEP_FROM) {
    seen.delete(text);
    kept.add(text);
    return true;
  }
  if (seen.size >= SEEN_MOST) seen.clear();
  seen.set(text, times);
  return false;
}

/** Without `simple: false` a statement without values would go by the protocol that keeps nothing. */
const KEEP = { prepare: true, simple: false };

function keepOn<T extends Sql | TransactionSql>(sql: T): T {
  const ask = sql.unsafe;
  const unsafe: Sql["unsafe"] = (text, values, options) => ask(text, values, isKept(text) ? KEEP : options);
  return Object.assign(sql, { unsafe });
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
