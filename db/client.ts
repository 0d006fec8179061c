// The raw connections. Private to db/: everybody else goes through tenant.ts or system.ts.
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { databaseUrls } from "@/db/connections";
import { withKeptPlans } from "@/db/kept-plans";

export type Database = PostgresJsDatabase<Record<string, never>>;
type Pool = { readonly database: Database };
type PoolName = "app" | "auth";

const holder = globalThis as { carryoverPools?: Partial<Record<PoolName, Pool>> };

function open(name: PoolName): Pool {
  const client = postgres(databaseUrls()[name], {
    max: name === "app" ? 10 : 4,
    connect_timeout: 5,
    idle_timeout: 60,
    onnotice: () => undefined,
    connection: {
      application_name: `carryover-${name}`,
      statement_timeout: 10_000,
      lock_timeout: 3_000,
      idle_in_transaction_session_timeout: 15_000,
    },
  });
  return { database: drizzle(withKeptPlans(client)) };
}

/** The pool of one database role; opened at first use and shared by the process. */
export function pool(name: PoolName): Database {
  const pools = holder.carryoverPools ?? {};
  holder.carryoverPools = pools;
  const found = pools[name] ?? open(name);
  pools[name] = found;
  return found.database;
}
