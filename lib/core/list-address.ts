// What the addresses of all lists have in common: one value per name, known words only, and an order such as `-due`.

export type ListQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One value of an address, trimmed; empty when it is not there. */
export function firstValue(query: ListQuery, name: string): string {
  const value = query[name];
  return (typeof value === "string" ? value : (value?.[0] ?? "")).trim();
}

/** The text as one of the known words; null for anything else. */
export function among<T extends string>(values: readonly T[], text: string | undefined): T | null {
  return values.find((value) => value === text) ?? null;
}

export type ListSort<K extends string> = { readonly by: K; readonly direction: "asc" | "desc" };

/** The order that an address asks for: `due` rises, `-due` falls; null leaves the list as it comes. */
export function readListSort<K extends string>(keys: readonly K[], text: string): ListSort<K> | null {
  const by = among(keys, text.replace(/^-/, ""));
  return by === null ? null : { by, direction: text.startsWith("-") ? "desc" : "asc" };
}

/** The order as an address holds it. */
export function listSortText(sort: ListSort<string> | null): string | null {
  return sort === null ? null : `${sort.direction === "desc" ? "-" : ""}${sort.by}`;
}

/** The order that a column's header asks for next: ascending, descending, none. */
export function nextListSort<K extends string>(by: K, now: ListSort<K> | null): ListSort<K> | null {
  if (now?.by !== by) return { by, direction: "asc" };
  return now.direction === "asc" ? { by, direction: "desc" } : null;
}

/** A column's header as a link: the order in force, and the address of the next one. */
export function columnSort<K extends string>(
  by: K,
  now: ListSort<K> | null,
  hrefOf: (sort: ListSort<K> | null) => string,
): { readonly href: string; readonly direction: "asc" | "desc" | "none" } {
  return { href: hrefOf(nextListSort(by, now)), direction: now?.by === by ? now.direction : "none" };
}

/** Rows before the first one shown. */
export function readFrom(query: ListQuery): number {
  const from = Math.trunc(Number(firstValue(query, "from")));
  return Number.isFinite(from) && from > 0 ? Math.min(from, 100_000) : 0;
}
