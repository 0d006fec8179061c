import "server-only";
import { inWorkspace } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import {
  type CrosswalkDocument,
  crosswalkDocument,
  type ExportDecision,
  type ExportReview,
} from "@/lib/core/crosswalk-export-document";
import { dateIn } from "@/lib/core/dates";
import type { ExplorerView } from "@/lib/core/explorer-view";
import { type StoredOverride, sortOverrides } from "@/lib/core/overrides";
import type { StoredReview } from "@/lib/core/pair-review";
import { readCrosswalk, readReviews } from "@/lib/crosswalk/queries";
import { readRequirementFacts } from "@/lib/requirements/queries";

function read({ criterion, ref, overlap, note, ...one }: StoredReview): ExportReview {
  return {
    ...{ criterion, ref, overlap, note, reviewedBy: one.reviewedBy },
    reviewedAt: one.reviewedAt.toISOString(),
    datasetVersion: one.datasetVersion,
  };
}

function exported({ criterion, ref, overlap, note, reason, ...one }: StoredOverride): ExportDecision {
  return {
    ...{ criterion, ref, overlap, note, reason },
    decidedBy: one.decided.by,
    decidedAt: one.decidedAt.toISOString(),
    datasetVersion: one.datasetVersion,
  };
}

/**
 * The crosswalk as the workspace reads it at `at`: its scope and edition, the team's decisions and reviews with who and
 * when, and how much evidence is linked on either side. Direction and ISO/IEC 27701 column are the asker's choice.
 */
export async function getCrosswalkDocument(
  scope: Scope<"requirement:read">,
  at: Date,
  { direction, edition: privacy }: Pick<ExplorerView, "direction" | "edition">,
): Promise<CrosswalkDocument> {
  return inWorkspace(scope, async (tx) => {
    const [crosswalk, reviews, facts] = await Promise.all([
      readCrosswalk(tx),
      readReviews(tx),
      readRequirementFacts(tx, dateIn(scope.timeZone, at)),
    ]);
    const { workspace, programme, edition, editions } = crosswalk;
    const { counting, orphaned } = sortOverrides(crosswalk.overrides, edition, editions);
    const view: ExplorerView = {
      ...{ direction, edition: privacy },
      categories: programme.categories,
      wildcard: programme.countWildcard,
    };
    return crosswalkDocument(view, {
      ...{ workspaceId: scope.workspaceId, workspace: workspace.name },
      ...{ exportedAt: at.toISOString(), edition, reviews: reviews.map(read) },
      decisions: counting.map(exported),
      orphaned: orphaned.map(exported),
      linked: new Map(facts.filter((row) => row.linkedCount > 0).map((row) => [row.ref, row.linkedCount])),
    });
  });
}
