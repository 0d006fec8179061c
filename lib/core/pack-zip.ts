// The headers of a pack's ZIP, written in one way only: each byte of the container can be computed from names, sizes and one time.
import { utf8 } from "@/lib/core/tlog-bytes";

/** Sizes and CRC-32 follow the content (bit 3); names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const NEEDED = 20;
const MADE_BY = 0x0314;
/** A plain file that everybody may read. */
const ATTRIBUTES = 0o100644 * 0x10000;

/** The most that fits without the long form. */
export const PACK_ZIP_LIMITS = { entries: 65_000, bytes: 4_000_000_000 } as const;

/** The instant as ZIP writes it, in UTC, to two seconds: date above, time below. */
export function zipTime(at: Date): number {
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return date * 0x10000 + time;
}

type Field = readonly [bytes: 2 | 4, value: number];

function record(fields: readonly Field[], name = ""): Uint8Array {
  const tail = utf8(name);
  const head = fields.reduce((sum, [bytes]) => sum + bytes, 0);
  const out = new Uint8Array(head + tail.length);
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  out.set(tail, head);
  return out;
}

/** Before the content. */
export function localHeader(name: string, time: number): Uint8Array {
  const length = utf8(name).length;
  return record(
    [
      [4, 0x04034b50],
      [2, NEEDED],
      [2, FLAGS],
      [2, 0],
      [4, time],
      [4, 0],
      [4, 0],
      [4, 0],
      [2, length],
      [2, 0],
    ],
    name,
  );
}

export type ZipContent = { readonly crc: number; readonly size: number };

/** After the content. */
export function dataDescriptor({ crc, size }: ZipContent): Uint8Array {
  return record([
    [4, 0x08074b50],
    [4, crc],
    [4, size],
    [4, size],
  ]);
}

/** In the directory; `offset` is where its local header starts. */
export function centralHeader(name: string, time: number, content: ZipContent, offset: number): Uint8Array {
  const { crc, size } = content;
  const length = utf8(name).length;
  const fields: readonly Field[] = [
    ...([
      [4, 0x02014b50],
      [2, MADE_BY],
      [2, NEEDED],
      [2, FLAGS],
      [2, 0],
      [4, time],
    ] as const),
    ...([
      [4, crc],
      [4, size],
      [4, size],
      [2, length],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
    ] as const),
    ...([
      [4, ATTRIBUTES],
      [4, offset],
    ] as const),
  ];
  return record(fields, name);
}

/** The last 22 bytes. */
export function endRecord(given: {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
}): Uint8Array {
  const { entries, size, offset } = given;
  return record([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, entries],
    [2, entries],
    [4, size],
    [4, offset],
    [2, 0],
  ]);
}
