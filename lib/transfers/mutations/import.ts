import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { workspaceTransfers } from "@/db/schema/files";
import { workspaces } from "@/db/schema/workspaces";
import { inLongWorkspace, inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { AnyScope } from "@/lib/core/access";
import { AppError } from "@/lib/core/errors";
import { sizeText } from "@/lib/core/file-dto";
import { fits } from "@/lib/core/storage-quota";
import { env } from "@/lib/platform/env";
import { fileStore, stagingFolder } from "@/lib/platform/file-store/file-store";
import { stageStream } from "@/lib/platform/file-store/stage";
import { blobKey, type Staged } from "@/lib/platform/file-store/store";
import { openZip, ZipError, type ZipFile } from "@/lib/platform/zip-file";
import { setFailed, setProgress } from "@/lib/transfers/mutations/jobs";
import { ARCHIVE_ENTRIES, type CheckedArchive, checkArchive } from "@/lib/transfers/mutations/offer";
import { addFormerMembers, settlePeople } from "@/lib/transfers/mutations/people";
import { ImportRefusal, loadTable, type RowContext } from "@/lib/transfers/mutations/rows";
import { occupiedBy } from "@/lib/transfers/queries";
import { transferKey } from "@/lib/transfers/queries/keys";
import { transferTables } from "@/lib/transfers/queries/tables";

const NO_LIMIT = { limitBytes: Number.MAX_SAFE_INTEGER, expectedBytes: null };

type Unpacked = { readonly tables: ReadonlyMap<string, Staged>; readonly log: Staged | null };

async function stageEntry(zip: ZipFile, path: string): Promise<Staged> {
  const entry = zip.entries.get(path);
  if (entry === undefined)
    throw new ImportRefusal(`The archive lacks the file ${path}. Nothing was imported.`);
  return stageStream(zip.read(entry), stagingFolder(), NO_LIMIT);
}

/** @throws ImportRefusal (more than a workspace may store) */
function requireStorage(storedBytes: number): void {
  const { maxWorkspaceBytes: limitBytes } = env();
  if (fits({ usedBytes: 0, limitBytes }, storedBytes)) return;
  throw new ImportRefusal(
    `The archive holds more than the ${sizeText(limitBytes ?? 0)} that a workspace may store here. Nothing was imported.`,
  );
}

type Tell = (step: string, done: number, total: number) => Promise<void>;

/** Every file against its hash; stored files go to the store, tables stay staged. Nothing of the workspace changes. */
async function unpack(
  scope: AnyScope,
  zip: ZipFile,
  { manifest }: CheckedArchive,
  staged: Staged[],
  tell: Tell,
): Promise<Unpacked> {
  const tables = new Map<string, Staged>();
  let log: Staged | null = null;
  let storedBytes = 0;
  for (const [index, file] of manifest.files.entries()) {
    if (index % 50 === 0) await tell("Checking files", index, manifest.files.length);
    const part = await stageEntry(zip, file.path);
    staged.push(part);
    if (part.sha256 !== file.sha256) {
      throw new ImportRefusal(`The file ${file.path} is not what the manifest says. Nothing was imported.`);
    }
    const [folder, name = ""] = file.path.split("/");
    if (folder === "files") {
      if (name !== file.sha256)
        throw new ImportRefusal(`The file ${file.path} has a wrong name. Nothing was imported.`);
      storedBytes += part.sizeBytes;
      requireStorage(storedBytes);
      await fileStore().put(blobKey(scope.workspaceId, file.sha256), part);
      await part.discard();
    } else if (folder === "data" && name === "activity.json") log = part;
    else if (folder === "data") tables.set(name.replace(/\.json$/, ""), part);
  }
  return { tables, log };
}

async function requireEmpty(tx: Tx): Promise<void> {
  await tx.select({ id: workspaces.id }).from(workspaces).for("update");
  const occupied = await occupiedBy(tx);
  if (occupied.length > 0) {
    throw new ImportRefusal(`The workspace already holds ${occupied.join(", ")}. Nothing was imported.`);
  }
}

/**
 * A file is scanned again here, and one whose bytes did not come along is marked. Whoever the archive names as an auditor
 * has no access here before somebody of this workspace invites them: a code to their address would let them in.
 */
function adapter(missing: ReadonlySet<string>, present: ReadonlySet<string>): RowContext["adapt"] {
  return (table, row) => {
    if (table === "room_auditors") return { ...row, revoked_at: row.revoked_at ?? row.created_at };
    if (table !== "blobs") return row;
    const sha256 = String(row.sha256);
    if (!missing.has(sha256) && !present.has(sha256)) {
      throw new ImportRefusal(`The archive lacks the stored file ${sha256}. Nothing was imported.`);
    }
    return {
      ...row,
      ...{ scan_state: "not_scanned", scan_note: "", scanned_at: null },
      damaged_at: missing.has(sha256) ? (row.damaged_at ?? row.created_at) : null,
    };
  };
}

type Job = { readonly scope: AnyScope; readonly id: string; readonly tell: Tell };

async function write(
  { scope, id, tell }: Job,
  archive: CheckedArchive,
  unpacked: Unpacked,
  users: ReadonlyMap<string, string>,
): Promise<void> {
  const { manifest, people } = archive;
  const present = new Set(
    manifest.files.filter(({ path }) => path.startsWith("files/")).map(({ sha256 }) => sha256),
  );
  const context = { users, adapt: adapter(new Set(manifest.missing), present) };
  await inLongWorkspace(scope, async (tx) => {
    await requireEmpty(tx);
    await addFormerMembers(tx, scope, people, users);
    const tables = transferTables();
    let rows = 0;
    for (const [index, table] of tables.entries()) {
      await tell("Writing records", index, tables.length);
      const part = unpacked.tables.get(table.name);
      if (part === undefined) continue;
      const count = await loadTable(tx, scope, table, part.path, context);
      const stated = manifest.tables.find(({ name }) => name === table.name)?.rows;
      if (count !== stated) {
        throw new ImportRefusal(
          `data/${table.name}.json has ${count} rows; the manifest says ${stated ?? 0}. Nothing was imported.`,
        );
      }
      rows += count;
    }
    await finish(tx, scope, id, archive, rows);
  });
}

async function finish(
  tx: Tx,
  scope: AnyScope,
  id: string,
  { manifest, people }: CheckedArchive,
  rows: number,
) {
  await tx
    .update(workspaces)
    .set({ timeZone: manifest.workspace.timeZone, datasetVersion: manifest.datasetVersion })
    .where(eq(workspaces.id, scope.workspaceId));
  await tx
    .update(workspaceTransfers)
    .set({ state: "done", step: "", finishedAt: sql`now()`, expiresAt: null })
    .where(and(eq(workspaceTransfers.id, id), eq(workspaceTransfers.state, "running")));
  await record(tx, scope, {
    verb: "workspace.import",
    subject: { kind: "transfer", ref: id },
    after: {
      source: manifest.workspace.name,
      exportedAt: manifest.createdAt,
      rows,
      people: people.length,
      sourceLogEntries: manifest.activity.entries,
      sourceLogHead: manifest.activity.head,
    },
  });
}

async function readArchive(fileKey: string, tell: Tell): Promise<Staged> {
  await tell("Fetching the archive", 0, 1);
  const stream = await fileStore().open(fileKey);
  if (stream === null) throw new ImportRefusal("The archive is no longer there. Upload it again.");
  return stageStream(stream, stagingFolder(), NO_LIMIT);
}

async function wanted(scope: AnyScope, id: string): Promise<string | null> {
  return inWorkspace(scope, async (tx) => {
    const [row] = await tx.select().from(workspaceTransfers).where(eq(workspaceTransfers.id, id));
    const active = row?.direction === "import" && (row.state === "queued" || row.state === "running");
    return active ? row.fileKey : null;
  });
}

function sentenceOf(error: unknown): string | null {
  if (error instanceof ImportRefusal) return error.message;
  if (error instanceof ZipError) return `${error.message} Nothing was imported.`;
  return error instanceof AppError && error.code === "INVALID" ? error.message : null;
}

/**
 * Carries out a confirmed import: everything is checked, then everything is written in one transaction. What is wrong
 * with the archive ends in a sentence on the row; anything else is thrown for the queue to try again.
 */
export async function runImport(scope: AnyScope, id: string, lastAttempt: boolean): Promise<void> {
  const fileKey = await wanted(scope, id);
  if (fileKey === null) return;
  const tell: Tell = (step, done, total) => setProgress(scope, id, { step, done, total });
  const staged: Staged[] = [];
  try {
    const archive = await readArchive(fileKey, tell);
    staged.push(archive);
    const checked = await checkArchive(archive.path, archive.sizeBytes);
    const zip = await openZip(archive.path, archive.sizeBytes, ARCHIVE_ENTRIES);
    try {
      const unpacked = await unpack(scope, zip, checked, staged, tell);
      const users = await settlePeople(scope, checked.people);
      await write({ scope, id, tell }, checked, unpacked, users);
      if (unpacked.log !== null) {
        await fileStore().put(transferKey(scope.workspaceId, `${id}-activity.json`), unpacked.log);
      }
    } finally {
      await zip.close();
    }
  } catch (error) {
    const sentence = sentenceOf(error);
    if (sentence !== null) return setFailed(scope, id, sentence);
    if (lastAttempt) {
      await setFailed(
        scope,
        id,
        "The import could not be finished and changed nothing. The operator finds the reason in the log.",
      );
    }
    throw error;
  } finally {
    for (const part of staged) await part.discard();
  }
}
