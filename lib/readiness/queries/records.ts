import "server-only";
import { asc, gte, sql } from "drizzle-orm";
import type { RowsOf } from "@/db/bulk";
import { nonconformities } from "@/db/schema/nonconformities";
import { invitations, memberships, readinessSnapshots, workspaces } from "@/db/schema/workspaces";
import type { Tx } from "@/db/tenant";
import { addDays, dateIn, type IsoDate } from "@/lib/core/dates";
import type { OpenNonconformity } from "@/lib/core/home-dto";
import { TREND_DAYS } from "@/lib/core/trend";

/** Open records of every grade, oldest first, with the requirements they name and their overdue actions, for `readTogether`. */
export function openNonconformities(tx: Tx, today: IsoDate) {
  return tx
    .select({
      id: nonconformities.id,
      number: nonconformities.number,
      grade: nonconformities.grade,
      state: nonconformities.state,
      raisedAt: nonconformities.raisedAt,
      dueOn: nonconformities.dueOn,
      // Columns of the outer table are written out: in a select from one table they would be printed without it.
      overdueActions: sql<number>`(select count(*)::int from actions a where a.workspace_id = nonconformities.workspace_id and a.subject_kind = 'nonconformity' and a.subject_id = nonconformities.id and a.state = 'open' and a.due_on < ${today})`,
      refs: sql<
        string[]
      >`array(select r.ref from nonconformity_requirements r where r.workspace_id = nonconformities.workspace_id and r.nonconformity_id = nonconformities.id order by r.ref)`,
    })
    .from(nonconformities)
    .where(sql`${nonconformities.state} not in ('closed', 'withdrawn', 'done', 'declined')`)
    .orderBy(asc(nonconformities.raisedAt), asc(nonconformities.number));
}

/** The records with the workspace's own days. */
export function openRecordsOf(
  rows: RowsOf<ReturnType<typeof openNonconformities>>,
  timeZone: string,
): readonly OpenNonconformity[] {
  return rows.map(({ raisedAt, ...row }) => ({ ...row, raisedOn: dateIn(timeZone, new Date(raisedAt)) }));
}

/** The stored days that the trend shows, in order of date, for `readTogether`. */
export function trendDays(tx: Tx, today: IsoDate) {
  const number = (name: string) =>
    sql<number>`coalesce((${readinessSnapshots.numbers} ->> ${name}::text)::int, 0)`;
  return tx
    .select({
      on: readinessSnapshots.takenOn,
      annexReady: number("annexReady"),
      annexOf: number("annexReadyOf"),
      clausesReady: number("clausesReady"),
      clausesOf: number("clausesReadyOf"),
    })
    .from(readinessSnapshots)
    .where(gte(readinessSnapshots.takenOn, addDays(today, -TREND_DAYS)))
    .orderBy(asc(readinessSnapshots.takenOn));
}

/** How many people are in the workspace or on their way: one row, for `readTogether`. */
export function peopleNumbers(tx: Tx) {
  return tx
    .select({
      members: sql<number>`(select count(*)::int from ${memberships} where ended_at is null)`,
      invitations: sql<number>`(select count(*)::int from ${invitations} where accepted_at is null and revoked_at is null and expires_at > now())`,
    })
    .from(workspaces);
}
