import type { CarryOverFilters } from "@/lib/core/carry-over-list";
import { paths, withQuery } from "@/lib/core/paths";

function query({ direction, kind, outcome, group, q, mark, reading }: CarryOverFilters) {
  return { to: direction === "soc2" ? "soc2" : null, kind, outcome, group, q, mark, reading };
}

/** The crosswalk with these filters. */
export function carryOverHref(slug: string, filters: CarryOverFilters): string {
  return withQuery(paths.crosswalk(slug), query(filters));
}

/** The same rows as a file. */
export function carryOverCsvHref(slug: string, filters: CarryOverFilters): string {
  return withQuery(paths.export(slug, "carry-over.csv"), query(filters));
}

export const NO_FILTERS = {
  kind: null,
  outcome: null,
  group: "",
  q: "",
  mark: null,
  reading: null,
} as const;
