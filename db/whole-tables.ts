// Whole tables by name, as the database itself writes and reads rows: for the export and import of a workspace.
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/tenant";

const BATCH = 2_000;

export type WholeRow = Readonly<Record<string, unknown>>;

function columns(names: readonly string[]): SQL {
  return sql.join(
    names.map((name) => sql.identifier(name)),
    sql`, `,
  );
}

/**
 * All rows of the workspace in one table, in the order of its key, without the workspace's id, in batches. The database
 * writes the values, so instants keep their microseconds. One reading at a time in a transaction.
 */
export async function* readTable(
  tx: Tx,
  name: string,
  key: readonly string[],
): AsyncGenerator<readonly WholeRow[]> {
  const order = key.length === 0 ? sql`` : sql` order by ${columns(key)}`;
  await tx.execute(
    sql`declare transfer no scroll cursor for select (to_jsonb(t) - 'workspace_id') as row from ${sql.identifier(name)} t${order}`,
  );
  for (;;) {
    const rows = await tx.execute<{ row: WholeRow }>(sql.raw(`fetch ${BATCH} from transfer`));
    if (rows.length > 0) yield [...rows].map(({ row }) => row);
    if (rows.length < BATCH) break;
  }
  await tx.execute(sql`close transfer`);
}

/** What happens to a row whose key is there already. */
export type OnConflict = "fail" | "keep" | "replace";

/** Writes rows that all have the columns of the first, as one statement. Constraints and row-level security apply. */
export async function writeTable(
  tx: Tx,
  table: { readonly name: string; readonly key: readonly string[]; readonly onConflict: OnConflict },
  rows: readonly WholeRow[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const given = Object.keys(first);
  const names = columns(given);
  const name = sql.identifier(table.name);
  await tx.execute(
    sql`insert into ${name} (${names}) select ${names} from jsonb_populate_recordset(null::${name}, ${JSON.stringify(rows)}::text::jsonb)${conflict(table, given)}`,
  );
}

function conflict(
  { key, onConflict }: { readonly key: readonly string[]; readonly onConflict: OnConflict },
  given: readonly string[],
): SQL {
  if (onConflict === "fail") return sql``;
  if (onConflict === "keep") return sql` on conflict do nothing`;
  const sets = given
    .filter((name) => !key.includes(name))
    .map((name) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`);
  return sql` on conflict (${columns(key)}) do update set ${sql.join(sets, sql`, `)}`;
}

/** Those of the tables that hold a row of the workspace. */
export async function tablesInUse(tx: Tx, names: readonly string[]): Promise<readonly string[]> {
  const parts = names.map(
    (name) => sql`select ${name}::text as name where exists (select 1 from ${sql.identifier(name)})`,
  );
  const rows = await tx.execute<{ name: string }>(sql.join(parts, sql` union all `));
  return [...rows].map(({ name }) => name);
}
