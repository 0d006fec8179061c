// What the register of nonconformities shows: its address, tabs, filters, ageing and order.

import type { IsoDate } from "@/lib/core/dates";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import {
  among,
  firstValue,
  type ListQuery,
  type ListSort,
  listSortText,
  readFrom,
  readListSort,
} from "@/lib/core/list-address";
import { AGE_BUCKETS, type AgeBucket, isImprovement, isOpenNc } from "@/lib/core/nonconformity";
import type { NcListRow } from "@/lib/core/nonconformity-dto";
import { paths, withQuery } from "@/lib/core/paths";
import {
  NC_GRADE,
  NC_GRADES,
  NC_SOURCE_LABEL,
  NC_SOURCES,
  NC_STATE,
  NC_STATES,
  type NcGrade,
  type NcSource,
  type NcState,
} from "@/lib/core/statuses";

export const NC_TABS = ["open", "overdue", "closed", "all", "opportunities"] as const;
export type NcTab = (typeof NC_TABS)[number];
export const NC_TAB_LABEL: Readonly<Record<NcTab, string>> = {
  open: "Open",
  overdue: "Overdue",
  closed: "Closed",
  all: "All",
  opportunities: "Opportunities",
};

export const NC_SORTS = ["number", "title", "grade", "state", "owner", "due", "age"] as const;
export type NcSort = (typeof NC_SORTS)[number];

export type NcView = {
  readonly tab: NcTab;
  readonly grade: NcGrade | null;
  readonly state: NcState | null;
  readonly source: NcSource | null;
  /** A member's id, or `none`. */
  readonly owner: string | null;
  readonly ref: string | null;
  readonly age: AgeBucket | null;
  readonly q: string;
  readonly sort: ListSort<NcSort> | null;
  /** Rows before the first one shown. */
  readonly from: number;
};

export const NC_PAGE = 50;

const OWNER = /^(none|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const BUCKETS = AGE_BUCKETS.map(({ key }) => key);

/** The view that an address asks for; what it does not know is left out. */
export function readNcView(query: ListQuery): NcView {
  const owner = firstValue(query, "owner");
  const ref = firstValue(query, "ref").slice(0, 20);
  return {
    tab: among(NC_TABS, firstValue(query, "view")) ?? "open",
    grade: among(NC_GRADES, firstValue(query, "grade")),
    state: among(NC_STATES, firstValue(query, "state")),
    source: among(NC_SOURCES, firstValue(query, "source")),
    owner: OWNER.test(owner) ? owner : null,
    ref: ref === "" ? null : ref,
    age: among(BUCKETS, firstValue(query, "age")),
    q: firstValue(query, "q").slice(0, 100),
    sort: readListSort(NC_SORTS, firstValue(query, "sort")),
    from: readFrom(query),
  };
}

/** The view as the fields of its address, for links and for forms that keep the rest of it. */
export function ncQuery(view: NcView): Readonly<Record<string, string | null>> {
  return {
    view: view.tab === "open" ? null : view.tab,
    grade: view.grade,
    state: view.state,
    source: view.source,
    owner: view.owner,
    ref: view.ref,
    age: view.age,
    q: view.q === "" ? null : view.q,
    sort: listSortText(view.sort),
    from: view.from === 0 ? null : String(view.from),
  };
}

/** The register's address with some of the view changed; any change begins at the first row again. */
export function ncHref(slug: string, view: NcView, change: Partial<NcView> = {}): string {
  return withQuery(paths.nonconformities(slug), ncQuery({ ...view, from: 0, ...change }));
}

/** Whether the record or one of its actions is late. */
export function isLateNc(
  row: Pick<NcListRow, "state" | "dueOn" | "overdueActions">,
  today: IsoDate,
): boolean {
  if (!isOpenNc(row.state)) return false;
  return row.overdueActions > 0 || (row.dueOn !== null && row.dueOn < today);
}

function inTab(row: NcListRow, tab: NcTab, today: IsoDate): boolean {
  if (tab === "open") return isOpenNc(row.state) && !isImprovement(row.grade);
  if (tab === "overdue") return isLateNc(row, today);
  if (tab === "closed") return !isOpenNc(row.state);
  return tab === "all" || isImprovement(row.grade);
}

function mentions(row: NcListRow, q: string): boolean {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [row.number, row.title, row.owner?.name ?? "", ...row.refs].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}

function matches(row: NcListRow, view: NcView): boolean {
  const owned = view.owner === "none" ? row.owner === null : row.owner?.userId === view.owner;
  return [
    view.grade === null || row.grade === view.grade,
    view.state === null || row.state === view.state,
    view.source === null || row.source === view.source,
    view.owner === null || owned,
    view.ref === null || row.refs.includes(view.ref),
    view.age === null || row.bucket === view.age,
    mentions(row, view.q),
  ].every(Boolean);
}

const LAST = "\uffff";
const SORT_KEY: Readonly<Record<NcSort, (row: NcListRow) => string | number>> = {
  number: (row) => row.number,
  title: (row) => row.title.toLowerCase(),
  grade: (row) => NC_GRADES.indexOf(row.grade),
  state: (row) => NC_STATES.indexOf(row.state),
  owner: (row) => row.owner?.name.toLowerCase() ?? LAST,
  due: (row) => row.dueOn ?? LAST,
  age: (row) => row.ageDays,
};

function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en", { numeric: true });
}

function sorted(rows: readonly NcListRow[], sort: NcView["sort"]): readonly NcListRow[] {
  if (sort === null) return rows;
  const key = SORT_KEY[sort.by];
  const sign = sort.direction === "desc" ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(key(a), key(b)) || compare(b.number, a.number));
}

/** All rows of the view in its order, and how many its tab has without filters. */
export function listNc(
  rows: readonly NcListRow[],
  view: NcView,
  today: IsoDate,
): { readonly rows: readonly NcListRow[]; readonly of: number } {
  const tab = rows.filter((row) => inTab(row, view.tab, today));
  return {
    rows: sorted(
      tab.filter((row) => matches(row, view)),
      view.sort,
    ),
    of: tab.length,
  };
}

/** How many rows each tab opens. */
export function ncTabCounts(rows: readonly NcListRow[], today: IsoDate): Readonly<Record<NcTab, number>> {
  const counts = NC_TABS.map((tab) => [tab, rows.filter((row) => inTab(row, tab, today)).length]);
  return Object.fromEntries(counts) as Record<NcTab, number>;
}

export type NcChip = { readonly field: string; readonly value: string; readonly without: Partial<NcView> };

/** The filters in force, each with the change that takes it out. */
export function ncChips(view: NcView, names: ReadonlyMap<string, string>): readonly NcChip[] {
  const bucket = AGE_BUCKETS.find(({ key }) => key === view.age);
  const owner = view.owner === "none" ? "Nobody" : (names.get(view.owner ?? "") ?? "Former member");
  const all: readonly (NcChip | null)[] = [
    view.grade && { field: "Grade", value: NC_GRADE[view.grade].label, without: { grade: null } },
    view.state && { field: "State", value: NC_STATE[view.state].label, without: { state: null } },
    view.source && { field: "Source", value: NC_SOURCE_LABEL[view.source], without: { source: null } },
    view.owner === null ? null : { field: "Owner", value: owner, without: { owner: null } },
    view.ref === null ? null : { field: "Requirement", value: view.ref, without: { ref: null } },
    bucket ? { field: "Age", value: bucket.label, without: { age: null } } : null,
    view.q === "" ? null : { field: "Text", value: view.q, without: { q: "" } },
  ];
  return all.filter((chip) => chip !== null);
}

/** References named by any row, for the filter. */
export function ncRefs(rows: readonly NcListRow[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => row.refs))].sort(compareRefs);
}
