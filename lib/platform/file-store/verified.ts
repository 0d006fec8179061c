import "server-only";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { constants, inflateSync } from "node:zlib";
import { log } from "@/lib/platform/log";

/** The bytes, one piece behind: the last one leaves only when all of them have the hash. */
async function* checked(source: Readable, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let held: Uint8Array | null = null;
  for await (const piece of source) {
    if (held !== null) yield held;
    hash.update(piece);
    held = piece;
  }
  if (hash.digest("hex") !== sha256) {
    log().error({ event: "file.damaged", sha256 });
    throw new Error("The stored bytes are not the ones that were uploaded.");
  }
  if (held !== null) yield held;
}

/** The stored bytes as the body of an answer, which breaks off when they do not have the hash. */
export function verified(source: Readable, sha256: string): ReadableStream<Uint8Array> {
  const body = Readable.from(checked(source, sha256), { objectMode: false, highWaterMark: 256 * 1024 });
  body.once("close", () => source.destroy());
  return asBody(body);
}

/** A small stored file in one piece, so that damage is said before the answer begins; null when the bytes do not have the hash. */
export async function wholeBytes(source: Readable, sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source) pieces.push(piece);
  const bytes = Uint8Array.from(Buffer.concat(pieces));
  if (createHash("sha256").update(bytes).digest("hex") === sha256) return bytes;
  log().error({ event: "file.damaged", sha256 });
  return null;
}

/** A stream of the store as the body of an answer. */
export function asBody(source: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(source) as ReadableStream<Uint8Array>;
}

/** The first bytes of a stored file, which is then closed; `more` when it goes on. */
export async function beginningOf(
  source: Readable,
  limitBytes: number,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly more: boolean }> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source) {
    pieces.push(piece);
    size += piece.length;
    if (size > limitBytes) break;
  }
  source.destroy();
  const bytes = Uint8Array.from(Buffer.concat(pieces).subarray(0, limitBytes));
  return { bytes, more: size > limitBytes };
}

const UNPACKED_BYTES = 32 * 1024 * 1024;

/** Deflated bytes unpacked, also when their end is missing; null when they are damaged or more than 32 MB. */
export function inflateWithin(bytes: Uint8Array): Uint8Array | null {
  try {
    return inflateSync(bytes, { maxOutputLength: UNPACKED_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return null;
  }
}
