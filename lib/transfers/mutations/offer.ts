import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import { workspaceTransfers } from "@/db/schema/files";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { actorId, type Scope } from "@/lib/core/access";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import { EDITIONS, findEdition } from "@/lib/core/frameworks/editions";
import { type Manifest, personShape, readManifest } from "@/lib/core/transfer";
import { fileStore, stagingFolder } from "@/lib/platform/file-store/file-store";
import { stageStream } from "@/lib/platform/file-store/stage";
import type { Staged } from "@/lib/platform/file-store/store";
import { openZip, ZipError, type ZipFile } from "@/lib/platform/zip-file";
import { enqueueTransfer } from "@/lib/transfers/mutations/jobs";
import { occupiedBy } from "@/lib/transfers/queries";
import { transferKey } from "@/lib/transfers/queries/keys";
import { transferTables } from "@/lib/transfers/queries/tables";

export const ARCHIVE_ENTRIES = 250_000;
const MANIFEST_BYTES = 64 * 1024 * 1024;
const PEOPLE_BYTES = 16 * 1024 * 1024;

const invalid = (sentence: string) => new AppError("INVALID", sentence, { fields: { archive: sentence } });

async function textOf(zip: ZipFile, name: string, limit: number): Promise<string> {
  const entry = zip.entries.get(name);
  if (entry === undefined) throw invalid(`The archive has no ${name}. It is not the export of a workspace.`);
  if (entry.unpacked > limit) throw invalid(`The archive's ${name} is too large.`);
  const pieces: Uint8Array[] = [];
  for await (const piece of zip.read(entry)) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

function requireKnown(manifest: Manifest): void {
  if (findEdition(manifest.datasetVersion, EDITIONS) === undefined) {
    throw invalid(
      `The archive uses edition ${manifest.datasetVersion} of the crosswalk, which this installation does not have. Update it first.`,
    );
  }
  const known = new Set(transferTables().map((table) => table.name));
  const foreign = manifest.tables.find(({ name }) => !known.has(name));
  if (foreign !== undefined) {
    throw invalid(
      `The archive holds "${foreign.name}", which this installation does not know. Update it first.`,
    );
  }
}

/** The files that the manifest names are the files that are there, with the sizes that it says. */
function requireSameFiles(manifest: Manifest, zip: ZipFile): void {
  for (const { path, sizeBytes } of manifest.files) {
    const entry = zip.entries.get(path);
    if (entry === undefined) throw invalid(`The archive lacks the file ${path} that its manifest names.`);
    if (entry.unpacked !== sizeBytes)
      throw invalid(`The file ${path} does not have the size that the manifest says.`);
  }
  if (zip.entries.size !== manifest.files.length + 1) {
    throw invalid("The archive holds files that its manifest does not name.");
  }
  const lacking = manifest.tables.find(({ name }) => !zip.entries.has(`data/${name}.json`));
  if (lacking !== undefined) throw invalid(`The archive lacks data/${lacking.name}.json.`);
}

export type CheckedArchive = {
  readonly manifest: Manifest;
  readonly people: readonly z.output<typeof personShape>[];
};

/** Reads manifest and people of an archive on the disk. @throws AppError INVALID with a sentence for the field `archive` */
export async function checkArchive(path: string, sizeBytes: number): Promise<CheckedArchive> {
  try {
    const zip = await openZip(path, sizeBytes, ARCHIVE_ENTRIES);
    try {
      const read = readManifest(await textOf(zip, "manifest.json", MANIFEST_BYTES));
      if (!read.ok) throw invalid(read.reason);
      requireKnown(read.manifest);
      requireSameFiles(read.manifest, zip);
      const people = z
        .array(personShape)
        .max(10_000)
        .safeParse(jsonOf(await textOf(zip, "data/people.json", PEOPLE_BYTES)));
      if (!people.success) throw invalid("The archive's data/people.json is damaged.");
      return { manifest: read.manifest, people: people.data };
    } finally {
      await zip.close();
    }
  } catch (error) {
    throw error instanceof ZipError ? invalid(error.message) : error;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function putOffer(workspaceId: string, id: string, archive: CheckedArchive): Promise<void> {
  const { files, ...manifest } = archive.manifest;
  const text = JSON.stringify({ manifest: { ...manifest, files: files.length }, people: archive.people });
  const staged = await stageStream(
    (async function* () {
      yield Buffer.from(text);
    })(),
    stagingFolder(),
    { limitBytes: Number.MAX_SAFE_INTEGER, expectedBytes: null },
  );
  try {
    await fileStore().put(transferKey(workspaceId, `${id}.json`), staged);
  } finally {
    await staged.discard();
  }
}

async function requireEmpty(scope: Scope<"workspace:export">): Promise<void> {
  const occupied = await inWorkspace(scope, occupiedBy);
  if (occupied.length > 0) {
    throw new AppError(
      "CONFLICT",
      `An import needs an empty workspace. This one already holds ${occupied.join(", ")}. Create a new workspace and import there.`,
    );
  }
}

/**
 * Checks an uploaded archive and keeps it until somebody confirms the import; nothing is written into the workspace.
 * The staged file is gone afterwards.
 * @throws AppError INVALID (what is wrong with it), CONFLICT (the workspace is not empty)
 */
export async function offerImport(
  scope: Scope<"workspace:export">,
  staged: Staged,
  fileName: string,
): Promise<string> {
  try {
    await requireEmpty(scope);
    const archive = await checkArchive(staged.path, staged.sizeBytes);
    const id = uuidv7();
    const fileKey = transferKey(scope.workspaceId, `${id}.zip`);
    const { sha256, sizeBytes } = staged;
    await fileStore().put(fileKey, staged);
    await putOffer(scope.workspaceId, id, archive);
    const requestedBy = actorId(scope);
    if (requestedBy === null) throw new AppError("FORBIDDEN", "An import needs a person who asks for it.");
    await inWorkspace(scope, async (tx) => {
      await tx.insert(workspaceTransfers).values({
        ...{ workspaceId: scope.workspaceId, id, direction: "import", state: "offered", requestedBy },
        ...{ fileKey, fileName, sizeBytes, sha256 },
        expiresAt: sql`now() + interval '1 day'`,
      });
      await record(tx, scope, {
        verb: "file.upload",
        subject: { kind: "transfer", ref: id },
        after: { fileName, sizeBytes, sha256 },
      });
    });
    return id;
  } finally {
    await staged.discard();
  }
}

/**
 * Queues the import that was offered. Whether the workspace is still empty is asked when it is written, under a lock.
 * @throws AppError NOT_FOUND, CONFLICT (decided before)
 */
export async function confirmImport(
  scope: Scope<"workspace:export">,
  input: { readonly id: string; readonly version: number },
): Promise<string> {
  return inWorkspace(scope, async (tx) => {
    await tx.select({ id: workspaces.id }).from(workspaces).for("update");
    const [row] = await tx
      .select()
      .from(workspaceTransfers)
      .where(and(eq(workspaceTransfers.id, input.id), eq(workspaceTransfers.direction, "import")))
      .for("update");
    if (row === undefined) throw notFound("The import");
    if (row.state !== "offered" || row.version !== input.version) {
      throw staleVersion("The import", { state: row.state, version: row.version });
    }
    await tx
      .update(workspaceTransfers)
      .set({ state: "queued", step: "Waits for the worker", version: row.version + 1, expiresAt: null })
      .where(eq(workspaceTransfers.id, row.id));
    await enqueueTransfer(tx, scope, "import-workspace", row.id);
    await record(tx, scope, {
      verb: "workspace.import",
      subject: { kind: "transfer", ref: row.id },
      after: { fileName: row.fileName, sha256: row.sha256 },
    });
    return row.id;
  });
}

/** Takes an offered import back; its archive is removed. @throws AppError NOT_FOUND, CONFLICT (decided before) */
// house: no-record nothing had been written
export async function dropImport(
  scope: Scope<"workspace:export">,
  input: { readonly id: string; readonly version: number },
): Promise<null> {
  const fileKey = await inWorkspace(scope, async (tx) => {
    const [row] = await tx
      .select()
      .from(workspaceTransfers)
      .where(and(eq(workspaceTransfers.id, input.id), eq(workspaceTransfers.direction, "import")))
      .for("update");
    if (row === undefined) throw notFound("The import");
    if (row.state !== "offered" || row.version !== input.version) {
      throw staleVersion("The import", { state: row.state, version: row.version });
    }
    await tx
      .update(workspaceTransfers)
      .set({ state: "expired", fileKey: null, version: row.version + 1, finishedAt: sql`now()` })
      .where(eq(workspaceTransfers.id, row.id));
    return row.fileKey;
  });
  if (fileKey !== null) await fileStore().remove(fileKey);
  await fileStore().remove(transferKey(scope.workspaceId, `${input.id}.json`));
  return null;
}
