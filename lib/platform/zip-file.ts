import "server-only";
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import {
  findZipEnd,
  readLongZipEnd,
  readZipDirectory,
  ZIP_TAIL_BYTES,
  type ZipEntry,
} from "@/lib/core/file-zip";

const PIECE_BYTES = 256 * 1024;
const DIRECTORY_BYTES = 64 * 1024 * 1024;

/** A ZIP that is no ZIP, is damaged, or holds more than it says. The message is a sentence for people. */
export class ZipError extends Error {}

export type ZipFile = {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** The unpacked bytes. @throws ZipError (damaged, encrypted, or longer than the directory says) */
  readonly read: (entry: ZipEntry) => AsyncGenerator<Uint8Array>;
  readonly close: () => Promise<void>;
};

const DAMAGED = "The archive is damaged or was cut off. Download or copy it again.";

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, length));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
  return bytes.subarray(0, bytesRead);
}

async function directory(file: FileHandle, sizeBytes: number, limit: number): Promise<readonly ZipEntry[]> {
  const tailBytes = Math.min(ZIP_TAIL_BYTES, sizeBytes);
  const found = findZipEnd(await readAt(file, sizeBytes - tailBytes, tailBytes), sizeBytes);
  const end = found?.longAt == null ? found?.end : readLongZipEnd(await readAt(file, found.longAt, 56));
  if (end === undefined || end === null) throw new ZipError(DAMAGED);
  if (end.entries > limit)
    throw new ZipError(`The archive holds ${end.entries} files; at most ${limit} are read.`);
  if (end.size > DIRECTORY_BYTES || end.offset + end.size > sizeBytes) throw new ZipError(DAMAGED);
  const entries = readZipDirectory(await readAt(file, end.offset, end.size), end.entries, limit);
  if (entries === null) throw new ZipError(DAMAGED);
  return entries;
}

async function* packed(file: FileHandle, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const local = await readAt(file, entry.offset, 30);
  if (local.length < 30 || local.readUInt32LE(0) !== 0x04034b50) throw new ZipError(DAMAGED);
  let at = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  let left = entry.packed;
  while (left > 0) {
    const piece = await readAt(file, at, Math.min(PIECE_BYTES, left));
    if (piece.length === 0) throw new ZipError(DAMAGED);
    yield piece;
    at += piece.length;
    left -= piece.length;
  }
}

async function* unpacked(file: FileHandle, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  if (entry.encrypted || (entry.method !== 0 && entry.method !== 8)) {
    throw new ZipError("The archive is encrypted or packed in a way that is not read.");
  }
  const source = packed(file, entry);
  const pieces = entry.method === 0 ? source : Readable.from(source).pipe(createInflateRaw());
  let size = 0;
  try {
    for await (const piece of pieces as AsyncIterable<Uint8Array>) {
      size += piece.length;
      if (size > entry.unpacked) throw new ZipError(DAMAGED);
      yield piece;
    }
  } catch (error) {
    throw error instanceof ZipError ? error : new ZipError(DAMAGED);
  }
  if (size !== entry.unpacked) throw new ZipError(DAMAGED);
}

/**
 * A ZIP on the disk by its central directory; entries are unpacked one piece at a time and never beyond their stated size.
 * @throws ZipError (no ZIP, damaged, more than `limit` entries, a name twice)
 */
export async function openZip(path: string, sizeBytes: number, limit: number): Promise<ZipFile> {
  const file = await open(path, "r");
  try {
    const list = await directory(file, sizeBytes, limit);
    const entries = new Map(list.map((entry) => [entry.name, entry]));
    if (entries.size !== list.length) throw new ZipError("The archive holds two files of one name.");
    return { entries, read: (entry) => unpacked(file, entry), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}
