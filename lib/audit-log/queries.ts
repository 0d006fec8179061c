import "server-only";
import { and, asc, count, desc, eq, gt, ilike, lt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { activity } from "@/db/schema/activity";
import { users } from "@/db/schema/people";
import { memberships } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import {
  type ActivityFilter,
  type ActivityPage,
  type ActivityRow,
  type ChainCheck,
  changesOf,
} from "@/lib/core/activity";

const PAGE = 50;
const CHUNK = 1_000;
const body = z.object({ before: z.unknown(), after: z.unknown(), requestId: z.string() });

const COLUMNS = {
  seq: activity.seq,
  at: activity.at,
  actorName: activity.actorName,
  verb: activity.verb,
  subjectKind: activity.subjectKind,
  subjectRef: activity.subjectRef,
  body: activity.body,
  hash: sql<string>`encode(${activity.hash}, 'hex')`,
};

type Stored = Omit<ActivityRow, "changes" | "requestId"> & { readonly body: string };

function rowOf({ body: text, ...row }: Stored): ActivityRow {
  const read = body.parse(JSON.parse(text));
  return { ...row, changes: changesOf(read.before, read.after), requestId: read.requestId };
}

function likePart(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}

function conditions(scope: Scope<"activity:read">, filter: ActivityFilter): SQL | undefined {
  const day = (on: string, offset: string) =>
    sql`((${on}::date + ${offset}::interval)::timestamp at time zone ${scope.timeZone})`;
  return and(
    filter.actorId === null ? undefined : eq(activity.actorId, filter.actorId),
    filter.verb === null ? undefined : eq(activity.verb, filter.verb),
    filter.kind === null ? undefined : eq(activity.subjectKind, filter.kind),
    filter.ref === "" ? undefined : ilike(activity.subjectRef, likePart(filter.ref)),
    filter.from === null ? undefined : sql`${activity.at} >= ${day(filter.from, "0 days")}`,
    filter.to === null ? undefined : sql`${activity.at} < ${day(filter.to, "1 day")}`,
  );
}

/** One page of the log, newest first; dates of the filter are days in the workspace's time zone. */
export async function listActivity(
  scope: Scope<"activity:read">,
  filter: ActivityFilter,
  before: number | null,
): Promise<ActivityPage> {
  return inWorkspace(scope, async (tx) => {
    const wanted = conditions(scope, filter);
    const rows = await tx
      .select(COLUMNS)
      .from(activity)
      .where(and(wanted, before === null ? undefined : lt(activity.seq, before)))
      .orderBy(desc(activity.seq))
      .limit(PAGE + 1);
    const [all] = await tx.select({ total: count() }).from(activity).where(wanted);
    const shown = rows.slice(0, PAGE);
    const last = shown.at(-1);
    return {
      rows: shown.map(rowOf),
      total: all?.total ?? 0,
      before: rows.length > PAGE && last !== undefined ? last.seq : null,
    };
  });
}

/** The next thousand entries after number `after`, oldest first: for exports that are written as they are read. */
export async function listActivityAfter(
  scope: Scope<"activity:read">,
  filter: ActivityFilter,
  after: number,
): Promise<readonly ActivityRow[]> {
  const rows = await inWorkspace(scope, (tx) =>
    tx
      .select(COLUMNS)
      .from(activity)
      .where(and(conditions(scope, filter), gt(activity.seq, after)))
      .orderBy(asc(activity.seq))
      .limit(CHUNK),
  );
  return rows.map(rowOf);
}

/** Everybody who is or was a member, for the filter by person. */
export async function listActors(
  scope: Scope<"activity:read">,
): Promise<readonly { readonly userId: string; readonly name: string }[]> {
  return inWorkspace(scope, (tx) =>
    tx
      .select({ userId: users.id, name: users.name })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .orderBy(asc(users.name))
      .limit(500),
  );
}

/** Computes every hash of the workspace's log again and compares it with what is stored, entry by entry and with the head. */
export async function checkActivityChain(scope: Scope<"activity:read">): Promise<ChainCheck> {
  return inWorkspace(scope, async (tx) => {
    const [found] = await tx.execute<{
      entries: number;
      broken: number | null;
      head: string;
      whole: boolean;
    }>(sql`
      with chain as (
        select seq, hash, prev_hash,
          row(verb, subject_kind, subject_ref, actor_name, actor_id::text) is not distinct from
            row(body::jsonb ->> 'verb', body::jsonb -> 'subject' ->> 'kind', body::jsonb -> 'subject' ->> 'ref',
              body::jsonb -> 'actor' ->> 'name', body::jsonb -> 'actor' ->> 'id') as fits,
          coalesce(lag(hash) over newest, decode(repeat('00', 32), 'hex')) as expected_prev,
          row_number() over newest as expected_seq,
          sha256('\\x00'::bytea || prev_hash || int8send(seq) || convert_to(
            to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || E'\\n' || workspace_id::text || E'\\n' || body,
            'UTF8')) as computed
        from activity window newest as (order by seq)
      )
      select (select count(*)::int from chain) as entries,
        (select min(seq)::int from chain
          where computed <> hash or prev_hash <> expected_prev or seq <> expected_seq or not fits) as broken,
        coalesce((select encode(hash, 'hex') from activity_heads), '') as head,
        coalesce((select h.seq = c.seq and h.hash = c.hash
          from activity_heads h, (select seq, hash from chain order by seq desc limit 1) c), true) as whole`);
    const entries = found?.entries ?? 0;
    const firstBroken = found?.broken ?? (found?.whole === false ? entries + 1 : null);
    return { entries, firstBroken, head: found?.head ?? "" };
  });
}
