// Many rows in one statement with one parameter: what an import of 10,000 lines needs, new rows and changed ones; and many lists in
// one, for pages that pay for asking ten small things, not for the things.
import { getTableColumns, getTableName, type InferInsertModel, type SQLWrapper, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/tenant";

/** Rows with values only: no SQL expressions, and every row with the keys of the first. */
type Plain<T> = { readonly [K in keyof T]: T[K] extends object ? T[K] | null : T[K] };

type Column = { readonly key: string; readonly name: string; readonly short: string; readonly type: string };

/** Columns with one value for all rows travel once, the others row by row under a short name: the text is what such a statement costs. */
function split<Row extends object>(columns: readonly Column[], rows: readonly Row[]) {
  const cellOf = (row: Row | undefined, { key }: Column) => row?.[key as keyof Row] ?? null;
  const same = columns.filter((one) => {
    const value = cellOf(rows[0], one);
    return rows.every((row) => cellOf(row, one) === value);
  });
  const given = columns.filter((one) => !same.includes(one));
  if (given.length === 0) return { same: [], given: columns, cellOf };
  return { same, given, cellOf };
}

const shapeOf = (columns: readonly Column[]) =>
  sql.raw(columns.map(({ short, type }) => `${short} ${type}`).join(", "));

/** The table's columns that the row gives, under short names. */
function columnsOf(table: PgTable, row: object): readonly Column[] {
  const all = getTableColumns(table);
  return Object.keys(row).flatMap((key, place) => {
    const column = all[key];
    return column === undefined
      ? []
      : [{ key, name: column.name, short: `c${place}`, type: column.getSQLType() }];
  });
}

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
  const columns = columnsOf(table, first);
  const { same, given, cellOf } = split(columns, rows);
  const recordOf = (row: (typeof rows)[number], of: readonly Column[]) => {
    const record: Record<string, unknown> = {};
    for (const one of of) record[one.short] = cellOf(row, one);
    return record;
  };
  const order = [...same, ...given];
  const names = sql.join(
    order.map(({ name }) => sql.identifier(name)),
    sql`, `,
  );
  const values = sql.raw(order.map(({ short }) => short).join(", "));
  const json = JSON.stringify(rows.map((row) => recordOf(row, given)));
  const once =
    same.length === 0
      ? sql``
      : sql`jsonb_to_record(${JSON.stringify(recordOf(first, same))}::text::jsonb) as same(${shapeOf(same)}), `;
  await tx.execute(
    sql`insert into ${sql.identifier(getTableName(table))} (${names}) select ${values} from ${once}jsonb_to_recordset(${json}::text::jsonb) as given(${shapeOf(given)})`,
  );
}

type Versioned = PgTable & {
  readonly $inferInsert: { id?: string | undefined; version?: number | undefined };
};

/**
 * Changes all rows as one statement: each gets the other values that it comes with, the next version and the time of the change. A row
 * whose version is another one by now stays as it is. Answers how many were changed; every row needs the keys of the first.
 */
export async function updateRows<T extends Versioned>(
  tx: Tx,
  table: T,
  rows: readonly (Partial<Plain<InferInsertModel<T>>> & { readonly id: string; readonly version: number })[],
): Promise<number> {
  const [first] = rows;
  if (first === undefined) return 0;
  const columns = columnsOf(table, first);
  const sets = columns
    .filter(({ key }) => key !== "id" && key !== "version")
    .map(({ name, short }) => sql`${sql.identifier(name)} = given.${sql.raw(short)}`);
  const short = (key: string) => sql.raw(columns.find((one) => one.key === key)?.short ?? "");
  const given = rows.map((row) =>
    Object.fromEntries(columns.map((one) => [one.short, row[one.key as keyof typeof row] ?? null])),
  );
  const changed = await tx.execute(sql`
    update ${sql.identifier(getTableName(table))} t
    set ${sql.join([...sets, sql`version = t.version + 1`, sql`updated_at = now()`], sql`, `)}
    from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) as given(${shapeOf(columns)})
    where t.id = given.${short("id")} and t.version = given.${short("version")}
    returning t.id`);
  return changed.length;
}

/** A select of drizzle with flat fields. */
type Select = SQLWrapper & {
  readonly _: { readonly selectedFields: object; readonly result: readonly unknown[] };
};

/** A row after its way through JSON: an instant arrives as text. */
type Sent<T> = { readonly [K in keyof T]: Date extends T[K] ? string | Exclude<T[K], Date> : T[K] };

/** The rows of a select as `readTogether` answers them. */
export type RowsOf<Q extends Select> = readonly Sent<Q["_"]["result"][number]>[];

function inOne(name: string, select: Select) {
  const columns = sql.join(
    Object.keys(select._.selectedFields).map((field) => sql.identifier(field)),
    sql`, `,
  );
  return sql`(select coalesce(json_agg(p), '[]'::json) from ${select} as p(${columns})) as ${sql.identifier(name)}`;
}

/** All rows of every select, each list under its name and in its own order; one statement. Fields must be flat, and their decoders are not asked. */
export async function readTogether<Q extends Readonly<Record<string, Select>>>(
  tx: Tx,
  selects: Q,
): Promise<{ readonly [K in keyof Q]: RowsOf<Q[K]> }> {
  const lists = Object.entries(selects).map(([name, select]) => inOne(name, select));
  const [row] = await tx.execute(sql`select ${sql.join(lists, sql`, `)}`);
  return row as { readonly [K in keyof Q]: RowsOf<Q[K]> };
}
