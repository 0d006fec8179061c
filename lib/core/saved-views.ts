// Views of a list that a person keeps under a name: which lists have them, and what of an address belongs to one.
import { paths } from "@/lib/core/paths";

const LISTS = {
  controls: {
    href: paths.controls,
    names: ["kind", "show", "due", "group", "status", "soa", "owner", "q", "sort", "cols"],
  },
  evidence: {
    href: paths.evidence,
    names: [
      ...["q", "state", "freshness", "owner", "ref", "category", "kind", "framework", "window"],
      ...["changed", "archived", "sort"],
    ],
  },
  soa: { href: paths.soa, names: ["show", "theme", "status", "owner", "q", "cols"] },
  risks: {
    href: paths.risks,
    names: [
      ...["view", "show", "state", "band", "owner", "treatment", "inherent", "residual", "ref", "q", "sort"],
    ],
  },
  obligations: { href: paths.obligations, names: ["view", "kind", "owner", "ref", "q", "sort"] },
  suppliers: { href: paths.suppliers, names: ["show", "tier", "ict", "q", "sort"] },
} as const;

export type ViewList = keyof typeof LISTS;
export const VIEW_LISTS = Object.keys(LISTS) as readonly ViewList[];
export const VIEWS_AT_MOST = 50;
export const VIEW_NAME_LIMIT = 60;

const VALUE_LIMIT = 300;

/** The part of an address that a view keeps: filters, order and columns, one value each, always in the same order. */
export function viewQuery(list: ViewList, query: URLSearchParams): string {
  const out = new URLSearchParams();
  for (const name of LISTS[list].names) {
    const value = (query.get(name) ?? "").trim().slice(0, VALUE_LIMIT);
    if (value !== "") out.set(name, value);
  }
  return out.toString();
}

/** The address of a list in that view; an empty one is the list as it comes. */
export function viewAddress(slug: string, list: ViewList, query: string): string {
  const path = LISTS[list].href(slug);
  return query === "" ? path : `${path}?${query}`;
}

export type SavedView = {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  /** The sidebar opens the list in this view. */
  readonly isStart: boolean;
  readonly version: number;
};

/** What one person keeps of one list. */
export type ListViews = {
  /** By name. */
  readonly views: readonly SavedView[];
  /** The columns as the person left them; null while they never chose. */
  readonly columns: string | null;
  /** Another text after every change: what is drawn from it is drawn anew. */
  readonly mark: string;
};

/** The lists that the person wants to begin with a view of their own, by list. */
export type StartViews = Readonly<Partial<Record<ViewList, string>>>;
