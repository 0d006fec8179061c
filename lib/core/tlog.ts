// Signed notes (C2SP signed-note): a text, and under it who signed it with which Ed25519 key.
import type { Sha256 } from "@/lib/core/merkle";
import { fromBase64, joined, sameBytes, toBase64, utf8 } from "@/lib/core/tlog-bytes";

const ED25519 = Uint8Array.of(1);
const DASH = "\u2014";
const KEY_NAME = /^[^\s+]{1,200}$/u;
const KEY_HASH_BYTES = 4;
const SIGNATURE_BYTES = 64;

export type NoteSignature = {
  readonly name: string;
  readonly keyHash: Uint8Array;
  readonly bytes: Uint8Array;
};
export type SignedNote = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** Whether the raw Ed25519 public key made the signature over the message. */
export type VerifySignature = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** The four bytes by which a signature line names the key: of the name and the key together. */
export function keyHash(name: string, publicKey: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(joined(utf8(`${name}\n`), ED25519, publicKey)).slice(0, KEY_HASH_BYTES);
}

/** The public key in the form that other programs for signed notes read: `name+hash+key`. */
export function verifierKey(name: string, publicKey: Uint8Array, sha256: Sha256): string {
  const hash = Array.from(keyHash(name, publicKey, sha256), (byte) => byte.toString(16).padStart(2, "0"));
  return `${name}+${hash.join("")}+${toBase64(joined(ED25519, publicKey))}`;
}

/** One line under the note. The text ends with a line feed, which is signed too. */
export function signatureLine(name: string, hash: Uint8Array, signature: Uint8Array): string {
  return `${DASH} ${name} ${toBase64(joined(hash, signature))}\n`;
}

/** Text, empty line, signature lines. */
export function writeNote(text: string, lines: readonly string[]): string {
  return `${text}\n${lines.join("")}`;
}

function readLine(line: string): NoteSignature | null {
  const [dash, name = "", encoded = "", ...more] = line.split(" ");
  const bytes = fromBase64(encoded);
  if (dash !== DASH || more.length > 0 || !KEY_NAME.test(name) || bytes === null) return null;
  if (bytes.length !== KEY_HASH_BYTES + SIGNATURE_BYTES) return null;
  return { name, keyHash: bytes.slice(0, KEY_HASH_BYTES), bytes: bytes.slice(KEY_HASH_BYTES) };
}

/** The parts of a note; null when it is not exactly in the form, or nobody signed it. */
export function readNote(note: string): SignedNote | null {
  const at = note.lastIndexOf("\n\n");
  if (at <= 0 || !note.endsWith("\n") || note.length > 100_000) return null;
  const lines = note.slice(at + 2, -1).split("\n");
  const signatures = lines.map(readLine);
  if (signatures.some((one) => one === null)) return null;
  return { text: note.slice(0, at + 1), signatures: signatures.flatMap((one) => one ?? []) };
}

/** Those of the keys that signed the note under the name; a line that names a key and does not verify counts for nothing. */
export function signersOf(
  note: SignedNote,
  name: string,
  keys: readonly Uint8Array[],
  tools: { readonly sha256: Sha256; readonly verify: VerifySignature },
): readonly Uint8Array[] {
  const message = utf8(note.text);
  return keys.filter((key) => {
    const hash = keyHash(name, key, tools.sha256);
    return note.signatures.some(
      (line) => line.name === name && sameBytes(line.keyHash, hash) && tools.verify(key, message, line.bytes),
    );
  });
}
