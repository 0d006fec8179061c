import "server-only";
import { and, asc, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { comments, nonconformities } from "@/db/schema/nonconformities";
import { users } from "@/db/schema/people";
import { savedViews } from "@/db/schema/views";
import { commentMentions, notifications } from "@/db/schema/work";
import { memberships } from "@/db/schema/workspaces";
import { inWorkspace, inWorkspaceByOnePlan, type Tx } from "@/db/tenant";
import { actorId, type Scope } from "@/lib/core/access";
import { addDays, type IsoDate } from "@/lib/core/dates";
import { notFound } from "@/lib/core/errors";
import { entryOf } from "@/lib/core/frameworks/catalogue";
import { isOpenNc } from "@/lib/core/nonconformity";
import type { NotificationSubject } from "@/lib/core/notification";
import type { StartViews } from "@/lib/core/saved-views";
import { NC_STATES } from "@/lib/core/statuses";
import {
  compareWorkloads,
  type TeamWork,
  WORK_KINDS,
  type WorkKind,
  type Workload,
  type WorkRow,
} from "@/lib/core/work";
import { workRows } from "@/lib/work/queries/kinds";

/** So many rows of a person are read; more than that nobody looks through. */
const WORK_LIMIT = 1_000;
const MENTIONS_SHOWN = 100;
/** A count beside a link ends here. */
const COUNT_LIMIT = 100;

export type StoredWork = {
  readonly kind: string;
  readonly id: string;
  readonly target: string;
  readonly ref: string;
  readonly title: string;
  readonly note: string;
  readonly due_on: string | null;
};

/** The row as pages and mails know it; requirements of the catalogue have their title there. */
export function workRow(row: StoredWork): WorkRow {
  const kind: WorkKind = WORK_KINDS.find((one) => one === row.kind) ?? "draft";
  const known = kind === "requirement" ? entryOf(row.ref)?.title : undefined;
  const { id, target, ref, note } = row;
  return { kind, id, target, ref, title: known ?? row.title, note, dueOn: row.due_on };
}

const asListed = sql`w.kind, w.id, w.target, w.ref, w.title, w.note, w.due_on::text as due_on`;

async function readWork(tx: Tx, source: SQL): Promise<readonly WorkRow[]> {
  const rows = await tx.execute<StoredWork>(
    sql`select ${asListed} from (${source}) w order by w.due_on nulls last limit ${WORK_LIMIT}`,
  );
  return rows.map(workRow);
}

/** Everything that waits for the acting person, by due date, at most 1,000 rows; one statement whatever kinds there are. */
export async function listMyWork(
  scope: Scope<"workspace:read">,
  today: IsoDate,
): Promise<readonly WorkRow[]> {
  const me = actorId(scope);
  if (me === null) return [];
  return inWorkspace(scope, (tx) => readWork(tx, workRows({ person: me, today })));
}

/**
 * What a member of the team has on their list, without what any reviewer may take.
 * @throws AppError NOT_FOUND (no member at present)
 */
export async function getWorkOf(
  scope: Scope<"requirement:assign">,
  userId: string,
  today: IsoDate,
): Promise<{ readonly name: string; readonly rows: readonly WorkRow[] }> {
  return inWorkspace(scope, async (tx) => {
    const [member] = await tx
      .select({ name: users.name })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.userId, userId), isNull(memberships.endedAt)));
    if (member === undefined) throw notFound("The person");
    return { name: member.name, rows: await readWork(tx, workRows({ person: userId, today }, "owned")) };
  });
}

/** Open and overdue work of every member, most overdue first, and how much any reviewer may take. Three statements. */
export async function getTeamWork(scope: Scope<"requirement:assign">, today: IsoDate): Promise<TeamWork> {
  const who = { person: null, today };
  return inWorkspace(scope, async (tx) => {
    const [members, loads, [shared]] = await Promise.all([
      tx
        .select({ userId: users.id, name: users.name })
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(isNull(memberships.endedAt))
        .orderBy(asc(users.name))
        .limit(500),
      tx.execute<{ person_id: string; open: number; overdue: number; week: number }>(sql`
        select w.person_id, count(*)::int as open, count(*) filter (where w.due_on < ${today})::int as overdue,
          count(*) filter (where w.due_on between ${today} and ${addDays(today, 7)})::int as week
        from (${workRows(who, "owned")}) w group by w.person_id`),
      tx.execute<{ n: number }>(
        sql`select count(distinct (w.kind, w.id))::int as n from (${workRows(who, "shared")}) w`,
      ),
    ]);
    const byPerson = new Map(loads.map((load) => [load.person_id, load]));
    const people: Workload[] = members.map(({ userId, name }) => {
      const load = byPerson.get(userId);
      return {
        userId,
        name,
        open: load?.open ?? 0,
        overdue: load?.overdue ?? 0,
        dueThisWeek: load?.week ?? 0,
      };
    });
    return { people: people.sort(compareWorkloads), shared: shared?.n ?? 0 };
  });
}

export type MentionRow = {
  readonly id: string;
  readonly subjectKind: NotificationSubject;
  readonly subjectId: string;
  readonly author: string;
  readonly body: string;
  readonly at: Date;
};

const COMMENTED: readonly NotificationSubject[] = [
  "nonconformity",
  "request",
  "pair",
  "supplier",
  "risk",
  "soa_row",
  "obligation",
];

/** Comments that name the acting person, newest first, at most 100. */
export async function listMentions(scope: Scope<"workspace:read">): Promise<readonly MentionRow[]> {
  const rows = await inWorkspace(scope, (tx) =>
    tx
      .select({
        id: comments.id,
        subjectKind: comments.subjectKind,
        subjectId: comments.subjectId,
        author: users.name,
        body: comments.body,
        at: comments.createdAt,
      })
      .from(commentMentions)
      .innerJoin(
        comments,
        and(
          eq(comments.workspaceId, commentMentions.workspaceId),
          eq(comments.id, commentMentions.commentId),
        ),
      )
      .innerJoin(users, eq(users.id, comments.authorId))
      .where(eq(commentMentions.userId, actorId(scope) ?? ""))
      .orderBy(desc(comments.createdAt), desc(comments.id))
      .limit(MENTIONS_SHOWN),
  );
  return rows.flatMap((row) => {
    const subjectKind = COMMENTED.find((kind) => kind === row.subjectKind);
    return subjectKind === undefined ? [] : [{ ...row, subjectKind }];
  });
}

export type NavCounts = {
  readonly openNonconformities: number;
  /** The acting person's overdue work; ends at 100. */
  readonly overdueWork: number;
  /** The acting person's unread notifications; ends at 100. */
  readonly unread: number;
  /** Lists that the acting person wants to begin with a view of their own. */
  readonly starts: StartViews;
};

function upTo(source: SQL): SQL {
  return sql`(select count(*)::int from (${source} limit ${COUNT_LIMIT}) as counted)`;
}

/** What the sidebar and the bell count, and where the sidebar leads; one statement. */
export async function getNavCounts(scope: Scope<"workspace:read">, today: IsoDate): Promise<NavCounts> {
  const person = actorId(scope) ?? "";
  const open = sql.join(
    NC_STATES.filter(isOpenNc).map((state) => sql`${state}`),
    sql`, `,
  );
  return inWorkspaceByOnePlan(scope, async (tx) => {
    const [row] = await tx.execute<{
      open: number;
      overdue: number;
      unread: number;
      starts: StartViews | null;
    }>(sql`select
      (select count(*)::int from ${nonconformities} n where n.state in (${open}) and n.grade in ('major', 'minor')) as open,
      ${upTo(sql`select 1 from (${workRows({ person, today }, "owned")}) w where w.due_on < ${today}`)} as overdue,
      ${upTo(sql`select 1 from ${notifications} b where b.person_id = ${person} and b.seen_at is null`)} as unread,
      (select json_object_agg(v.list, v.query) from ${savedViews} v where v.person_id = ${person} and v.is_start) as starts`);
    return {
      openNonconformities: row?.open ?? 0,
      overdueWork: row?.overdue ?? 0,
      unread: row?.unread ?? 0,
      starts: row?.starts ?? {},
    };
  });
}
