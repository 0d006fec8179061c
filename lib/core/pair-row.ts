// One row of the crosswalk as its page shows it: everything a criterion is paired with, and what may be decided about all of it.
import {
  type CrosswalkInput,
  criterionInScope,
  type Decided,
  disputesOf,
  type KnownPair,
  knownPairsOfCriterion,
} from "@/lib/core/crosswalk";
import { CRITERION_BY_REF, DISPUTE_BY_ID, entryOf } from "@/lib/core/frameworks/catalogue";
import type { Criterion, CrosswalkRow, Dispute, Overlap } from "@/lib/core/frameworks/types";
import type { StoredOverride } from "@/lib/core/overrides";
import type { PairRefs } from "@/lib/core/pair-id";
import { type PairReviewing, type PairRollUp, rollUp } from "@/lib/core/pair-review";
import type { RequirementFacts } from "@/lib/core/requirement-filters";
import type { EvidenceStatus } from "@/lib/core/statuses";
import type { PairReviewState } from "@/lib/core/work-statuses";

export type RowPair = {
  readonly pair: PairRefs;
  readonly title: string;
  readonly overlap: KnownPair["overlap"];
  readonly inherited: Overlap | null;
  readonly toAdd: string | null;
  readonly disputed: boolean;
  readonly decided: Decided | null;
  readonly reason: string | null;
  /** Of the decision; 0 while there is none. */
  readonly version: number;
  readonly review: PairReviewState;
  readonly status: EvidenceStatus;
  readonly linked: number;
};

export type RowLayers = {
  readonly criterion: Criterion;
  readonly row: CrosswalkRow | null;
  readonly inScope: boolean;
  readonly pairs: readonly RowPair[];
  readonly disputes: readonly Dispute[];
  readonly reading: PairRollUp;
  readonly status: EvidenceStatus;
  readonly linked: number;
};

export type RowDetail = RowLayers & {
  readonly workspace: { readonly name: string; readonly slug: string };
  readonly edition: string;
  /** Whether the edition has the ISO/IEC 27701 column. */
  readonly hasPrivacy: boolean;
  readonly mayDecide: boolean;
};

type Sources = {
  readonly crosswalk: CrosswalkInput;
  readonly overrides: readonly StoredOverride[];
  readonly facts: readonly RequirementFacts[];
  readonly reviewOf: (pair: PairRefs) => PairReviewing;
};

function rowPair(known: KnownPair, { overrides, facts, reviewOf }: Sources): RowPair {
  const { criterion, ref } = known;
  const row = facts.find((one) => one.ref === ref);
  const decision = overrides.find((one) => one.criterion === criterion && one.ref === ref);
  return {
    pair: { criterion, ref },
    title: entryOf(ref)?.title ?? ref,
    overlap: known.overlap,
    inherited: known.inherited,
    toAdd: known.toAdd,
    disputed: known.disputes.length > 0,
    decided: known.decided,
    reason: known.overrideReason,
    version: decision?.version ?? 0,
    review: reviewOf(known).state,
    status: row?.evidenceStatus ?? "missing",
    linked: row?.linkedCount ?? 0,
  };
}

/** The row of a criterion, in scope or not; null for an unknown reference. */
export function rowLayers(ref: string, sources: Sources): RowLayers | null {
  const criterion = CRITERION_BY_REF.get(ref);
  if (criterion === undefined) return null;
  const { crosswalk, facts } = sources;
  const pairs = knownPairsOfCriterion(ref, crosswalk).map((known) => rowPair(known, sources));
  const own = facts.find((one) => one.ref === ref);
  return {
    ...{ criterion, pairs },
    row: crosswalk.rows?.find((one) => one.criterion === ref) ?? null,
    inScope: criterionInScope(criterion, crosswalk),
    disputes: disputesOf(ref)
      .map((id) => DISPUTE_BY_ID.get(id))
      .filter((dispute) => dispute !== undefined),
    reading: rollUp(pairs.map(({ overlap, review }) => ({ overlap, state: review }))),
    status: own?.evidenceStatus ?? "missing",
    linked: own?.linkedCount ?? 0,
  };
}
