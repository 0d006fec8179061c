import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

export type MigrationFile = {
  readonly name: string;
  readonly sha256: string;
  readonly statements: readonly string[];
};

type Journal = { readonly entries: readonly { readonly idx: number; readonly tag: string }[] };

/**
 * The migrations of this version of the code, in the order of the journal. Line ends are normalised before hashing,
 * so that a checkout with CRLF has the same hashes. Empty when there is no journal.
 */
export async function readMigrationFiles(
  folder: string = join(process.cwd(), "db", "migrations"),
): Promise<readonly MigrationFile[]> {
  const journal = await readJournal(join(folder, "meta", "_journal.json"));
  const entries = [...journal.entries].sort((a, b) => a.idx - b.idx);
  return Promise.all(entries.map(({ tag }) => readMigrationFile(folder, tag)));
}

async function readJournal(path: string): Promise<Journal> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Journal;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return { entries: [] };
    throw error;
  }
}

async function readMigrationFile(folder: string, name: string): Promise<MigrationFile> {
  const text = (await readFile(join(folder, `${name}.sql`), "utf8")).replaceAll("\r\n", "\n");
  const statements = text
    .split("--> statement-breakpoint")
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
  return { name, sha256: createHash("sha256").update(text).digest("hex"), statements };
}
