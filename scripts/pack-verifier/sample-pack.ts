// A small pack as the product writes it, and ZIPs as other programs write them, for the tests of the verifier.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign as signWith,
  verify as verifyWith,
} from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { canonicalJson } from "@/lib/core/canonical-json";
import { checkpointOrigin, checkpointText } from "@/lib/core/checkpoint";
import { entryBytes } from "@/lib/core/checkpoint-check";
import { consistencyProof, inclusionProof, leafHash, merkleRoot, merkleTree } from "@/lib/core/merkle";
import { evidencePath, manifestNoteText, manifestOrigin, type PackFacts } from "@/lib/core/pack";
import { keyHash, signatureLine, verifierKey, writeNote } from "@/lib/core/tlog";
import { fromHex, toHex, utf8 } from "@/lib/core/tlog-bytes";
import { type PackPart, packBytes } from "@/lib/packs/mutations/write";
import { type Source, type Tools, verifyZip } from "./core.mjs";
import { crc32 } from "./parts.mjs";

export const HOST = "app.example.com";
export const WORKSPACE = "0190a0a0-0000-7000-8000-000000000001";
export const PACK = "0190a0a0-0000-7000-8000-00000000000a";
const AT = "2026-11-22T06:30:14.000Z";

export const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
export const hex = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");

function keyOf(seed: number) {
  const key = createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${seed.toString(16).padStart(64, "0")}`, "hex"),
    format: "der",
    type: "pkcs8",
  });
  const der = createPublicKey(key).export({ format: "der", type: "spki" });
  return { key, publicKey: new Uint8Array(der.subarray(12)) };
}
export const OWN = keyOf(11);
export const FOREIGN = keyOf(12);

export const verify = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
  verifyWith(
    null,
    message,
    {
      key: Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), key]),
      format: "der",
      type: "spki",
    },
    signature,
  );

export const tools: Tools = {
  sha256: (parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex"),
  hasher: () => {
    const hash = createHash("sha256");
    return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest("hex") };
  },
  verify,
  inflate: async (bytes, most) => {
    try {
      return new Uint8Array(inflateRawSync(bytes, { maxOutputLength: Math.max(1, most) }));
    } catch {
      return null;
    }
  },
};

export function note(name: string, text: string, signer = OWN): string {
  const signature = signWith(null, utf8(text), signer.key);
  return writeNote(text, [signatureLine(name, keyHash(name, signer.publicKey, sha256), signature)]);
}

/** A log of twelve entries: what the pack says of it. */
export function logFiles(signer = OWN) {
  let prev = "00".repeat(32);
  const entries = Array.from({ length: 12 }, (_, at) => {
    const body = canonicalJson({ actor: { id: null, name: "A" }, verb: "evidence.accept", n: at });
    const entry = {
      seq: at + 1,
      at: `2026-11-22T06:00:${String(at).padStart(2, "0")}.000000Z`,
      body,
      prevHash: prev,
    };
    prev = toHex(leafHash(entryBytes(WORKSPACE, entry), sha256));
    return { ...entry, hash: prev };
  });
  const tree = merkleTree(
    entries.map((entry) => fromHex(entry.hash) ?? new Uint8Array()),
    sha256,
  );
  const root = merkleRoot(tree, sha256);
  const origin = checkpointOrigin(HOST, WORKSPACE);
  const at = (size: number) => merkleRoot(merkleTree((tree[0] ?? []).slice(0, size), sha256), sha256);
  const lines = [1, 5, 11].map((index) => {
    const { seq, at: time, body, prevHash } = entries[index] ?? { seq: 0, at: "", body: "", prevHash: "" };
    return `${JSON.stringify({ seq, at: time, prev: prevHash, body, proof: inclusionProof(tree, index).map(toHex) })}\n`;
  });
  const earlier = [5, 8].map((size) => ({
    note: note(origin, checkpointText({ origin, size, root: at(size) }), signer),
    proof: consistencyProof(tree, size).map(toHex),
  }));
  return {
    root: toHex(root),
    checkpoint: note(origin, checkpointText({ origin, size: 12, root }), signer),
    entries: lines.join(""),
    earlier: `${JSON.stringify(earlier)}\n`,
  };
}

export const BIG = Uint8Array.from({ length: 1_300_000 }, (_, at) => (at * 31 + (at >> 7)) & 255);

export function contentsOf(big: boolean, signer = OWN): readonly (readonly [string, Uint8Array])[] {
  const log = logFiles(signer);
  const policy = utf8("The policy of access control.\n".repeat(12));
  const name = manifestOrigin(HOST, WORKSPACE);
  return [
    ["index.html", utf8("<!doctype html><title>Pack</title>\n")],
    ["index.csv", utf8('"Ref","File"\r\n"A.5.1","policy.pdf"\r\n')],
    [evidencePath(hex(policy), "Access policy (v2).pdf"), policy],
    ...(big ? [[evidencePath(hex(BIG), "export.csv"), BIG] as const] : []),
    ["empty.txt", new Uint8Array()],
    ["activity/checkpoint.txt", utf8(log.checkpoint)],
    ["activity/entries.jsonl", utf8(log.entries)],
    ["activity/earlier.json", utf8(log.earlier)],
    ["key.txt", utf8(`${verifierKey(name, signer.publicKey, sha256)}\n`)],
  ];
}

export const FACTS: PackFacts = {
  ...{ id: PACK, title: "Surveillance", workspace: "Northwind", createdAt: AT, requirements: ["A.5.1"] },
  ...{ soa: "Draft", datasetVersion: "2026-07", missing: [] },
  scope: {
    ...{ standard: "iso", from: null, to: null, refs: [], soa: "draft" },
    ...{ submitted: false, requests: true, nonconformities: true, activity: true },
  },
  activity: { size: 12, root: logFiles().root, entries: 3 },
};

async function* one(bytes: Uint8Array) {
  if (bytes.length > 0) yield bytes;
}

export async function build(
  contents: readonly (readonly [string, Uint8Array])[],
  signer = OWN,
  facts = FACTS,
): Promise<Uint8Array> {
  const parts: PackPart[] = contents.map(([path, bytes]) => ({
    path,
    open: () => one(bytes),
    sha256: hex(bytes),
  }));
  const name = manifestOrigin(HOST, WORKSPACE);
  const sign = async (manifest: string) =>
    note(
      name,
      manifestNoteText({ host: HOST, workspaceId: WORKSPACE, packId: facts.id, sha256: manifest }),
      signer,
    );
  const out: Uint8Array[] = [];
  for await (const bytes of packBytes(facts, parts, sign, () => undefined)) out.push(bytes);
  return new Uint8Array(Buffer.concat(out));
}

export const sourceOf = (bytes: Uint8Array): Source => ({
  size: bytes.length,
  read: async (offset, length) => bytes.subarray(offset, offset + length),
});
export const judge = (bytes: Uint8Array, expected?: string) => verifyZip(sourceOf(bytes), tools, expected);

export type Entry = { readonly name: string; readonly data: Uint8Array; readonly method?: number };

/** What the ZIP holds, read by its directory. */
export function unzip(bytes: Uint8Array): Entry[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const out: Entry[] = [];
  for (let at = buffer.readUInt32LE(bytes.length - 6); buffer.readUInt32LE(at) === 0x02014b50; ) {
    const [size, nameLength, offset] = [
      buffer.readUInt32LE(at + 24),
      buffer.readUInt16LE(at + 28),
      buffer.readUInt32LE(at + 42),
    ];
    const name = buffer.toString("utf8", at + 46, at + 46 + nameLength);
    out.push({
      name,
      data: Uint8Array.from(buffer.subarray(offset + 30 + nameLength, offset + 30 + nameLength + size)),
    });
    at += 46 + nameLength;
  }
  return out;
}

/** A ZIP as other programs write it: sizes in the header, or deflated. */
export function rezip(entries: readonly Entry[]): Uint8Array {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data, method = 0 } of entries) {
    const packed = method === 8 ? deflateRawSync(data) : data;
    const [head, listed] = [Buffer.alloc(30), Buffer.alloc(46)];
    head.writeUInt32LE(0x04034b50, 0);
    listed.writeUInt32LE(0x02014b50, 0);
    for (const [record, base] of [
      [head, 4],
      [listed, 6],
    ] as const) {
      record.writeUInt16LE(20, base);
      record.writeUInt16LE(0x0800, base + 2);
      record.writeUInt16LE(method, base + 4);
      record.writeUInt32LE(crc32(0, data), base + 10);
      record.writeUInt32LE(packed.length, base + 14);
      record.writeUInt32LE(data.length, base + 18);
      record.writeUInt16LE(Buffer.byteLength(name), base + 22);
    }
    listed.writeUInt32LE(offset, 42);
    parts.push(head, Buffer.from(name), Buffer.from(packed));
    central.push(listed, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, directory, end]));
}

export const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;
export const flipped = (bytes: Uint8Array, at: number, bit: number) => {
  const out = Uint8Array.from(bytes);
  out[at % out.length] = (out[at % out.length] ?? 0) ^ (1 << (bit & 7));
  return out;
};
export const put = (entries: readonly Entry[], name: string, change: (text: string) => string) =>
  entries.map((entry) =>
    entry.name === name ? { ...entry, data: utf8(change(Buffer.from(entry.data).toString())) } : entry,
  );
export const EVIL = [
  "../escape.txt",
  "/etc/passwd",
  "C:\\evil.txt",
  "a/../../b",
  "..\\b",
  "evidence/./x",
  "a//b",
  "tab\tname",
];
