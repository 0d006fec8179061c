import "server-only";
import { and, asc, eq, gte, isNull, sql } from "drizzle-orm";
import type { RowsOf } from "@/db/bulk";
import { nonconformities } from "@/db/schema/nonconformities";
import { soaRows } from "@/db/schema/requirements";
import { relianceControls, relianceStatements, supplierAttestations, suppliers } from "@/db/schema/suppliers";
import { invitations, memberships, readinessSnapshots, workspaces } from "@/db/schema/workspaces";
import type { Tx } from "@/db/tenant";
import { addDays, dateIn, type IsoDate } from "@/lib/core/dates";
import type { OpenNonconformity } from "@/lib/core/home-dto";
import type { NextActionInput } from "@/lib/core/next-actions";
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

const ENDED_SHOWN = 500;

/** The inherited controls behind which no statement stands today, with the suppliers whose document or review ended; for `readTogether`. */
export function endedReliance(tx: Tx, today: IsoDate) {
  return tx
    .select({
      id: suppliers.id,
      name: suppliers.name,
      ref: relianceControls.ref,
      since: sql<IsoDate>`least(${supplierAttestations.validUntil}, ${relianceStatements.nextReviewOn})`,
    })
    .from(relianceControls)
    .innerJoin(
      soaRows,
      and(
        eq(soaRows.workspaceId, relianceControls.workspaceId),
        eq(soaRows.ref, relianceControls.ref),
        eq(soaRows.applicability, "included"),
        eq(soaRows.delivery, "inherited"),
      ),
    )
    .innerJoin(
      relianceStatements,
      and(
        eq(relianceStatements.workspaceId, relianceControls.workspaceId),
        eq(relianceStatements.id, relianceControls.statementId),
        isNull(relianceStatements.archivedAt),
      ),
    )
    .innerJoin(
      supplierAttestations,
      and(
        eq(supplierAttestations.workspaceId, relianceStatements.workspaceId),
        eq(supplierAttestations.id, relianceStatements.attestationId),
      ),
    )
    .innerJoin(
      suppliers,
      and(
        eq(suppliers.workspaceId, relianceStatements.workspaceId),
        eq(suppliers.id, relianceStatements.supplierId),
      ),
    )
    .where(
      sql`not exists (select 1 from reliance_controls c
        join reliance_statements q on q.workspace_id = c.workspace_id and q.id = c.statement_id
        join supplier_attestations d on d.workspace_id = q.workspace_id and d.id = q.attestation_id
        where c.workspace_id = ${relianceControls.workspaceId} and c.ref = ${relianceControls.ref}
          and q.archived_at is null and q.next_review_on >= ${today} and d.valid_until >= ${today})`,
    )
    .orderBy(asc(suppliers.name), asc(suppliers.id), asc(relianceControls.ref))
    .limit(ENDED_SHOWN);
}

/** By supplier: since the day on which the last of its statements ended. */
export function endedOf(rows: RowsOf<ReturnType<typeof endedReliance>>): NextActionInput["ended"] {
  const found = new Map<string, { id: string; name: string; since: IsoDate; refs: Set<string> }>();
  for (const { id, name, ref, since } of rows) {
    const one = found.get(id) ?? { id, name, since, refs: new Set<string>() };
    one.refs.add(ref);
    found.set(id, { ...one, since: one.since > since ? one.since : since });
  }
  return [...found.values()].map(({ refs, ...one }) => ({ ...one, refs: [...refs] }));
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
