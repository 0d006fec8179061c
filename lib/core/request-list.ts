// What the list of requests shows: its address, tabs, filters, order and the chips above it.

import type { IsoDate } from "@/lib/core/dates";
import {
  among,
  firstValue,
  type ListQuery,
  type ListSort,
  listSortText,
  readFrom,
  readListSort,
} from "@/lib/core/list-address";
import { paths, withQuery } from "@/lib/core/paths";
import { awaitsAnswer, isLateRequest, isOpenRequest } from "@/lib/core/request";
import type { RequestListRow } from "@/lib/core/request-dto";
import {
  REQUEST_KIND_LABEL,
  REQUEST_KINDS,
  REQUEST_STATE,
  REQUEST_STATES,
  type RequestKind,
  type RequestState,
} from "@/lib/core/work-statuses";

export const REQUEST_TABS = ["open", "mine", "overdue", "decide", "done", "all"] as const;
export type RequestTab = (typeof REQUEST_TABS)[number];
export const REQUEST_TAB_LABEL: Readonly<Record<RequestTab, string>> = {
  open: "Open",
  mine: "Mine",
  overdue: "Overdue",
  decide: "To decide",
  done: "Done",
  all: "All",
};

export const REQUEST_SORTS = ["number", "title", "owner", "state", "due"] as const;
export type RequestSort = (typeof REQUEST_SORTS)[number];

export type RequestView = {
  readonly tab: RequestTab;
  readonly state: RequestState | null;
  readonly kind: RequestKind | null;
  /** A member's id. */
  readonly owner: string | null;
  readonly ref: string | null;
  readonly q: string;
  readonly sort: ListSort<RequestSort> | null;
  /** Rows before the first one shown. */
  readonly from: number;
};

export const REQUEST_PAGE = 50;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The view that an address asks for; what it does not know is left out. */
export function readRequestView(query: ListQuery): RequestView {
  const owner = firstValue(query, "owner");
  const ref = firstValue(query, "ref").slice(0, 20);
  return {
    tab: among(REQUEST_TABS, firstValue(query, "view")) ?? "open",
    state: among(REQUEST_STATES, firstValue(query, "state")),
    kind: among(REQUEST_KINDS, firstValue(query, "kind")),
    owner: UUID.test(owner) ? owner : null,
    ref: ref === "" ? null : ref,
    q: firstValue(query, "q").slice(0, 100),
    sort: readListSort(REQUEST_SORTS, firstValue(query, "sort")),
    from: readFrom(query),
  };
}

/** The view as the fields of its address, for links and for forms that keep the rest of it. */
export function requestQuery(view: RequestView): Readonly<Record<string, string | null>> {
  return {
    view: view.tab === "open" ? null : view.tab,
    state: view.state,
    kind: view.kind,
    owner: view.owner,
    ref: view.ref,
    q: view.q === "" ? null : view.q,
    sort: listSortText(view.sort),
    from: view.from === 0 ? null : String(view.from),
  };
}

/** The list's address with some of the view changed; any change begins at the first row again. */
export function requestsHref(slug: string, view: RequestView, change: Partial<RequestView> = {}): string {
  return withQuery(paths.requests(slug), requestQuery({ ...view, from: 0, ...change }));
}

/** Who reads, and on which day. */
export type RequestReader = { readonly userId: string | null; readonly today: IsoDate };

function inTab(row: RequestListRow, tab: RequestTab, { userId, today }: RequestReader): boolean {
  switch (tab) {
    case "open":
      return isOpenRequest(row.state);
    case "mine":
      return row.owner.userId === userId && awaitsAnswer(row.state);
    case "overdue":
      return isLateRequest(row, today);
    case "decide":
      return row.state === (row.roomId === null ? "submitted" : "internal_review");
    case "done":
      return !isOpenRequest(row.state);
    case "all":
      return true;
  }
}

function mentions(row: RequestListRow, q: string): boolean {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [row.number, row.auditorRef, row.title, row.owner.name, row.item?.title ?? "", ...row.refs]
    .join(" ")
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

function matches(row: RequestListRow, view: RequestView): boolean {
  return [
    view.state === null || row.state === view.state,
    view.kind === null || row.kind === view.kind,
    view.owner === null || row.owner.userId === view.owner,
    view.ref === null || row.refs.includes(view.ref),
    mentions(row, view.q),
  ].every(Boolean);
}

const LAST = "\uffff";
const SORT_KEY: Readonly<Record<RequestSort, (row: RequestListRow) => string | number>> = {
  number: (row) => row.number,
  title: (row) => row.title.toLowerCase(),
  owner: (row) => row.owner.name.toLowerCase(),
  state: (row) => REQUEST_STATES.indexOf(row.state),
  due: (row) => row.dueOn ?? LAST,
};

function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en", { numeric: true });
}

function sorted(rows: readonly RequestListRow[], sort: RequestView["sort"]): readonly RequestListRow[] {
  if (sort === null) return rows;
  const key = SORT_KEY[sort.by];
  const sign = sort.direction === "desc" ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare(key(a), key(b)) || compare(b.number, a.number));
}

/** All rows of the view in its order, and how many its tab has without filters. */
export function listRequestRows(
  rows: readonly RequestListRow[],
  view: RequestView,
  reader: RequestReader,
): { readonly rows: readonly RequestListRow[]; readonly of: number } {
  const tab = rows.filter((row) => inTab(row, view.tab, reader));
  return {
    rows: sorted(
      tab.filter((row) => matches(row, view)),
      view.sort,
    ),
    of: tab.length,
  };
}

/** How many rows each tab opens. */
export function requestTabCounts(
  rows: readonly RequestListRow[],
  reader: RequestReader,
): Readonly<Record<RequestTab, number>> {
  const counts = REQUEST_TABS.map((tab) => [tab, rows.filter((row) => inTab(row, tab, reader)).length]);
  return Object.fromEntries(counts) as Record<RequestTab, number>;
}

export type RequestChip = {
  readonly field: string;
  readonly value: string;
  readonly without: Partial<RequestView>;
};

/** The filters in force, each with the change that takes it out. */
export function requestChips(view: RequestView, names: ReadonlyMap<string, string>): readonly RequestChip[] {
  const all: readonly (RequestChip | null)[] = [
    view.state && { field: "State", value: REQUEST_STATE[view.state].label, without: { state: null } },
    view.kind && { field: "Kind", value: REQUEST_KIND_LABEL[view.kind], without: { kind: null } },
    view.owner === null
      ? null
      : { field: "Owner", value: names.get(view.owner) ?? "Former member", without: { owner: null } },
    view.ref === null ? null : { field: "Requirement", value: view.ref, without: { ref: null } },
    view.q === "" ? null : { field: "Text", value: view.q, without: { q: "" } },
  ];
  return all.filter((chip) => chip !== null);
}
