// A pack as a ZIP or a folder: wrong as long as one byte of it is not the one that was signed.
import { MANIFEST, NOTE, NOTHING, verifyContents } from "./contents.mjs";
import { bytesOf, joined, LOCATED, number, text, u16, u32 } from "./parts.mjs";

const SHOWN = 50;

/** Names that lead nowhere else on any system. */
export function isSafeName(name) {
  if (name === "" || name.length > 300 || name.startsWith("/") || /[\\:]|\p{Cc}/u.test(name)) return false;
  return name.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

const bad = (at, sentence) => ({ stop: { file: null, at, sentence } });

/** The entries of the directory, or the problem that keeps it from being read. */
async function readDirectory(source) {
  if (source.size < 22) return bad(0, "This is no ZIP.");
  const end = await source.read(source.size - 22, 22);
  if (u32(end, 0) !== 0x06054b50 || u16(end, 20) !== 0) {
    return bad(
      source.size - 22,
      "The file does not end as a pack does: it was cut off, or something was added at its end.",
    );
  }
  const [count, size, offset] = [u16(end, 10), u32(end, 12), u32(end, 16)];
  if (offset + size !== source.size - 22)
    return bad(source.size - 22, "The directory of the ZIP is not where its end record says.");
  const bytes = await source.read(offset, size);
  const entries = [];
  for (let at = 0; at < size; ) {
    if (at + 46 > size || u32(bytes, at) !== 0x02014b50)
      return bad(offset + at, "The directory of the ZIP is damaged.");
    const [nameLength, extra, comment] = [u16(bytes, at + 28), u16(bytes, at + 30), u16(bytes, at + 32)];
    const next = at + 46 + nameLength + extra + comment;
    if (next > size) return bad(offset + at, "The directory of the ZIP is damaged.");
    let name;
    try {
      name = text(bytes.subarray(at + 46, at + 46 + nameLength));
    } catch {
      return bad(offset + at + 46, "A name in the ZIP is not UTF-8.");
    }
    entries.push({
      name,
      flags: u16(bytes, at + 8),
      method: u16(bytes, at + 10),
      packed: u32(bytes, at + 20),
      size: u32(bytes, at + 24),
      offset: u32(bytes, at + 42),
    });
    at = next;
  }
  if (entries.length !== count)
    return bad(source.size - 22, `The ZIP says that it holds ${count} files and lists ${entries.length}.`);
  return { entries, offset };
}

/** `room` is how many bytes may still be unpacked: a pack holds none that are packed, and a ZIP may be made to fill memory. */
async function contentOf(source, entry, room, tools) {
  const head = await source.read(entry.offset, 30);
  if (head.length < 30 || u32(head, 0) !== 0x04034b50) return null;
  const start = entry.offset + 30 + u16(head, 26) + u16(head, 28);
  if (start + entry.packed > source.size || (entry.flags & 1) === 1) return null;
  if (entry.method === 0 && entry.packed === entry.size) {
    return { size: entry.size, read: (at, length) => source.read(start + at, length) };
  }
  if (entry.method !== 8 || entry.size > room.left) return null;
  room.left -= entry.size;
  const unpacked = await tools.inflate(await source.read(start, entry.packed), entry.size);
  if (unpacked === null || unpacked.length !== entry.size) return null;
  return { size: unpacked.length, read: async (at, length) => unpacked.subarray(at, at + length) };
}

function little(fields) {
  const out = [];
  for (const [length, value] of fields)
    for (let at = 0; at < length; at += 1) out.push(Math.floor(value / 256 ** at) % 256);
  return Uint8Array.from(out);
}

function zipTime(instant) {
  const at = new Date(instant);
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return date * 65536 + ((at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1));
}

function localOf(name, time) {
  const halves = [20, 0x0808, 0].map((value) => [2, value]);
  const words = [time, 0, 0, 0].map((value) => [4, value]);
  return joined(little([[4, 0x04034b50], ...halves, ...words, [2, name.length], [2, 0]]), name);
}

const descriptorOf = ({ crc, size }) => little([0x08074b50, crc, size, size].map((value) => [4, value]));

function centralOf(name, time, { crc, size }, start) {
  const halves = [0x0314, 20, 0x0808, 0].map((value) => [2, value]);
  const words = [time, crc, size, size].map((value) => [4, value]);
  const rest = [name.length, 0, 0, 0, 0].map((value) => [2, value]);
  const tail = [0o100644 * 65536, start].map((value) => [4, value]);
  return joined(little([[4, 0x02014b50], ...halves, ...words, ...rest, ...tail]), name);
}

function endOf(count, size, offset) {
  const halves = [0, 0, count, count].map((value) => [2, value]);
  return little([[4, 0x06054b50], ...halves, [4, size], [4, offset], [2, 0]]);
}

/** Every header as it has to be, and where it has to stand; what lies between them is the contents. */
function* headersOf(order, time, digests) {
  let at = 0;
  const central = [];
  for (const name of order) {
    const { size, crc } = digests.get(name);
    const encoded = bytesOf(name);
    central.push([name, centralOf(encoded, time, { crc, size }, at)]);
    const local = localOf(encoded, time);
    yield { at, bytes: local, file: name };
    at += local.length + size;
    const descriptor = descriptorOf({ crc, size });
    yield { at, bytes: descriptor, file: name };
    at += descriptor.length;
  }
  const offset = at;
  for (const [file, bytes] of central) {
    yield { at, bytes, file };
    at += bytes.length;
  }
  const end = endOf(order.length, at - offset, offset);
  yield { at, bytes: end, file: null };
}

/** The first byte of the container that is not as it was written; null when all are. */
async function verifyContainer(source, entries, contents) {
  const { manifest, digests } = contents;
  const order = [...manifest.files.map((one) => one.path), MANIFEST, NOTE];
  const moved = order.findIndex((name, index) => entries[index]?.name !== name);
  if (moved !== -1) {
    const sentence = `The ZIP holds its files in another order than the manifest: ${order[moved]} is not number ${moved + 1}.`;
    return { file: order[moved], at: entries[moved]?.offset ?? null, sentence };
  }
  let end = 0;
  for (const { at, bytes, file } of headersOf(order, zipTime(manifest.createdAt), digests)) {
    const found = await source.read(at, bytes.length);
    const place = bytes.findIndex((byte, index) => byte !== found[index]);
    end = at + bytes.length;
    if (place === -1) continue;
    const where = file === null ? "its end record" : `a header of ${file}`;
    const sentence = `Byte ${number(at + place)} of the ZIP, in ${where}, is not the one that was written.`;
    return { file, at: at + place, sentence };
  }
  if (end === source.size) return null;
  return { file: null, at: end, sentence: `The ZIP goes on after its end at byte ${number(end)}.` };
}

/** Names and titles are somebody else's words: none of them may move the cursor, begin a line or turn the direction. */
const plain = (words) =>
  String(words)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "\ufffd")
    .slice(0, 400);

function finished(contents, problems, tools) {
  const { manifest, signer, entries } = contents;
  return {
    ok: problems.length === 0,
    problems: problems.slice(0, SHOWN).map((one) => ({ ...one, sentence: plain(one.sentence) })),
    facts:
      manifest === null
        ? null
        : {
            title: plain(manifest.title),
            workspace: plain(manifest.workspace),
            createdAt: plain(manifest.createdAt),
            files: manifest.files.length + 2,
            log: manifest.activity.size,
            entries,
            origin: signer?.origin == null ? null : plain(signer.origin),
            fingerprint: signer?.key == null ? null : tools.sha256([signer.key]),
          },
  };
}

async function openEntries(source, entries, tools) {
  const problems = [];
  const files = new Map();
  const folded = new Set();
  const room = { left: LOCATED * 8 };
  for (const entry of entries) {
    const shown = JSON.stringify(entry.name);
    if (!isSafeName(entry.name))
      problems.push({
        file: entry.name,
        at: entry.offset,
        sentence: `The name ${shown} leads out of the pack.`,
      });
    if (folded.has(entry.name.toLowerCase()))
      problems.push({
        file: entry.name,
        at: entry.offset,
        sentence: `The name ${shown} stands in the ZIP twice.`,
      });
    folded.add(entry.name.toLowerCase());
    const content = await contentOf(source, entry, room, tools);
    if (content === null)
      problems.push({
        file: entry.name,
        at: entry.offset,
        sentence: `${shown} cannot be read from the ZIP.`,
      });
    else if (!files.has(entry.name)) files.set(entry.name, content);
  }
  return { problems, files };
}

/** A pack as one ZIP. `source` is { size, read(offset, length) }; `expected` a fingerprint or key that the reader knows. */
export async function verifyZip(source, tools, expected = "") {
  const directory = await readDirectory(source);
  if (directory.stop !== undefined) return finished(NOTHING, [directory.stop], tools);
  const { problems, files } = await openEntries(source, directory.entries, tools);
  const contents = await verifyContents(files, tools, expected);
  problems.push(...contents.problems);
  if (problems.length === 0) {
    const container = await verifyContainer(source, directory.entries, contents);
    if (container !== null) {
      problems.push(container, {
        file: null,
        at: null,
        sentence:
          "The contents are the ones that were signed; only the ZIP around them was written anew or changed.",
      });
    }
  }
  return finished(contents, problems, tools);
}

/** An unpacked pack. `files` maps names, with forward slashes, to { size, read(offset, length) }. */
export async function verifyFolder(files, tools, expected = "") {
  const contents = await verifyContents(files, tools, expected);
  return finished(contents, contents.problems, tools);
}
