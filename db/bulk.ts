// Many rows in one statement with one parameter: what an import of 10,000 lines needs.
import { getTableColumns, getTableName, type InferInsertModel, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/tenant";

/** Rows with values only: no SQL expressions, and every row with the keys of the first. */
type Plain<T> = { readonly [K in keyof T]: T[K] extends object ? T[K] | null : T[K] };

/**
 * Inserts all rows as one statement; columns that the rows leave out take their defaults of the database.
 * Ids are not made here: give them. Row-level security and constraints apply as for any insert.
 */
export async function insertRows<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly Plain<InferInsertModel<T>>[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const all = getTableColumns(table);
  const columns = Object.keys(first).flatMap((key) => {
    const column = all[key];
    return column === undefined ? [] : [column];
  });
  const names = sql.join(
    columns.map((column) => sql.identifier(column.name)),
    sql`, `,
  );
  const shape = sql.join(
    columns.map((column) => sql`${sql.identifier(column.name)} ${sql.raw(column.getSQLType())}`),
    sql`, `,
  );
  const keys = Object.keys(first);
  const json = JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(keys.map((key) => [all[key]?.name ?? key, row[key as keyof typeof row]])),
    ),
  );
  await tx.execute(
    sql`insert into ${sql.identifier(getTableName(table))} (${names}) select ${names} from jsonb_to_recordset(${json}::text::jsonb) as given(${shape})`,
  );
}
