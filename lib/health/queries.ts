import "server-only";
import { statfs } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "@/db/migration-files";
import { pendingMigrations } from "@/db/migration-state";
import { asSystem } from "@/db/system";
import { env } from "@/lib/platform/env";

const LEAST_FREE_BYTES = 64 * 1024 * 1024;

async function databaseProblem(): Promise<string | null> {
  try {
    const applied = await asSystem("health", (database) =>
      database.execute<{ name: string; sha256: string }>(sql`select name, sha256 from schema_migrations`),
    );
    const pending = pendingMigrations(await readMigrationFiles(), [...applied]);
    return pending.length === 0 ? null : "the database waits for a migration";
  } catch {
    return "the database does not answer, or does not fit this version";
  }
}

async function diskProblem(): Promise<string | null> {
  try {
    const { bavail, bsize } = await statfs(env().dataDir);
    return bavail * bsize >= LEAST_FREE_BYTES ? null : "the disk has less than 64 MB left";
  } catch {
    return "the data folder cannot be read";
  }
}

/** What keeps this process from serving, in words for the operator; empty when nothing does. */
export async function listProblems(): Promise<readonly string[]> {
  const problems = await Promise.all([databaseProblem(), diskProblem()]);
  return problems.filter((problem) => problem !== null);
}
