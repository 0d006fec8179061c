// What the public explorer shows, as its address says it: direction, scope, theme-level rows and the privacy column.
import type { CrosswalkInput } from "@/lib/core/crosswalk";
import { TSC_CATEGORIES, type TscCategory } from "@/lib/core/frameworks/types";
import { nearestWords } from "@/lib/core/nearest-refs";

export const EXPLORER_DIRECTIONS = ["iso", "soc2"] as const;
export const PRIVACY_EDITIONS = ["2025", "2019"] as const;

export type ExplorerView = {
  /** `iso`: from SOC 2 to ISO/IEC 27001; `soc2`: the way back. */
  readonly direction: (typeof EXPLORER_DIRECTIONS)[number];
  /** In standard order, with Security. */
  readonly categories: readonly TscCategory[];
  readonly wildcard: boolean;
  /** Edition of ISO/IEC 27701 in the privacy column; null hides the column. */
  readonly edition: (typeof PRIVACY_EDITIONS)[number] | null;
};

export type ExplorerViewReading =
  | { readonly ok: true; readonly view: ExplorerView }
  | {
      readonly ok: false;
      /** The key of the query that holds the unknown value. */
      readonly name: "to" | "scope" | "wildcard" | "privacy";
      readonly unknown: string;
      readonly offered: readonly string[];
    };

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const SWITCH = ["1", "0"] as const;

export const DEFAULT_VIEW: ExplorerView = {
  direction: "iso",
  categories: ["security", "availability", "confidentiality"],
  wildcard: false,
  edition: null,
};

type Unknown = { readonly ok: false; readonly text: string; readonly known: readonly string[] };
type Read<T> = { readonly ok: true; readonly value: T } | Unknown;

function valuesOf(query: Query, name: string): readonly string[] {
  const value = query[name];
  const all = typeof value === "string" ? [value] : (value ?? []);
  return all.flatMap((one) => one.split(",")).flatMap((one) => (one.trim() === "" ? [] : [one.trim()]));
}

function choice<T extends string>(text: string, known: readonly T[]): Read<T> {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
  const value = known.find((one) => one === plain);
  return value === undefined ? { ok: false, text, known } : { ok: true, value };
}

function oneOf<T extends string>(query: Query, name: string, known: readonly T[]): Read<T | null> {
  const [first] = valuesOf(query, name);
  return first === undefined ? { ok: true, value: null } : choice(first, known);
}

function scopeOf(query: Query): Read<readonly TscCategory[]> {
  const read = valuesOf(query, "scope").map((text) => choice(text, TSC_CATEGORIES));
  const unknown = read.find((one) => !one.ok);
  if (unknown !== undefined) return unknown;
  const asked = read.flatMap((one) => (one.ok ? [one.value] : []));
  if (asked.length === 0) return { ok: true, value: DEFAULT_VIEW.categories };
  const value = TSC_CATEGORIES.filter((one) => one === "security" || asked.includes(one));
  return { ok: true, value };
}

type Refusal = Extract<ExplorerViewReading, { readonly ok: false }>;

function refusal(name: Refusal["name"], { text, known }: Unknown): Refusal {
  return { ok: false, name, unknown: text.slice(0, 60), offered: nearestWords(text, known) };
}

/**
 * The view that a query asks for. Values are read in any case, with spaces or hyphens, repeated or separated by commas; other
 * keys are left alone. A value that does not exist is handed back with the known ones, nearest first.
 */
export function readExplorerView(query: Query): ExplorerViewReading {
  const direction = oneOf(query, "to", EXPLORER_DIRECTIONS);
  if (!direction.ok) return refusal("to", direction);
  const categories = scopeOf(query);
  if (!categories.ok) return refusal("scope", categories);
  const wildcard = oneOf(query, "wildcard", SWITCH);
  if (!wildcard.ok) return refusal("wildcard", wildcard);
  const edition = oneOf(query, "privacy", PRIVACY_EDITIONS);
  if (!edition.ok) return refusal("privacy", edition);
  const view: ExplorerView = {
    direction: direction.value ?? "iso",
    categories: categories.value,
    wildcard: wildcard.value === "1",
    edition: edition.value,
  };
  return { ok: true, view };
}

function scopeText(categories: readonly TscCategory[]): string | null {
  const added = TSC_CATEGORIES.filter((one) => one !== "security" && categories.includes(one));
  const usual = DEFAULT_VIEW.categories.filter((one) => one !== "security");
  if (added.join() === usual.join()) return null;
  return added.length === 0 ? "security" : added.join();
}

/** The query that brings the view back, without what is the default; one view always gives one address. */
export function explorerQuery(view: ExplorerView): Readonly<Record<string, string>> {
  const scope = scopeText(view.categories);
  return {
    ...(view.direction === "soc2" ? { to: "soc2" } : {}),
    ...(scope === null ? {} : { scope }),
    ...(view.wildcard ? { wildcard: "1" } : {}),
    ...(view.edition === null ? {} : { privacy: view.edition }),
  };
}

/** What the numbers of the view are computed from; the public explorer knows no decisions of a team. */
export function crosswalkInputOf(view: ExplorerView): CrosswalkInput {
  return { categories: view.categories, countWildcard: view.wildcard, overrides: [] };
}
