// Who has read which pair, whether that reading still stands, and the overlap that holds until every pair of a row is read.
import type { KnownPair } from "@/lib/core/crosswalk";
import type { IsoDate } from "@/lib/core/dates";
import { type DatasetEdition, findEdition } from "@/lib/core/frameworks/editions";
import type { Overlap } from "@/lib/core/frameworks/types";
import { type Editions, type StoredOverride, saysOtherwise } from "@/lib/core/overrides";
import { type PairRefs, pairId } from "@/lib/core/pair-id";
import type { PairReviewState } from "@/lib/core/work-statuses";

export type StoredReview = PairRefs & {
  /** What counted when the pair was read. */
  readonly overlap: Overlap | "none";
  readonly note: string;
  /** Whether a decision of the team stood then. */
  readonly decided: boolean;
  readonly reviewedBy: string;
  readonly reviewedOn: IsoDate;
  readonly reviewedAt: Date;
  readonly datasetVersion: string;
  readonly version: number;
};

export type ReviewFacts = {
  readonly edition: DatasetEdition;
  readonly editions: Editions;
  readonly overrides: readonly StoredOverride[];
};

function decisionMoved(review: StoredReview, override: StoredOverride | undefined): string | null {
  if (override === undefined) {
    return review.decided ? "The decision that stood then was taken back." : null;
  }
  return override.decidedAt > review.reviewedAt ? "Your team decided about the pair afterwards." : null;
}

function sourceMoved(review: StoredReview, { edition, editions }: ReviewFacts): string | null {
  if (review.datasetVersion === edition.version) return null;
  const then = findEdition(review.datasetVersion, editions);
  if (then === undefined) return `It was read in edition ${review.datasetVersion}, which is not known here.`;
  return saysOtherwise(review, then, edition)
    ? `The source's row changed between edition ${review.datasetVersion} and ${edition.version}.`
    : null;
}

/** Why the reading no longer stands, as a sentence; null while it does. */
export function staleReason(review: StoredReview, facts: ReviewFacts): string | null {
  const override = facts.overrides.find(
    (one) => one.criterion === review.criterion && one.ref === review.ref,
  );
  return decisionMoved(review, override) ?? sourceMoved(review, facts);
}

export type PairReviewing = {
  readonly state: PairReviewState;
  readonly review: StoredReview | null;
  readonly reason: string | null;
};

const UNREAD: PairReviewing = { state: "open", review: null, reason: null };

/** The reading of a pair, by `pairId`; pairs that nobody has read are `open`. */
export function reviewing(
  reviews: readonly StoredReview[],
  facts: ReviewFacts,
): (pair: PairRefs) => PairReviewing {
  const known = new Map(
    reviews.map((review) => {
      const reason = staleReason(review, facts);
      const state: PairReviewState = reason === null ? "reviewed" : "stale";
      return [pairId(review), { state, review, reason }] as const;
    }),
  );
  return (pair) => known.get(pairId(pair)) ?? UNREAD;
}

export type PairRollUp = {
  readonly reviewed: number;
  readonly stale: number;
  readonly of: number;
  /** The overlap that the pairs give together: the highest of those that count; null when none counts. */
  readonly overlap: "full" | "partial" | null;
  /** The lowest of those that count until all are read, then the same as `overlap`. */
  readonly held: "full" | "partial" | null;
};

/** How far the pairs of one requirement are read, and the overlap that holds until they all are. */
export function rollUp(
  pairs: readonly { readonly overlap: KnownPair["overlap"]; readonly state: PairReviewState }[],
): PairRollUp {
  const counting = pairs.map((pair) => pair.overlap).filter((overlap) => overlap !== "none");
  const reviewed = pairs.filter((pair) => pair.state === "reviewed").length;
  const overlap = counting.includes("full") ? "full" : (counting[0] ?? null);
  const lowest = counting.includes("partial") ? "partial" : overlap;
  return {
    reviewed,
    stale: pairs.filter((pair) => pair.state === "stale").length,
    of: pairs.length,
    overlap,
    held: reviewed === pairs.length ? overlap : lowest,
  };
}

/** Whether one pair says Full, another Partial, and nobody has read them all: the lower value holds. */
export function isHeldBack({ overlap, held }: PairRollUp): boolean {
  return overlap !== held;
}

/** The next pair of the list, after `current` and then from the start, that still has to be read; null when all are. */
export function nextUnread(
  pairs: readonly PairRefs[],
  stateOf: (pair: PairRefs) => PairReviewing,
  current: PairRefs | null,
): PairRefs | null {
  const at = current === null ? -1 : pairs.findIndex((pair) => pairId(pair) === pairId(current));
  const ahead = [...pairs.slice(at + 1), ...pairs.slice(0, Math.max(0, at))];
  return ahead.find((pair) => stateOf(pair).state !== "reviewed") ?? null;
}
