// Addresses of the public crosswalk that name nothing: what is unknown in them, and the nearest that exists.
import { MATRIX_CRITERIA, readMatrixSelection } from "@/lib/core/crosswalk-matrix";
import { EXPLORER_GROUPS, findGroup, groupHeading } from "@/lib/core/explorer-groups";
import { readSelection } from "@/lib/core/explorer-list";
import { readRefAddress } from "@/lib/core/explorer-ref";
import { type ExplorerView, explorerQuery, readExplorerView } from "@/lib/core/explorer-view";
import { entryOf } from "@/lib/core/frameworks/catalogue";
import { ANNEX_THEMES } from "@/lib/core/frameworks/types";
import { nearestRefs, nearestWords } from "@/lib/core/nearest-refs";
import { paths, withQuery } from "@/lib/core/paths";

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

export type ExplorerOffer = { readonly href: string; readonly label: string; readonly words: string };

export type ExplorerUnknown = {
  readonly kind: "requirement" | "group" | "value";
  /** The text that names nothing, shortened. */
  readonly text: string;
  readonly offers: readonly ExplorerOffer[];
};

type Place =
  | { readonly kind: "list" }
  | { readonly kind: "view" }
  | { readonly kind: "matrix" }
  | { readonly kind: "effort" }
  | { readonly kind: "elsewhere" }
  | { readonly kind: "ref" | "group"; readonly text: string };

const VIEW_ONLY: ReadonlySet<string> = new Set([
  paths.explorerMatrix(),
  paths.explorerAbout(),
  paths.explorerDataIndex(),
]);
const SHOWN = 60;

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function placeOf(pathname: string): Place {
  if (pathname === paths.explorer()) return { kind: "list" };
  if (pathname === paths.explorerMatrix()) return { kind: "matrix" };
  if (VIEW_ONLY.has(pathname)) return { kind: "view" };
  if (pathname === paths.explorerEffort()) return { kind: "effort" };
  if (pathname === paths.explorerFirst()) return { kind: "elsewhere" };
  const [, kind, last] = /^\/crosswalk\/(?:(themes)\/)?([^/]+)\/?$/.exec(pathname) ?? [];
  const text = decoded(last ?? "");
  if (last === undefined || text === null) return { kind: "elsewhere" };
  return { kind: kind === undefined ? "ref" : "group", text };
}

function unknownRef(text: string, query: Query): ExplorerUnknown | null {
  if (readRefAddress(text).kind !== "unknown") return null;
  const view = readExplorerView(query);
  const kept = view.ok ? explorerQuery(view.view) : {};
  const offers = nearestRefs(text).map((ref) => ({
    href: withQuery(paths.explorerRef(ref), kept),
    label: ref,
    words: entryOf(ref)?.title ?? "",
  }));
  return { kind: "requirement", text: text.slice(0, SHOWN), offers };
}

function unknownGroup(text: string): ExplorerUnknown | null {
  if (findGroup(text) !== undefined) return null;
  const ids = nearestWords(
    text,
    EXPLORER_GROUPS.map((group) => group.id),
  );
  const offers = EXPLORER_GROUPS.filter((group) => ids.includes(group.id)).map((group) => ({
    href: paths.explorerTheme(group.id),
    label: group.id,
    words: groupHeading(group),
  }));
  return { kind: "group", text: text.slice(0, SHOWN), offers };
}

/** The query with one value for what was unknown; of a scope, the categories that exist stay. */
function withValue(query: Query, name: string, value: string): Query {
  if (name !== "scope") return { ...query, [name]: value };
  const known = [query.scope ?? []]
    .flat()
    .flatMap((text) => text.split(","))
    .filter((text) => text.trim() !== "" && readExplorerView({ scope: text }).ok);
  return { ...query, scope: [...known, value].join(",") };
}

/** `rows`: the direction whose row filters the page takes; `view` for the view's own, null for a page without filters. */
function unknownValue(
  pathname: string,
  query: Query,
  rows: ExplorerView["direction"] | "view" | null,
): ExplorerUnknown | null {
  const view = readExplorerView(query);
  const reading =
    view.ok && rows !== null ? readSelection(query, rows === "view" ? view.view.direction : rows) : view;
  return reading.ok ? null : unknownChoice(pathname, query, reading);
}

function unknownChoice(
  pathname: string,
  query: Query,
  { name, unknown, offered }: { name: string; unknown: string; offered: readonly string[] },
): ExplorerUnknown {
  const offers = offered.map((value) => ({
    href: withQuery(pathname, withValue(query, name, value)),
    label: `${name}=${value}`,
    words: "",
  }));
  return { kind: "value", text: `${name}=${unknown}`, offers };
}

/** The calculator's own fields answer for themselves; only the direction is the view's. */
function unknownEffort(pathname: string, query: Query): ExplorerUnknown | null {
  const reading = readExplorerView({ to: query.to });
  return reading.ok ? null : unknownChoice(pathname, query, reading);
}

function unknownMatrix(pathname: string, query: Query): ExplorerUnknown | null {
  const reading = readMatrixSelection(query);
  if (reading.ok) return unknownValue(pathname, query, null);
  const unknown = reading.unknown.trim();
  const inTheme = [query.theme ?? []].flat().some((text) => text.slice(0, SHOWN).trim() === unknown);
  const name = inTheme ? "theme" : "category";
  const offered = nearestWords(unknown, inTheme ? ANNEX_THEMES : MATRIX_CRITERIA);
  return unknownChoice(pathname, query, { name, unknown, offered });
}

/**
 * What an address under /crosswalk names that does not exist, with the nearest that does; null for good addresses and for those
 * of other pages. The proxy answers such an address with 404, the page with this.
 */
export function explorerUnknown({
  pathname,
  searchParams,
}: Pick<URL, "pathname" | "searchParams">): ExplorerUnknown | null {
  const query = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
  const place = placeOf(pathname);
  if (place.kind === "elsewhere") return null;
  if (place.kind === "view") return unknownValue(pathname, query, null);
  if (place.kind === "effort") return unknownEffort(pathname, query);
  if (place.kind === "matrix") return unknownMatrix(pathname, query);
  if (place.kind === "list") return unknownValue(pathname, query, "view");
  if (place.kind === "ref") return unknownRef(place.text, query) ?? unknownValue(pathname, query, null);
  const direction = findGroup(place.text)?.kind === "series" ? "soc2" : "iso";
  return unknownGroup(place.text) ?? unknownValue(pathname, query, direction);
}
