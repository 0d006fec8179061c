// The crosswalk as a workspace reads it: each control and clause with the criteria behind it, and each criterion the other way.
import {
  type CrosswalkInput,
  carryOverTable,
  criteriaInScope,
  type Decided,
  disputesOf,
  type KnownPair,
  knownPairsOf,
  type Pair,
  pairsOf,
  soc2Only,
} from "@/lib/core/crosswalk";
import type { IsoDate } from "@/lib/core/dates";
import { CRITERION_BY_REF, DISPUTE_BY_ID, entryOf } from "@/lib/core/frameworks/catalogue";
import { NET_NEW } from "@/lib/core/frameworks/net-new";
import type { Dispute, EvidenceHint, Overlap } from "@/lib/core/frameworks/types";
import type { PairRefs } from "@/lib/core/pair-id";
import { isHeldBack, nextUnread, type PairReviewing, type PairRollUp, rollUp } from "@/lib/core/pair-review";
import type { Programme } from "@/lib/core/programme";
import type { OverlapOutcome } from "@/lib/core/requirement-detail";
import { sourceLine } from "@/lib/core/requirement-detail";
import {
  filterContext,
  isInScope,
  type RequirementFacts,
  requirementGroup,
} from "@/lib/core/requirement-filters";
import type { EvidenceStatus, RequirementKind } from "@/lib/core/statuses";
import type { PairReviewState } from "@/lib/core/work-statuses";

export type CarryOverPair = {
  readonly pair: PairRefs;
  /** The other side. */
  readonly ref: string;
  readonly title: string;
  readonly overlap: KnownPair["overlap"];
  /** What the source's row says; null for a pair that the team added. */
  readonly inherited: Overlap | null;
  readonly kind: Pair["kind"];
  readonly toAdd: string | null;
  readonly caveat: string | null;
  readonly hints: readonly EvidenceHint[];
  readonly source: string | null;
  readonly disputes: readonly Dispute[];
  readonly overrideReason: string | null;
  readonly decided: Decided | null;
  readonly review: PairReviewState;
  /** The team's evidence that is linked to the other side. */
  readonly linked: number;
};

export type CarryOverRow = {
  readonly ref: string;
  readonly kind: RequirementKind;
  readonly title: string;
  readonly group: string;
  readonly outcome: OverlapOutcome;
  /** The pairs that count. */
  readonly pairs: readonly CarryOverPair[];
  /** The pairs of the source that the team took out. */
  readonly takenOut: readonly CarryOverPair[];
  /** What has to be supplied; for net-new rows what has to be made. */
  readonly toAdd: readonly string[];
  readonly themeLevelOnly: boolean;
  readonly disputes: readonly Dispute[];
  /** The team's evidence that is linked to the row itself. */
  readonly linked: number;
  readonly status: EvidenceStatus;
  readonly evidenced: boolean;
  /** How far its pairs are read; those taken out have to be read too. */
  readonly reading: PairRollUp;
};

export const DIRECTIONS = ["iso", "soc2"] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const CARRY_OVER_OUTCOMES = ["reuse", "supplement", "net_new", "soc2_only", "theme_level"] as const;
export type CarryOverOutcome = (typeof CARRY_OVER_OUTCOMES)[number];

/** `disputed` and `decided` by your team. */
export const CARRY_OVER_MARKS = ["disputed", "decided"] as const;
export type CarryOverMark = (typeof CARRY_OVER_MARKS)[number];

/** `unread`: some pair still has to be read; `held`: the lower value of its pairs holds until they all are. */
export const CARRY_OVER_READINGS = ["unread", "stale", "read", "held"] as const;
export type CarryOverReading = (typeof CARRY_OVER_READINGS)[number];

export type CarryOverFilters = {
  readonly direction: Direction;
  readonly kind: "control" | "clause" | null;
  readonly outcome: CarryOverOutcome | null;
  /** `A.5`, chapter `6` or series `CC6`; empty for all. */
  readonly group: string;
  readonly q: string;
  readonly mark: CarryOverMark | null;
  readonly reading: CarryOverReading | null;
};

/** How far all pairs in scope are read, and where to go on. */
export type ReadingProgress = {
  readonly reviewed: number;
  readonly stale: number;
  readonly of: number;
  readonly next: PairRefs | null;
};

/** The edition that the workspace reads, and the one that it could take over. */
export type EditionNote = { readonly version: string; readonly newer: string | null };

export type CarryOverPage = {
  readonly workspace: { readonly name: string; readonly slug: string };
  readonly programme: Programme;
  /** All rows of the direction in scope. */
  readonly all: readonly CarryOverRow[];
  /** Those that the filters leave. */
  readonly rows: readonly CarryOverRow[];
  readonly filters: CarryOverFilters;
  readonly criteria: number;
  readonly edition: EditionNote;
  readonly reading: ReadingProgress;
  /** Decisions that count, and those that are kept and count for nothing. */
  readonly decisions: number;
  readonly orphaned: number;
  readonly mayDecide: boolean;
  readonly mayAttach: boolean;
};

type Facts = readonly RequirementFacts[];

function disputesFor(ids: readonly string[]): readonly Dispute[] {
  return ids.map((id) => DISPUTE_BY_ID.get(id)).filter((dispute) => dispute !== undefined);
}

type Sources = {
  readonly crosswalk: CrosswalkInput;
  readonly linked: ReadonlyMap<string, number>;
  readonly reviewOf: (pair: PairRefs) => PairReviewing;
};

function pairLine(pair: KnownPair, other: string, { linked, reviewOf }: Sources): CarryOverPair {
  return {
    pair: { criterion: pair.criterion, ref: pair.ref },
    ref: other,
    title: entryOf(other)?.title ?? other,
    overlap: pair.overlap,
    inherited: pair.inherited,
    kind: pair.kind,
    toAdd: pair.overlap === "full" ? null : pair.toAdd,
    caveat: pair.caveat,
    hints: pair.evidence,
    source: sourceLine(pair.source),
    disputes: disputesFor(pair.disputes),
    overrideReason: pair.overrideReason,
    decided: pair.decided,
    review: reviewOf(pair).state,
    linked: linked.get(other) ?? 0,
  };
}

function artefactOf(ref: string): readonly string[] {
  const artefact = NET_NEW.find((item) => item.ref === ref)?.artefact;
  return artefact === undefined ? [] : [artefact];
}

function lists(pairs: readonly KnownPair[], otherOf: (pair: KnownPair) => string, sources: Sources) {
  const lines = pairs.map((pair) => pairLine(pair, otherOf(pair), sources));
  return {
    takenOut: lines.filter((line) => line.overlap === "none"),
    reading: rollUp(lines.map(({ overlap, review }) => ({ overlap, state: review }))),
  };
}

function common(row: RequirementFacts) {
  return {
    ...{ ref: row.ref, kind: row.kind, title: row.title, group: requirementGroup(row) },
    linked: row.linkedCount,
    status: row.evidenceStatus,
    evidenced: row.evidencedCurrent,
  };
}

function bySide(
  pairs: readonly KnownPair[],
  side: "ref" | "criterion",
): ReadonlyMap<string, readonly KnownPair[]> {
  const found = new Map<string, KnownPair[]>();
  for (const pair of pairs) found.set(pair[side], [...(found.get(pair[side]) ?? []), pair]);
  return found;
}

function toIso(facts: Facts, sources: Sources) {
  const table = carryOverTable(sources.crosswalk);
  const known = bySide(knownPairsOf(sources.crosswalk), "ref");
  return facts.flatMap((row): readonly CarryOverRow[] => {
    const view = table.get(row.ref);
    if (view === undefined) return [];
    return [
      {
        ...common(row),
        outcome: view.outcome,
        pairs: view.pairs.map((pair) => pairLine(pair, pair.criterion, sources)),
        ...lists(known.get(row.ref) ?? [], (pair) => pair.criterion, sources),
        toAdd: view.outcome === "net_new" ? artefactOf(row.ref) : view.toAdd,
        themeLevelOnly: view.themeLevelOnly,
        disputes: disputesFor(view.disputes),
      },
    ];
  });
}

function criterionOutcome(ref: string, pairs: readonly Pair[], only: ReadonlySet<string>): OverlapOutcome {
  if (pairs.some((pair) => pair.overlap === "full")) return "reuse";
  if (pairs.length > 0) return "supplement";
  return only.has(ref) ? "soc2_only" : "theme_level";
}

/** What the pairs give each criterion in scope on the way back. */
export function criterionOutcomes(crosswalk: CrosswalkInput): ReadonlyMap<string, OverlapOutcome> {
  const only = new Set(soc2Only(crosswalk).refs);
  const pairs = pairsOf(crosswalk);
  return new Map(
    criteriaInScope(crosswalk).map(({ ref }) => [
      ref,
      criterionOutcome(
        ref,
        pairs.filter((pair) => pair.criterion === ref),
        only,
      ),
    ]),
  );
}

function toSoc2(facts: Facts, sources: Sources) {
  const outcomes = criterionOutcomes(sources.crosswalk);
  const known = bySide(knownPairsOf(sources.crosswalk), "criterion");
  return facts.flatMap((row): readonly CarryOverRow[] => {
    const outcome = outcomes.get(row.ref);
    if (outcome === undefined || !CRITERION_BY_REF.has(row.ref)) return [];
    const mine = known.get(row.ref) ?? [];
    return [
      {
        ...common(row),
        outcome,
        pairs: mine
          .filter((pair) => pair.overlap !== "none")
          .map((pair) => pairLine(pair, pair.ref, sources)),
        ...lists(mine, (pair) => pair.ref, sources),
        toAdd: [],
        themeLevelOnly: outcome === "theme_level",
        disputes: disputesFor(disputesOf(row.ref)),
      },
    ];
  });
}

const UNREAD: PairReviewing = { state: "open", review: null, reason: null };

/** The rows of one direction that are in scope, in the order of the facts: the same rows that the dashboard counts. */
export function carryOverRows(
  facts: Facts,
  crosswalk: CrosswalkInput,
  {
    direction,
    today,
    reviewOf = () => UNREAD,
  }: {
    readonly direction: Direction;
    readonly today: IsoDate;
    /** Who has read which pair; nobody any when left out. */
    readonly reviewOf?: (pair: PairRefs) => PairReviewing;
  },
): readonly CarryOverRow[] {
  const context = filterContext(crosswalk, today);
  const inScope = facts.filter((row) => isInScope(row, context));
  const linked = new Map(facts.map((row) => [row.ref, row.linkedCount]));
  const sources = { crosswalk, linked, reviewOf };
  return direction === "iso" ? toIso(inScope, sources) : toSoc2(inScope, sources);
}

function holdsText(row: CarryOverRow, q: string): boolean {
  const sides = [...row.pairs, ...row.takenOut].flatMap((pair) => [pair.ref, pair.title]);
  const words = [row.ref, row.title, ...sides].join(" ").toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
}

function hasOutcome(row: CarryOverRow, outcome: CarryOverOutcome): boolean {
  return outcome === "theme_level" ? row.themeLevelOnly : row.outcome === outcome;
}

function hasMark(row: CarryOverRow, mark: CarryOverMark): boolean {
  const pairs = [...row.pairs, ...row.takenOut];
  if (mark === "decided") return pairs.some((pair) => pair.overrideReason !== null);
  return row.disputes.length > 0 || pairs.some((pair) => pair.disputes.length > 0);
}

function hasReading({ reading }: CarryOverRow, wanted: CarryOverReading): boolean {
  if (wanted === "stale") return reading.stale > 0;
  if (wanted === "held") return isHeldBack(reading);
  return wanted === "read"
    ? reading.of > 0 && reading.reviewed === reading.of
    : reading.reviewed < reading.of;
}

/** The rows that the filters leave. */
export function filterCarryOver(
  rows: readonly CarryOverRow[],
  { kind, outcome, group, q, mark, reading }: Omit<CarryOverFilters, "direction">,
): readonly CarryOverRow[] {
  return rows.filter(
    (row) =>
      (kind === null || row.kind === kind) &&
      (outcome === null || hasOutcome(row, outcome)) &&
      (group === "" || row.group === group) &&
      (mark === null || hasMark(row, mark)) &&
      (reading === null || hasReading(row, reading)) &&
      (q === "" || holdsText(row, q)),
  );
}

/** How far the pairs in scope are read; `next` is the first that still has to be. */
export function readingProgress(
  crosswalk: CrosswalkInput,
  reviewOf: (pair: PairRefs) => PairReviewing,
): ReadingProgress {
  const pairs = knownPairsOf(crosswalk);
  const count = (state: PairReviewState) => pairs.filter((pair) => reviewOf(pair).state === state).length;
  const next = nextUnread(pairs, reviewOf, null);
  return {
    reviewed: count("reviewed"),
    stale: count("stale"),
    of: pairs.length,
    next: next === null ? null : { criterion: next.criterion, ref: next.ref },
  };
}

/** How many criteria the scope holds. */
export function criteriaCount(crosswalk: CrosswalkInput): number {
  return criteriaInScope(crosswalk).length;
}
