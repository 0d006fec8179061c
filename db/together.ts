// Several lists in one statement: a page that asks for ten small things pays for asking, not for the things.
import { type SQLWrapper, sql } from "drizzle-orm";
import type { Tx } from "@/db/tenant";

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
