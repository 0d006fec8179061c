// One pair of the crosswalk as its page shows it: what the source says, what follows from the rows, what the team decided.
import type { EditionNote, ReadingProgress } from "@/lib/core/carry-over-list";
import {
  type CarryOverView,
  type CrosswalkInput,
  carryOver,
  criterionInScope,
  disputesOf,
  type KnownPair,
  knownPairsOfCriterion,
  pairsOf,
} from "@/lib/core/crosswalk";
import { CRITERION_BY_REF, DISPUTE_BY_ID } from "@/lib/core/frameworks/catalogue";
import type { CrosswalkRow, Dispute } from "@/lib/core/frameworks/types";
import type { OverrideFate, StoredOverride } from "@/lib/core/overrides";
import type { PairEvent } from "@/lib/core/pair-history";
import type { PairRefs } from "@/lib/core/pair-id";
import type { PairReviewing } from "@/lib/core/pair-review";
import type { LinkedEvidence } from "@/lib/core/requirement-detail";
import type { EvidenceStatus, RequirementKind } from "@/lib/core/statuses";

export type PairLayers = {
  /** The pair as it counts; null when neither the source nor the team has it. */
  readonly known: KnownPair | null;
  /** The criterion's row of the edition; null where it has none. */
  readonly row: CrosswalkRow | null;
  /** Whether that row names the pair. */
  readonly named: boolean;
  readonly inScope: boolean;
  /** What carries over to the ISO side, and what would if this pair counted for nothing. */
  readonly outcome: CarryOverView["outcome"];
  readonly without: CarryOverView["outcome"];
  /** The other pairs in scope of the same ISO requirement. */
  readonly others: readonly { readonly criterion: string; readonly overlap: "full" | "partial" }[];
  /** Other ISO requirements that the criterion is paired with. */
  readonly siblings: readonly string[];
  /** Disputes that name both sides, and those that name one. */
  readonly disputes: readonly Dispute[];
  readonly nearby: readonly Dispute[];
};

function without(pair: PairRefs, input: CrosswalkInput): CrosswalkInput {
  const rest = input.overrides.filter((one) => one.criterion !== pair.criterion || one.ref !== pair.ref);
  return { ...input, overrides: [...rest, { ...pair, overlap: "none", note: "", reason: "" }] };
}

function disputesFor(ids: readonly string[]): readonly Dispute[] {
  return ids.map((id) => DISPUTE_BY_ID.get(id)).filter((dispute) => dispute !== undefined);
}

/** The layers of a pair of known references, whether or not its criterion is in scope. */
export function pairLayers(pair: PairRefs, input: CrosswalkInput): PairLayers {
  const criterion = CRITERION_BY_REF.get(pair.criterion);
  const mine = knownPairsOfCriterion(pair.criterion, input);
  const known = mine.find((one) => one.ref === pair.ref) ?? null;
  const row = input.rows?.find((one) => one.criterion === pair.criterion) ?? null;
  const onRef = disputesOf(pair.ref);
  const onCriterion = disputesOf(pair.criterion);
  const both = onRef.filter((id) => onCriterion.includes(id));
  const one = [...new Set([...onRef, ...onCriterion])].filter((id) => !both.includes(id));
  return {
    known,
    row,
    named: known !== null && known.kind !== "added",
    inScope: criterion !== undefined && criterionInScope(criterion, input),
    outcome: carryOver(pair.ref, input).outcome,
    without: carryOver(pair.ref, without(pair, input)).outcome,
    others: pairsOf(input)
      .filter((other) => other.ref === pair.ref && other.criterion !== pair.criterion)
      .map(({ criterion: ref, overlap }) => ({ criterion: ref, overlap })),
    siblings: mine
      .filter((other) => other.ref !== pair.ref && other.overlap !== "none")
      .map(({ ref }) => ref),
    disputes: disputesFor(both),
    nearby: disputesFor(one),
  };
}

export type PairSide = {
  readonly ref: string;
  readonly kind: RequirementKind;
  readonly title: string;
  readonly about: string;
  readonly shownBy: string;
  readonly status: EvidenceStatus;
  /** Sufficient, accepted and current evidence is linked. */
  readonly evidenced: boolean;
  readonly evidence: readonly LinkedEvidence[];
};

export type PairDetail = PairLayers & {
  readonly workspace: { readonly name: string; readonly slug: string };
  readonly timeZone: string;
  readonly pair: PairRefs;
  readonly criterion: PairSide;
  readonly requirement: PairSide;
  readonly decision: StoredOverride | null;
  readonly fate: OverrideFate | null;
  readonly reviewing: PairReviewing;
  readonly progress: ReadingProgress;
  /** The neighbours in the list of all known pairs in scope. */
  readonly previous: PairRefs | null;
  readonly following: PairRefs | null;
  readonly history: readonly PairEvent[];
  /** The last decision was taken back and can be brought back. */
  readonly canRestore: boolean;
  readonly edition: EditionNote;
  readonly mayDecide: boolean;
  readonly mayComment: boolean;
};

/** The pairs before and after `pair` in the list; null at its ends and for a pair that is not in it. */
export function neighbours(
  pairs: readonly PairRefs[],
  { criterion, ref }: PairRefs,
): { readonly previous: PairRefs | null; readonly following: PairRefs | null } {
  const at = pairs.findIndex((one) => one.criterion === criterion && one.ref === ref);
  if (at === -1) return { previous: null, following: null };
  return { previous: pairs[at - 1] ?? null, following: pairs[at + 1] ?? null };
}
