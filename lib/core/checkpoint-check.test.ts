import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign as signWith,
  verify as verifyWith,
} from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "@/lib/core/canonical-json";
import { checkpointOrigin, checkpointText } from "@/lib/core/checkpoint";
import {
  entryBytes,
  isWhole,
  type KeptCheckpoint,
  type LogEntry,
  type LogHead,
  logChecker,
} from "@/lib/core/checkpoint-check";
import { EMPTY_FRONTIER, frontierRoot, leafHash, pushLeaf } from "@/lib/core/merkle";
import { keyHash, signatureLine, writeNote } from "@/lib/core/tlog";
import { fromHex, toHex, utf8 } from "@/lib/core/tlog-bytes";

const WORKSPACE = "0190a0a0-0000-7000-8000-000000000001";
const STRANGER = "0190a0a0-0000-7000-8000-0000000000ff";
const HOST = "app.example.com";
const ZERO = "00".repeat(32);
const TAMPERINGS = 10_000;

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());

function keyOf(seed: number) {
  const key = createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${seed.toString(16).padStart(64, "0")}`, "hex"),
    format: "der",
    type: "pkcs8",
  });
  const der = createPublicKey(key).export({ format: "der", type: "spki" });
  return { key, publicKey: new Uint8Array(der.subarray(12)) };
}
const OWN = keyOf(7);
const FOREIGN = keyOf(8);

/** Signatures are asked for again and again: each answer is computed once. */
const answers = new Map<string, boolean>();
function verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const name = `${toHex(key)} ${toHex(sha256(message))} ${toHex(signature)}`;
  const known = answers.get(name);
  if (known !== undefined) return known;
  const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), key]);
  const answer = verifyWith(null, message, { key: spki, format: "der", type: "spki" }, signature);
  answers.set(name, answer);
  return answer;
}
const tools = { sha256, verify };

function noteOf(size: number, root: Uint8Array, workspace = WORKSPACE, signer = OWN): string {
  const origin = checkpointOrigin(HOST, workspace);
  const text = checkpointText({ origin, size, root });
  const signature = signWith(null, utf8(text), signer.key);
  return writeNote(text, [signatureLine(origin, keyHash(origin, signer.publicKey, sha256), signature)]);
}

type Log = {
  readonly entries: readonly LogEntry[];
  readonly head: LogHead | null;
  readonly checkpoints: readonly KeptCheckpoint[];
};

function hashed(entry: LogEntry): LogEntry {
  return { ...entry, hash: toHex(leafHash(entryBytes(WORKSPACE, entry), sha256)) };
}

/** Numbers, previous hashes and hashes as somebody computes them who writes the whole log anew. */
function rechained(entries: readonly LogEntry[]): { entries: readonly LogEntry[]; head: LogHead | null } {
  let prevHash = ZERO;
  const out = entries.map((entry, at) => {
    const next = hashed({ ...entry, seq: at + 1, prevHash });
    prevHash = next.hash;
    return next;
  });
  return { entries: out, head: out.length === 0 ? null : { seq: out.length, hash: prevHash } };
}

function rootAt(entries: readonly LogEntry[], size: number): Uint8Array {
  const leaves = entries.slice(0, size).map((entry) => fromHex(entry.hash) ?? new Uint8Array());
  return frontierRoot(
    leaves.reduce((frontier, leaf) => pushLeaf(frontier, leaf, sha256), EMPTY_FRONTIER),
    sha256,
  );
}

function checkpointsOf(
  entries: readonly LogEntry[],
  sizes: readonly number[],
  signer = OWN,
): KeptCheckpoint[] {
  return sizes.flatMap((size) => {
    const root = rootAt(entries, size);
    const note = noteOf(size, root, WORKSPACE, signer);
    return [
      { note, place: "database", row: { size, root: toHex(root) } } as const,
      { note, place: "folder", row: null } as const,
    ];
  });
}

function entryOf(seed: number): LogEntry {
  const actor = { id: null, name: `Person ${seed % 5}` };
  const subject = { kind: "evidence", ref: `E-${seed % 40}` };
  const body = canonicalJson({
    actor,
    verb: "evidence.edit",
    subject,
    before: null,
    after: { n: seed },
    requestId: "r",
  });
  const at = `2026-11-${String(1 + (seed % 28)).padStart(2, "0")}T10:00:00.${String(seed % 1_000_000).padStart(6, "0")}Z`;
  return {
    ...{ seq: 0, at, body, prevHash: ZERO, hash: ZERO, verb: "evidence.edit", subjectKind: "evidence" },
    ...{ subjectRef: subject.ref, actorName: actor.name, actorId: null },
  };
}

/** A log of `size` entries with checkpoints on the way and one at its end. */
function logOf(size: number, seed: number): Log {
  const { entries, head } = rechained(Array.from({ length: size }, (_, at) => entryOf(seed * 131 + at * 17)));
  const sizes = [...new Set([Math.ceil(size / 3), Math.ceil((2 * size) / 3), size])];
  return { entries, head, checkpoints: checkpointsOf(entries, sizes) };
}

function check(log: Log, keys: readonly Uint8Array[] = [OWN.publicKey]) {
  const checker = logChecker({ workspaceId: WORKSPACE, checkpoints: log.checkpoints, keys }, tools);
  for (const entry of log.entries) checker.take(entry);
  return checker.end(log.head);
}

const flip = (hex: string, at: number) => {
  const place = at % hex.length;
  return (
    hex.slice(0, place) +
    ((Number.parseInt(hex[place] ?? "0", 16) + 1 + (at % 14)) % 16).toString(16) +
    hex.slice(place + 1)
  );
};
const replaced = <T>(list: readonly T[], at: number, change: (one: T) => T) =>
  list.map((one, place) => (place === at ? change(one) : one));
const without = <T>(list: readonly T[], at: number) => list.filter((_, place) => place !== at);

type Tampering = (log: Log, at: number, salt: number) => Log;

const edited = (entry: LogEntry, salt: number): LogEntry => ({
  ...entry,
  body: entry.body.replace(/"n":\d+/, `"n":${1_000_000 + salt}`),
});

/** What somebody with every right on the database could do; each leaves the checkpoint folder and the key alone. */
const KINDS: Readonly<Record<string, Tampering>> = {
  "an entry's text": (log, at, salt) => ({
    ...log,
    entries: replaced(log.entries, at, (one) => edited(one, salt)),
  }),
  "an entry's time": (log, at) => ({
    ...log,
    entries: replaced(log.entries, at, (one) => ({ ...one, at: one.at.replace("T10", "T11") })),
  }),
  "an entry's columns": (log, at, salt) => {
    const names = ["verb", "subjectKind", "subjectRef", "actorName"] as const;
    const name = names[salt % names.length] ?? "verb";
    return { ...log, entries: replaced(log.entries, at, (one) => ({ ...one, [name]: `${one[name]}x` })) };
  },
  "an entry's person": (log, at) => ({
    ...log,
    entries: replaced(log.entries, at, (one) => ({ ...one, actorId: STRANGER })),
  }),
  "a stored hash": (log, at, salt) => ({
    ...log,
    entries: replaced(log.entries, at, (one) => ({ ...one, hash: flip(one.hash, salt) })),
  }),
  "a previous hash": (log, at, salt) => ({
    ...log,
    entries: replaced(log.entries, at, (one) => ({ ...one, prevHash: flip(one.prevHash, salt) })),
  }),
  "an entry taken out": (log, at) => ({ ...log, entries: without(log.entries, at) }),
  "an entry taken out and the rest numbered again": (log, at) => ({
    ...log,
    entries: without(log.entries, at).map((one, place) => ({ ...one, seq: place + 1 })),
  }),
  "two entries exchanged": (log, at) => {
    const other = (at + 1) % log.entries.length;
    const [a, b] = [log.entries[at] as LogEntry, log.entries[other] as LogEntry];
    return {
      ...log,
      entries: replaced(
        replaced(log.entries, at, () => b),
        other,
        () => a,
      ),
    };
  },
  "an entry put in": (log, at, salt) => ({
    ...log,
    entries: [...log.entries.slice(0, at), entryOf(salt + 5_000_000), ...log.entries.slice(at)],
  }),
  "the end cut off": (log, at) => ({ ...log, entries: log.entries.slice(0, at) }),
  "the end cut off with the head row": (log, at) => ({ ...log, ...rechained(log.entries.slice(0, at)) }),
  "an entry's text, with all hashes computed again": (log, at, salt) => ({
    ...log,
    ...rechained(replaced(log.entries, at, (one) => edited(one, salt))),
  }),
  "an entry taken out, with all hashes computed again": (log, at) => ({
    ...log,
    ...rechained(without(log.entries, at)),
  }),
  "an entry put in, with all hashes computed again": (log, at, salt) => ({
    ...log,
    ...rechained([...log.entries.slice(0, at), entryOf(salt + 5_000_000), ...log.entries.slice(at)]),
  }),
  "everything written anew, with checkpoints signed by another key": (log, at, salt) => {
    const anew = rechained(replaced(log.entries, at, (one) => edited(one, salt)));
    const sizes = [...new Set(log.checkpoints.flatMap(({ row }) => row?.size ?? []))];
    return { ...anew, checkpoints: checkpointsOf(anew.entries, sizes, FOREIGN) };
  },
  "everything written anew, with the database's checkpoints taken out": (log, at, salt) => ({
    ...rechained(replaced(log.entries, at, (one) => edited(one, salt))),
    checkpoints: log.checkpoints.filter(({ place }) => place === "folder"),
  }),
  "a checkpoint's text": (log, at, salt) => ({
    ...log,
    checkpoints: replaced(log.checkpoints, at % log.checkpoints.length, (one) => {
      const place = salt % one.note.length;
      const char = one.note[place] === "7" ? "8" : "7";
      return { ...one, note: one.note.slice(0, place) + char + one.note.slice(place + 1) };
    }),
  }),
  "a checkpoint's row": (log, at, salt) => ({
    ...log,
    checkpoints: replaced(log.checkpoints, (at * 2) % log.checkpoints.length, (one) => ({
      ...one,
      row: one.row === null ? null : { size: one.row.size + (salt % 2), root: flip(one.row.root, salt) },
    })),
  }),
  "a checkpoint that another key signed": (log, at) => ({
    ...log,
    checkpoints: [...log.checkpoints, ...checkpointsOf(log.entries, [at + 1], FOREIGN)],
  }),
  "a checkpoint of another workspace": (log, at) => {
    const root = rootAt(log.entries, at + 1);
    const row = { size: at + 1, root: toHex(root) };
    const note = noteOf(at + 1, root, STRANGER);
    return { ...log, checkpoints: [...log.checkpoints, { note, place: "database", row }] };
  },
  "the head row's hash": (log, _at, salt) => ({
    ...log,
    head: log.head === null ? null : { ...log.head, hash: flip(log.head.hash, salt) },
  }),
  "the head row's number": (log, at) => ({
    ...log,
    head: log.head === null ? null : { ...log.head, seq: log.head.seq + at + 1 },
  }),
  "the head row taken out": (log) => ({ ...log, head: null }),
};

const LOGS = Array.from({ length: 40 }, (_, seed) => logOf(2 + (seed % 11), seed));

describe("the check of a log", () => {
  test.each(LOGS.map((log) => [log.entries.length, log] as const))(
    "accepts an untouched log of %i",
    (size, log) => {
      const report = check(log);
      expect(report).toMatchObject({ entries: size, findings: [], provenSize: size });
      expect(report.head).toBe(log.head?.hash);
      expect(report.proven).toBe(new Set(log.checkpoints.map(({ note }) => note)).size);
      expect(isWhole(report)).toBe(true);
    },
  );

  test(`finds every one of ${TAMPERINGS} changes`, () => {
    const names = Object.keys(KINDS);
    const found = new Map(names.map((name) => [name, 0]));
    const arbitrary = fc.tuple(fc.nat(), fc.nat(), fc.nat());
    let run = 0;
    fc.assert(
      fc.property(arbitrary, ([which, place, salt]) => {
        const name = names[run % names.length] ?? "";
        run += 1;
        const log = LOGS[which % LOGS.length] as Log;
        const changed = KINDS[name]?.(log, place % log.entries.length, salt) ?? log;
        const report = check(changed);
        expect(isWhole(report), name).toBe(false);
        found.set(name, (found.get(name) ?? 0) + 1);
      }),
      { numRuns: TAMPERINGS, endOnFailure: true },
    );
    const all = [...found.values()].reduce((sum, one) => sum + one, 0);
    expect(all).toBe(TAMPERINGS);
    expect(Math.min(...found.values())).toBeGreaterThan(TAMPERINGS / names.length - 2);
  }, 120_000);

  test("names the entry that was changed", () => {
    const log = logOf(12, 3);
    const report = check({ ...log, entries: replaced(log.entries, 6, (one) => edited(one, 1)) });
    expect(report.findings[0]).toMatchObject({ kind: "entry", at: 7 });
  });

  test("names the range when all hashes were computed again", () => {
    const log = logOf(12, 3);
    const report = check({ ...log, ...rechained(replaced(log.entries, 6, (one) => edited(one, 1))) });
    expect(report.findings).toEqual([
      expect.objectContaining({
        kind: "checkpoint",
        at: 8,
        sentence: expect.stringContaining("An entry between 5 and 8"),
      }),
    ]);
    expect(report.provenSize).toBe(4);
  });

  test("without a checkpoint outside, a log that was written anew cannot be told from a true one: the limit that the page states", () => {
    const log = logOf(12, 3);
    const anew = rechained(replaced(log.entries, 6, (one) => edited(one, 1)));
    expect(isWhole(check({ ...anew, checkpoints: [] }))).toBe(true);
  });

  test("remarks on a checkpoint that has no file, and calls nothing broken for it", () => {
    const log = logOf(6, 1);
    const report = check({
      ...log,
      checkpoints: log.checkpoints.filter(({ place }) => place === "database"),
    });
    expect(isWhole(report)).toBe(true);
    expect(report.findings.every(({ severity }) => severity === "remark")).toBe(true);
    expect(report.findings.length).toBeGreaterThan(0);
  });

  test("accepts the checkpoints of an earlier key that is still listed", () => {
    const log = logOf(9, 2);
    const both = [...log.checkpoints, ...checkpointsOf(log.entries, [4], FOREIGN)];
    expect(isWhole(check({ ...log, checkpoints: both }, [OWN.publicKey, FOREIGN.publicKey]))).toBe(true);
    expect(isWhole(check({ ...log, checkpoints: both }, [FOREIGN.publicKey]))).toBe(false);
  });

  test("says that an empty log is whole, and one whose entries are all gone is not", () => {
    expect(isWhole(check({ entries: [], head: null, checkpoints: [] }))).toBe(true);
    expect(isWhole(check({ ...logOf(5, 1), entries: [], head: null }))).toBe(false);
  });
});
