// Columns that many tables share.

import { type SQL, sql } from "drizzle-orm";
import { check, integer, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { uuidv7 } from "uuidv7";

/** The first column of every tenant table, of its primary key, its unique keys, its foreign keys and its indexes. */
export const workspaceId = () => uuid("workspace_id").notNull();

/** A version 7 uuid made by the writer. */
export const id = () =>
  uuid("id")
    .notNull()
    .$defaultFn(() => uuidv7());

/** Instants by the database's clock, UTC. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
/** When the row was written, by the database's clock. */
export const createdAt = () => instant("created_at").notNull().defaultNow();
/** When the row was last changed; every update sets it. */
export const updatedAt = () => instant("updated_at").notNull().defaultNow();

/** Counts edits; every update names the version that it read. */
export const version = () => integer("version").notNull().default(1);

/** A text column whose values are one of the const lists of lib/core. */
export const state = <T extends string>(name: string) => text(name).$type<T>();

/** The check that keeps a `state` column inside its list. */
export function oneOf(name: string, column: string, values: readonly string[]) {
  return check(name, sql`${sql.identifier(column)} in (${literals(values)})`);
}

/** The values of a list that an array column holds, each once and in the order of the list: what such a column has to equal. */
export function inOrder(column: string, values: readonly string[]): SQL {
  const held = values.map((value) => `case when '${value}' = any(${column}) then '${value}' end`).join(", ");
  return sql.raw(`array_remove(array[${held}]::text[], null)`);
}

function literals(values: readonly string[]): SQL {
  const quoted = values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ");
  return sql.raw(quoted);
}
