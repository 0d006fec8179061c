import "server-only";
import { Worker as Thread } from "node:worker_threads";
import { inflateRawSync } from "node:zlib";
import { findZipEnd, readZipDirectory, type ZipEntry, zipProblem } from "@/lib/core/file-zip";
import { UNPRINTABLE } from "@/lib/core/plain-text";
import type { SheetTable } from "@/lib/core/register-table";

/** A workbook that is not read; the message is a sentence for people. */
export class WorkbookError extends Error {}

const WORKBOOK_LIMITS = {
  entries: 2_000,
  unpackedBytes: 120 * 1024 * 1024,
  sheets: 20,
  rows: 10_050,
  columns: 200,
  cellChars: 40_000,
  chars: 20_000_000,
  seconds: 12,
  memoryMb: 384,
} as const;

const DAMAGED = "The workbook is damaged or was cut off. Save it again, or save the sheet as CSV.";
const PROTECTED =
  "The workbook is protected with a password or in the old XLS format. Save it as XLSX without a password.";
const TOO_LARGE = "The workbook is too large to be read. Save the sheet as CSV, or split it.";

/** Runs in a thread of its own: nothing of the workbook can hold up or exhaust the server. */
const READER = `
const { parentPort, workerData } = require("node:worker_threads");
const { bytes, limits, unprintable } = workerData;
const control = new RegExp(unprintable, "g");
const text = (value) => {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString().slice(0, 10);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value).toWellFormed().replace(control, " ").trim().slice(0, limits.cellChars);
};
import("hucre/xlsx").then(async ({ readXlsx }) => {
  let seen = 0;
  const sheets = (info) => !info.hidden && !info.veryHidden && (seen += 1) <= limits.sheets;
  const book = await readXlsx(bytes, { maxRows: limits.rows, sheets });
  parentPort.postMessage(book.sheets.map((sheet) => ({
    name: String(sheet.name),
    rows: sheet.rows.slice(0, limits.rows).map((row) => Array.from(row ?? [], text).slice(0, limits.columns)),
  })));
}).catch((error) => parentPort.postMessage({ failed: String(error && error.message) }));
`;

function dataOf(bytes: Buffer, entry: ZipEntry): Buffer {
  if (entry.offset + 30 > bytes.length) throw new WorkbookError(DAMAGED);
  const start =
    entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
  const packed = bytes.subarray(start, start + entry.packed);
  if (packed.length !== entry.packed) throw new WorkbookError(DAMAGED);
  if (entry.method === 0) return packed;
  try {
    // Never beyond the stated size, so that the directory cannot lie about it.
    return inflateRawSync(packed, { maxOutputLength: entry.unpacked + 1 });
  } catch {
    throw new WorkbookError(DAMAGED);
  }
}

function directoryOf(bytes: Buffer): { readonly entries: readonly ZipEntry[]; readonly at: number } {
  const tail = bytes.subarray(Math.max(0, bytes.length - 65_577));
  const found = findZipEnd(tail, bytes.length);
  if (found === null || found.longAt !== null) throw new WorkbookError(DAMAGED);
  const { entries: count, size, offset } = found.end;
  if (count > WORKBOOK_LIMITS.entries) throw new WorkbookError(TOO_LARGE);
  if (offset + size > bytes.length) throw new WorkbookError(DAMAGED);
  const entries = readZipDirectory(bytes.subarray(offset, offset + size), count);
  if (entries === null) throw new WorkbookError(DAMAGED);
  return { entries, at: offset };
}

/** Judges the archive before anything reads it: sizes as stated and as they are, encryption, shared bytes. */
function requireSound(bytes: Buffer): void {
  const { entries, at } = directoryOf(bytes);
  if (entries.some((entry) => entry.encrypted)) throw new WorkbookError(PROTECTED);
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (unpacked > WORKBOOK_LIMITS.unpackedBytes) throw new WorkbookError(TOO_LARGE);
  const problem = zipProblem(entries, at);
  if (problem !== null) throw new WorkbookError(`The workbook is not read. ${problem}`);
  if (!entries.some((entry) => entry.name === "xl/workbook.xml")) {
    throw new WorkbookError("This is no workbook that can be read. Save it as XLSX or CSV.");
  }
  for (const entry of entries) {
    if (dataOf(bytes, entry).length !== entry.unpacked) throw new WorkbookError(DAMAGED);
  }
}

function isTable(value: unknown): value is readonly SheetTable[] {
  return Array.isArray(value);
}

function readInThread(bytes: Buffer): Promise<readonly SheetTable[]> {
  const { memoryMb, seconds } = WORKBOOK_LIMITS;
  const thread = new Thread(READER, {
    eval: true,
    execArgv: [],
    env: {},
    stdout: true,
    stderr: true,
    workerData: {
      bytes: new Uint8Array(bytes),
      limits: { ...WORKBOOK_LIMITS },
      unprintable: UNPRINTABLE.source,
    },
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 64 },
  });
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      void thread.terminate();
      settle();
    };
    const timer = setTimeout(() => end(() => reject(new WorkbookError(TOO_LARGE))), seconds * 1_000);
    thread.once("message", (answer: unknown) =>
      end(() => (isTable(answer) ? resolve(answer) : reject(new WorkbookError(DAMAGED)))),
    );
    thread.once("error", (error: Error & { readonly code?: string }) =>
      end(() => reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new WorkbookError(TOO_LARGE) : error)),
    );
    thread.once("exit", () => end(() => reject(new WorkbookError(DAMAGED))));
  });
}

/**
 * The visible sheets of a workbook as texts: dates as YYYY-MM-DD, numbers as they are, formulas as their last result.
 * @throws WorkbookError (no workbook, damaged, protected, made to fill memory, nothing in it)
 */
export async function readWorkbook(content: Uint8Array): Promise<readonly SheetTable[]> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length > 4 && bytes.readUInt32BE(0) === 0xd0cf11e0) throw new WorkbookError(PROTECTED);
  requireSound(bytes);
  const sheets = (await readInThread(bytes)).filter((sheet) => sheet.rows.some((row) => row.some(Boolean)));
  const chars = sheets.flatMap((sheet) => sheet.rows.flat()).reduce((sum, cell) => sum + cell.length, 0);
  if (chars > WORKBOOK_LIMITS.chars) throw new WorkbookError(TOO_LARGE);
  if (sheets.length === 0) throw new WorkbookError("The workbook has no sheet with text.");
  return sheets;
}
