// Addresses of the library: every filter, the order and the page are in them.
import { paths, withQuery } from "@/lib/core/paths";
import type { LibraryFilters, LibrarySort } from "@/lib/evidence/input";

export type LibraryQuery = Readonly<Record<string, string | null>>;

/** The filters as they stand in an address, without the page. */
export function libraryQuery(filters: LibraryFilters): LibraryQuery {
  const { sort } = filters;
  return {
    q: filters.q,
    state: filters.state,
    freshness: filters.freshness,
    owner: filters.owner,
    ref: filters.ref,
    category: filters.category,
    kind: filters.kind,
    framework: filters.framework,
    window: filters.window,
    changed: filters.changed,
    archived: filters.archived,
    sort: sort === null ? null : `${sort.by}${sort.descending ? "-desc" : ""}`,
  };
}

/** A number opens exactly the rows that it counts, so it takes every other filter off. */
export const ALONE: LibraryQuery = {
  q: null,
  state: null,
  freshness: null,
  owner: null,
  ref: null,
  category: null,
  kind: null,
  framework: null,
  window: null,
  changed: null,
  archived: null,
};

/** The list with some filters changed, from its first page. */
export function libraryHref(slug: string, filters: LibraryFilters, change: LibraryQuery): string {
  return withQuery(paths.evidence(slug), { ...libraryQuery(filters), ...change });
}

/** A column's next order: rising, falling, as it comes. */
export function sortOf(slug: string, filters: LibraryFilters, by: LibrarySort) {
  const current = filters.sort?.by === by ? filters.sort : null;
  const next = current === null ? by : current.descending ? null : `${by}-desc`;
  const direction = current === null ? "none" : current.descending ? "desc" : "asc";
  return { href: libraryHref(slug, filters, { sort: next }), direction } as const;
}
