import "server-only";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Tx } from "@/db/tenant";
import { type WholeRow, writeTable } from "@/db/whole-tables";
import type { AnyScope } from "@/lib/core/access";
import { rowReader } from "@/lib/transfers/queries/shapes";
import { KEPT, REPLACED, type TransferTable } from "@/lib/transfers/queries/tables";

const BATCH = 1_000;

/** An archive that cannot be imported; the message is a sentence for the person who tries. Nothing was changed. */
export class ImportRefusal extends Error {}

type Row = WholeRow;

/** The lines of a JSON array that has one row a line, without brackets and commas. */
async function* linesOf(path: string): AsyncGenerator<{ readonly text: string; readonly number: number }> {
  let number = 0;
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    if (line === "[" || line === "]" || line === "") continue;
    yield { text: line.endsWith(",") ? line.slice(0, -1) : line, number };
  }
}

async function insertBatch(
  tx: Tx,
  scope: AnyScope,
  table: TransferTable,
  rows: readonly Row[],
): Promise<void> {
  const { name } = table;
  const onConflict = REPLACED.has(name) ? "replace" : KEPT.has(name) ? "keep" : "fail";
  const key = ["workspace_id", ...table.key];
  await writeTable(
    tx,
    { name, key, onConflict },
    rows.map((row) => ({ workspace_id: scope.workspaceId, ...row })),
  );
}

function withIds(table: TransferTable, row: Row, users: ReadonlyMap<string, string>): Row | null {
  const out: Record<string, unknown> = { ...row };
  for (const { name, person } of table.columns) {
    const key = out[name];
    if (!person || typeof key !== "string") continue;
    const id = users.get(key);
    if (id === undefined) return null;
    out[name] = id;
  }
  return out;
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return "cause" in error ? codeOf(error.cause) : "";
}

/** What the import knows that a row alone does not: whose ids stand for the people, and changes to single rows. */
export type RowContext = {
  readonly users: ReadonlyMap<string, string>;
  readonly adapt: (table: string, row: Row) => Row;
};

/**
 * Writes the rows of one table from its file, set by set. Returns how many there were.
 * @throws ImportRefusal (a line that is not as expected, or that the database refuses)
 */
// house: no-record part of the import, which records itself
export async function loadTable(
  tx: Tx,
  scope: AnyScope,
  table: TransferTable,
  path: string,
  context: RowContext,
): Promise<number> {
  const read = rowReader(table);
  const at = (number: number, reason: string) =>
    new ImportRefusal(`data/${table.name}.json, line ${number}: ${reason}. Nothing was imported.`);
  let signature = "";
  let batch: Row[] = [];
  let count = 0;
  const flush = async (number: number) => {
    try {
      await insertBatch(tx, scope, table, batch);
    } catch (error) {
      // Classes 22 and 23: values and constraints. Everything else is no fault of the archive.
      if (!/^2[23]/.test(codeOf(error))) throw error;
      throw at(number, "its rows do not fit together, or one of them is refused by the database");
    }
    batch = [];
  };
  let last = 0;
  for await (const { text, number } of linesOf(path)) {
    const result = read(text);
    if (!result.ok) throw at(number, result.reason);
    const keys = Object.keys(result.row).join(",");
    if (signature !== "" && keys !== signature)
      throw at(number, "it has other fields than the lines before it");
    signature = keys;
    const row = withIds(table, context.adapt(table.name, result.row), context.users);
    if (row === null) throw at(number, "it names a person who is not in data/people.json");
    batch.push(row);
    count += 1;
    last = number;
    if (batch.length === BATCH) await flush(number);
  }
  await flush(last);
  return count;
}
