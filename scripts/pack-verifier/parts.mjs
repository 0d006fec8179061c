// The parts of a pack's checks: bytes, notes, keys, proofs. Every check of the two verifiers stands in these three files.

export const PIECE = 1024 * 1024;
const READ = 1024 * 1024;
export const LOCATED = 64 * 1024 * 1024;
export const text = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
export const bytesOf = (string) => new TextEncoder().encode(string);
export const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const u16 = (bytes, at) => bytes[at] | (bytes[at + 1] << 8);
export const u32 = (bytes, at) => (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;
export const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);

export function unhex(string) {
  if (typeof string !== "string" || !/^(?:[0-9a-f]{2})*$/.test(string)) return null;
  return Uint8Array.from(string.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function unbase64(string) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(string) || string.length % 4 !== 0) return null;
  const bytes = Uint8Array.from(atob(string), (char) => char.charCodeAt(0));
  return btoa(String.fromCharCode(...bytes)) === string ? bytes : null;
}

export function joined(...parts) {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export const CRC = new Uint32Array(256);
const CRC_BACK = new Uint8Array(256);
for (let n = 0; n < 256; n += 1) {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  CRC[n] = value >>> 0;
  CRC_BACK[CRC[n] >>> 24] = n;
}

/** The CRC-32 of what came before (0 at the beginning) and these bytes. */
export function crc32(before, bytes) {
  let value = ~before;
  for (let at = 0; at < bytes.length; at += 1) value = (value >>> 8) ^ CRC[(value ^ bytes[at]) & 255];
  return ~value >>> 0;
}

/** Where one byte is another, when exactly one is: the CRC says which and the SHA-256 confirms it. Null otherwise. */
export function locateByte(bytes, crc, isRight) {
  let rest = (crc32(0, bytes) ^ crc) >>> 0;
  let tried = 0;
  for (let at = bytes.length - 1; at >= 0 && tried < 4; at -= 1) {
    const index = CRC_BACK[rest >>> 24];
    rest = (((rest ^ CRC[index]) << 8) | index) >>> 0;
    if (rest === 0 || rest > 255) continue;
    tried += 1;
    const patched = Uint8Array.from(bytes);
    patched[at] ^= rest;
    if (isRight(patched)) return { at, is: bytes[at], was: patched[at] };
  }
  return null;
}

/** The parts of a signed note; null when it is none. */
export function readNote(string) {
  const cut = string.lastIndexOf("\n\n");
  if (cut <= 0 || !string.endsWith("\n")) return null;
  const lines = string.slice(cut + 2, -1).split("\n");
  const signatures = lines.map((line) => {
    const [dash, name, encoded, ...more] = line.split(" ");
    const bytes = encoded === undefined ? null : unbase64(encoded);
    if (dash !== "\u2014" || !name || more.length > 0 || bytes === null || bytes.length !== 68) return null;
    return { name, keyHash: bytes.slice(0, 4), bytes: bytes.slice(4) };
  });
  return signatures.includes(null) ? null : { text: string.slice(0, cut + 1), signatures };
}

/** The raw key in `name+hash+key`; null when it is none. */
export function readKey(line) {
  // Base64 may hold a plus of its own: name and hash are the first two parts.
  const [, name, encoded] = /^([^\s+]+)\+[0-9a-f]{8}\+(\S+)$/.exec(line.trim()) ?? [];
  const bytes = encoded === undefined ? null : unbase64(encoded);
  if (bytes === null || bytes.length !== 33 || bytes[0] !== 1) return null;
  return { name, key: bytes.slice(1) };
}

export async function isSigned(note, name, key, tools) {
  const hash = unhex(tools.sha256([bytesOf(`${name}\n`), Uint8Array.of(1), key])).slice(0, 4);
  for (const line of note.signatures) {
    if (line.name !== name || !same(line.keyHash, hash)) continue;
    if (await tools.verify(key, bytesOf(note.text), line.bytes)) return true;
  }
  return false;
}

const nodeHash = (left, right, tools) => unhex(tools.sha256([Uint8Array.of(1), left, right]));

function walkUp(walk, alone) {
  while (alone(walk.at)) {
    walk.at = Math.floor(walk.at / 2);
    walk.last = Math.floor(walk.last / 2);
  }
}

export function isIncluded({ leaf, index, size, proof, root }, tools) {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  const walk = { at: index, last: size - 1 };
  let hash = leaf;
  for (const beside of proof) {
    if (walk.last === 0) return false;
    if (walk.at % 2 === 1 || walk.at === walk.last) {
      hash = nodeHash(beside, hash, tools);
      walkUp(walk, (at) => at % 2 === 0 && at !== 0);
    } else hash = nodeHash(hash, beside, tools);
    walk.at = Math.floor(walk.at / 2);
    walk.last = Math.floor(walk.last / 2);
  }
  return walk.last === 0 && same(hash, root);
}

export function isGrown({ first, second, firstRoot, secondRoot, proof }, tools) {
  if (!Number.isSafeInteger(first) || first < 1 || first > second) return false;
  if (first === second) return proof.length === 0 && same(firstRoot, secondRoot);
  const [start, ...path] = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : proof;
  if (start === undefined) return false;
  const walk = { at: first - 1, last: second - 1 };
  walkUp(walk, (at) => at % 2 === 1);
  let [older, newer] = [start, start];
  for (const beside of path) {
    if (walk.last === 0) return false;
    if (walk.at % 2 === 1 || walk.at === walk.last) {
      older = nodeHash(beside, older, tools);
      newer = nodeHash(beside, newer, tools);
      walkUp(walk, (at) => at % 2 === 0 && at !== 0);
    } else newer = nodeHash(newer, beside, tools);
    walk.at = Math.floor(walk.at / 2);
    walk.last = Math.floor(walk.last / 2);
  }
  return walk.last === 0 && same(older, firstRoot) && same(newer, secondRoot);
}

export function readCheckpoint(note) {
  const [origin, size, encoded] = note.text.split("\n");
  const root = encoded === undefined ? null : unbase64(encoded);
  if (!/^(?:0|[1-9]\d{0,14})$/.test(size ?? "") || root === null || root.length !== 32) return null;
  return { origin, size: Number(size), root };
}

export function proofOf(list) {
  const hashes = Array.isArray(list) ? list.map(unhex) : [null];
  return hashes.some((hash) => hash === null || hash.length !== 32) ? null : hashes;
}

export async function readAll(file) {
  const parts = [];
  for (let at = 0; at < file.size; at += READ)
    parts.push(await file.read(at, Math.min(READ, file.size - at)));
  return joined(...parts);
}

export async function digestsOf(file, tools) {
  const whole = tools.hasher();
  const pieces = [];
  let crc = 0;
  for (let at = 0; at < file.size; at += PIECE) {
    const bytes = await file.read(at, Math.min(PIECE, file.size - at));
    if (bytes.length !== Math.min(PIECE, file.size - at)) return null;
    whole.update(bytes);
    crc = crc32(crc, bytes);
    pieces.push(tools.sha256([bytes]));
  }
  return { size: file.size, sha256: whole.hex(), crc, pieces };
}

export const number = (n) => n.toLocaleString("en");

export function parsed(bytes) {
  try {
    return JSON.parse(text(bytes));
  } catch {
    return undefined;
  }
}

export function decoded(bytes) {
  try {
    return text(bytes);
  } catch {
    return "";
  }
}
