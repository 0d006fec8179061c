import "server-only";
import { inWorkspace } from "@/db/tenant";
import { holds, type Scope } from "@/lib/core/access";
import {
  type CarryOverFilters,
  type CarryOverPage,
  carryOverRows,
  criteriaCount,
  filterCarryOver,
  readingProgress,
} from "@/lib/core/carry-over-list";
import { dateIn } from "@/lib/core/dates";
import { newestOf } from "@/lib/core/frameworks/editions";
import type { PairRefs } from "@/lib/core/pair-id";
import { type PairReviewing, reviewing } from "@/lib/core/pair-review";
import { type Crosswalk, readCrosswalk, readReviews } from "@/lib/crosswalk/queries";
import { now } from "@/lib/platform/clock";
import { readRequirementFacts } from "@/lib/requirements/queries";

/** Who has read which pair, in the edition and with the decisions of `crosswalk`. */
export function reviewsIn(
  { edition, editions, overrides }: Crosswalk,
  reviews: Awaited<ReturnType<typeof readReviews>>,
): (pair: PairRefs) => PairReviewing {
  return reviewing(reviews, { edition, editions, overrides });
}

/** The edition that the workspace reads, and the newest one where that is another. */
export function editionNote({ edition, editions }: Crosswalk): CarryOverPage["edition"] {
  const newest = newestOf(editions).version;
  return { version: edition.version, newer: newest === edition.version ? null : newest };
}

/** One direction of the crosswalk with the team's evidence and readings on both sides: all rows, and those the filters leave. */
export async function getCarryOver(
  scope: Scope<"requirement:read">,
  filters: CarryOverFilters,
): Promise<CarryOverPage> {
  const today = dateIn(scope.timeZone, now());
  return inWorkspace(scope, async (tx) => {
    const [facts, read, reviews] = await Promise.all([
      readRequirementFacts(tx, today),
      readCrosswalk(tx),
      readReviews(tx),
    ]);
    const { programme, crosswalk } = read;
    const reviewOf = reviewsIn(read, reviews);
    const all = carryOverRows(facts, crosswalk, { direction: filters.direction, today, reviewOf });
    return {
      workspace: { name: read.workspace.name, slug: scope.workspaceSlug },
      ...{ programme, filters, all },
      rows: filterCarryOver(all, filters),
      criteria: criteriaCount(crosswalk),
      edition: editionNote(read),
      reading: readingProgress(crosswalk, reviewOf),
      decisions: crosswalk.overrides.length,
      orphaned: read.orphaned.length,
      mayDecide: holds(scope, "crosswalk:decide"),
      mayAttach: holds(scope, "evidence:write"),
    };
  });
}
