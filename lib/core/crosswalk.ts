// What carries over: the pairs of the crosswalk for a scope, the outcome per requirement, and coverage with the rows behind it.

import { type Count, countOf } from "@/lib/core/count";
import type { IsoDate } from "@/lib/core/dates";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import {
  CLAUSE_BY_REF,
  CONTROL_BY_REF,
  CRITERION_BY_REF,
  compareRefs,
  ROW_BY_CRITERION,
} from "@/lib/core/frameworks/catalogue";
import { CLAUSES } from "@/lib/core/frameworks/clauses";
import { DISPUTES } from "@/lib/core/frameworks/disputes";
import { NEWEST_EDITION } from "@/lib/core/frameworks/editions";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import {
  ANNEX_THEMES,
  type AnnexTheme,
  type Criterion,
  type CrosswalkRow,
  type EvidenceHint,
  type Overlap,
  type SourceRef,
  type TscCategory,
} from "@/lib/core/frameworks/types";
import type { CarryOver } from "@/lib/core/statuses";

/** A team's decision about one pair; `none` and `additive` take the pair out of every number. */
export type CrosswalkOverride = {
  readonly criterion: string;
  readonly ref: string;
  readonly overlap: Overlap | "none";
  /** What has to be added, in the team's words; replaces the row's when written. */
  readonly note: string;
  readonly reason: string;
  /** Who decided and on which day; absent where that is not known. */
  readonly decided?: Decided;
};

export type Decided = { readonly by: string; readonly on: IsoDate };

/** Everything that a coverage number depends on besides the catalogue. */
export type CrosswalkInput = {
  /** Security always counts, listed or not. */
  readonly categories: readonly TscCategory[];
  /** Show theme-level rows ("A.8 broadly"), apart and never as Full. */
  readonly countWildcard: boolean;
  readonly overrides: readonly CrosswalkOverride[];
  /** The rows of the edition that the workspace reads; those of the newest edition when left out. */
  readonly rows?: readonly CrosswalkRow[];
};

export type Pair = {
  readonly criterion: string;
  readonly ref: string;
  readonly target: "control" | "clause";
  /** What counts: the team's override where there is one, else the row's. */
  readonly overlap: "full" | "partial";
  /** What the source's row asserts; null for a pair that the team added. */
  readonly inherited: Overlap | null;
  readonly kind: "named" | "range" | "added";
  /** Ids of disputes that name both sides of the pair. */
  readonly disputes: readonly string[];
  readonly toAdd: string | null;
  readonly caveat: string | null;
  readonly evidence: readonly EvidenceHint[];
  readonly source: SourceRef | null;
  readonly overridden: boolean;
  readonly overrideReason: string | null;
  readonly decided: Decided | null;
};

/** A pair with what counts after the team's decision; `none` counts for nothing and is kept to be shown. */
export type KnownPair = Omit<Pair, "overlap"> & { readonly overlap: Pair["overlap"] | "none" };

const NONE: ReadonlySet<string> = new Set();

/** Whether the criterion's category is in the scope. */
export function criterionInScope(criterion: Criterion, input: CrosswalkInput): boolean {
  return criterion.category === "security" || input.categories.includes(criterion.category);
}

/** The criteria in scope, in standard order. */
export function criteriaInScope(input: CrosswalkInput): readonly Criterion[] {
  return CRITERIA.filter((criterion) => criterionInScope(criterion, input));
}

/** Ids of the disputes that put a "disputed" mark on this control, clause or criterion. */
export function disputesOf(ref: string): readonly string[] {
  return DISPUTES.filter((dispute) => dispute.refs.includes(ref)).map((dispute) => dispute.id);
}

function pairDisputes(criterion: string, ref: string): readonly string[] {
  return DISPUTES.filter((dispute) => dispute.refs.includes(criterion) && dispute.refs.includes(ref)).map(
    (dispute) => dispute.id,
  );
}

type Target = { readonly ref: string; readonly kind: Pair["kind"] };

function targetsOf(row: CrosswalkRow): readonly Target[] {
  return [...row.references, ...row.clauses.map((ref) => ({ ref, kind: "named" as const }))];
}

function overlapOf(row: CrosswalkRow, override: CrosswalkOverride | undefined): KnownPair["overlap"] {
  const overlap = override?.overlap ?? row.overlap;
  return overlap === "full" || overlap === "partial" ? overlap : "none";
}

function pairOf(row: CrosswalkRow, target: Target, override: CrosswalkOverride | undefined): KnownPair {
  const note = override?.note.trim() ?? "";
  const added = target.kind === "added";
  return {
    criterion: row.criterion,
    ref: target.ref,
    target: CLAUSE_BY_REF.has(target.ref) ? "clause" : "control",
    overlap: overlapOf(row, override),
    inherited: added ? null : row.overlap,
    kind: target.kind,
    disputes: pairDisputes(row.criterion, target.ref),
    toAdd: note === "" ? row.toAdd : note,
    caveat: row.caveat,
    evidence: row.evidence,
    source: added ? null : row.source,
    overridden: override !== undefined,
    overrideReason: override?.reason ?? null,
    decided: override?.decided ?? null,
  };
}

function knownPairsOfRow(row: CrosswalkRow, input: CrosswalkInput): readonly KnownPair[] {
  const targets = targetsOf(row);
  const mine = input.overrides.filter((override) => override.criterion === row.criterion);
  const added = mine
    .filter((override) => isIsoRef(override.ref))
    .filter((override) => !targets.some((target) => target.ref === override.ref))
    .map((override) => ({ ref: override.ref, kind: "added" as const }));
  return [...targets, ...added]
    .map((target) =>
      pairOf(
        row,
        target,
        mine.find((override) => override.ref === target.ref),
      ),
    )
    .filter((pair) => pair.overlap !== "none" || pair.overridden);
}

function counts(pair: KnownPair): pair is Pair {
  return pair.overlap !== "none";
}

function pairsOfRow(row: CrosswalkRow, input: CrosswalkInput): readonly Pair[] {
  return knownPairsOfRow(row, input).filter(counts);
}

/** Whether the reference is one of the 93 controls or 30 clause requirements. */
export function isIsoRef(ref: string): boolean {
  return CONTROL_BY_REF.has(ref) || CLAUSE_BY_REF.has(ref);
}

/** The rows that the input reads. */
export function rowsOf(input: CrosswalkInput): readonly CrosswalkRow[] {
  return input.rows ?? NEWEST_EDITION.rows;
}

function rowOf(criterion: string, input: CrosswalkInput): CrosswalkRow | undefined {
  return input.rows === undefined
    ? ROW_BY_CRITERION.get(criterion)
    : input.rows.find((row) => row.criterion === criterion);
}

/** The theme that the criterion's row names as a whole; null where it names none. */
export function themeNamedBy(criterion: string, input: CrosswalkInput): AnnexTheme | null {
  return rowOf(criterion, input)?.wildcardTheme ?? null;
}

function knownRows(input: CrosswalkInput): readonly CrosswalkRow[] {
  return rowsOf(input).filter((row) => rowInScope(row, input));
}

/** Computed once for each input: a page asks for the same pairs and table in many places. Inputs are never changed. */
function oncePerInput<T extends object>(compute: (input: CrosswalkInput) => T): (input: CrosswalkInput) => T {
  const known = new WeakMap<CrosswalkInput, T>();
  return (input) => {
    const found = known.get(input) ?? compute(input);
    known.set(input, found);
    return found;
  };
}

const allPairs = oncePerInput((input): readonly Pair[] =>
  knownRows(input).flatMap((row) => pairsOfRow(row, input)),
);

/** All Full and Partial pairs of the scope, by criterion, then in the row's order. Theme-level statements are no pairs. */
export function pairsOf(input: CrosswalkInput): readonly Pair[] {
  return allPairs(input);
}

/** `pairsOf` with the pairs that the team took out in their places: everything that there is to read and decide about. */
export function knownPairsOf(input: CrosswalkInput): readonly KnownPair[] {
  return knownRows(input).flatMap((row) => knownPairsOfRow(row, input));
}

/** The known pairs of one criterion, whether or not it is in scope; none where the edition has no row for it. */
export function knownPairsOfCriterion(criterion: string, input: CrosswalkInput): readonly KnownPair[] {
  const row = rowOf(criterion, input);
  return row === undefined ? [] : knownPairsOfRow(row, input);
}

function rowInScope(row: CrosswalkRow, input: CrosswalkInput): boolean {
  const criterion = CRITERION_BY_REF.get(row.criterion);
  return criterion !== undefined && criterionInScope(criterion, input);
}

/** Controls that a theme-level row of the scope speaks of; empty while such rows are not counted. */
export function themeLevelRefs(input: CrosswalkInput): ReadonlySet<string> {
  if (!input.countWildcard) return NONE;
  const themes = knownRows(input).map((row) => row.wildcardTheme);
  return new Set(CONTROLS.filter((control) => themes.includes(control.theme)).map((control) => control.ref));
}

export type CarryOverView = {
  readonly ref: string;
  readonly outcome: Exclude<CarryOver, "soc2_only">;
  /** Full pairs first, then by criterion. */
  readonly pairs: readonly Pair[];
  /** What has to be supplied for ISO, without repetition; empty when it can be reused as is. */
  readonly toAdd: readonly string[];
  /** Only a theme-level row speaks of it; it stays net-new. */
  readonly themeLevelOnly: boolean;
  /** Ids of the disputes about this requirement. */
  readonly disputes: readonly string[];
};

function outcomeOf(pairs: readonly Pair[]): CarryOverView["outcome"] {
  if (pairs.some((pair) => pair.overlap === "full")) return "reuse";
  return pairs.length > 0 ? "supplement" : "net_new";
}

function viewOf(ref: string, pairs: readonly Pair[], themeLevel: ReadonlySet<string>): CarryOverView {
  const outcome = outcomeOf(pairs);
  const sorted = [
    ...pairs.filter((pair) => pair.overlap === "full"),
    ...pairs.filter((pair) => pair.overlap === "partial"),
  ];
  const toAdd =
    outcome === "supplement" ? sorted.map((pair) => pair.toAdd).filter((text) => text !== null) : [];
  return {
    ref,
    outcome,
    pairs: sorted,
    toAdd: [...new Set(toAdd)],
    themeLevelOnly: pairs.length === 0 && themeLevel.has(ref),
    disputes: disputesOf(ref),
  };
}

/** What carries over to one control or clause requirement. Unknown references and own controls are net-new. */
export function carryOver(ref: string, input: CrosswalkInput): CarryOverView {
  return viewOf(
    ref,
    pairsOf(input).filter((pair) => pair.ref === ref),
    themeLevelRefs(input),
  );
}

const wholeTable = oncePerInput((input): ReadonlyMap<string, CarryOverView> => {
  const byRef = new Map<string, Pair[]>();
  for (const pair of pairsOf(input)) byRef.set(pair.ref, [...(byRef.get(pair.ref) ?? []), pair]);
  const themeLevel = themeLevelRefs(input);
  return new Map(
    [...CONTROLS, ...CLAUSES].map(({ ref }) => [ref, viewOf(ref, byRef.get(ref) ?? [], themeLevel)]),
  );
});

/** `carryOver` of all 93 controls and 30 clause requirements, in standard order. */
export function carryOverTable(input: CrosswalkInput): ReadonlyMap<string, CarryOverView> {
  return wholeTable(input);
}

export type CoverageGroup = {
  /** At least one Full or Partial pair. */
  readonly mapped: Count;
  /** At least one Full pair. */
  readonly reusable: Count;
  readonly supplement: Count;
  readonly netNew: Count;
  /** Net-new, but a counted theme-level row speaks of it. */
  readonly themeLevel: Count;
};
export type Coverage = CoverageGroup & {
  readonly byTheme: readonly (CoverageGroup & { readonly theme: AnnexTheme })[];
  readonly clauses: CoverageGroup;
};

function groupOf(views: readonly CarryOverView[]): CoverageGroup {
  const pick = (test: (view: CarryOverView) => boolean) =>
    countOf(
      views.filter(test).map((view) => view.ref),
      views.length,
    );
  return {
    mapped: pick((view) => view.outcome !== "net_new"),
    reusable: pick((view) => view.outcome === "reuse"),
    supplement: pick((view) => view.outcome === "supplement"),
    netNew: pick((view) => view.outcome === "net_new"),
    themeLevel: pick((view) => view.themeLevelOnly),
  };
}

/** Coverage of Annex A, by theme, and of the clauses apart. `excluded` references leave both sides of every fraction. */
export function coverage(input: CrosswalkInput, excluded: ReadonlySet<string> = NONE): Coverage {
  const views = [...carryOverTable(input).values()].filter((view) => !excluded.has(view.ref));
  const controls = views.filter((view) => CONTROL_BY_REF.has(view.ref));
  return {
    ...groupOf(controls),
    byTheme: ANNEX_THEMES.map((theme) => ({
      theme,
      ...groupOf(controls.filter((view) => CONTROL_BY_REF.get(view.ref)?.theme === theme)),
    })),
    clauses: groupOf(views.filter((view) => CLAUSE_BY_REF.has(view.ref))),
  };
}

/** Criteria in scope that no pair leads to ISO from: SOC 2 asks, ISO/IEC 27001 has no counterpart. */
export function soc2Only(input: CrosswalkInput): Count {
  const paired = new Set(pairsOf(input).map((pair) => pair.criterion));
  const inScope = criteriaInScope(input);
  const alone = inScope.filter(({ ref }) => !paired.has(ref) && themeNamedBy(ref, input) === null);
  return countOf(
    alone.map((criterion) => criterion.ref),
    inScope.length,
  );
}

export type CriterionView = {
  readonly criterion: Criterion;
  readonly row: CrosswalkRow;
  readonly inScope: boolean;
  /** Counted whether or not the criterion is in scope, so that a page can show it. */
  readonly pairs: readonly (Pair & {
    /** Other criteria in scope that are paired with the same requirement. */
    readonly alsoPairedWith: readonly string[];
  })[];
  /** No pair and no theme-level statement. */
  readonly soc2Only: boolean;
  /** The theme that the row names as a whole, whether or not such rows are counted. */
  readonly themeLevel: AnnexTheme | null;
  readonly disputes: readonly string[];
};

/** One criterion with its pairs and who shares them; null for an unknown reference. */
export function criterionView(ref: string, input: CrosswalkInput): CriterionView | null {
  const criterion = CRITERION_BY_REF.get(ref);
  const row = rowOf(ref, input);
  if (criterion === undefined || row === undefined) return null;
  const all = pairsOf(input);
  const sharing = (iso: string) =>
    all.filter((pair) => pair.ref === iso && pair.criterion !== ref).map((pair) => pair.criterion);
  const pairs = pairsOfRow(row, input).map((pair) => ({ ...pair, alsoPairedWith: sharing(pair.ref) }));
  return {
    criterion,
    row,
    inScope: criterionInScope(criterion, input),
    pairs,
    soc2Only: pairs.length === 0 && row.wildcardTheme === null,
    themeLevel: row.wildcardTheme,
    disputes: disputesOf(ref),
  };
}

/**
 * The way back: of the controls and clauses paired with a criterion, those in `held`. Having them all is not having the
 * criterion. Excluded references leave both sides.
 */
export function criterionSupport(
  criterion: string,
  held: ReadonlySet<string>,
  input: CrosswalkInput,
  excluded: ReadonlySet<string> = NONE,
): Count {
  const row = rowOf(criterion, input);
  const refs = (row === undefined ? [] : pairsOfRow(row, input))
    .map((pair) => pair.ref)
    .filter((ref) => !excluded.has(ref))
    .sort(compareRefs);
  return countOf(
    refs.filter((ref) => held.has(ref)),
    refs.length,
  );
}
