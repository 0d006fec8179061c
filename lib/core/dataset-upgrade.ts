// What taking over another edition would do to one workspace: every number before and after, and what happens to its decisions.
import { criterionOutcomes } from "@/lib/core/carry-over-list";
import { type Count, countOf } from "@/lib/core/count";
import type { CrosswalkInput } from "@/lib/core/crosswalk";
import { criteriaInScope } from "@/lib/core/crosswalk";
import { diffEditions, type EditionDiff } from "@/lib/core/dataset-diff";
import type { IsoDate } from "@/lib/core/dates";
import type { DatasetEdition } from "@/lib/core/frameworks/editions";
import { type Editions, fateOf, type StoredOverride, workspaceInput } from "@/lib/core/overrides";
import { type StoredReview, staleReason } from "@/lib/core/pair-review";
import type { Programme } from "@/lib/core/programme";
import { NUMBERS, type NumberName, numberOf } from "@/lib/core/readiness";
import { filterContext, type RequirementFacts } from "@/lib/core/requirement-filters";

export type NumberMove = {
  readonly name: string;
  readonly label: string;
  readonly before: Count;
  readonly after: Count;
  /** References counted only after, and only before. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
};

export type UpgradePreview = {
  readonly diff: EditionDiff;
  /** Every number of the dashboard and of the way back, in their order. */
  readonly moves: readonly NumberMove[];
  /** Decisions that count now and would count for nothing. */
  readonly orphaned: readonly StoredOverride[];
  /** Orphaned decisions that would count again. */
  readonly revived: readonly StoredOverride[];
  /** Decisions that stay and whose row says something else then. */
  readonly changedUnder: readonly StoredOverride[];
  /** Readings that stand now and would be out of date. */
  readonly stale: readonly StoredReview[];
};

type Facts = readonly RequirementFacts[];

function move(name: string, label: string, before: Count, after: Count): NumberMove {
  return {
    ...{ name, label, before, after },
    gained: after.refs.filter((ref) => !before.refs.includes(ref)),
    lost: before.refs.filter((ref) => !after.refs.includes(ref)),
  };
}

const BACK = {
  backFull: { label: "Criteria with a Full pair", outcome: "reuse" },
  backPartial: { label: "Criteria with Partial pairs only", outcome: "supplement" },
} as const;

function backOf(input: CrosswalkInput, outcome: "reuse" | "supplement"): Count {
  const outcomes = criterionOutcomes(input);
  const inScope = criteriaInScope(input).map((criterion) => criterion.ref);
  return countOf(
    inScope.filter((ref) => outcomes.get(ref) === outcome),
    inScope.length,
  );
}

/** Each number with its rows under one input and under the other. */
export function numberMoves(
  facts: Facts,
  inputs: { readonly before: CrosswalkInput; readonly after: CrosswalkInput },
  today: IsoDate,
): readonly NumberMove[] {
  const before = filterContext(inputs.before, today);
  const after = filterContext(inputs.after, today);
  return [
    ...(Object.keys(NUMBERS) as NumberName[]).map((name) =>
      move(name, NUMBERS[name].label, numberOf(name, facts, before), numberOf(name, facts, after)),
    ),
    ...Object.entries(BACK).map(([name, { label, outcome }]) =>
      move(name, label, backOf(inputs.before, outcome), backOf(inputs.after, outcome)),
    ),
  ];
}

/** Whether a number or the rows behind it are other ones afterwards. */
export function hasMoved({ before, after, gained, lost }: NumberMove): boolean {
  return before.of !== after.of || gained.length > 0 || lost.length > 0;
}

export type WorkspaceFacts = {
  readonly programme: Pick<Programme, "categories" | "countWildcard">;
  readonly overrides: readonly StoredOverride[];
  readonly reviews: readonly StoredReview[];
  readonly facts: Facts;
  readonly today: IsoDate;
};

/** Everything that changes when the workspace goes from `from` to `to`; nothing is changed by asking. */
export function previewUpgrade(
  workspace: WorkspaceFacts,
  {
    from,
    to,
    editions,
  }: { readonly from: DatasetEdition; readonly to: DatasetEdition; readonly editions: Editions },
): UpgradePreview {
  const { programme, overrides, reviews, facts, today } = workspace;
  const fates = overrides.map((override) => ({
    override,
    now: fateOf(override, from, editions),
    after: fateOf(override, to, editions),
  }));
  const pick = (test: (fate: (typeof fates)[number]) => boolean) =>
    fates.filter(test).map((fate) => fate.override);
  const isStale = (review: StoredReview, edition: DatasetEdition) =>
    staleReason(review, { edition, editions, overrides }) !== null;
  return {
    diff: diffEditions(from, to),
    moves: numberMoves(
      facts,
      {
        before: workspaceInput(programme, overrides, from, editions),
        after: workspaceInput(programme, overrides, to, editions),
      },
      today,
    ),
    orphaned: pick(({ now, after }) => now !== "orphaned" && after === "orphaned"),
    revived: pick(({ now, after }) => now === "orphaned" && after !== "orphaned"),
    changedUnder: pick(({ now, after }) => now === "holds" && after === "row_changed"),
    stale: reviews.filter((review) => !isStale(review, from) && isStale(review, to)),
  };
}

/** What the page about the editions shows. */
export type DatasetPage = {
  readonly workspace: { readonly name: string; readonly slug: string; readonly version: number };
  readonly current: string;
  /** Newest first. */
  readonly editions: readonly Pick<DatasetEdition, "version" | "publishedOn" | "changes">[];
  readonly upgrade: {
    readonly to: string;
    readonly preview: UpgradePreview;
    /** Items with proposed links. */
    readonly proposals: { readonly before: number; readonly after: number };
  } | null;
  /** Decisions that count for nothing; `adoptable` ones can be kept as pairs of the team's own. */
  readonly orphaned: readonly { readonly override: StoredOverride; readonly adoptable: boolean }[];
  readonly mayDecide: boolean;
};
