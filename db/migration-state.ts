import type { ISql, Sql } from "postgres";
import { errorCode } from "./connection-errors";
import { type MigrationFile, readMigrationFiles } from "./migration-files";
import { Refusal } from "./refusal";

export type AppliedMigration = { readonly name: string; readonly sha256: string };

const UNDEFINED_TABLE = "42P01";

/** The migrations that the database has; empty before the first one. The application's role may not ask, the others may. */
export async function listAppliedMigrations(sql: ISql): Promise<readonly AppliedMigration[]> {
  try {
    return await sql<
      AppliedMigration[]
    >`select name, sha256 from schema_migrations order by applied_at, name`;
  } catch (error) {
    if (errorCode(error) === UNDEFINED_TABLE) return [];
    throw error;
  }
}

/**
 * The files that are still to be applied, in order.
 * @throws Refusal when the database knows a migration that the code does not, or when an applied file was edited
 */
export function pendingMigrations(
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): readonly MigrationFile[] {
  const known = new Map(files.map((file) => [file.name, file.sha256]));
  const unknown = applied.find(({ name }) => !known.has(name));
  if (unknown) {
    throw new Refusal(
      `The database is newer than this code (it has migration ${unknown.name}): start the newer version, or restore a backup from before the upgrade.`,
    );
  }
  const edited = applied.find(({ name, sha256 }) => known.get(name) !== sha256);
  if (edited) {
    throw new Refusal(
      `Migration ${edited.name} was edited after it was applied: restore the file as released and write a new migration for the change.`,
    );
  }
  const done = new Set(applied.map(({ name }) => name));
  return files.filter(({ name }) => !done.has(name));
}

/**
 * True when a file of this code has not been applied yet, for readiness checks.
 * @throws Refusal like pendingMigrations
 */
export async function databaseNeedsMigration(sql: Sql): Promise<boolean> {
  const [files, applied] = await Promise.all([readMigrationFiles(), listAppliedMigrations(sql)]);
  return pendingMigrations(files, applied).length > 0;
}
