// Whether a log is the one that was recorded: every hash again, the chain, the head, and every signed checkpoint.
import { type Checkpoint, readCheckpoint, workspaceOfOrigin } from "@/lib/core/checkpoint";
import {
  EMPTY_FRONTIER,
  frontierRoot,
  leafHash,
  type MerkleFrontier,
  pushLeaf,
  type Sha256,
} from "@/lib/core/merkle";
import { readNote, signersOf, type VerifySignature } from "@/lib/core/tlog";
import { fromHex, joined, sameBytes, toHex, utf8 } from "@/lib/core/tlog-bytes";

/** One row of the log as it is stored. */
export type LogEntry = {
  readonly seq: number;
  /** UTC with microseconds, as hashed: `2026-11-22T06:30:00.123456Z`. */
  readonly at: string;
  readonly body: string;
  /** Hexadecimal. */
  readonly prevHash: string;
  readonly hash: string;
  readonly verb: string;
  readonly subjectKind: string;
  readonly subjectRef: string;
  readonly actorName: string;
  readonly actorId: string | null;
};

export type LogHead = { readonly seq: number; readonly hash: string };

/** A checkpoint as found: the signed text, and where it was kept. */
export type KeptCheckpoint = {
  readonly note: string;
  readonly place: "database" | "folder";
  /** What the row beside the note says; null for a file. */
  readonly row: { readonly size: number; readonly root: string } | null;
};

export type LogFinding = {
  readonly kind: "entry" | "head" | "checkpoint";
  /** The entry, or the size of the checkpoint, that it is about; null when none can be named. */
  readonly at: number | null;
  /** A remark is no sign of a change. */
  readonly severity: "broken" | "remark";
  readonly sentence: string;
};

export type LogReport = {
  readonly entries: number;
  /** Hexadecimal; of the entries as they are now. */
  readonly root: string;
  readonly head: string;
  readonly findings: readonly LogFinding[];
  /** Checkpoints that are signed by a known key and fit the entries. */
  readonly proven: number;
  /** Entries up to the largest of them. */
  readonly provenSize: number;
};

export type CheckTools = { readonly sha256: Sha256; readonly verify: VerifySignature };
export type CheckGiven = {
  readonly workspaceId: string;
  readonly checkpoints: readonly KeptCheckpoint[];
  /** Raw Ed25519 public keys that are trusted, kept outside the database. */
  readonly keys: readonly Uint8Array[];
};

const ZERO = "00".repeat(32);
const SHOWN = 20;

/** The bytes of an entry whose leaf hash is the entry's hash: previous hash, number, time, workspace, body. */
export function entryBytes(
  workspaceId: string,
  { seq, at, body, prevHash }: Pick<LogEntry, "seq" | "at" | "body" | "prevHash">,
): Uint8Array {
  const number = new Uint8Array(8);
  new DataView(number.buffer).setBigUint64(0, BigInt(seq));
  return joined(fromHex(prevHash) ?? new Uint8Array(), number, utf8(`${at}\n${workspaceId}\n${body}`));
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** Which column says something else than the hashed text; null when all agree. */
function strayColumn(entry: LogEntry): string | null {
  let body: unknown;
  try {
    body = JSON.parse(entry.body);
  } catch {
    return "its text";
  }
  const actor = member(body, "actor");
  const subject = member(body, "subject");
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ["what", entry.verb, member(body, "verb")],
    ["kind of subject", entry.subjectKind, member(subject, "kind")],
    ["subject", entry.subjectRef, member(subject, "ref")],
    ["who", entry.actorName, member(actor, "name")],
    ["who", entry.actorId, member(actor, "id") ?? null],
  ];
  return pairs.find(([, column, hashed]) => column !== hashed)?.[0] ?? null;
}

type Known = Checkpoint & { readonly place: KeptCheckpoint["place"] };
type Judged = { readonly known: Known } | { readonly finding: LogFinding };

const broken = (kind: LogFinding["kind"], at: number | null, sentence: string): LogFinding => ({
  ...{ kind, at, severity: "broken", sentence },
});
const PLACE = { database: "in the database", folder: "in the checkpoint folder" } as const;

function judge(kept: KeptCheckpoint, given: CheckGiven, tools: CheckTools): Judged {
  const where = PLACE[kept.place];
  const note = readNote(kept.note);
  const checkpoint = note === null ? null : readCheckpoint(note.text);
  const named = kept.row?.size ?? checkpoint?.size ?? null;
  const bad = (sentence: string) => ({ finding: broken("checkpoint", named, sentence) });
  const what = named === null ? `A checkpoint ${where}` : `The checkpoint of ${named} entries ${where}`;
  if (note === null || checkpoint === null) return bad(`${what} is not readable.`);
  if (workspaceOfOrigin(checkpoint.origin) !== given.workspaceId) {
    return bad(`${what} belongs to the log of another workspace.`);
  }
  if (signersOf(note, checkpoint.origin, given.keys, tools).length === 0) {
    return bad(`${what} is not signed by a key of this installation.`);
  }
  const { row } = kept;
  if (row !== null && (row.size !== checkpoint.size || row.root !== toHex(checkpoint.root))) {
    return bad(`${what} stands beside a size or root that it does not name.`);
  }
  return { known: { ...checkpoint, place: kept.place } };
}

const identity = ({ size, root }: Checkpoint) => `${size} ${toHex(root)}`;

function comparePlaces(known: readonly Known[]): readonly LogFinding[] {
  const of = (place: Known["place"]) =>
    new Set(known.filter((one) => one.place === place).map((one) => identity(one)));
  const [database, folder] = [of("database"), of("folder")];
  return known.flatMap((one) => {
    if (one.place === "folder" && !database.has(identity(one))) {
      return [
        broken(
          "checkpoint",
          one.size,
          `The checkpoint of ${one.size} entries in the checkpoint folder is missing in the database.`,
        ),
      ];
    }
    if (one.place === "database" && !folder.has(identity(one))) {
      const sentence = `The checkpoint of ${one.size} entries in the database has no file in the checkpoint folder.`;
      return [{ kind: "checkpoint", at: one.size, severity: "remark", sentence } as const];
    }
    return [];
  });
}

function afterLastGood(good: number, size: number): string {
  const range = good + 1 === size ? `Entry ${size}` : `An entry between ${good + 1} and ${size}`;
  return `${range} is not the one for which the checkpoint of ${size} entries was signed; the hashes were computed again after the change.`;
}

/**
 * Checks a log that is handed over entry by entry, in order, so that it never has to be in memory as a whole. `end`
 * takes the head row and tells everything that does not fit; at most twenty sentences of each kind.
 */
export function logChecker(given: CheckGiven, tools: CheckTools) {
  const judged = given.checkpoints.map((kept) => judge(kept, given, tools));
  const findings: LogFinding[] = judged.flatMap((one) => ("finding" in one ? [one.finding] : []));
  const known = judged.flatMap((one) => ("known" in one ? [one.known] : []));
  findings.push(...comparePlaces(known));
  const bySize = new Map<number, Known[]>();
  for (const one of known) bySize.set(one.size, [...(bySize.get(one.size) ?? []), one]);
  const proven = new Set<string>();
  let frontier: MerkleFrontier = EMPTY_FRONTIER;
  let previous = ZERO;
  let provenSize = 0;
  let diverged = false;

  const entryProblem = (entry: LogEntry, computed: string): string | null => {
    const expected = frontier.size + 1;
    if (entry.seq !== expected)
      return `Entry ${expected} is missing: number ${entry.seq} stands in its place.`;
    if (computed !== entry.hash)
      return `Entry ${entry.seq} is not the one that was recorded: its hash differs.`;
    if (entry.prevHash !== previous) return `Entry ${entry.seq} does not follow the entry before it.`;
    const stray = strayColumn(entry);
    return stray === null
      ? null
      : `Entry ${entry.seq}: the column for ${stray} differs from the hashed text.`;
  };

  const meet = (size: number) => {
    const here = bySize.get(size);
    if (here === undefined) return;
    const root = frontierRoot(frontier, tools.sha256);
    const fits = here.every((one) => sameBytes(one.root, root));
    if (fits) {
      provenSize = diverged ? provenSize : size;
      for (const one of here) proven.add(identity(one));
    } else if (!diverged) {
      diverged = true;
      findings.push(broken("checkpoint", size, afterLastGood(provenSize, size)));
    }
  };
  meet(0);

  return {
    take(entry: LogEntry): void {
      const leaf = leafHash(entryBytes(given.workspaceId, entry), tools.sha256);
      const problem = entryProblem(entry, toHex(leaf));
      if (problem !== null) findings.push(broken("entry", entry.seq, problem));
      frontier = pushLeaf(frontier, leaf, tools.sha256);
      previous = entry.hash;
      meet(frontier.size);
    },
    end(head: LogHead | null): LogReport {
      const entries = frontier.size;
      const expected = entries === 0 ? null : { seq: entries, hash: previous };
      if ((head?.seq ?? 0) !== (expected?.seq ?? 0)) {
        const sentence = `The head row counts ${head?.seq ?? 0} entries and there are ${entries}.`;
        findings.push(broken("head", head?.seq ?? 0, sentence));
      } else if ((head?.hash ?? ZERO) !== (expected?.hash ?? ZERO)) {
        findings.push(broken("head", entries, "The head row holds another hash than the last entry."));
      }
      const beyond = [...bySize.keys()].filter((size) => size > entries);
      if (beyond.length > 0) {
        const most = Math.max(...beyond);
        const sentence = `A checkpoint was signed for ${most} entries and there are ${entries}: the end of the log was cut off.`;
        findings.push(broken("checkpoint", most, sentence));
      }
      return {
        ...{ entries, head: previous, proven: proven.size, provenSize },
        root: toHex(frontierRoot(frontier, tools.sha256)),
        findings: shortened(findings),
      };
    },
  };
}

function shortened(findings: readonly LogFinding[]): readonly LogFinding[] {
  const kinds = ["entry", "head", "checkpoint"] as const;
  return kinds.flatMap((kind) => findings.filter((one) => one.kind === kind).slice(0, SHOWN));
}

/** Whether nothing speaks against the log. */
export function isWhole(report: LogReport): boolean {
  return report.findings.every(({ severity }) => severity === "remark");
}

/** The first thing that speaks against the log; null when nothing does. */
export function brokenSentence(report: LogReport): string | null {
  return report.findings.find(({ severity }) => severity === "broken")?.sentence ?? null;
}
