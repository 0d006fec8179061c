import "server-only";
import { and, desc, type SQL, sql } from "drizzle-orm";
import type { RowsOf } from "@/db/bulk";
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

/** How many items there are, by freshness, for `readTogether`. */
export function itemNumbers(tx: Tx, today: IsoDate) {
  const fresh = (one: Freshness) => count(sql`${isLive} and ${freshnessIs(one, today)}`);
  return tx
    .select({
      live: count(isLive),
      accepted: count(stateIs("accepted")),
      never_collected: fresh("never_collected"),
      expired: fresh("expired"),
      due_soon: fresh("due_soon"),
      current: fresh("current"),
    })
    .from(evidenceItems)
    .leftJoin(artifacts, currentArtifact);
}

/** How many items expire in each of the coming months that has any, for `readTogether`. */
export function expiringByMonth(tx: Tx, today: IsoDate) {
  const end = addMonths(`${monthsFrom(today)[0] ?? today.slice(0, 7)}-01`, MONTHS);
  return tx
    .select({
      month: sql<string>`to_char(${evidenceItems.renewOn}, 'YYYY-MM')`,
      count: sql<number>`count(*)::int`,
    })
    .from(evidenceItems)
    .where(
      and(isLive, sql`${evidenceItems.renewOn} >= ${today}`, sql`${evidenceItems.renewOn} < ${end}::date`),
    )
    .groupBy(sql`1`);
}

/** The numbers of the page from what the two found. */
export function evidenceNumbersOf(
  [numbers]: RowsOf<ReturnType<typeof itemNumbers>>,
  expiring: RowsOf<ReturnType<typeof expiringByMonth>>,
  today: IsoDate,
): EvidenceNumbers {
  const freshness = Object.fromEntries(FRESHNESS.map((one) => [one, numbers?.[one] ?? 0]));
  return {
    live: numbers?.live ?? 0,
    accepted: numbers?.accepted ?? 0,
    freshness: freshness as Record<Freshness, number>,
    expires: monthsFrom(today).map(
      (name): MonthCount => ({ month: name, count: expiring.find((row) => row.month === name)?.count ?? 0 }),
    ),
  };
}

/** The returned items and those past their renewal date that were handed in, those with the most requirements first, for `readTogether`. */
export function troubledItems(tx: Tx, today: IsoDate) {
  const refs = sql<
    string[]
  >`array(select l.ref from evidence_links l where l.workspace_id = evidence_items.workspace_id and l.item_id = evidence_items.id and l.verdict <> 'rejected' order by l.ref)`;
  return tx
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
      sql`${evidenceItems.archivedAt} is null and (${evidenceItems.state} = 'returned' or (${evidenceItems.state} in ('accepted', 'submitted') and ${evidenceItems.renewOn} < ${today}))`,
    )
    .orderBy(desc(sql`cardinality(${refs})`), evidenceItems.id)
    .limit(TROUBLED_READ);
}

/** What is wrong with each of them, and since when. */
export function troubledOf(
  rows: RowsOf<ReturnType<typeof troubledItems>>,
  timeZone: string,
): NextActionInput["troubled"] {
  return rows.map(({ state, renewOn, reviewedAt, ...item }) =>
    state === "returned"
      ? {
          ...item,
          trouble: "returned",
          since: reviewedAt === null ? null : dateIn(timeZone, new Date(reviewedAt)),
        }
      : { ...item, trouble: "expired", since: renewOn },
  );
}

/** The submitted items and what they could evidence: one row, for `readTogether`. */
export function waitingItems(tx: Tx) {
  return tx
    .select({
      items: sql<number>`count(distinct ${evidenceItems.id})::int`,
      refs: sql<string[]>`coalesce(array_agg(distinct l.ref) filter (where l.ref is not null), '{}')`,
    })
    .from(evidenceItems)
    .leftJoin(
      sql`evidence_links l`,
      sql`l.workspace_id = ${evidenceItems.workspaceId} and l.item_id = ${evidenceItems.id} and l.verdict <> 'rejected'`,
    )
    .where(sql`${evidenceItems.state} = 'submitted'`);
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
  const live = sql`(i.state not in ('superseded', 'withdrawn') and i.archived_at is null)`;
  const [row] = await tx.execute<{ items: number; refs: string[] }>(sql`
    select count(distinct o.item_id)::int as items, coalesce(array_agg(distinct o.target), '{}') as refs from (
      select l.item_id, p.target
      from evidence_links l
      join jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) as p(source text, target text) on l.ref = p.source
      join evidence_items i on i.workspace_id = l.workspace_id and i.id = l.item_id and ${live}
      where l.origin <> 'crosswalk'
      except (select k.item_id, k.ref from evidence_links k union all select d.item_id, d.ref from link_dismissals d)) o`);
  return { items: row?.items ?? 0, refs: row?.refs ?? [] };
}
