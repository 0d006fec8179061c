// The server under test: its address, its environment and its database, as the roles of the product see it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";

/** The variables that scripts/e2e-server.ts gave to the processes under test. */
export function serverEnv(): Readonly<Record<string, string>> {
  const folder = process.env.E2E_DATA_DIR ?? "";
  return JSON.parse(readFileSync(join(folder, "env.json"), "utf8")) as Record<string, string>;
}

/** The origin of the server under test, without a trailing slash. */
export function origin(): string {
  return serverEnv().APP_ORIGIN ?? "";
}

export type Database = {
  readonly auth: postgres.Sql;
  /** Runs `work` inside one workspace, as the product's own role. */
  readonly inside: <T>(workspaceId: string, work: (sql: postgres.TransactionSql) => Promise<T>) => Promise<T>;
  /** Waits until the worker has done everything that was queued for the workspace; what failed and waits for another try does not count. */
  readonly idle: (workspaceId: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Three small pools: for people and sessions, for workspaces behind row-level security, for the queue. */
export function openDatabase(): Database {
  const env = serverEnv();
  const options = { max: 2, onnotice: () => undefined };
  const auth = postgres(env.DATABASE_AUTH_URL ?? "", options);
  const app = postgres(env.DATABASE_APP_URL ?? "", options);
  const queue = postgres(env.DATABASE_JOBS_URL ?? "", { ...options, max: 1 });
  const isBusy = async (workspaceId: string) => {
    const [row] = await queue<{ jobs: number }[]>`
      select count(*)::int as jobs from graphile_worker._private_jobs
      where payload->>'workspaceId' = ${workspaceId} and (locked_at is not null or run_at <= now()) and attempts < max_attempts`;
    return row?.jobs !== 0;
  };
  return {
    auth,
    inside: async <T>(workspaceId: string, work: (sql: postgres.TransactionSql) => Promise<T>) => {
      const box: { value?: T } = {};
      await app.begin(async (sql) => {
        await sql`select set_config('app.workspace_id', ${workspaceId}, true)`;
        box.value = await work(sql);
      });
      return box.value as T;
    },
    idle: async (workspaceId) => {
      while (await isBusy(workspaceId)) await new Promise((resolve) => setTimeout(resolve, 100));
    },
    close: async () => {
      await Promise.all([auth, app, queue].map((pool) => pool.end({ timeout: 2 })));
    },
  };
}

/** Forgets counted attempts, so that a suite of hundreds of sign-ups from one address is not held back by the limits. */
export async function forgetLimits(database: Database): Promise<void> {
  await database.auth`delete from rate_limits`;
}
