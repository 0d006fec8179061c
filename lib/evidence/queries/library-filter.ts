import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { evidenceItems } from "@/db/schema/evidence";
import { actorId, type Scope } from "@/lib/core/access";
import { type IsoDate, isIsoDate } from "@/lib/core/dates";
import { COUNTED_STATES } from "@/lib/core/evidence-dto";
import type { LibraryFilters } from "@/lib/evidence/input";
import { freshnessIs, isLive, matches, newestIs, stateIs } from "@/lib/evidence/queries/columns";
import type { CountName } from "@/lib/evidence/queries/library-counts";

function ownerIs(owner: string, me: string | null): SQL | undefined {
  if (owner === "") return undefined;
  if (owner === "none") return sql`(${evidenceItems.ownerId} is null and ${evidenceItems.ownerText} = '')`;
  const id = owner === "me" ? me : owner;
  return id === null ? sql`false` : eq(evidenceItems.ownerId, id);
}

function isLinked(more: SQL): SQL {
  return sql`exists (select 1 from evidence_links l where l.workspace_id = ${evidenceItems.workspaceId} and l.item_id = ${evidenceItems.id}${more})`;
}

const KINDS = { iso: sql`('control', 'clause', 'own')`, soc2: sql`('criterion')` } as const;

/** Linked to a requirement of the framework; `none`: to nothing at all. */
function frameworkIs(framework: LibraryFilters["framework"]): SQL | undefined {
  if (framework === null) return undefined;
  if (framework === "none") return sql`not ${isLinked(sql``)}`;
  return isLinked(
    sql` and exists (select 1 from requirements r where r.workspace_id = l.workspace_id and r.ref = l.ref and r.kind in ${KINDS[framework]})`,
  );
}

/** The database's form of `windowFit`: `out` holds nothing of the programme's window, `in` at least a part of it. */
function windowIs(window: LibraryFilters["window"]): SQL | undefined {
  if (window === null) return undefined;
  const from = sql`coalesce(a.period_from, a.period_to, a.effective_on)`;
  const to = sql`coalesce(a.period_to, a.period_from, a.effective_on)`;
  const outside = sql`(${from} > p.window_to or ${to} < p.window_from)`;
  const wanted = window === "out" ? outside : sql`${outside} is not true`;
  return newestIs(
    sql`${from} is not null and exists (select 1 from programmes p where coalesce(p.window_from, p.window_to) is not null and ${wanted})`,
  );
}

function changedSince(day: string, zone: string): SQL | undefined {
  if (!isIsoDate(day)) return undefined;
  return sql`${evidenceItems.updatedAt} >= (${day}::date)::timestamp at time zone ${zone}`;
}

const isArchived = sql`${evidenceItems.archivedAt} is not null`;

function standing(filters: LibraryFilters): SQL | undefined {
  if (filters.archived === null) return filters.state === null ? isLive : stateIs(filters.state);
  return and(isArchived, filters.state === null ? undefined : eq(evidenceItems.state, filters.state));
}

/** The names of the filters that narrow the list of live items. */
function narrowingOf(filters: LibraryFilters): readonly string[] {
  const { sort: _sort, cursor: _cursor, ...narrowing } = filters;
  return Object.entries(narrowing).flatMap(([name, value]) => (value === null || value === "" ? [] : [name]));
}

/** Whether nothing narrows the list of live items. */
export function isWholeLibrary(filters: LibraryFilters): boolean {
  return narrowingOf(filters).length === 0;
}

/** The number beside the list that the filters come to, if one of them alone is what it counts. */
export function countedAs(filters: LibraryFilters): CountName | null {
  const { freshness, state } = filters;
  const [only, more] = narrowingOf(filters);
  if (more !== undefined) return null;
  if (only === "freshness") return freshness;
  if (only === "archived") return "archived";
  return only === "state" ? (COUNTED_STATES.find((one) => one === state) ?? null) : null;
}

/**
 * The condition of the filters on `evidence_items` alone, without joins. Withdrawn and superseded items are left only
 * when their state is asked for, archived ones only among themselves.
 */
export function filterOf(scope: Scope<"evidence:read">, filters: LibraryFilters, today: IsoDate): SQL {
  const { freshness, ref, category, kind, q } = filters;
  const wanted = and(
    standing(filters),
    freshness === null ? undefined : freshnessIs(freshness, today),
    ownerIs(filters.owner, actorId(scope)),
    ref === "" ? undefined : isLinked(sql` and l.ref = ${ref}`),
    frameworkIs(filters.framework),
    kind === null ? undefined : newestIs(sql`a.kind = ${kind}`),
    windowIs(filters.window),
    changedSince(filters.changed, scope.timeZone),
    category === "" ? undefined : eq(evidenceItems.category, category),
    q === "" ? undefined : matches(q),
  );
  return wanted ?? sql`true`;
}

/** The filter, looked for among the items found by it where they are known. */
export function among(filter: SQL, found: readonly string[] | null): SQL {
  if (found === null) return filter;
  return sql`(${evidenceItems.id} = any(${`{${found.join(",")}}`}::uuid[]) and ${filter})`;
}
