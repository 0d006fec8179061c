import "server-only";
import { and, desc, inArray, notInArray, type SQL, sql } from "drizzle-orm";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import type { Tx } from "@/db/tenant";
import type { Pair } from "@/lib/core/crosswalk";
import { addMonths, dateIn, type IsoDate } from "@/lib/core/dates";
import type { EvidenceNumbers, MonthCount } from "@/lib/core/home-dto";
import { proposalSteps } from "@/lib/core/links";
import type { NextActionInput } from "@/lib/core/next-actions";
import { FRESHNESS, type Freshness } from "@/lib/core/statuses";
import { currentArtifact, freshnessIs, isLive, stateIs } from "@/lib/evidence/queries/columns";

const MONTHS = 12;
const TROUBLED_READ = 50;

const count = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::int`;

function monthsFrom(today: IsoDate): readonly string[] {
  return Array.from({ length: MONTHS }, (_, index) =>
    addMonths(`${today.slice(0, 7)}-01`, index).slice(0, 7),
  );
}

/** How many items there are, by freshness and by the month in which they expire; two statements. */
export async function readEvidenceNumbers(tx: Tx, today: IsoDate): Promise<EvidenceNumbers> {
  const months = monthsFrom(today);
  const month = sql<string>`to_char(${evidenceItems.renewOn}, 'YYYY-MM')`;
  const end = addMonths(`${months[0] ?? today.slice(0, 7)}-01`, MONTHS);
  const columns = Object.fromEntries(
    FRESHNESS.map((one) => [one, count(sql`${isLive} and ${freshnessIs(one, today)}`)]),
  );
  const [[numbers], expiring] = await Promise.all([
    tx
      .select({ live: count(isLive), accepted: count(stateIs("accepted")), ...columns })
      .from(evidenceItems)
      .leftJoin(artifacts, currentArtifact),
    tx
      .select({ month, count: sql<number>`count(*)::int` })
      .from(evidenceItems)
      .where(
        and(isLive, sql`${evidenceItems.renewOn} >= ${today}`, sql`${evidenceItems.renewOn} < ${end}::date`),
      )
      .groupBy(sql`1`),
  ]);
  const by = (numbers ?? {}) as Readonly<Partial<Record<Freshness | "live" | "accepted", number>>>;
  const freshness = Object.fromEntries(FRESHNESS.map((one) => [one, by[one] ?? 0]));
  return {
    live: by.live ?? 0,
    accepted: by.accepted ?? 0,
    freshness: freshness as Record<Freshness, number>,
    expires: months.map(
      (name): MonthCount => ({ month: name, count: expiring.find((row) => row.month === name)?.count ?? 0 }),
    ),
  };
}

/** The returned items and those past their renewal date that were handed in, those with the most requirements first. */
export async function readTroubled(
  tx: Tx,
  today: IsoDate,
  timeZone: string,
): Promise<NextActionInput["troubled"]> {
  const refs = sql<
    string[]
  >`array(select l.ref from evidence_links l where l.workspace_id = evidence_items.workspace_id and l.item_id = evidence_items.id and l.verdict <> 'rejected' order by l.ref)`;
  const rows = await tx
    .select({
      id: evidenceItems.id,
      title: evidenceItems.title,
      state: evidenceItems.state,
      renewOn: evidenceItems.renewOn,
      reviewedAt: evidenceItems.reviewedAt,
      refs,
    })
    .from(evidenceItems)
    .where(
      sql`${evidenceItems.archivedAt} is null and (${stateIs("returned")} or (${inArray(evidenceItems.state, ["accepted", "submitted"])} and ${evidenceItems.renewOn} < ${today}))`,
    )
    .orderBy(desc(sql`cardinality(${refs})`), evidenceItems.id)
    .limit(TROUBLED_READ);
  return rows.map(({ state, renewOn, reviewedAt, ...item }) =>
    state === "returned"
      ? {
          ...item,
          trouble: "returned",
          since: reviewedAt === null ? null : dateIn(timeZone, reviewedAt),
        }
      : { ...item, trouble: "expired", since: renewOn },
  );
}

/** The submitted items and what they could evidence. */
export async function readWaiting(tx: Tx): Promise<NextActionInput["waiting"]> {
  const [row] = await tx.execute<{ items: number; refs: string[] }>(sql`
    select count(distinct i.id)::int as items,
      coalesce(array_agg(distinct l.ref) filter (where l.ref is not null), '{}') as refs
    from evidence_items i
    left join evidence_links l on l.workspace_id = i.workspace_id and l.item_id = i.id and l.verdict <> 'rejected'
    where i.state = 'submitted'`);
  return { items: row?.items ?? 0, refs: row?.refs ?? [] };
}

/**
 * How many items have proposed links that nobody has answered, and what they would reach: the database's form of
 * `proposeFrom` in lib/core/links. `pairs` are those of the scope.
 */
export async function readProposalNumbers(
  tx: Tx,
  pairs: readonly Pair[],
  excluded: ReadonlySet<string>,
): Promise<NextActionInput["proposals"]> {
  const given = proposalSteps(pairs, excluded);
  const live = and(notInArray(sql`i.state`, ["superseded", "withdrawn"]), sql`i.archived_at is null`);
  const [row] = await tx.execute<{ items: number; refs: string[] }>(sql`
    select count(distinct l.item_id)::int as items, coalesce(array_agg(distinct p.target), '{}') as refs
    from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) as p(source text, target text)
    join evidence_links l on l.ref = p.source and l.origin <> 'crosswalk'
    join evidence_items i on i.workspace_id = l.workspace_id and i.id = l.item_id and ${live}
    where not exists (select 1 from evidence_links k
        where k.workspace_id = l.workspace_id and k.item_id = l.item_id and k.ref = p.target)
      and not exists (select 1 from link_dismissals d
        where d.workspace_id = l.workspace_id and d.item_id = l.item_id and d.ref = p.target)`);
  return { items: row?.items ?? 0, refs: row?.refs ?? [] };
}
