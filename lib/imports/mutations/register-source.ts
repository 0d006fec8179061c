import "server-only";
import { createHash } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { blobs, uploads } from "@/db/schema/files";
import { inWorkspace } from "@/db/tenant";
import { actorId, type Scope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import { FileRefusal } from "@/lib/core/file-refusal";
import { judgeFile } from "@/lib/core/file-types";
import type { BesideFile, RefusedFile } from "@/lib/core/register-files";
import type { SheetTable } from "@/lib/core/register-table";
import { decodeRegister, parseRegister, REGISTER_LIMITS } from "@/lib/core/register-text";
import { chunksOf, keepStaged } from "@/lib/files/mutations/keep";
import { env } from "@/lib/platform/env";
import { probeFile } from "@/lib/platform/file-probe";
import { fileStore, stagingFolder } from "@/lib/platform/file-store/file-store";
import { stageStream } from "@/lib/platform/file-store/stage";
import { blobKey, FileStoreError, type Staged } from "@/lib/platform/file-store/store";
import { readWorkbook, WorkbookError } from "@/lib/platform/workbook";
import { openZip, ZipError, type ZipFile } from "@/lib/platform/zip-file";

export type ImportScope = Scope<"import:run" | "evidence:write">;

/** What a register file was found to hold. `text` is set for text files, `sheets` for workbooks. */
type RegisterSource = {
  readonly format: "csv" | "xlsx" | "zip";
  readonly encoding: string;
  readonly sha256: string;
  readonly text: string | null;
  readonly sheets: readonly SheetTable[];
  /** Null where the register came alone. */
  readonly files: { readonly kept: readonly BesideFile[]; readonly refused: readonly RefusedFile[] } | null;
};

/** The refusal of a file, at the field that named it. */
export function refuseFile(reason: string): AppError {
  return new AppError("INVALID", reason, { fields: { file: reason, uploads: reason } });
}

const FILES_AT_MOST = 1_000;
const STORE = "The store for files does not answer. Nothing was imported. Try again in a few minutes.";

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

async function workbookOf(bytes: Uint8Array): Promise<readonly SheetTable[]> {
  try {
    return await readWorkbook(bytes);
  } catch (error) {
    throw error instanceof WorkbookError ? refuseFile(error.message) : error;
  }
}

type Table = Pick<RegisterSource, "encoding" | "text" | "sheets">;

/** Bytes of a register as text or sheets. @throws AppError INVALID */
async function tableOf(bytes: Uint8Array, name: string): Promise<Table> {
  if (bytes.length > REGISTER_LIMITS.bytes) {
    throw refuseFile(`${name} is larger than 5 MB. Split it, or remove columns that are not needed.`);
  }
  const ole = bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
  if (isZip(bytes) || ole) {
    return { encoding: "XLSX", text: null, sheets: await workbookOf(bytes) };
  }
  const decoded = decodeRegister(bytes);
  if (!decoded.ok) throw refuseFile(decoded.reason);
  const parsed = parseRegister(decoded.text);
  if (!parsed.ok) throw refuseFile(parsed.reason);
  return { encoding: decoded.encoding, text: decoded.text, sheets: [] };
}

type Upload = { readonly name: string; readonly staged: Staged };

/** The caller's own unclaimed upload as a local file again. @throws AppError NOT_FOUND, LIMITED (store) */
async function stageUpload(scope: ImportScope, uploadId: string): Promise<Upload> {
  const me = actorId(scope);
  if (me === null || !z.uuid().safeParse(uploadId).success) throw notFound("The uploaded file");
  const [found] = await inWorkspace(scope, (tx) =>
    tx
      .select({ name: uploads.fileName, sha256: uploads.sha256, sizeBytes: blobs.sizeBytes })
      .from(uploads)
      .innerJoin(blobs, and(eq(blobs.workspaceId, uploads.workspaceId), eq(blobs.sha256, uploads.sha256)))
      .where(and(eq(uploads.id, uploadId), eq(uploads.uploadedBy, me), isNull(uploads.claimedAt))),
  );
  if (found === undefined) throw notFound("The uploaded file");
  const stream = await fileStore().open(blobKey(scope.workspaceId, found.sha256));
  if (stream === null) throw notFound("The uploaded file");
  const limits = { limitBytes: found.sizeBytes, expectedBytes: found.sizeBytes };
  return { name: found.name, staged: await stageStream(stream, stagingFolder(), limits) };
}

const NOISE = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;
const REGISTER_NAME = /\.(?:csv|tsv|xlsx)$/i;

/** The names of the archive's files, without folders and what systems add, and without one folder around everything. */
function listed(zip: ZipFile): readonly { readonly name: string; readonly key: string }[] {
  const keys = [...zip.entries.keys()].filter((key) => !key.endsWith("/") && !NOISE.test(key));
  const folder = /^[^/]+\//.exec(keys[0] ?? "")?.[0] ?? "";
  const shared = folder !== "" && keys.every((key) => key.startsWith(folder));
  return keys.map((key) => ({ key, name: shared ? key.slice(folder.length) : key }));
}

async function bytesOf(zip: ZipFile, key: string, limit: number): Promise<Buffer> {
  const entry = zip.entries.get(key);
  if (entry === undefined || entry.unpacked > limit) throw refuseFile("The register is larger than 5 MB.");
  const pieces: Uint8Array[] = [];
  for await (const piece of zip.read(entry)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** One file beside the register, through the rules of every upload. */
async function keepBeside(
  scope: ImportScope,
  zip: ZipFile,
  file: { readonly name: string; readonly key: string },
): Promise<BesideFile | RefusedFile> {
  const entry = zip.entries.get(file.key);
  if (entry === undefined) return { name: file.name, reason: "It is not in the archive." };
  try {
    const limits = { limitBytes: env().maxUploadBytes, expectedBytes: entry.unpacked };
    const staged = await stageStream(zip.read(entry), stagingFolder(), limits);
    const kept = await keepStaged(scope, staged, file.name.slice(file.name.lastIndexOf("/") + 1));
    return { name: file.name, sha256: kept.sha256 };
  } catch (error) {
    if (error instanceof FileRefusal || error instanceof ZipError) {
      return { name: file.name, reason: error.message };
    }
    throw error;
  }
}

/** The one table at the top of the archive. @throws AppError INVALID (none, or several) */
function registerIn(files: ReturnType<typeof listed>) {
  const tables = files.filter(({ name }) => !name.includes("/") && REGISTER_NAME.test(name));
  const [only] = tables;
  if (only === undefined) {
    throw refuseFile("The archive has no register at its top: one CSV, TSV or XLSX file beside the others.");
  }
  if (tables.length > 1) {
    const names = tables.map(({ name }) => name).slice(0, 5);
    throw refuseFile(
      `The archive has ${tables.length} tables at its top: ${names.join(", ")}. Leave one there and put the others into a folder.`,
    );
  }
  return only;
}

async function archiveOf(scope: ImportScope, zip: ZipFile): Promise<Omit<RegisterSource, "sha256">> {
  const files = listed(zip);
  const register = registerIn(files);
  const table = await tableOf(await bytesOf(zip, register.key, REGISTER_LIMITS.bytes), register.name);
  const kept: BesideFile[] = [];
  const refused: RefusedFile[] = [];
  for (const file of files) {
    if (file === register) continue;
    const done = await keepBeside(scope, zip, file);
    if ("sha256" in done) kept.push(done);
    else refused.push(done);
  }
  return { format: "zip", ...table, files: { kept, refused } };
}

async function readStaged(scope: ImportScope, { staged, name }: Upload): Promise<RegisterSource> {
  const head = Buffer.alloc(4);
  const handle = await open(staged.path, "r");
  await handle.read(head, 0, 4, 0).finally(() => handle.close());
  const alone = async () => {
    if (staged.sizeBytes > REGISTER_LIMITS.bytes) throw refuseFile(`${name} is larger than 5 MB. Split it.`);
    return sourceOf(await readFile(staged.path), name);
  };
  if (!isZip(head)) return alone();
  const zip = await openZip(staged.path, staged.sizeBytes, FILES_AT_MOST);
  try {
    if (zip.entries.has("xl/workbook.xml")) return await alone();
    const verdict = judgeFile(await probeFile(staged, /\.zip$/i.test(name) ? name : "register.zip"));
    if (!verdict.ok) throw refuseFile(verdict.reason);
    return { ...(await archiveOf(scope, zip)), sha256: staged.sha256 };
  } finally {
    await zip.close();
  }
}

async function sourceOf(bytes: Uint8Array, name: string): Promise<RegisterSource> {
  const table = await tableOf(bytes, name);
  const format = table.text === null ? ("xlsx" as const) : ("csv" as const);
  return { format, ...table, sha256: sha256Of(bytes), files: null };
}

function isWorkbookName(name: string): boolean {
  return /\.xls[xm]?$/i.test(name);
}

async function stagedOf(scope: ImportScope, given: File | string): Promise<Upload> {
  if (typeof given === "string") return stageUpload(scope, given);
  const limits = { limitBytes: REGISTER_LIMITS.bytes, expectedBytes: given.size };
  return { name: given.name, staged: await stageStream(chunksOf(given.stream()), stagingFolder(), limits) };
}

/**
 * Reads a register from a small file of a form or from an upload (its id): text, workbook, or archive, whose files are
 * kept like uploads, each by the same rules. Nothing about an import is written yet.
 * @throws AppError INVALID (with a sentence at the field), NOT_FOUND (upload), LIMITED (the store does not work)
 */
// house: no-record files wait like uploads; the import records itself
export async function readSource(
  scope: ImportScope,
  given: File | string,
): Promise<RegisterSource & { readonly name: string }> {
  try {
    if (typeof given !== "string") {
      const bytes = new Uint8Array(await given.slice(0, 4).arrayBuffer());
      if (!isZip(bytes) || isWorkbookName(given.name)) {
        return {
          name: given.name,
          ...(await sourceOf(new Uint8Array(await given.arrayBuffer()), given.name)),
        };
      }
    }
    const upload = await stagedOf(scope, given);
    try {
      return { name: upload.name, ...(await readStaged(scope, upload)) };
    } finally {
      await upload.staged.discard();
    }
  } catch (error) {
    if (error instanceof ZipError || error instanceof FileRefusal) throw refuseFile(error.message);
    if (error instanceof FileStoreError) throw new AppError("LIMITED", STORE);
    throw error;
  }
}
