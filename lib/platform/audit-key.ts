import "server-only";
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify } from "node:crypto";
import { chmod, mkdir, open, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { fromBase64, fromHex, toBase64, toHex } from "@/lib/core/tlog-bytes";
import { env } from "@/lib/platform/env";

const PKCS8_HEAD = "302e020100300506032b657004220420";
const SPKI_HEAD = Buffer.from("302a300506032b6570032100", "hex");

/** SHA-256 of the bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest());
}

/** Whether the raw Ed25519 public key made the signature. */
export function verifySignature(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.length !== 32 || signature.length !== 64) return false;
  const spki = Buffer.concat([SPKI_HEAD, key]);
  return verify(null, message, { key: spki, format: "der", type: "spki" }, signature);
}

export type AuditKey = {
  /** Raw, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** SHA-256 of the public key, hexadecimal. */
  readonly id: string;
  readonly sign: (message: Uint8Array) => Uint8Array;
};

/** What a public key is called on pages and in rows: its SHA-256, hexadecimal. */
function keyIdOf(publicKey: Uint8Array): string {
  return toHex(sha256(publicKey));
}

function keyOf(seed: string): AuditKey {
  if (fromHex(seed)?.length !== 32) throw new Error("The signing key of the activity log is damaged.");
  const key = createPrivateKey({ key: Buffer.from(PKCS8_HEAD + seed, "hex"), format: "der", type: "pkcs8" });
  const der = createPublicKey(key).export({ format: "der", type: "spki" });
  const publicKey = new Uint8Array(der.subarray(SPKI_HEAD.length));
  return {
    publicKey,
    id: keyIdOf(publicKey),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

const secrets = () => join(env().dataDir, "secrets");
const keyPath = () => join(secrets(), "audit.key");
const nextPath = () => join(secrets(), "audit.key.next");
const listPath = () => join(env().dataDir, "checkpoints", "keys.txt");

async function existing(path: string): Promise<string | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return text?.trim() ?? null;
}

/** The seed in the file, written at the first call; of several processes that try at once, one writes and all read the same. */
async function seedIn(path: string): Promise<string> {
  const found = await existing(path);
  if (found === null) {
    await mkdir(secrets(), { recursive: true });
    await chmod(secrets(), 0o700);
    await writeDurably(path, `${randomBytes(32).toString("hex")}\n`, 0o600);
    return seedIn(path);
  }
  if (process.platform !== "win32" && ((await stat(path)).mode & 0o077) !== 0) {
    throw new Error(`Other users may read the signing key ${path}: run chmod 600 on it.`);
  }
  return found;
}

async function writeDurably(path: string, text: string, mode: number): Promise<void> {
  const file = await open(path, "wx", mode).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") return null;
    throw error;
  });
  if (file === null) return;
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

export type ListedKey = {
  readonly publicKey: Uint8Array;
  readonly id: string;
  readonly from: Date;
  /** Null while it signs. */
  readonly until: Date | null;
};

/** The public keys of this installation, oldest first, from the list outside the database; empty before the first checkpoint. */
export async function listedKeys(path = listPath()): Promise<readonly ListedKey[]> {
  const text = (await existing(path)) ?? "";
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [encoded = "", , from = "", , until = ""] = line.split(" ");
      const publicKey = fromBase64(encoded);
      if (publicKey?.length !== 32 || Number.isNaN(Date.parse(from))) {
        throw new Error(`The list of public keys in ${path} is damaged.`);
      }
      const end = until === "-" ? null : new Date(until);
      return { publicKey, id: keyIdOf(publicKey), from: new Date(from), until: end };
    });
}

async function writeList(keys: readonly ListedKey[]): Promise<void> {
  const lines = keys.map(
    ({ publicKey, from, until }) =>
      `${toBase64(publicKey)} from ${from.toISOString()} until ${until?.toISOString() ?? "-"}\n`,
  );
  await mkdir(join(listPath(), ".."), { recursive: true });
  const draft = `${listPath()}.${randomBytes(4).toString("hex")}`;
  await writeDurably(draft, lines.join(""), 0o644);
  await rename(draft, listPath());
}

/** A change of the key that ended between its two steps: the list names the next key, and its file is not in place yet. */
async function finishRename(present: ListedKey | undefined): Promise<void> {
  const next = env().auditKey === null ? await existing(nextPath()) : null;
  if (next !== null && keyOf(next).id === present?.id) await rename(nextPath(), keyPath());
}

/**
 * The key that signs, made at the first call unless CARRYOVER_AUDIT_KEY holds one, and listed as the present one.
 * @throws Error (another key is listed as the present one: it has to be changed by a rotation)
 */
export async function auditKey(at: Date): Promise<AuditKey> {
  const listed = await listedKeys();
  const present = listed.find(({ until }) => until === null);
  await finishRename(present);
  const key = keyOf(env().auditKey ?? (await seedIn(keyPath())));
  if (present === undefined) await writeList([...listed, { ...key, from: at, until: null }]);
  else if (present.id !== key.id) {
    throw new Error(
      "The signing key of the activity log is not the one that the list of public keys names. Give every process the same CARRYOVER_AUDIT_KEY, or change the key with npm run audit:verify -- rotate-key.",
    );
  }
  return key;
}

/** The key that will follow, made at the first call unless CARRYOVER_AUDIT_KEY_NEXT holds one. The same until the change is finished. */
export async function nextAuditKey(): Promise<AuditKey> {
  const { auditKey: given, nextAuditKey: next } = env();
  if (given !== null && next === null) {
    throw new Error(
      "The key comes from CARRYOVER_AUDIT_KEY: put the next one into CARRYOVER_AUDIT_KEY_NEXT first.",
    );
  }
  return keyOf(next ?? (await seedIn(nextPath())));
}

/** Lists the next key as the present one and puts it in place; the old private key is gone afterwards. */
export async function finishRotation(at: Date): Promise<void> {
  const next = await nextAuditKey();
  const listed = await listedKeys();
  if (!listed.some(({ id }) => id === next.id)) {
    const closed = listed.map((key) => ({ ...key, until: key.until ?? at }));
    await writeList([...closed, { ...next, from: at, until: null }]);
  }
  if (env().auditKey !== null) return;
  await rename(nextPath(), keyPath());
}
