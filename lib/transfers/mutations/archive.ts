import "server-only";
import { createReadStream } from "node:fs";
import { makeZip } from "client-zip";
import { desc } from "drizzle-orm";
import { activityHeads } from "@/db/schema/activity";
import { blobs } from "@/db/schema/files";
import { workspaces } from "@/db/schema/workspaces";
import { inSnapshot, type Tx } from "@/db/tenant";
import { readTable } from "@/db/whole-tables";
import type { AnyScope } from "@/lib/core/access";
import { CSV_BOM, type CsvValue, csvLine } from "@/lib/core/csv";
import { notFound } from "@/lib/core/errors";
import { type Manifest, TRANSFER_FORMAT, TRANSFER_FORMAT_VERSION } from "@/lib/core/transfer";
import { fileStore, stagingFolder } from "@/lib/platform/file-store/file-store";
import { stageStream } from "@/lib/platform/file-store/stage";
import { blobKey, type Staged } from "@/lib/platform/file-store/store";
import { readPeople, withKeys } from "@/lib/transfers/queries/rows";
import { type TransferTable, transferTables } from "@/lib/transfers/queries/tables";

const NO_LIMIT = { limitBytes: Number.MAX_SAFE_INTEGER, expectedBytes: null };
const CSV_TABLES = [
  ...["requirements", "evidence_items", "artifacts", "evidence_links", "nonconformities", "actions"],
  ...["requests", "soa_rows", "soa_reasons", "risks", "obligations", "suppliers", "crosswalk_overrides"],
];
const ACTIVITY: TransferTable = { name: "activity", columns: [], key: ["seq"], needs: [] };

export type Part = { readonly path: string; readonly staged: Staged };
type Blob = { readonly sha256: string; readonly sizeBytes: number; readonly damaged: boolean };
/** One consistent state of a workspace as files on the disk, and the stored files that belong to it. */
export type Collected = {
  readonly parts: readonly Part[];
  readonly blobs: readonly Blob[];
  readonly manifest: Omit<Manifest, "files" | "missing" | "createdAt">;
};

function encode(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  return (async function* () {
    for await (const line of lines) yield encoder.encode(line);
  })();
}

async function stage(path: string, lines: AsyncIterable<string>): Promise<Part> {
  return { path, staged: await stageStream(encode(lines), stagingFolder(), NO_LIMIT) };
}

type Lines = (row: Readonly<Record<string, unknown>>) => string;

/** One JSON array, one row a line. */
async function* arrayOf(rows: AsyncIterable<readonly Readonly<Record<string, unknown>>[]>, write: Lines) {
  yield "[";
  let first = true;
  for await (const batch of rows) {
    const text = batch.map(write).join(",\n");
    yield first ? `\n${text}` : `,\n${text}`;
    first = false;
  }
  yield "\n]\n";
}

function cellOf(value: unknown): CsvValue {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : (value as CsvValue);
}

async function* csvOf(
  table: TransferTable,
  rows: AsyncIterable<readonly Readonly<Record<string, unknown>>[]>,
  nameOf: ReadonlyMap<string, string>,
) {
  yield `${CSV_BOM}${csvLine(table.columns.map((column) => column.name))}`;
  for await (const batch of rows) {
    yield batch
      .map((row) =>
        csvLine(
          table.columns.map((column) => {
            const value = row[column.name];
            return column.person && typeof value === "string" ? (nameOf.get(value) ?? "") : cellOf(value);
          }),
        ),
      )
      .join("");
  }
}

async function* listOf(rows: readonly unknown[]) {
  yield rows.length === 0 ? "[\n]\n" : `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`;
}

type Progress = (step: string, done: number, total: number) => Promise<void>;

async function workspaceOf(tx: Tx) {
  const [workspace] = await tx.select().from(workspaces);
  if (workspace === undefined) throw notFound("The workspace");
  const [head] = await tx.select().from(activityHeads).orderBy(desc(activityHeads.seq)).limit(1);
  return {
    datasetVersion: workspace.datasetVersion,
    workspace: { name: workspace.name, slug: workspace.slug, timeZone: workspace.timeZone },
    activity: {
      entries: head?.seq ?? 0,
      head: Buffer.from(head?.hash ?? new Uint8Array(32)).toString("hex"),
    },
  };
}

async function collectTables(tx: Tx, parts: Part[], progress: Progress) {
  const people = await readPeople(tx);
  parts.push(await stage("data/people.json", listOf(people.list)));
  const tables = transferTables();
  const counts: { name: string; rows: number }[] = [];
  for (const [index, table] of tables.entries()) {
    await progress("Reading records", index, tables.length);
    let rows = 0;
    const write: Lines = (row) => {
      rows += 1;
      return JSON.stringify(withKeys(row, table, people));
    };
    parts.push(await stage(`data/${table.name}.json`, arrayOf(readTable(tx, table.name, table.key), write)));
    counts.push({ name: table.name, rows });
    if (CSV_TABLES.includes(table.name)) {
      const text = csvOf(table, readTable(tx, table.name, table.key), people.nameOf);
      parts.push(await stage(`csv/${table.name}.csv`, text));
    }
  }
  const log = readTable(tx, ACTIVITY.name, ACTIVITY.key);
  parts.push(
    await stage(
      "data/activity.json",
      arrayOf(log, (row) => JSON.stringify(row)),
    ),
  );
  return counts;
}

/**
 * The whole workspace as it is at one instant, staged on the disk table by table; the caller discards the parts.
 * Nothing of it is ever in memory as a whole.
 */
export async function collect(scope: AnyScope, progress: Progress): Promise<Collected> {
  const parts: Part[] = [];
  try {
    return await inSnapshot(scope, async (tx) => {
      const facts = await workspaceOf(tx);
      const tables = await collectTables(tx, parts, progress);
      const stored = await tx
        .select({ sha256: blobs.sha256, sizeBytes: blobs.sizeBytes, damagedAt: blobs.damagedAt })
        .from(blobs)
        .orderBy(blobs.sha256);
      return {
        parts,
        blobs: stored.map(({ damagedAt, ...blob }) => ({ ...blob, damaged: damagedAt !== null })),
        manifest: { format: TRANSFER_FORMAT, formatVersion: TRANSFER_FORMAT_VERSION, ...facts, tables },
      };
    });
  } catch (error) {
    await discardParts(parts);
    throw error;
  }
}

/** Removes what was staged. */
export async function discardParts(parts: readonly Part[]): Promise<void> {
  for (const part of parts) await part.staged.discard();
}

const README = (workspace: string, at: string) => `The workspace "${workspace}" as of ${at}.

manifest.json   what is in here: every file with its size and SHA-256, every table with its number of rows
data/           one JSON array for each table, one row a line; people are named by keys of data/people.json
data/activity.json  the activity log with its hash chain
csv/            the same records for spreadsheets, with names of people
files/          the stored files, each named by the SHA-256 of its bytes

Settings, Data of an empty workspace reads this archive. The format is described in docs/export-format.md.
`;

async function present(scope: AnyScope, all: readonly Blob[]) {
  const here: Blob[] = [];
  const missing: string[] = [];
  for (const blob of all) {
    const found = blob.damaged ? null : await fileStore().head(blobKey(scope.workspaceId, blob.sha256));
    if (found?.sizeBytes === blob.sizeBytes) here.push(blob);
    else missing.push(blob.sha256);
  }
  return { here, missing };
}

/** The archive as one staged ZIP: parts, stored files, manifest. @throws Error (a stored file is not what it was) */
export async function pack(
  scope: AnyScope,
  collected: Collected,
  at: Date,
  progress: Progress,
): Promise<Staged> {
  const { here, missing } = await present(scope, collected.blobs);
  const readme = await stage(
    "README.txt",
    (async function* () {
      yield README(collected.manifest.workspace.name, at.toISOString());
    })(),
  );
  const parts = [readme, ...collected.parts];
  const manifest: Manifest = {
    ...collected.manifest,
    createdAt: at.toISOString(),
    missing,
    files: [
      ...parts.map(({ path, staged }) => ({ path, sizeBytes: staged.sizeBytes, sha256: staged.sha256 })),
      ...here.map(({ sha256, sizeBytes }) => ({ path: `files/${sha256}`, sizeBytes, sha256 })),
    ],
  };
  async function* entries() {
    for (const { path, staged } of parts) {
      yield { name: path, input: createReadStream(staged.path), size: staged.sizeBytes, lastModified: at };
    }
    for (const [index, { sha256, sizeBytes }] of here.entries()) {
      await progress("Packing files", index, here.length);
      const stream = await fileStore().open(blobKey(scope.workspaceId, sha256));
      if (stream === null) throw new Error(`The stored file ${sha256} went missing.`);
      yield { name: `files/${sha256}`, input: stream, size: sizeBytes, lastModified: at };
    }
    yield { name: "manifest.json", input: `${JSON.stringify(manifest, null, 1)}\n`, lastModified: at };
  }
  try {
    return await stageStream(chunks(makeZip(entries())), stagingFolder(), NO_LIMIT);
  } finally {
    await readme.staged.discard();
  }
}

async function* chunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
