import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { evidenceItems } from "@/db/schema/evidence";
import type { Tx } from "@/db/tenant";
import { pairsOf } from "@/lib/core/crosswalk";
import type { IsoDate } from "@/lib/core/dates";
import {
  COUNTED_AT_MOST,
  COUNTED_STATES,
  type LibraryCounts,
  type OpenProposals,
} from "@/lib/core/evidence-dto";
import { proposalSteps } from "@/lib/core/links";
import { FRESHNESS, type Freshness } from "@/lib/core/statuses";
import { freshnessIs, isLive, stateIs } from "@/lib/evidence/queries/columns";
import type { CrosswalkScope } from "@/lib/evidence/queries/crosswalk-scope";

const CATEGORIES_SHOWN = 200;
/** Items whose links are looked at for the number of proposals. */
const PROPOSED_OF = 2_000;

/** Counts no further than one beyond the limit, so that a large workspace costs what a middling one does. */
function bounded(condition: SQL): SQL<number> {
  return sql<number>`(select count(*)::int from (select 1 from ${evidenceItems} where ${condition} limit ${COUNTED_AT_MOST + 1}) counted)`;
}

/** The distinct categories, each found by one step into the index. */
const categories = sql<string[]>`array(
  with recursive known as (
    (select category from evidence_items where category > '' order by category limit 1)
    union all
    select (select i.category from evidence_items i where i.category > known.category order by i.category limit 1)
    from known where known.category is not null
  )
  select category from known where category is not null limit ${CATEGORIES_SHOWN})`;

/** How many links the first 2,000 live items have proposed and undecided. */
function proposals({ input, excluded }: CrosswalkScope): SQL<number> {
  const json = JSON.stringify(proposalSteps(pairsOf(input), excluded));
  return sql<number>`(select count(*)::int from (
    select distinct l.item_id, p.target
    from (select workspace_id, id from evidence_items where ${isLive} order by id limit ${PROPOSED_OF}) i
    join evidence_links l on l.workspace_id = i.workspace_id and l.item_id = i.id
    join jsonb_to_recordset(${json}::text::jsonb) as p (source text, target text) on p.source = l.ref
    where l.origin <> 'crosswalk'
      and not exists (select 1 from evidence_links o where o.workspace_id = l.workspace_id and o.item_id = l.item_id and o.ref = p.target)
      and not exists (select 1 from link_dismissals d where d.workspace_id = l.workspace_id and d.item_id = l.item_id and d.ref = p.target)
  ) as open)`;
}

/** What is counted beside the list. */
export type CountName = Freshness | (typeof COUNTED_STATES)[number] | "archived";

type Row = {
  readonly numbers: readonly number[];
  readonly total: number;
  readonly found: readonly string[] | null;
  readonly categories: readonly string[];
  readonly proposals: number;
};

export type LibraryNumbers = {
  readonly counts: LibraryCounts;
  readonly categories: readonly string[];
  readonly proposals: OpenProposals;
  /** The ids of all that the list holds; null where they are many or were not asked for. */
  readonly found: readonly string[] | null;
};

/** Up to here the rows that a filter leaves are sooner sorted than sought in the order of an index. */
const SORTED_AT_MOST = 5_000;

/** The conditions to count by. Every live item stands in one of the freshnesses, so their sum needs none. */
function conditionsOf(today: IsoDate): ReadonlyMap<CountName, SQL> {
  return new Map<CountName, SQL>([
    ...FRESHNESS.map((one) => [one, sql`${isLive} and ${freshnessIs(one, today)}`] as const),
    ["archived", sql`${evidenceItems.archivedAt} is not null`],
    ...COUNTED_STATES.map((one) => [one, stateIs(one)] as const),
  ]);
}

/** The ids that `bounded` would count. */
function idsOf(condition: SQL): SQL {
  return sql`array(select ${evidenceItems.id} from ${evidenceItems} where ${condition} limit ${COUNTED_AT_MOST + 1})`;
}

type Wanted = {
  /** What is left in the list; null: nothing narrows it. */
  readonly filter: SQL | null;
  /** The number that counts the same as the filter. */
  readonly same?: CountName | null;
  /** Whether to return the ids of what is left where it is little, for it is dear to find again. */
  readonly ids?: boolean;
  readonly today: IsoDate;
  readonly crosswalk: CrosswalkScope;
};

/** How many are left, of the row `n` of numbers. */
function totalOf({ filter, same, ids }: Wanted, at: (name: CountName) => SQL): SQL {
  if (filter === null) return sql.join(FRESHNESS.map(at), sql` + `);
  if (same) return at(same);
  return ids ? sql`cardinality(n.found)` : sql`n.total`;
}

/**
 * Everything that the library's page counts, in one statement. Where the filter leaves few rows, the statements after it
 * may sort.
 */
export async function readLibraryNumbers(tx: Tx, wanted: Wanted): Promise<LibraryNumbers> {
  const { filter, same, ids, today, crosswalk } = wanted;
  const conditions = conditionsOf(today);
  const names = [...conditions.keys()];
  const total = totalOf(wanted, (name) => sql`n.numbers[${names.indexOf(name) + 1}::int]`);
  const found = filter !== null && ids ? idsOf(filter) : sql`null::uuid[]`;
  const counted = filter === null || same || ids ? sql`null::int` : bounded(filter);
  // Without "offset 0" the database would count everything twice, for the numbers and for the setting.
  const [row] = await tx.execute<Row>(sql`
    select n.numbers, n.categories, n.proposals, least(${total}, ${COUNTED_AT_MOST + 1}::int) as total,
      case when cardinality(n.found) <= ${SORTED_AT_MOST}::int then n.found end as found,
      set_config('enable_sort', case when ${total} > ${SORTED_AT_MOST}::int then 'off' else 'on' end, true)
    from (select array[${sql.join([...conditions.values()].map(bounded), sql`, `)}] as numbers,
      ${found} as found, ${counted} as total,
      ${categories} as categories, ${proposals(crosswalk)} as proposals offset 0) n`);
  const of = (name: CountName) => row?.numbers[names.indexOf(name)] ?? 0;
  const freshness = Object.fromEntries(FRESHNESS.map((one) => [one, of(one)])) as Record<Freshness, number>;
  const live = Math.min(
    FRESHNESS.reduce((sum, one) => sum + freshness[one], 0),
    COUNTED_AT_MOST + 1,
  );
  return {
    counts: {
      live,
      archived: of("archived"),
      total: row?.total ?? 0,
      freshness,
      state: Object.fromEntries(COUNTED_STATES.map((one) => [one, of(one)])) as LibraryCounts["state"],
    },
    categories: row?.categories ?? [],
    proposals: { count: row?.proposals ?? 0, more: live > PROPOSED_OF },
    found: row?.found ?? null,
  };
}
