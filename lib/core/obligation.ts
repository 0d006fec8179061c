// Laws, contracts and customer commitments: what the register shows, how it is filtered, and when a review is due.

import { addDays, type IsoDate } from "@/lib/core/dates";
import { OBLIGATION_KIND_LABEL, OBLIGATION_KINDS, type ObligationKind } from "@/lib/core/isms-statuses";
import { among, type ListSort, listSortText, readListSort } from "@/lib/core/list-address";
import { paths, withQuery } from "@/lib/core/paths";
import type { Applicability, ReasonKind, StatusDef } from "@/lib/core/statuses";

export const OBLIGATION_LIMITS = {
  title: 300,
  source: 300,
  description: 8_000,
  /** Obligations of a workspace, archived ones among them. */
  rows: 2_000,
  controls: 200,
  /** Of one import. */
  lines: 500,
} as const;

/** A review is asked for so many days before its date. */
export const OBLIGATION_LEAD_DAYS = 30;

export type ObligationRow = {
  readonly id: string;
  readonly number: string;
  readonly kind: ObligationKind;
  readonly title: string;
  readonly source: string;
  readonly description: string;
  readonly owner: { readonly userId: string; readonly name: string } | null;
  readonly reviewOn: IsoDate | null;
  readonly archived: boolean;
  /** Controls that it asks for, in standard order. */
  readonly refs: readonly string[];
  readonly version: number;
};

export type ObligationControl = {
  readonly ref: string;
  readonly title: string;
  readonly applicability: Applicability;
};

export type ObligationHistoryEntry = {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly words: string;
};

export type ObligationDetail = ObligationRow & {
  readonly controls: readonly ObligationControl[];
  /** Newest first. */
  readonly history: readonly ObligationHistoryEntry[];
};

/** A control that can be chosen, as pickers list it: those of Annex A, then own ones. */
export type ControlChoice = { readonly ref: string; readonly title: string };

/** `O-001`; from 1,000 on the number grows by a digit. */
export function obligationNumber(n: number): string {
  return `O-${String(n).padStart(3, "0")}`;
}

/** The kind of reason that the obligation is on the rows of its controls. */
export function reasonKindOf(kind: ObligationKind): Extract<ReasonKind, "legal" | "contractual"> {
  return kind === "law" || kind === "regulation" ? "legal" : "contractual";
}

export type ReviewState = "none" | "planned" | "due" | "overdue";
export const REVIEW_STATE: Readonly<Record<ReviewState, StatusDef>> = {
  none: { label: "No review date", tone: "none", icon: "hollow", meaning: "Nobody has set a date." },
  planned: { label: "Planned", tone: "ok", icon: "check", meaning: "The review is more than 30 days away." },
  due: { label: "Review due", tone: "due", icon: "triangle", meaning: "The review is due within 30 days." },
  overdue: {
    label: "Review overdue",
    tone: "gap",
    icon: "diamond",
    meaning: "The date of the review has passed.",
  },
};

/** Where the obligation stands in its cycle of reviews; on the day itself it is due, not overdue. */
export function reviewState(reviewOn: IsoDate | null, today: IsoDate): ReviewState {
  if (reviewOn === null) return "none";
  if (reviewOn < today) return "overdue";
  return reviewOn <= addDays(today, OBLIGATION_LEAD_DAYS) ? "due" : "planned";
}

// ---- the list ----

export const OBLIGATION_TABS = ["live", "review", "open", "archived"] as const;
export type ObligationTab = (typeof OBLIGATION_TABS)[number];
export const OBLIGATION_TAB_LABEL: Readonly<Record<ObligationTab, string>> = {
  live: "In use",
  review: "Review due",
  open: "Without controls",
  archived: "Archived",
};

export const OBLIGATION_SORTS = ["number", "title", "kind", "owner", "review"] as const;
export type ObligationSort = (typeof OBLIGATION_SORTS)[number];

export type ObligationView = {
  readonly tab: ObligationTab;
  readonly kind: ObligationKind | null;
  /** A member's id. */
  readonly owner: string | null;
  readonly ref: string | null;
  readonly q: string;
  readonly sort: ListSort<ObligationSort> | null;
};

type Query = Readonly<Record<string, string | undefined>>;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The view that an address asks for; what it does not know is left out. */
export function readObligationView(query: Query): ObligationView {
  const { owner = "", ref = "", q = "", sort = "" } = query;
  return {
    tab: among(OBLIGATION_TABS, query.view) ?? "live",
    kind: among(OBLIGATION_KINDS, query.kind),
    owner: UUID.test(owner) ? owner : null,
    ref: ref === "" ? null : ref.slice(0, 20),
    q: q.trim().slice(0, 100),
    sort: readListSort(OBLIGATION_SORTS, sort),
  };
}

/** The view as the fields of its address, for links and for forms that keep the rest of it. */
export function obligationQuery(view: ObligationView): Readonly<Record<string, string | null>> {
  return {
    view: view.tab === "live" ? null : view.tab,
    kind: view.kind,
    owner: view.owner,
    ref: view.ref,
    q: view.q === "" ? null : view.q,
    sort: listSortText(view.sort),
  };
}

/** The list's address with some of the view changed. */
export function obligationsHref(
  slug: string,
  view: ObligationView,
  change: Partial<ObligationView> = {},
): string {
  return withQuery(paths.obligations(slug), obligationQuery({ ...view, ...change }));
}

function inTab(row: ObligationRow, tab: ObligationTab, today: IsoDate): boolean {
  if (tab === "archived") return row.archived;
  if (row.archived) return false;
  if (tab === "open") return row.refs.length === 0;
  return tab === "live" || ["due", "overdue"].includes(reviewState(row.reviewOn, today));
}

function mentions(row: ObligationRow, q: string): boolean {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [row.number, row.title, row.source, row.owner?.name ?? "", ...row.refs]
    .join(" ")
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

function matches(row: ObligationRow, view: ObligationView): boolean {
  return [
    view.kind === null || row.kind === view.kind,
    view.owner === null || row.owner?.userId === view.owner,
    view.ref === null || row.refs.includes(view.ref),
    mentions(row, view.q),
  ].every(Boolean);
}

const LAST = "\uffff";
const SORT_KEY: Readonly<Record<ObligationSort, (row: ObligationRow) => string>> = {
  number: (row) => row.number,
  title: (row) => row.title.toLowerCase(),
  kind: (row) => String(OBLIGATION_KINDS.indexOf(row.kind)),
  owner: (row) => row.owner?.name.toLowerCase() ?? LAST,
  review: (row) => row.reviewOn ?? LAST,
};

function compare(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

/** The rows of the view in its order, and how many its tab has without filters. */
export function listObligationRows(
  rows: readonly ObligationRow[],
  view: ObligationView,
  today: IsoDate,
): { readonly rows: readonly ObligationRow[]; readonly of: number } {
  const tab = rows.filter((row) => inTab(row, view.tab, today));
  const { by, direction } = view.sort ?? { by: "number", direction: "asc" };
  const key = SORT_KEY[by];
  const sign = direction === "desc" ? -1 : 1;
  return {
    rows: tab
      .filter((row) => matches(row, view))
      .toSorted((a, b) => sign * compare(key(a), key(b)) || compare(a.number, b.number)),
    of: tab.length,
  };
}

/** How many rows each tab opens. */
export function obligationTabCounts(
  rows: readonly ObligationRow[],
  today: IsoDate,
): Readonly<Record<ObligationTab, number>> {
  const counts = OBLIGATION_TABS.map((tab) => [tab, rows.filter((row) => inTab(row, tab, today)).length]);
  return Object.fromEntries(counts) as Record<ObligationTab, number>;
}

export type ObligationChip = {
  readonly field: string;
  readonly value: string;
  readonly without: Partial<ObligationView>;
};

/** The filters in force, each with the change that takes it out. */
export function obligationChips(
  view: ObligationView,
  names: ReadonlyMap<string, string>,
): readonly ObligationChip[] {
  const all: readonly (ObligationChip | null)[] = [
    view.kind && { field: "Kind", value: OBLIGATION_KIND_LABEL[view.kind], without: { kind: null } },
    view.owner === null
      ? null
      : { field: "Owner", value: names.get(view.owner) ?? "Former member", without: { owner: null } },
    view.ref === null ? null : { field: "Control", value: view.ref, without: { ref: null } },
    view.q === "" ? null : { field: "Text", value: view.q, without: { q: "" } },
  ];
  return all.filter((chip) => chip !== null);
}
