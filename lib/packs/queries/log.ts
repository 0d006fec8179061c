import "server-only";
import { asc } from "drizzle-orm";
import { activityCheckpoints } from "@/db/schema/packs";
import type { Tx } from "@/db/tenant";
import { CHECK_TOOLS, readHead, readKept, readLog } from "@/lib/audit-log/queries/chain";
import { isWhole, type LogEntry, logChecker } from "@/lib/core/checkpoint-check";
import { consistencyProof, inclusionProof, merkleTree } from "@/lib/core/merkle";
import { mayLeave } from "@/lib/core/pack-activity";
import { fromHex, toHex } from "@/lib/core/tlog-bytes";
import { listedKeys, sha256 } from "@/lib/platform/audit-key";

const EARLIER_SHOWN = 50;

/** What entries of a pack may be about, by kind of subject. */
export type PackSubjects = Readonly<Record<string, ReadonlySet<string>>>;

export type PackLog = {
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
  /** One JSON text for each entry, with its proof. */
  readonly lines: readonly string[];
  /** Earlier checkpoints with the proof that the log only grew since. */
  readonly earlier: readonly { readonly note: string; readonly proof: readonly string[] }[];
  /** What does not fit; null when all does. */
  readonly broken: string | null;
};

function isAbout({ subjectKind, subjectRef, verb }: LogEntry, subjects: PackSubjects): boolean {
  return verb.startsWith("soa.") || (subjects[subjectKind]?.has(subjectRef) ?? false);
}

async function readEarlier(tx: Tx, size: number, tree: ReturnType<typeof merkleTree>) {
  const rows = await tx.select().from(activityCheckpoints).orderBy(asc(activityCheckpoints.size));
  const fitting = rows.filter((row) => row.size > 0 && row.size <= size).slice(-EARLIER_SHOWN);
  return fitting.map((row) => ({ note: row.note, proof: consistencyProof(tree, row.size).map(toHex) }));
}

/** The log of the workspace, checked as a whole, with the entries that may leave and their proofs. */
export async function readPackLog(
  tx: Tx,
  workspaceId: string,
  subjects: PackSubjects | null,
): Promise<PackLog> {
  const checkpoints = await readKept(tx, workspaceId);
  const keys = (await listedKeys()).map(({ publicKey }) => publicKey);
  const checker = logChecker({ workspaceId, checkpoints, keys }, CHECK_TOOLS);
  const leaves: Uint8Array[] = [];
  const chosen: LogEntry[] = [];
  for await (const entry of readLog(tx)) {
    checker.take(entry);
    leaves.push(fromHex(entry.hash) ?? new Uint8Array());
    const wanted = subjects !== null && isAbout(entry, subjects) && mayLeave(entry.verb, entry.body);
    if (wanted) chosen.push(entry);
  }
  const report = checker.end(await readHead(tx));
  const tree = merkleTree(leaves, sha256);
  const lines = chosen.map(({ seq, at, prevHash, body }) =>
    JSON.stringify({ seq, at, prev: prevHash, body, proof: inclusionProof(tree, seq - 1).map(toHex) }),
  );
  const broken = isWhole(report) ? null : (report.findings[0]?.sentence ?? "The log does not fit.");
  const earlier = broken === null ? await readEarlier(tx, report.entries, tree) : [];
  return { size: report.entries, root: report.root, lines, earlier, broken };
}
