import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign as signWith,
  verify as verifyWith,
} from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkpointOrigin, checkpointText, readCheckpoint } from "@/lib/core/checkpoint";
import { keyHash, readNote, signatureLine, signersOf, verifierKey, writeNote } from "@/lib/core/tlog";
import { fromBase64, fromHex, toBase64, toHex, utf8 } from "@/lib/core/tlog-bytes";

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
const PKCS8 = "302e020100300506032b657004220420";
const SPKI = "302a300506032b6570032100";

function keyOf(seed: string) {
  const privateKey = createPrivateKey({
    key: Buffer.from(PKCS8 + seed, "hex"),
    format: "der",
    type: "pkcs8",
  });
  const der = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return {
    publicKey: new Uint8Array(der.subarray(12)),
    sign: (text: string) => signWith(null, utf8(text), privateKey),
  };
}

const verify = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
  verifyWith(
    null,
    message,
    { key: Buffer.concat([Buffer.from(SPKI, "hex"), key]), format: "der", type: "spki" },
    signature,
  );
const tools = { sha256, verify };

const SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
const WORKSPACE = "0190a0a0-0000-7000-8000-000000000001";
const ORIGIN = checkpointOrigin("app.example.com", WORKSPACE);
const key = keyOf(SEED);
const root = sha256(utf8("root"));
const text = checkpointText({ origin: ORIGIN, size: 42, root });
const line = signatureLine(ORIGIN, keyHash(ORIGIN, key.publicKey, sha256), key.sign(text));
const note = writeNote(text, [line]);

describe("a checkpoint as a signed note", () => {
  test("has the lines of the format, and reads back", () => {
    expect(note.split("\n").slice(0, 4)).toEqual([ORIGIN, "42", toBase64(root), ""]);
    expect(note).toMatch(/\n\n\u2014 app\.example\.com\/activity\/[0-9a-f-]{36} [A-Za-z0-9+/]{91}=\n$/);
    const read = readNote(note);
    expect(read?.text).toBe(text);
    expect(readCheckpoint(read?.text ?? "")).toEqual({ origin: ORIGIN, size: 42, root });
    expect(signersOf(read ?? { text: "", signatures: [] }, ORIGIN, [key.publicKey], tools)).toEqual([
      key.publicKey,
    ]);
  });

  test("names the key by the hash that the format asks for", () => {
    // The published example of a verifier key: its hash is that of name, line feed, 1 and key.
    const example = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const [name = "", hash = "", encoded = ""] = example.split("+");
    const bytes = fromBase64(encoded) ?? new Uint8Array();
    expect(toHex(keyHash(name, bytes.slice(1), sha256))).toBe(hash);
    expect(verifierKey(name, bytes.slice(1), sha256)).toBe(example);
  });

  test("signed by two keys is known by each of them", () => {
    const second = keyOf("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    const other = signatureLine(ORIGIN, keyHash(ORIGIN, second.publicKey, sha256), second.sign(text));
    const read = readNote(writeNote(text, [line, other]));
    expect(read?.signatures).toHaveLength(2);
    const signers = signersOf(
      read ?? { text: "", signatures: [] },
      ORIGIN,
      [key.publicKey, second.publicKey],
      tools,
    );
    expect(signers).toEqual([key.publicKey, second.publicKey]);
  });

  test("is known no more when any character of it is another", () => {
    fc.assert(
      fc.property(fc.nat(note.length - 1), fc.integer({ min: 1, max: 127 }), (at, step) => {
        const code = (note.charCodeAt(at) + step) % 0xffff;
        const changed = note.slice(0, at) + String.fromCharCode(code) + note.slice(at + 1);
        const read = readNote(changed);
        const checkpoint = read === null ? null : readCheckpoint(read.text);
        const known =
          read !== null && checkpoint !== null && signersOf(read, ORIGIN, [key.publicKey], tools).length > 0;
        expect(known).toBe(false);
      }),
      { numRuns: 1_500 },
    );
  });

  test.each([
    "",
    "\n",
    "text",
    "text\n\n",
    "text\n\n\u2014 name",
    "text\n\n\u2014 name AAAA\n",
    `${text}\n- ${line.slice(2)}`,
  ])("is not read from %j", (other) => {
    expect(readNote(other)).toBeNull();
  });

  test.each([
    "example.com/other\n1\nAAAA\n",
    `${ORIGIN}\n01\n${toBase64(root)}\n`,
    `${ORIGIN}\n-1\n${toBase64(root)}\n`,
    `${ORIGIN}\n1\n${toBase64(root.slice(1))}\n`,
  ])("has no other spelling: %j", (other) => {
    expect(readCheckpoint(other)).toBeNull();
  });
});

test("bytes come back from their texts, and only from the one spelling", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      expect(fromBase64(toBase64(bytes))).toEqual(Uint8Array.from(bytes));
      expect(fromHex(toHex(bytes))).toEqual(Uint8Array.from(bytes));
    }),
  );
  expect(fromBase64("QUI")).toBeNull();
  expect(fromBase64("QUJ=")).toBeNull();
  expect(fromHex("AB")).toBeNull();
});
