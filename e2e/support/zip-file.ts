// Writes ZIP files byte by byte, also such as no honest program writes.
import { deflateRawSync } from "node:zlib";

export type ZipPart = {
  readonly name: string | Uint8Array;
  readonly data?: Uint8Array | string;
  /** 8 unless told. */
  readonly method?: number;
  readonly flags?: number;
  /** The unpacked size that both headers state, instead of the real one. */
  readonly says?: number;
  readonly mode?: number;
  /** Takes the bytes of the part before instead of writing its own. */
  readonly shared?: boolean;
};

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crcOf(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (TABLE[(c ^ byte) & 255] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function bytesOf(value: Uint8Array | string | undefined): Buffer {
  return typeof value === "string" ? Buffer.from(value) : Buffer.from(value ?? "");
}

type Written = {
  readonly name: Buffer;
  readonly packed: Buffer;
  readonly unpacked: number;
  readonly crc: number;
  readonly part: ZipPart;
  readonly at: number;
};

/** The fields that the local and the central header share. */
function shared({ part, packed, unpacked, crc, name }: Omit<Written, "at">): Buffer {
  const out = Buffer.alloc(26);
  out.writeUInt16LE(20, 0);
  out.writeUInt16LE(part.flags ?? 0x800, 2);
  out.writeUInt16LE(part.method ?? 8, 4);
  out.writeUInt32LE(crc, 10);
  out.writeUInt32LE(packed.length, 14);
  out.writeUInt32LE(part.says ?? unpacked, 18);
  out.writeUInt16LE(name.length, 22);
  return out;
}

function central(written: Written): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(0x0314, 4);
  shared(written).copy(head, 6);
  head.writeUInt32LE(((written.part.mode ?? 0o100644) << 16) >>> 0, 38);
  head.writeUInt32LE(written.at, 42);
  return Buffer.concat([head, written.name]);
}

/** A ZIP of the parts in their order; `entries` is the number that the end record states. */
export function zipFile(parts: readonly ZipPart[], entries = parts.length): Buffer {
  const chunks: Buffer[] = [];
  const all: Written[] = [];
  let at = 0;
  for (const part of parts) {
    const name = bytesOf(part.name);
    const before = all.at(-1);
    if (part.shared === true && before !== undefined) {
      all.push({ ...before, name, part });
      continue;
    }
    const data = bytesOf(part.data);
    const packed = (part.method ?? 8) === 8 ? deflateRawSync(data) : data;
    const facts = { name, packed, unpacked: data.length, crc: crcOf(data), part };
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), shared(facts), name, packed]);
    all.push({ ...facts, at });
    chunks.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(all.map(central));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries, 0xffff), 8);
  end.writeUInt16LE(Math.min(entries, 0xffff), 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...chunks, directory, end]);
}

/** A Word, Excel or PowerPoint file with the least that makes it one, and whatever else is asked for. */
export function officeFile(kind: "docx" | "xlsx" | "pptx", more: readonly ZipPart[] = []): Buffer {
  const main = { docx: "word/document.xml", xlsx: "xl/workbook.xml", pptx: "ppt/presentation.xml" }[kind];
  return zipFile([
    { name: "[Content_Types].xml", data: '<?xml version="1.0"?><Types/>' },
    { name: "_rels/.rels", data: "<Relationships/>" },
    { name: main, data: '<?xml version="1.0"?><root/>' },
    ...more,
  ]);
}

/** An OpenDocument file, with its manifest. */
export function openDocument(
  kind: "text" | "spreadsheet" | "presentation",
  given: { readonly manifest?: string; readonly more?: readonly ZipPart[] } = {},
): Buffer {
  return zipFile([
    { name: "mimetype", data: `application/vnd.oasis.opendocument.${kind}`, method: 0 },
    { name: "content.xml", data: "<office:document-content/>" },
    ...(given.more ?? []),
    { name: "META-INF/manifest.xml", data: given.manifest ?? "<manifest:manifest/>" },
  ]);
}
