import "server-only";
import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { AppError } from "@/lib/core/errors";
import { servingRefusal } from "@/lib/core/file-serving";
import { type Fold, isWorkbook, listProblem } from "@/lib/core/population";
import { LIST_LIMITS, ListRefusal, listReader, requireWithin } from "@/lib/core/population-list";
import type { SheetTable } from "@/lib/core/register-table";
import { decodeWindows1252 } from "@/lib/core/register-text";
import type { ArtifactFile } from "@/lib/files/queries";
import { fileStore } from "@/lib/platform/file-store/file-store";
import { blobKey } from "@/lib/platform/file-store/store";
import { beginningOf } from "@/lib/platform/file-store/verified";
import { log } from "@/lib/platform/log";
import { requireAttempts } from "@/lib/platform/rate-limit";
import { readWorkbook, WorkbookError } from "@/lib/platform/workbook";

/** Rows of a workbook that are read at most; the reader stops a little beyond. */
const WORKBOOK_ROWS = 10_000;

const DAMAGED = "The stored bytes are not the ones that were uploaded, so nothing is drawn from them.";

export type OpenList = {
  /** The sheets of a workbook; none for text. */
  readonly sheets: readonly string[];
  readonly sheet: string;
  /** Reads the whole list from its beginning; as often as asked. @throws AppError INVALID, CONFLICT */
  readonly read: <T>(start: () => Fold<T>) => Promise<T>;
};

class NotUtf8 extends Error {}

const MARKS: readonly { readonly bytes: readonly number[]; readonly label: string }[] = [
  { bytes: [0xff, 0xfe], label: "utf-16le" },
  { bytes: [0xfe, 0xff], label: "utf-16be" },
];

/** Pieces of bytes to text: UTF-8 or what the byte order mark says; `legacy` takes every byte as Windows-1252. */
function decoder(legacy: boolean): (bytes: Uint8Array, last: boolean) => string {
  let text: TextDecoder | null = null;
  return (bytes, last) => {
    if (legacy) return decodeWindows1252(bytes);
    if (text === null) {
      const mark = MARKS.find((one) => one.bytes.every((byte, at) => bytes[at] === byte));
      text = new TextDecoder(mark?.label ?? "utf-8", { fatal: true });
    }
    try {
      return text.decode(bytes, { stream: !last });
    } catch {
      throw new NotUtf8();
    }
  };
}

async function openStored(workspaceId: string, sha256: string): Promise<Readable> {
  const stream = await fileStore().open(blobKey(workspaceId, sha256));
  if (stream !== null) return stream;
  log().error({ event: "file.missing", sha256 });
  throw new AppError(
    "CONFLICT",
    "The stored file is missing. Tell the company: its operator has to restore it.",
  );
}

async function readText<T>(
  given: { readonly workspaceId: string; readonly file: ArtifactFile; readonly legacy: boolean },
  fold: Fold<T>,
): Promise<T> {
  const { sha256 } = given.file;
  const hash = createHash("sha256");
  const reader = listReader(fold.take);
  const decode = decoder(given.legacy);
  const stream = await openStored(given.workspaceId, sha256);
  try {
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      hash.update(piece);
      reader.push(decode(piece, false));
    }
  } finally {
    stream.destroy();
  }
  reader.push(decode(new Uint8Array(), true));
  reader.end();
  if (hash.digest("hex") !== sha256) throw new AppError("CONFLICT", DAMAGED);
  return fold.done();
}

async function sheetsOf(workspaceId: string, file: ArtifactFile): Promise<readonly SheetTable[]> {
  const stream = await openStored(workspaceId, file.sha256);
  const { bytes } = await beginningOf(stream, LIST_LIMITS.bytes);
  if (createHash("sha256").update(bytes).digest("hex") !== file.sha256)
    throw new AppError("CONFLICT", DAMAGED);
  try {
    return await readWorkbook(bytes);
  } catch (error) {
    throw error instanceof WorkbookError ? new AppError("INVALID", error.message) : error;
  }
}

function foldSheet<T>(table: SheetTable, fold: Fold<T>): T {
  if (table.rows.length > WORKBOOK_ROWS + 1)
    throw new ListRefusal("The sheet has more than 10,000 lines. Ask for the list as CSV.");
  let records = 0;
  for (const row of table.rows) {
    const last = row.findLastIndex((cell) => cell !== "");
    if (last === -1) continue;
    records += 1;
    const cells = row.slice(0, last + 1);
    requireWithin(cells, records);
    fold.take(cells);
  }
  return fold.done();
}

async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ListRefusal ? new AppError("INVALID", error.message) : error;
  }
}

/** Whole lists are read for each page of them: 600 an hour by session or person. @throws AppError LIMITED */
export async function countListRead(reader: string): Promise<void> {
  await requireAttempts(
    [{ key: `list-read:${reader}`, hits: 600, seconds: 3_600 }],
    "You read 600 lists within an hour. Wait until the hour is over.",
  );
}

function requireReadable(file: ArtifactFile): void {
  const refusal = servingRefusal(file.scanState);
  if (refusal !== null) throw new AppError("CONFLICT", refusal);
  const problem = listProblem(file.fileName);
  if (problem !== null) throw new AppError("INVALID", problem);
  if (file.sizeBytes > LIST_LIMITS.bytes)
    throw new AppError("INVALID", "The list is larger than 25 MB. Ask for it in several files.");
}

/**
 * The list in a stored file: text is streamed and never held as a whole, a workbook is read once. The bytes are hashed on
 * the way and have to be the uploaded ones. `sheet` names one of a workbook, else the first with text is taken.
 * @throws AppError INVALID (wrong type, too large, no such sheet), CONFLICT (missing, damaged or not scanned)
 */
export async function openList(
  workspaceId: string,
  file: ArtifactFile,
  sheet: string | null,
): Promise<OpenList> {
  requireReadable(file);
  if (isWorkbook(file.fileName)) {
    const tables = await sheetsOf(workspaceId, file);
    const wanted = sheet === null || sheet === "" ? tables[0] : tables.find(({ name }) => name === sheet);
    if (wanted === undefined) throw new AppError("INVALID", "The workbook has no such sheet with text.");
    return {
      sheets: tables.map(({ name }) => name),
      sheet: wanted.name,
      read: (start) => inWords(async () => foldSheet(wanted, start())),
    };
  }
  let legacy = false;
  return {
    sheets: [],
    sheet: "",
    read: (start) =>
      inWords(async () => {
        try {
          return await readText({ workspaceId, file, legacy }, start());
        } catch (error) {
          if (!(error instanceof NotUtf8) || legacy) throw error;
          legacy = true;
          return readText({ workspaceId, file, legacy }, start());
        }
      }),
  };
}
