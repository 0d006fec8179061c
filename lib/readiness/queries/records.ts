import "server-only";
import { asc, gte, notInArray, sql } from "drizzle-orm";
import { nonconformities } from "@/db/schema/nonconformities";
import { invitations, memberships, readinessSnapshots, workspaces } from "@/db/schema/workspaces";
import type { Tx } from "@/db/tenant";
import { addDays, dateIn, type IsoDate } from "@/lib/core/dates";
import type { OpenNonconformity } from "@/lib/core/home-dto";
import { TREND_DAYS, type TrendDay } from "@/lib/core/trend";

/** Open records of every grade, oldest first, with the requirements they name and their overdue actions. */
export async function readOpenNonconformities(
  tx: Tx,
  today: IsoDate,
  timeZone: string,
): Promise<readonly OpenNonconformity[]> {
  const rows = await tx
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
    .where(notInArray(nonconformities.state, ["closed", "withdrawn", "done", "declined"]))
    .orderBy(asc(nonconformities.raisedAt), asc(nonconformities.number));
  return rows.map(({ raisedAt, ...row }) => ({ ...row, raisedOn: dateIn(timeZone, raisedAt) }));
}

/** The stored days that the trend shows, in order of date. */
export async function readTrend(tx: Tx, today: IsoDate): Promise<readonly TrendDay[]> {
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

export type People = {
  readonly name: string;
  readonly members: number;
  readonly invitations: number;
};

/** The name of the workspace, and how many people are in it or on their way. */
export async function readPeople(tx: Tx): Promise<People> {
  const [row] = await tx
    .select({
      name: workspaces.name,
      members: sql<number>`(select count(*)::int from ${memberships} where ended_at is null)`,
      invitations: sql<number>`(select count(*)::int from ${invitations} where accepted_at is null and revoked_at is null and expires_at > now())`,
    })
    .from(workspaces);
  return row ?? { name: "", members: 0, invitations: 0 };
}
