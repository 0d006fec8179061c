import "server-only";
import { type FileHandle, open } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";
import { fileTypeFromBuffer } from "file-type";
import {
  ACTIVE_XML_OVERLAP,
  headText,
  isActiveXml,
  isTextPiece,
  isTextString,
  markupOf,
  textMark,
} from "@/lib/core/file-text";
import type { FileProbe, ZipProbe } from "@/lib/core/file-types";
import {
  findZipEnd,
  looksLikeZip,
  readLongZipEnd,
  readZipDirectory,
  tooMany,
  ZIP_LIMITS,
  ZIP_TAIL_BYTES,
  type ZipEntry,
} from "@/lib/core/file-zip";
import type { Staged } from "@/lib/platform/file-store/store";

const HEAD_BYTES = 64 * 1024;
const PIECE_BYTES = 256 * 1024;
const MAGIC_BYTES = 4_100;
const DIRECTORY_BYTES = 16 * 1024 * 1024;
const MANIFEST_BYTES = 1024 * 1024;
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ENCRYPTED_PACKAGE = Buffer.from("EncryptedPackage", "utf16le");
async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, length));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
  return bytes.subarray(0, bytesRead);
}

async function manifestOf(file: FileHandle, entries: readonly ZipEntry[]): Promise<string> {
  const entry = entries.find(({ name }) => name === "META-INF/manifest.xml");
  if (entry === undefined || entry.packed > MANIFEST_BYTES) return "";
  const local = await readAt(file, entry.offset, 30);
  if (local.length < 30) return "";
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const packed = await readAt(file, start, entry.packed);
  if (entry.method !== 8) return packed.toString("utf8");
  try {
    return inflateRawSync(packed, { maxOutputLength: MANIFEST_BYTES }).toString("utf8");
  } catch {
    // A manifest that does not unpack within the limit is no honest one: taken as if it named a password.
    return "encryption-data";
  }
}

async function zipProbe(file: FileHandle, sizeBytes: number): Promise<ZipProbe> {
  const unreadable = { entries: null, directoryAt: 0, manifest: "", problem: null };
  const tailBytes = Math.min(ZIP_TAIL_BYTES, sizeBytes);
  const found = findZipEnd(await readAt(file, sizeBytes - tailBytes, tailBytes), sizeBytes);
  if (found === null) return unreadable;
  const end = found.longAt === null ? found.end : readLongZipEnd(await readAt(file, found.longAt, 56));
  if (end === null) return unreadable;
  if (end.entries > ZIP_LIMITS.entries) return { ...unreadable, problem: tooMany(end.entries) };
  if (end.size > DIRECTORY_BYTES || end.offset + end.size > sizeBytes) return unreadable;
  const entries = readZipDirectory(await readAt(file, end.offset, end.size), end.entries);
  if (entries === null) return unreadable;
  return { entries, directoryAt: end.offset, manifest: await manifestOf(file, entries), problem: null };
}

/** The old Office container keeps its list of streams in the sector that its header names. */
async function oleProbe(file: FileHandle, head: Buffer): Promise<"encrypted" | "binary"> {
  if (head.length < 76) return "binary";
  const sector = head.readUInt16LE(30) === 12 ? 4_096 : 512;
  const streams = await readAt(file, (head.readUInt32LE(48) + 1) * sector, 4_096);
  return streams.includes(ENCRYPTED_PACKAGE) ? "encrypted" : "binary";
}

async function* piecesOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (let at = 0; ; ) {
    const piece = await readAt(file, at, PIECE_BYTES);
    if (piece.length === 0) return;
    yield piece;
    at += piece.length;
  }
}

/** Reads all of the file, because one binary byte at its end makes it no text. */
async function textProbe(file: FileHandle, head: Buffer): Promise<FileProbe["text"]> {
  const mark = textMark(head);
  const isWide = mark === "utf-16le" || mark === "utf-16be";
  const isXml = markupOf(headText(head)) === "XML";
  const decoder = new TextDecoder(isWide ? mark : "utf-8");
  let activeXml = false;
  let before = "";
  for await (const piece of piecesOf(file)) {
    if (!isWide && !isTextPiece(piece)) return null;
    if (!isWide && !isXml) continue;
    const text = decoder.decode(piece, { stream: true });
    if (isWide && !isTextString(text)) return null;
    activeXml ||= isXml && isActiveXml(before + text);
    before = text.slice(-ACTIVE_XML_OVERLAP);
  }
  return { activeXml };
}

async function magicOf(head: Buffer): Promise<string | null> {
  try {
    return (await fileTypeFromBuffer(head.subarray(0, MAGIC_BYTES)))?.ext ?? null;
  } catch {
    return null;
  }
}

async function probe(file: FileHandle, sizeBytes: number): Promise<Omit<FileProbe, "fileName">> {
  const head = await readAt(file, 0, HEAD_BYTES);
  const nothing = { sizeBytes, head, magic: null, text: null, zip: null, ole: null };
  if (looksLikeZip(head)) return { ...nothing, zip: await zipProbe(file, sizeBytes) };
  if (head.subarray(0, 8).equals(OLE)) return { ...nothing, ole: await oleProbe(file, head) };
  const text = await textProbe(file, head);
  return text === null ? { ...nothing, magic: await magicOf(head) } : { ...nothing, text };
}

/** What can be found out about a staged file without running or unpacking anything; a few hundred kilobytes in memory at the most. */
export async function probeFile(staged: Staged, fileName: string): Promise<FileProbe> {
  const file = await open(staged.path, "r");
  try {
    return { fileName, ...(await probe(file, staged.sizeBytes)) };
  } finally {
    await file.close();
  }
}
