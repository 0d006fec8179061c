import "server-only";
import { createHash } from "node:crypto";
import {
  MANIFEST_NAME,
  MANIFEST_NOTE_NAME,
  manifestText,
  PACK_PIECE_BYTES,
  type PackFacts,
  type PackFile,
} from "@/lib/core/pack";
import {
  centralHeader,
  dataDescriptor,
  endRecord,
  localHeader,
  PACK_ZIP_LIMITS,
  type ZipContent,
  zipTime,
} from "@/lib/core/pack-zip";
import { utf8 } from "@/lib/core/tlog-bytes";
import { log } from "@/lib/platform/log";

/** One file of a pack before it is written; `sha256` is what stored bytes have to have. */
export type PackPart = {
  readonly path: string;
  readonly open: () => AsyncIterable<Uint8Array>;
  readonly sha256: string | null;
  /** How a person knows the stored file; its path in the pack otherwise. */
  readonly called?: string;
};

/** A pack that cannot be built as chosen; the message is a sentence for the person who asked for it. */
export class PackRefusal extends Error {}

/** Why nothing is signed over a stored file whose bytes changed. */
function damagedFileSentence(called: string): string {
  return `${called} is damaged in the file store: its bytes are not those that were stored, so nothing is signed over it. The operator can bring it back from a backup.`;
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** Carries a CRC-32 on; begun with -1 and finished with `~`. */
function crcOf(state: number, bytes: Uint8Array): number {
  let value = state;
  for (const byte of bytes) value = (value >>> 8) ^ (CRC[(value ^ byte) & 255] ?? 0);
  return value;
}

/** Hash, size, CRC and the hash of each mebibyte of what passes. */
function measure() {
  const whole = createHash("sha256");
  const pieces: string[] = [];
  let piece = createHash("sha256");
  let inPiece = 0;
  let size = 0;
  let crc = -1;
  const take = (bytes: Uint8Array) => {
    whole.update(bytes);
    crc = crcOf(crc, bytes);
    size += bytes.length;
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + PACK_PIECE_BYTES - inPiece);
      piece.update(part);
      inPiece += part.length;
      at += part.length;
      if (inPiece === PACK_PIECE_BYTES) {
        pieces.push(piece.digest("hex"));
        piece = createHash("sha256");
        inPiece = 0;
      }
    }
  };
  const end = (path: string): PackFile => {
    if (inPiece > 0) pieces.push(piece.digest("hex"));
    const crc32 = (~crc >>> 0).toString(16).padStart(8, "0");
    const sha256 = whole.digest("hex");
    return { path, sizeBytes: size, sha256, crc32, ...(pieces.length > 1 ? { pieces } : {}) };
  };
  return { take, end };
}

export type WrittenPack = { readonly manifestSha256: string; readonly files: number };

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield utf8(text);
}

/**
 * The bytes of the whole pack: the parts in their order, the manifest over them, the note that `sign` makes of the
 * manifest's hash, the directory. `done` is told what the manifest's hash is before the last bytes leave.
 * @throws PackRefusal (too large for its format, a stored file is not what it was)
 */
export async function* packBytes(
  facts: PackFacts,
  parts: readonly PackPart[],
  sign: (manifestSha256: string) => Promise<string>,
  done: (written: WrittenPack) => void,
): AsyncGenerator<Uint8Array> {
  if (parts.length + 2 > PACK_ZIP_LIMITS.entries) {
    throw new PackRefusal(
      `The pack would hold ${parts.length} files; at most ${PACK_ZIP_LIMITS.entries} fit. Choose fewer requirements.`,
    );
  }
  const time = zipTime(new Date(facts.createdAt));
  const central: Uint8Array[] = [];
  const files: PackFile[] = [];
  let offset = 0;
  async function* entry({
    path,
    open,
    sha256,
    called = path,
  }: PackPart): AsyncGenerator<Uint8Array, PackFile> {
    const measured = measure();
    const head = localHeader(path, time);
    yield head;
    for await (const bytes of open()) {
      measured.take(bytes);
      yield bytes;
    }
    const file = measured.end(path);
    if (sha256 !== null && file.sha256 !== sha256) {
      log().error({ event: "pack.damaged", sha256 });
      throw new PackRefusal(damagedFileSentence(called));
    }
    const content: ZipContent = { crc: Number.parseInt(file.crc32, 16), size: file.sizeBytes };
    const tail = dataDescriptor(content);
    yield tail;
    central.push(centralHeader(path, time, content, offset));
    offset += head.length + file.sizeBytes + tail.length;
    if (offset > PACK_ZIP_LIMITS.bytes)
      throw new PackRefusal("The pack would be larger than 4 GB. Choose fewer requirements.");
    return file;
  }
  for (const part of parts) files.push(yield* entry(part));
  const manifest = manifestText(facts, files);
  const { sha256 } = yield* entry({ path: MANIFEST_NAME, open: () => once(manifest), sha256: null });
  const note = await sign(sha256);
  yield* entry({ path: MANIFEST_NOTE_NAME, open: () => once(note), sha256: null });
  done({ manifestSha256: sha256, files: files.length + 2 });
  const size = central.reduce((sum, one) => sum + one.length, 0);
  yield* central;
  yield endRecord({ entries: central.length, size, offset });
}
