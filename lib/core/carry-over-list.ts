// The crosswalk as a workspace reads it: each control and clause with the criteria behind it, and each criterion the other way.
import {
  type CrosswalkInput,
  carryOverTable,
  criteriaInScope,
  type Pair,
  pairsOf,
  soc2Only,
} from "@/lib/core/crosswalk";
import type { IsoDate } from "@/lib/core/dates";
import { CRITERION_BY_REF, DISPUTE_BY_ID, entryOf, ROW_BY_CRITERION } from "@/lib/core/frameworks/catalogue";
import { NET_NEW } from "@/lib/core/frameworks/net-new";
import type { Dispute, EvidenceHint } from "@/lib/core/frameworks/types";
import type { Programme } from "@/lib/core/programme";
import type { OverlapOutcome } from "@/lib/core/requirement-detail";
import { sourceLine } from "@/lib/core/requirement-detail";
import {
  filterContext,
  isInScope,
  type RequirementFacts,
  requirementGroup,
} from "@/lib/core/requirement-filters";
import type { RequirementKind } from "@/lib/core/statuses";

export type CarryOverPair = {
  readonly ref: string;
  readonly title: string;
  readonly overlap: Pair["overlap"];
  readonly kind: Pair["kind"];
  readonly toAdd: string | null;
  readonly caveat: string | null;
  readonly hints: readonly EvidenceHint[];
  readonly source: string | null;
  readonly disputes: readonly Dispute[];
  readonly overrideReason: string | null;
  /** The team's evidence that is linked to the other side. */
  readonly linked: number;
};

export type CarryOverRow = {
  readonly ref: string;
  readonly kind: RequirementKind;
  readonly title: string;
  readonly group: string;
  readonly outcome: OverlapOutcome;
  readonly pairs: readonly CarryOverPair[];
  /** What has to be supplied; for net-new rows what has to be made. */
  readonly toAdd: readonly string[];
  readonly themeLevelOnly: boolean;
  readonly disputes: readonly Dispute[];
  /** The team's evidence that is linked to the row itself. */
  readonly linked: number;
};

export const DIRECTIONS = ["iso", "soc2"] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const CARRY_OVER_OUTCOMES = ["reuse", "supplement", "net_new", "soc2_only", "theme_level"] as const;
export type CarryOverOutcome = (typeof CARRY_OVER_OUTCOMES)[number];

export type CarryOverFilters = {
  readonly direction: Direction;
  readonly kind: "control" | "clause" | null;
  readonly outcome: CarryOverOutcome | null;
  /** `A.5`, chapter `6` or series `CC6`; empty for all. */
  readonly group: string;
  readonly q: string;
};

export type CarryOverPage = {
  readonly workspace: { readonly name: string; readonly slug: string };
  readonly programme: Programme;
  /** All rows of the direction in scope. */
  readonly all: readonly CarryOverRow[];
  /** Those that the filters leave. */
  readonly rows: readonly CarryOverRow[];
  readonly filters: CarryOverFilters;
  readonly criteria: number;
};

type Facts = readonly RequirementFacts[];

function disputesFor(ids: readonly string[]): readonly Dispute[] {
  return ids.map((id) => DISPUTE_BY_ID.get(id)).filter((dispute) => dispute !== undefined);
}

function pairLine(pair: Pair, other: string, linked: ReadonlyMap<string, number>): CarryOverPair {
  return {
    ref: other,
    title: entryOf(other)?.title ?? other,
    overlap: pair.overlap,
    kind: pair.kind,
    toAdd: pair.overlap === "full" ? null : pair.toAdd,
    caveat: pair.caveat,
    hints: pair.evidence,
    source: sourceLine(pair.source),
    disputes: disputesFor(pair.disputes),
    overrideReason: pair.overrideReason,
    linked: linked.get(other) ?? 0,
  };
}

function artefactOf(ref: string): readonly string[] {
  const artefact = NET_NEW.find((item) => item.ref === ref)?.artefact;
  return artefact === undefined ? [] : [artefact];
}

function toIso(facts: Facts, crosswalk: CrosswalkInput, linked: ReadonlyMap<string, number>) {
  const table = carryOverTable(crosswalk);
  return facts.flatMap((row): readonly CarryOverRow[] => {
    const view = table.get(row.ref);
    if (view === undefined) return [];
    return [
      {
        ...{ ref: row.ref, kind: row.kind, title: row.title, group: requirementGroup(row) },
        outcome: view.outcome,
        pairs: view.pairs.map((pair) => pairLine(pair, pair.criterion, linked)),
        toAdd: view.outcome === "net_new" ? artefactOf(row.ref) : view.toAdd,
        themeLevelOnly: view.themeLevelOnly,
        disputes: disputesFor(view.disputes),
        linked: row.linkedCount,
      },
    ];
  });
}

function criterionOutcome(ref: string, pairs: readonly Pair[], only: ReadonlySet<string>): OverlapOutcome {
  if (pairs.some((pair) => pair.overlap === "full")) return "reuse";
  if (pairs.length > 0) return "supplement";
  return only.has(ref) ? "soc2_only" : "theme_level";
}

function toSoc2(facts: Facts, crosswalk: CrosswalkInput, linked: ReadonlyMap<string, number>) {
  const pairs = pairsOf(crosswalk);
  const only = new Set(soc2Only(crosswalk).refs);
  return facts.flatMap((row): readonly CarryOverRow[] => {
    if (!CRITERION_BY_REF.has(row.ref)) return [];
    const mine = pairs.filter((pair) => pair.criterion === row.ref);
    const outcome = criterionOutcome(row.ref, mine, only);
    return [
      {
        ...{ ref: row.ref, kind: row.kind, title: row.title, group: requirementGroup(row), outcome },
        pairs: mine.map((pair) => pairLine(pair, pair.ref, linked)),
        toAdd: [],
        themeLevelOnly: outcome === "theme_level",
        disputes: disputesFor(ROW_BY_CRITERION.get(row.ref)?.disputes ?? []),
        linked: row.linkedCount,
      },
    ];
  });
}

/** The rows of one direction that are in scope, in the order of the facts: the same rows that the dashboard counts. */
export function carryOverRows(
  facts: Facts,
  crosswalk: CrosswalkInput,
  { direction, today }: { readonly direction: Direction; readonly today: IsoDate },
): readonly CarryOverRow[] {
  const context = filterContext(crosswalk, today);
  const inScope = facts.filter((row) => isInScope(row, context));
  const linked = new Map(facts.map((row) => [row.ref, row.linkedCount]));
  return direction === "iso" ? toIso(inScope, crosswalk, linked) : toSoc2(inScope, crosswalk, linked);
}

function holdsText(row: CarryOverRow, q: string): boolean {
  const words = [row.ref, row.title, ...row.pairs.flatMap((pair) => [pair.ref, pair.title])].join(" ");
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.toLowerCase().includes(word));
}

function hasOutcome(row: CarryOverRow, outcome: CarryOverOutcome): boolean {
  return outcome === "theme_level" ? row.themeLevelOnly : row.outcome === outcome;
}

/** The rows that the filters leave. */
export function filterCarryOver(
  rows: readonly CarryOverRow[],
  { kind, outcome, group, q }: Omit<CarryOverFilters, "direction">,
): readonly CarryOverRow[] {
  return rows.filter(
    (row) =>
      (kind === null || row.kind === kind) &&
      (outcome === null || hasOutcome(row, outcome)) &&
      (group === "" || row.group === group) &&
      (q === "" || holdsText(row, q)),
  );
}

/** How many criteria the scope holds. */
export function criteriaCount(crosswalk: CrosswalkInput): number {
  return criteriaInScope(crosswalk).length;
}
