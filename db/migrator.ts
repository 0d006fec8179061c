import { Logger, runMigrations } from "graphile-worker";
import postgres, { type Sql, type TransactionSql } from "postgres";
import { errorCode, explainConnectionError, isDatabaseUrl } from "./connection-errors";
import { withLogin } from "./connections";
import { type MigrationFile, readMigrationFiles } from "./migration-files";
import { listAppliedMigrations, pendingMigrations } from "./migration-state";
import { Refusal } from "./refusal";
import { ensureRoles, type RolePassword } from "./roles";

export type MigrateOptions = {
  readonly databaseUrl: string;
  readonly rolePassword: RolePassword;
  readonly log: (line: string) => void;
};
export type MigrationCounts = { readonly roles: number; readonly applied: number; readonly total: number };

const OLDEST_SERVER = 150_000;
// Any constant: it only has to be the same in every instance.
const ADVISORY_LOCK = 720_418_301;
const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Brings the database up to this version of the code: roles, the tables of the job queue, then each pending file in a
 * transaction of its own as carryover_owner. One instance at a time; the others wait and then find nothing to do.
 * Returns how many role statements and files were run and how many files there are.
 * @throws Refusal with one sentence for the operator
 */
export async function migrate({ databaseUrl, rolePassword, log }: MigrateOptions): Promise<MigrationCounts> {
  if (!isDatabaseUrl(databaseUrl)) {
    throw new Refusal(
      "DATABASE_URL is not a database address: write it as postgres://user:password@host:5432/database.",
    );
  }
  const sql = postgres(databaseUrl, {
    max: 1,
    max_lifetime: null,
    connect_timeout: 10,
    onnotice: () => undefined,
  });
  try {
    await refuseOldServer(sql);
    await sql`set lock_timeout = '120s'`;
    await sql`select pg_advisory_lock(${ADVISORY_LOCK})`;
    const roles = await ensureRoles(sql, databaseUrl, rolePassword);
    if (roles > 0) log(`${roles} statements for roles and rights`);
    const pending = await pendingFiles(sql);
    await migrateJobQueue(sql, withLogin(databaseUrl, "carryover_jobs", rolePassword("carryover_jobs")));
    for (const file of pending.files) {
      await applyFile(sql, file);
      log(`migration ${file.name}`);
    }
    return { roles, applied: pending.files.length, total: pending.total };
  } catch (error) {
    const sentence = explainConnectionError(error, databaseUrl);
    throw sentence ? new Refusal(sentence) : error;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function refuseOldServer(sql: Sql): Promise<void> {
  const [row] = await sql<{ version: number; text: string }[]>`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as text`;
  if (row && row.version >= OLDEST_SERVER) return;
  throw new Refusal(`The database server is PostgreSQL ${row?.text}: use PostgreSQL 15 or newer.`);
}

async function pendingFiles(sql: Sql): Promise<{ files: readonly MigrationFile[]; total: number }> {
  const applied = await sql.begin(async (tx) => {
    // The deploy login itself may hold no right on the tables, only the right to become their owner.
    await tx`set local role carryover_owner`;
    await tx`create table if not exists schema_migrations (
      name text primary key, sha256 text not null, applied_at timestamptz not null default clock_timestamp())`;
    await tx`grant usage on schema public to carryover_app, carryover_auth, carryover_room, carryover_audit, carryover_jobs`;
    await tx`grant select on schema_migrations to carryover_auth, carryover_jobs`;
    return listAppliedMigrations(tx);
  });
  const files = await readMigrationFiles();
  return { files: pendingMigrations(files, applied), total: files.length };
}

/** The library would create the schema itself, for which its role would need CREATE on the database: its first table is made here. */
async function migrateJobQueue(sql: Sql, jobsUrl: string): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local role carryover_jobs`;
    await tx`create table if not exists graphile_worker.migrations (
      id int primary key, ts timestamptz not null default now(), breaking boolean not null default false)`;
  });
  await runMigrations({
    connectionString: jobsUrl,
    schema: "graphile_worker",
    logger: new Logger(() => () => undefined),
  });
}

async function applyFile(sql: Sql, file: MigrationFile): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await sql.begin((tx) => applyStatements(tx, file));
      return;
    } catch (error) {
      if (errorCode(error) !== LOCK_NOT_AVAILABLE) throw inFile(file, error);
      if (attempt === 3) {
        throw new Refusal(
          `Migration ${file.name} could not get its lock within 5 s: stop long-running work, then start again.`,
        );
      }
    }
  }
}

async function applyStatements(tx: TransactionSql, file: MigrationFile): Promise<void> {
  await tx`set local lock_timeout = '5s'`;
  await tx`set local role carryover_owner`;
  // A new owner of a table or function needs CREATE on its schema at the moment of the change, and only then.
  await tx`grant create on schema public to carryover_audit, carryover_jobs`;
  for (const statement of file.statements) await tx.unsafe(statement);
  await tx`set local role carryover_owner`;
  await tx`revoke create on schema public from carryover_audit, carryover_jobs`;
  await tx`insert into schema_migrations (name, sha256) values (${file.name}, ${file.sha256})`;
}

function inFile(file: MigrationFile, error: unknown): Error {
  const text = error instanceof Error ? error.message : String(error);
  return new Error(`Migration ${file.name} failed and was rolled back: ${text}`, { cause: error });
}
