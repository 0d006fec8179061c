// What the risk register shows: its address, filters, order, counters and the matrix whose cells filter it.

import { compareRefs } from "@/lib/core/frameworks/catalogue";
import {
  RISK_STATE,
  RISK_STATES,
  type RiskState,
  TREATMENT_LABEL,
  TREATMENTS,
  type Treatment,
} from "@/lib/core/isms-statuses";
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
import { RISK_FLAG_LABEL, RISK_FLAGS, type RiskFlag } from "@/lib/core/risk";
import type { RiskLevelDto, RiskListRow } from "@/lib/core/risk-dto";
import { type BandRange, bandOf, bandRanges, type RiskScales, scoreOf } from "@/lib/core/risk-method";

export const RISK_SORTS = ["number", "title", "level", "owner", "state", "treatment", "review"] as const;
export type RiskSort = (typeof RISK_SORTS)[number];

/** A cell of a matrix: likelihood and consequence. */
export type RiskCell = { readonly likelihood: number; readonly consequence: number };
export type MatrixKind = "inherent" | "residual";

export type RiskView = {
  readonly tab: "active" | "archived";
  readonly show: RiskShow | null;
  readonly state: RiskState | null;
  /** Place of the band in the approved method, from 1. */
  readonly band: number | null;
  /** A member's id, or `none`. */
  readonly owner: string | null;
  /** `none` where no treatment is chosen. */
  readonly treatment: Treatment | "none" | null;
  readonly inherent: RiskCell | null;
  readonly residual: RiskCell | null;
  readonly ref: string | null;
  readonly q: string;
  readonly sort: ListSort<RiskSort> | null;
  readonly from: number;
};

/** Risks with a flag, or those that have been assessed. */
export const RISK_SHOWS = ["assessed", ...RISK_FLAGS] as const;
export type RiskShow = (typeof RISK_SHOWS)[number];
export const RISK_SHOW_LABEL: Readonly<Record<RiskShow, string>> = {
  assessed: "Assessed",
  ...RISK_FLAG_LABEL,
};

export const RISK_PAGE = 50;

function cellOf(text: string): RiskCell | null {
  const match = /^([1-5])x([1-5])$/.exec(text);
  return match === null ? null : { likelihood: Number(match[1]), consequence: Number(match[2]) };
}

const OWNER = /^(none|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The view that an address asks for; what it does not know is left out. */
export function readRiskView(query: ListQuery): RiskView {
  const owner = firstValue(query, "owner");
  const ref = firstValue(query, "ref").slice(0, 20);
  const band = Number(firstValue(query, "band"));
  return {
    tab: firstValue(query, "view") === "archived" ? "archived" : "active",
    show: among(RISK_SHOWS, firstValue(query, "show")),
    state: among(RISK_STATES, firstValue(query, "state")),
    band: Number.isInteger(band) && band >= 1 && band <= 5 ? band : null,
    owner: OWNER.test(owner) ? owner : null,
    treatment: among([...TREATMENTS, "none"] as const, firstValue(query, "treatment")),
    inherent: cellOf(firstValue(query, "inherent")),
    residual: cellOf(firstValue(query, "residual")),
    ref: ref === "" ? null : ref,
    q: firstValue(query, "q").slice(0, 100),
    sort: readListSort(RISK_SORTS, firstValue(query, "sort")),
    from: readFrom(query),
  };
}

function cellText(cell: RiskCell | null): string | null {
  return cell === null ? null : `${cell.likelihood}x${cell.consequence}`;
}

/** The view as the fields of its address. */
export function riskQuery(view: RiskView): Readonly<Record<string, string | null>> {
  return {
    view: view.tab === "active" ? null : view.tab,
    show: view.show,
    state: view.state,
    band: view.band === null ? null : String(view.band),
    owner: view.owner,
    treatment: view.treatment,
    inherent: cellText(view.inherent),
    residual: cellText(view.residual),
    ref: view.ref,
    q: view.q === "" ? null : view.q,
    sort: listSortText(view.sort),
    from: view.from === 0 ? null : String(view.from),
  };
}

const NO_FILTER = {
  show: null,
  state: null,
  band: null,
  owner: null,
  treatment: null,
  inherent: null,
  residual: null,
  ref: null,
  q: "",
} as const satisfies Partial<RiskView>;

/** The register's address with some of the view changed; any change begins at the first row again. */
export function riskHref(slug: string, view: RiskView, change: Partial<RiskView> = {}): string {
  return withQuery(paths.risks(slug), riskQuery({ ...view, from: 0, ...change }));
}

/** The register without any filter. */
export function clearRiskHref(slug: string, view: RiskView): string {
  return riskHref(slug, view, NO_FILTER);
}

/** The active risks that a counter counts. */
export function flaggedHref(slug: string, show: RiskShow): string {
  return withQuery(paths.risks(slug), { show });
}

// ---- the list ----

/** The approved scales with their version; null while no method is approved. */
export type ApprovedScales = (RiskScales & { readonly number: number }) | null;

function isInCell(level: RiskLevelDto | null, cell: RiskCell, method: ApprovedScales): boolean {
  if (level === null || method === null || level.methodNumber !== method.number) return false;
  return level.likelihood === cell.likelihood && level.consequence === cell.consequence;
}

function mentions(row: RiskListRow, q: string): boolean {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const texts = [
    row.number,
    row.title,
    row.asset,
    row.cause,
    row.consequence,
    row.owner?.name ?? "",
    ...row.refs,
  ];
  const text = texts.join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}

function isInBand(row: RiskListRow, place: number, method: ApprovedScales): boolean {
  const band = bandRanges(method?.bands ?? [])[place - 1];
  const score = row.current?.score;
  return band !== undefined && score !== undefined && score >= band.from && score <= band.to;
}

function isShown(row: RiskListRow, show: RiskShow): boolean {
  return show === "assessed" ? !row.flags.includes("unassessed") : row.flags.includes(show);
}

function matches(row: RiskListRow, view: RiskView, method: ApprovedScales): boolean {
  const owned = view.owner === "none" ? row.owner === null : row.owner?.userId === view.owner;
  const treated = view.treatment === "none" ? row.treatment === null : row.treatment === view.treatment;
  return [
    view.show === null || isShown(row, view.show),
    view.state === null || row.state === view.state,
    view.band === null || isInBand(row, view.band, method),
    view.owner === null || owned,
    view.treatment === null || treated,
    view.inherent === null || isInCell(row.inherent, view.inherent, method),
    view.residual === null || isInCell(row.residual, view.residual, method),
    view.ref === null || row.refs.includes(view.ref),
    mentions(row, view.q),
  ].every(Boolean);
}

const LAST = "\uffff";
const SORT_KEY: Readonly<Record<RiskSort, (row: RiskListRow) => string | number>> = {
  number: (row) => row.number,
  title: (row) => row.title.toLowerCase(),
  level: (row) => row.current?.score ?? 0,
  owner: (row) => row.owner?.name.toLowerCase() ?? LAST,
  state: (row) => RISK_STATES.indexOf(row.state),
  treatment: (row) => row.treatment ?? LAST,
  review: (row) => row.reviewOn ?? LAST,
};

function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en", { numeric: true });
}

/** Without a chosen order the highest risks come first and those without an assessment last. */
function sorted(rows: readonly RiskListRow[], sort: RiskView["sort"]): readonly RiskListRow[] {
  const { by, direction } = sort ?? { by: "level", direction: "desc" };
  const key = SORT_KEY[by];
  const sign = direction === "desc" ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(key(a), key(b)) || compare(a.number, b.number));
}

/** All rows of the view in its order, and how many its tab has without filters. */
export function listRiskRows(
  rows: readonly RiskListRow[],
  view: RiskView,
  method: ApprovedScales,
): { readonly rows: readonly RiskListRow[]; readonly of: number } {
  const tab = rows.filter((row) => row.isArchived === (view.tab === "archived"));
  const found = tab.filter((row) => matches(row, view, method));
  return { rows: sorted(found, view.sort), of: tab.length };
}

/** How many active risks carry each flag. */
export function flagCounts(rows: readonly RiskListRow[]): Readonly<Record<RiskFlag, number>> {
  const counts = RISK_FLAGS.map((flag) => [flag, rows.filter((row) => row.flags.includes(flag)).length]);
  return Object.fromEntries(counts) as Record<RiskFlag, number>;
}

export type RiskChip = {
  readonly field: string;
  readonly value: string;
  readonly without: Partial<RiskView>;
};

/** The filters in force, each with the change that takes it out. */
export function riskChips(
  view: RiskView,
  names: ReadonlyMap<string, string>,
  method: ApprovedScales,
): readonly RiskChip[] {
  const owner = view.owner === "none" ? "Nobody" : (names.get(view.owner ?? "") ?? "Former member");
  const band = view.band === null ? undefined : bandRanges(method?.bands ?? [])[view.band - 1];
  const cell = (name: string, at: RiskCell) =>
    `${name}: likelihood ${at.likelihood}, consequence ${at.consequence}`;
  const all: readonly (RiskChip | null)[] = [
    view.show && { field: "Shows", value: RISK_SHOW_LABEL[view.show], without: { show: null } },
    view.state && { field: "State", value: RISK_STATE[view.state].label, without: { state: null } },
    band ? { field: "Band", value: band.label, without: { band: null } } : null,
    view.owner === null ? null : { field: "Owner", value: owner, without: { owner: null } },
    view.treatment && {
      field: "Treatment",
      value: view.treatment === "none" ? "None" : TREATMENT_LABEL[view.treatment],
      without: { treatment: null },
    },
    view.inherent && { field: "Matrix", value: cell("Inherent", view.inherent), without: { inherent: null } },
    view.residual && { field: "Matrix", value: cell("Residual", view.residual), without: { residual: null } },
    view.ref === null ? null : { field: "Control", value: view.ref, without: { ref: null } },
    view.q === "" ? null : { field: "Text", value: view.q, without: { q: "" } },
  ];
  return all.filter((chip) => chip !== null);
}

/** Controls named by any active risk, for the filter. */
export function riskRefs(rows: readonly RiskListRow[]): readonly string[] {
  return [...new Set(rows.filter((row) => !row.isArchived).flatMap((row) => row.refs))].sort(compareRefs);
}

// ---- the matrix ----

export type MatrixCell = RiskCell & {
  readonly count: number;
  readonly score: number;
  readonly band: BandRange;
};
export type RiskMatrix = {
  readonly kind: MatrixKind;
  /** Highest likelihood first; cells by consequence, lowest first. */
  readonly rows: readonly {
    readonly likelihood: number;
    readonly label: string;
    readonly cells: readonly MatrixCell[];
  }[];
  /** Active risks that stand in no cell: not assessed in this way, or on an earlier method. */
  readonly elsewhere: number;
};

/** Counts of active risks by likelihood and consequence on the approved scales. */
export function riskMatrix(
  all: readonly RiskListRow[],
  kind: MatrixKind,
  method: NonNullable<ApprovedScales>,
): RiskMatrix {
  const active = all.filter((row) => !row.isArchived);
  const placed = active.flatMap((row) => {
    const level = row[kind];
    return level !== null && level.methodNumber === method.number ? [level] : [];
  });
  const rows = [...method.likelihood].reverse().map(({ level: likelihood, label }) => ({
    likelihood,
    label,
    cells: method.consequence.flatMap(({ level: consequence }): MatrixCell[] => {
      const score = scoreOf(likelihood, consequence);
      const band = bandOf(score, method.bands);
      if (band === undefined) return [];
      const here = placed.filter((one) => one.likelihood === likelihood && one.consequence === consequence);
      return [{ likelihood, consequence, score, band, count: here.length }];
    }),
  }));
  return { kind, rows, elsewhere: active.length - placed.length };
}

/** How many active risks stand in each band at present. */
export function bandCounts(
  rows: readonly RiskListRow[],
  method: NonNullable<ApprovedScales>,
): readonly { readonly band: BandRange; readonly count: number }[] {
  return bandRanges(method.bands).map((band, at) => ({
    band,
    count: rows.filter((row) => !row.isArchived && isInBand(row, at + 1, method)).length,
  }));
}
