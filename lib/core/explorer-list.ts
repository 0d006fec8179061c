// The rows of the public explorer for one view, the numbers over them, and the selection that an address asks for.
import { type CarryOverView, carryOverTable, criteriaInScope, pairsOf } from "@/lib/core/crosswalk";
import { type ExplorerGroup, groupIdOf } from "@/lib/core/explorer-groups";
import { crosswalkInputOf, type ExplorerView } from "@/lib/core/explorer-view";
import { compareRefs, entryOf, ROW_BY_CRITERION } from "@/lib/core/frameworks/catalogue";
import { DISPUTES } from "@/lib/core/frameworks/disputes";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import type { Criterion, TscCategory } from "@/lib/core/frameworks/types";
import { nearestWords } from "@/lib/core/nearest-refs";
import type { OverlapOutcome } from "@/lib/core/requirement-detail";

export type ExplorerRow = {
  readonly ref: string;
  readonly kind: "control" | "clause" | "criterion";
  readonly title: string;
  readonly group: string;
  readonly outcome: OverlapOutcome;
  /** References on the other side, by overlap. */
  readonly full: readonly string[];
  readonly partial: readonly string[];
  /** Net-new, but a counted row speaks of its whole theme. */
  readonly themeLevelOnly: boolean;
  readonly disputed: boolean;
};

/** What a number counts, as its link says it. */
export const EXPLORER_SHOWS = {
  iso: ["mapped", "reuse", "supplement", "net_new", "theme_level"],
  soc2: ["mapped", "reuse", "supplement", "soc2_only"],
} as const;
export type ExplorerShow = (typeof EXPLORER_SHOWS)["iso"][number] | (typeof EXPLORER_SHOWS)["soc2"][number];

/** Controls and clauses are never added up, so a number on the way to ISO names which of them it counts. */
export const EXPLORER_KINDS = ["control", "clause"] as const;

export type ExplorerSelection = {
  readonly show: ExplorerShow | null;
  readonly kind: (typeof EXPLORER_KINDS)[number] | null;
};

export const ALL_ROWS: ExplorerSelection = { show: null, kind: null };

const DISPUTED: ReadonlySet<string> = new Set(DISPUTES.flatMap((dispute) => dispute.refs));

function isoRow(view: CarryOverView): ExplorerRow | null {
  const entry = entryOf(view.ref);
  if (entry === undefined || entry.kind === "criterion") return null;
  const criteria = (overlap: "full" | "partial") =>
    view.pairs.filter((pair) => pair.overlap === overlap).map((pair) => pair.criterion);
  return {
    ...{ ref: entry.ref, kind: entry.kind, title: entry.title, group: groupIdOf(entry) },
    outcome: view.outcome,
    full: criteria("full"),
    partial: criteria("partial"),
    themeLevelOnly: view.themeLevelOnly,
    disputed: DISPUTED.has(entry.ref),
  };
}

function criterionOutcome(criterion: string, full: number, partial: number): OverlapOutcome {
  if (full > 0) return "reuse";
  if (partial > 0) return "supplement";
  return (ROW_BY_CRITERION.get(criterion)?.wildcardTheme ?? null) === null ? "soc2_only" : "theme_level";
}

function criterionRow(
  criterion: Criterion,
  full: readonly string[],
  partial: readonly string[],
): ExplorerRow {
  return {
    ...{ ref: criterion.ref, kind: criterion.kind, title: criterion.title, group: groupIdOf(criterion) },
    outcome: criterionOutcome(criterion.ref, full.length, partial.length),
    full,
    partial,
    themeLevelOnly: false,
    disputed: DISPUTED.has(criterion.ref),
  };
}

/** All rows of the view's direction in standard order: 93 controls and 30 clauses, or the criteria in scope. */
export function explorerRows(view: ExplorerView): readonly ExplorerRow[] {
  const input = crosswalkInputOf(view);
  if (view.direction === "iso") {
    return [...carryOverTable(input).values()].map(isoRow).filter((row) => row !== null);
  }
  const pairs = pairsOf(input);
  return criteriaInScope(input).map((criterion) => {
    const mine = pairs.filter((pair) => pair.criterion === criterion.ref);
    const refs = (overlap: "full" | "partial") =>
      mine
        .filter((pair) => pair.overlap === overlap)
        .map((pair) => pair.ref)
        .sort(compareRefs);
    return criterionRow(criterion, refs("full"), refs("partial"));
  });
}

function shows(row: ExplorerRow, show: ExplorerShow): boolean {
  if (show === "mapped") return row.full.length + row.partial.length > 0;
  if (show === "theme_level") return row.themeLevelOnly;
  return row.outcome === show;
}

/** The rows that the selection leaves; a number and the list behind it both come from here. */
export function selectExplorerRows(
  rows: readonly ExplorerRow[],
  { show, kind }: ExplorerSelection,
): readonly ExplorerRow[] {
  return rows.filter((row) => (kind === null || row.kind === kind) && (show === null || shows(row, show)));
}

export type SelectionReading =
  | { readonly ok: true; readonly selection: ExplorerSelection }
  | {
      readonly ok: false;
      readonly name: "show" | "kind";
      readonly unknown: string;
      readonly offered: readonly string[];
    };

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

function first(query: Query, name: string): string {
  const value = query[name];
  return (typeof value === "string" ? value : (value?.[0] ?? "")).trim();
}

/** The selection that a query asks for in this direction; what does not exist is handed back with what does. */
export function readSelection(query: Query, direction: ExplorerView["direction"]): SelectionReading {
  const shown = first(query, "show");
  const wanted = first(query, "kind");
  const known: readonly ExplorerShow[] = EXPLORER_SHOWS[direction];
  const show = known.find((one) => one === shown) ?? null;
  const kind = EXPLORER_KINDS.find((one) => one === wanted) ?? null;
  if (shown !== "" && show === null) return unknownValue("show", shown, known);
  if (wanted !== "" && kind === null) return unknownValue("kind", wanted, EXPLORER_KINDS);
  return { ok: true, selection: { show, kind: direction === "iso" ? kind : null } };
}

function unknownValue(name: "show" | "kind", text: string, known: readonly string[]): SelectionReading {
  return { ok: false, name, unknown: text.slice(0, 60), offered: nearestWords(text, known) };
}

/** The query of a selection, to stand behind the view's own. */
export function selectionQuery({ show, kind }: ExplorerSelection): Readonly<Record<string, string | null>> {
  return { kind, show };
}

export type ExplorerGroupRows = {
  /** The group's own rows, towards the standard it belongs to. */
  readonly rows: readonly ExplorerRow[];
  readonly direction: ExplorerView["direction"];
  /** Rows of the other side that are paired with any of them. */
  readonly back: readonly ExplorerRow[];
  /** The category of a series that the scope leaves out. */
  readonly outside: TscCategory | null;
};

/** One theme, chapter or series in both directions. A series outside the scope is shown with its category taken in. */
export function explorerGroupRows(group: ExplorerGroup, view: ExplorerView): ExplorerGroupRows {
  const direction = group.kind === "series" ? "soc2" : "iso";
  const category = CRITERIA.find((criterion) => criterion.series === group.id)?.category ?? "security";
  const outside = category === "security" || view.categories.includes(category) ? null : category;
  const shown = { ...view, categories: [...view.categories, category] };
  const inside = new Set(group.refs);
  return {
    ...{ direction, outside },
    rows: explorerRows({ ...shown, direction }).filter((row) => inside.has(row.ref)),
    back: explorerRows({ ...shown, direction: direction === "iso" ? "soc2" : "iso" }).filter((row) =>
      [...row.full, ...row.partial].some((ref) => inside.has(ref)),
    ),
  };
}
