import "server-only";
import { inWorkspace } from "@/db/tenant";
import { editionNote, reviewsIn } from "@/lib/carry-over/queries";
import { holds, type Scope } from "@/lib/core/access";
import { readingProgress } from "@/lib/core/carry-over-list";
import { knownPairsOf } from "@/lib/core/crosswalk";
import { dateIn } from "@/lib/core/dates";
import { notFound } from "@/lib/core/errors";
import { entryOf } from "@/lib/core/frameworks/catalogue";
import { fateOf } from "@/lib/core/overrides";
import { neighbours, type PairDetail, type PairSide, pairLayers } from "@/lib/core/pair-detail";
import { type PairRefs, pairId } from "@/lib/core/pair-id";
import { readPairId } from "@/lib/core/pair-read";
import { nextUnread } from "@/lib/core/pair-review";
import type { LinkedEvidence } from "@/lib/core/requirement-detail";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import { readCrosswalk, readPairHistory, readReviews } from "@/lib/crosswalk/queries";
import { now } from "@/lib/platform/clock";
import { readRequirementFacts } from "@/lib/requirements/queries";
import { readLinkedEvidence } from "@/lib/requirements/queries/controls";

function sideOf(rows: readonly RequirementRow[], ref: string, evidence: readonly LinkedEvidence[]): PairSide {
  const row = rows.find((one) => one.ref === ref);
  const entry = entryOf(ref);
  if (row === undefined || entry === undefined) throw notFound("The pair");
  return {
    ...{ ref, kind: row.kind, title: entry.title, about: entry.about, shownBy: entry.shownBy, evidence },
    status: row.evidenceStatus,
    evidenced: row.evidencedCurrent,
  };
}

function refsOf(pair: PairRefs | null): PairRefs | null {
  return pair === null ? null : { criterion: pair.criterion, ref: pair.ref };
}

/** One pair with its layers, the evidence of both sides, the reading and the history. @throws AppError NOT_FOUND (unknown refs) */
export async function getPair(
  scope: Scope<"requirement:read" | "evidence:read">,
  pair: PairRefs,
): Promise<PairDetail> {
  if (readPairId(pairId(pair)) === null) throw notFound("The pair");
  const { timeZone } = scope;
  return inWorkspace(scope, async (tx) => {
    const [rows, read, reviews, ofCriterion, ofRef, history] = await Promise.all([
      readRequirementFacts(tx, dateIn(timeZone, now())),
      readCrosswalk(tx),
      readReviews(tx),
      readLinkedEvidence(tx, pair.criterion, timeZone),
      readLinkedEvidence(tx, pair.ref, timeZone),
      readPairHistory(tx, pair, timeZone),
    ]);
    const { crosswalk, edition, editions, overrides } = read;
    const reviewOf = reviewsIn(read, reviews);
    const decision = overrides.find((one) => pairId(one) === pairId(pair)) ?? null;
    const list = knownPairsOf(crosswalk);
    const { previous, following } = neighbours(list, pair);
    const lastDecision = history.find((event) => event.verb !== "crosswalk.review");
    return {
      workspace: { name: read.workspace.name, slug: scope.workspaceSlug },
      ...{ timeZone, pair, decision, history },
      ...pairLayers(pair, crosswalk),
      criterion: sideOf(rows, pair.criterion, ofCriterion),
      requirement: sideOf(rows, pair.ref, ofRef),
      fate: decision === null ? null : fateOf(decision, edition, editions),
      reviewing: reviewOf(pair),
      progress: {
        ...readingProgress(crosswalk, reviewOf),
        next: refsOf(nextUnread(list, reviewOf, pair)),
      },
      previous: refsOf(previous),
      following: refsOf(following),
      canRestore: decision === null && lastDecision?.verb === "crosswalk.reset",
      edition: editionNote(read),
      mayDecide: holds(scope, "crosswalk:decide"),
      mayComment: holds(scope, "comment:write"),
    };
  });
}
