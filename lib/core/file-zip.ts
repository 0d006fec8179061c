// Whether a ZIP may be kept, judged by its central directory alone: nothing is unpacked to find out.

export const ZIP_LIMITS = { entries: 10_000, ratio: 200, unpackedBytes: 2_000_000_000 } as const;

export type ZipEntry = {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  readonly encrypted: boolean;
  readonly symlink: boolean;
  /** 0 stored, 8 deflated; anything else is not read by us. */
  readonly method: number;
  /** Where its local header starts. */
  readonly offset: number;
};

/** Where the directory is, as the end record says. */
export type ZipEnd = { readonly entries: number; readonly size: number; readonly offset: number };

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record with the longest comment, and the locator of the long form before it. */
export const ZIP_TAIL_BYTES = 65_535 + 22 + 20;

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function long(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

/** Whether the bytes begin as a ZIP with at least one entry does. */
export function looksLikeZip(head: Uint8Array): boolean {
  return head.length >= 4 && viewOf(head).getUint32(0, true) === LOCAL;
}

/**
 * The end record in the last bytes of a file of `sizeBytes`, or the place of the long form's record; null when there
 * is none that ends exactly with the file.
 */
export function findZipEnd(
  tail: Uint8Array,
  sizeBytes: number,
): { readonly end: ZipEnd; readonly longAt: number | null } | null {
  const view = viewOf(tail);
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== END || at + 22 + view.getUint16(at + 20, true) !== tail.length) continue;
    const end = {
      entries: view.getUint16(at + 10, true),
      size: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
    const isLong = at >= 20 && view.getUint32(at - 20, true) === LOCATOR_64;
    const longAt = isLong ? long(view, at - 20 + 8) : null;
    if (longAt !== null && longAt + 56 > sizeBytes) return null;
    return { end, longAt };
  }
  return null;
}

/** The long form's end record from its 56 bytes; null when they are none. */
export function readLongZipEnd(bytes: Uint8Array): ZipEnd | null {
  const view = viewOf(bytes);
  if (bytes.length < 56 || view.getUint32(0, true) !== END_64) return null;
  return { entries: long(view, 32), size: long(view, 40), offset: long(view, 48) };
}

/** Where the values of the extra field 0x0001 stand between the two places; null when there is no such field. */
function longField(view: DataView, from: number, to: number): { at: number; end: number } | null {
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) === 1) {
      return { at: at + 4, end: Math.min(at + 4 + view.getUint16(at + 2, true), to) };
    }
  }
  return null;
}

/** Sizes and offset, those that did not fit into the short fields from the long ones. */
function longSizes(
  view: DataView,
  extra: { readonly from: number; readonly to: number },
  short: readonly number[],
): readonly number[] | null {
  if (short.every((value) => value !== 0xffffffff)) return short;
  const field = longField(view, extra.from, extra.to);
  if (field === null) return null;
  const missing = short.filter((value) => value === 0xffffffff).length;
  if (field.at + missing * 8 > field.end) return null;
  let place = field.at;
  return short.map((value) => {
    if (value !== 0xffffffff) return value;
    place += 8;
    return long(view, place - 8);
  });
}

type Read = { readonly entry: ZipEntry; readonly next: number };

function readEntry(bytes: Uint8Array, view: DataView, at: number): Read | null {
  if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return null;
  const flags = view.getUint16(at + 8, true);
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > bytes.length) return null;
  const short = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  const sizes = longSizes(view, { from: nameEnd, to: extraEnd }, short);
  if (sizes === null) return null;
  const method = view.getUint16(at + 10, true);
  const entry = {
    name: new TextDecoder().decode(bytes.subarray(at + 46, nameEnd)),
    unpacked: sizes[0] ?? 0,
    packed: sizes[1] ?? 0,
    offset: sizes[2] ?? 0,
    encrypted: (flags & 0x41) !== 0 || method === 99,
    symlink: ((view.getUint32(at + 38, true) >>> 16) & 0xf000) === 0xa000,
    method,
  };
  return { entry, next };
}

/** The entries of a central directory; null when it is damaged or holds another number of entries than it says. */
export function readZipDirectory(
  bytes: Uint8Array,
  count: number,
  limit: number = ZIP_LIMITS.entries,
): readonly ZipEntry[] | null {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at < bytes.length) {
    const read = entries.length > limit ? null : readEntry(bytes, view, at);
    if (read === null) return null;
    entries.push(read.entry);
    at = read.next;
  }
  return entries.length === count ? entries : null;
}

const ARCHIVE = /\.(zip|7z|rar|tar|gz|tgz|bz2|tbz2?|xz|txz|zst|lz4?|cab|iso|jar|war|ear|apk|xpi|crx)$/i;
const PROGRAM = /\.(exe|dll|scr|com|msi|msp|cpl|lnk|hta|pif|sys|app|deb|rpm|dmg|pkg)$/i;

/** A name that leads out of the folder it is unpacked into, or hides something. */
function isUnsafeName(name: string): boolean {
  if (name === "" || name.length > 1_000 || /\p{Cc}/u.test(name)) return true;
  return /^([/\\]|[a-z]:)/i.test(name) || name.split(/[/\\]/).includes("..");
}

function printed(name: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cf}]/gu, "");
  return clean.length > 80 ? `${clean.slice(0, 79)}...` : clean;
}

function entryProblem(entry: ZipEntry): string | null {
  if (entry.encrypted) {
    return "It is protected with a password, so nobody who reviews it could open it. Upload it without one.";
  }
  if (isUnsafeName(entry.name)) return "It holds a name that leads out of its own folder.";
  if (entry.symlink)
    return `It holds a link to another place (${printed(entry.name)}). Pack the file itself.`;
  if (ARCHIVE.test(entry.name)) {
    return `It holds another archive (${printed(entry.name)}). Unpack that one first.`;
  }
  if (PROGRAM.test(entry.name)) return `It holds a program (${printed(entry.name)}).`;
  return null;
}

/** Entries that share their bytes unpack to far more than the file holds. */
function overlaps(entries: readonly ZipEntry[], directoryAt: number): boolean {
  const places = [...entries].sort((a, b) => a.offset - b.offset);
  return places.some((entry, index) => {
    const next = places[index + 1]?.offset ?? directoryAt;
    return entry.offset + 30 + entry.packed > next;
  });
}

/** Why the archive is refused; null when it may be kept. `directoryAt` is where its directory starts. */
export function zipProblem(entries: readonly ZipEntry[], directoryAt: number): string | null {
  if (entries.length > ZIP_LIMITS.entries) return tooMany(entries.length);
  for (const entry of entries) {
    const problem = entryProblem(entry);
    if (problem !== null) return problem;
  }
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  const packed = entries.reduce((sum, entry) => sum + entry.packed, 0);
  if (unpacked > ZIP_LIMITS.unpackedBytes) return "It unpacks to more than 2 GB.";
  if (unpacked > 1_000_000 && unpacked > packed * ZIP_LIMITS.ratio) {
    return `It unpacks to more than ${ZIP_LIMITS.ratio} times its size, as archives do that are made to fill a disk.`;
  }
  return overlaps(entries, directoryAt)
    ? "Its entries overlap, as in archives that are made to fill a disk."
    : null;
}

/** Why an archive with that many entries is refused. */
export function tooMany(entries: number): string {
  return `It has ${entries.toLocaleString("en")} entries; at most ${ZIP_LIMITS.entries.toLocaleString("en")} are taken.`;
}
