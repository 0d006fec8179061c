import "server-only";
import { asc, desc, sql } from "drizzle-orm";
import { activityHeads } from "@/db/schema/activity";
import { activityCheckpoints } from "@/db/schema/packs";
import { inSnapshot, inWorkspace, type Tx } from "@/db/tenant";
import type { AnyScope, Scope } from "@/lib/core/access";
import type { CheckpointRow } from "@/lib/core/checkpoint";
import {
  type CheckTools,
  type KeptCheckpoint,
  type LogEntry,
  type LogHead,
  type LogReport,
  logChecker,
} from "@/lib/core/checkpoint-check";
import { AppError } from "@/lib/core/errors";
import { type ListedKey, listedKeys, sha256, verifySignature } from "@/lib/platform/audit-key";
import { listCheckpointFiles } from "@/lib/platform/checkpoint-folder";

const CHUNK = 2_000;
const SHOWN = 30;

export const CHECK_TOOLS: CheckTools = { sha256, verify: verifySignature };

type EntryRow = Record<string, unknown> & {
  readonly seq: number;
  readonly at: string;
  readonly body: string;
  readonly prev: string;
  readonly hash: string;
  readonly verb: string;
  readonly kind: string;
  readonly ref: string;
  readonly name: string;
  readonly actor: string | null;
};

function entryOf(row: EntryRow): LogEntry {
  const { seq, at, body, hash, verb } = row;
  return {
    ...{ seq: Number(seq), at, body, hash, verb, prevHash: row.prev, subjectKind: row.kind },
    ...{ subjectRef: row.ref, actorName: row.name, actorId: row.actor },
  };
}

/** Every entry of the log in order, a few thousand in memory at a time. */
export async function* readLog(tx: Tx): AsyncGenerator<LogEntry> {
  for (let after = 0; ; ) {
    const rows = await tx.execute<EntryRow>(sql`
      select seq::float8 as seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, body,
        encode(prev_hash, 'hex') as prev, encode(hash, 'hex') as hash, verb, subject_kind as kind,
        subject_ref as ref, actor_name as name, actor_id::text as actor
      from activity where seq > ${after} order by seq limit ${CHUNK}`);
    for (const row of rows) yield entryOf(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < CHUNK) return;
    after = Number(last.seq);
  }
}

/** Number and hash of the newest entry as the head row says; null before the first one. */
export async function readHead(tx: Tx): Promise<LogHead | null> {
  const [head] = await tx.select().from(activityHeads);
  return head === undefined ? null : { seq: head.seq, hash: Buffer.from(head.hash).toString("hex") };
}

/** All checkpoints that are kept, in the database and in the folder outside it. */
export async function readKept(
  tx: Tx,
  workspaceId: string,
  folder?: string,
): Promise<readonly KeptCheckpoint[]> {
  const rows = await tx.select().from(activityCheckpoints).orderBy(asc(activityCheckpoints.size));
  const files = await listCheckpointFiles(workspaceId, folder);
  return [
    ...rows.map(({ note, size, root }) => ({ note, place: "database", row: { size, root } }) as const),
    ...files.map((note) => ({ note, place: "folder", row: null }) as const),
  ];
}

/** Another folder of checkpoints and list of keys than this installation's: a copy that somebody kept elsewhere. */
export type Elsewhere = { readonly folder: string; readonly keys: string };

/** Computes the whole log of a workspace again, from one consistent state, and compares it with every checkpoint. */
export async function checkLog(scope: AnyScope, elsewhere?: Elsewhere): Promise<LogReport> {
  return inSnapshot(scope, async (tx) => {
    const given = {
      workspaceId: scope.workspaceId,
      checkpoints: await readKept(tx, scope.workspaceId, elsewhere?.folder),
      keys: (await listedKeys(elsewhere?.keys)).map(({ publicKey }) => publicKey),
    };
    const checker = logChecker(given, CHECK_TOOLS);
    for await (const entry of readLog(tx)) checker.take(entry);
    return checker.end(await readHead(tx));
  });
}

/** More entries than a page checks while somebody waits; the command line has no such limit. */
const CHECKED_ON_A_PAGE = 300_000;

/** `checkLog` for a page. @throws AppError LIMITED (the log is too long for it) */
export async function checkLogNow(scope: Scope<"activity:read">): Promise<LogReport> {
  const head = await inWorkspace(scope, readHead);
  if ((head?.seq ?? 0) > CHECKED_ON_A_PAGE) {
    throw new AppError(
      "LIMITED",
      "The log is too long for this page. The operator checks it with npm run audit:verify.",
    );
  }
  return checkLog(scope);
}

export type ChainPage = {
  readonly head: LogHead | null;
  readonly lastAt: Date | null;
  readonly checkpoints: readonly CheckpointRow[];
  readonly total: number;
  readonly keys: readonly Omit<ListedKey, "publicKey">[];
};

/** The state of the log: its end, the newest thirty checkpoints, and the keys of this installation. */
export async function getChainPage(scope: Scope<"activity:read">): Promise<ChainPage> {
  const keys = await listedKeys();
  return inWorkspace(scope, async (tx) => {
    const { size, root, reason, createdAt, keyId } = activityCheckpoints;
    const rows = await tx
      .select({ size, root, reason, createdAt, keyId, total: sql<number>`(count(*) over ())::int` })
      .from(activityCheckpoints)
      .orderBy(desc(size), desc(createdAt))
      .limit(SHOWN);
    const [last] = await tx.execute<{ at: string | null }>(
      sql`select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from activity order by seq desc limit 1`,
    );
    return {
      head: await readHead(tx),
      lastAt: last?.at == null ? null : new Date(last.at),
      checkpoints: rows.map(({ total: _total, ...row }) => row),
      total: rows[0]?.total ?? 0,
      keys: keys.map(({ publicKey: _key, ...key }) => key),
    };
  });
}

/** The signed text of the newest checkpoint with this size; null when there is none. */
export async function findCheckpointNote(scope: AnyScope, size: number): Promise<string | null> {
  return inWorkspace(scope, async (tx) => {
    const [row] = await tx
      .select({ note: activityCheckpoints.note })
      .from(activityCheckpoints)
      .where(sql`${activityCheckpoints.size} = ${size}`)
      .orderBy(desc(activityCheckpoints.createdAt))
      .limit(1);
    return row?.note ?? null;
  });
}
