import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema/people";
import { crosswalkOverrides, pairReviews } from "@/db/schema/requirements";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import {
  type CrosswalkDocument,
  crosswalkDocument,
  type ExportDecision,
  type ExportReview,
} from "@/lib/core/crosswalk-export-document";
import { dateIn } from "@/lib/core/dates";
import type { ExplorerView } from "@/lib/core/explorer-view";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { EDITIONS, findEdition, NEWEST_EDITION } from "@/lib/core/frameworks/editions";
import { type StoredOverride, sortOverrides } from "@/lib/core/overrides";
import { readRequirementFacts } from "@/lib/requirements/queries";
import { readProgramme } from "@/lib/workspaces/queries";

type Keyed = { readonly criterion: string; readonly ref: string };

function byRefs(a: Keyed, b: Keyed): number {
  return compareRefs(a.criterion, b.criterion) || compareRefs(a.ref, b.ref);
}

async function readDecisions(tx: Tx, timeZone: string): Promise<readonly StoredOverride[]> {
  const rows = await tx
    .select({ row: crosswalkOverrides, by: users.name })
    .from(crosswalkOverrides)
    .innerJoin(users, eq(users.id, crosswalkOverrides.decidedBy));
  return rows
    .map(({ row, by }) => ({
      ...{ criterion: row.criterion, ref: row.ref, overlap: row.overlap, note: row.note, reason: row.reason },
      decided: { by, on: dateIn(timeZone, row.decidedAt) },
      ...{ decidedAt: row.decidedAt, datasetVersion: row.datasetVersion, version: row.version },
    }))
    .sort(byRefs);
}

async function readReviews(tx: Tx): Promise<readonly ExportReview[]> {
  const rows = await tx
    .select({ row: pairReviews, by: users.name })
    .from(pairReviews)
    .innerJoin(users, eq(users.id, pairReviews.reviewedBy));
  return rows
    .map(({ row, by }) => ({
      ...{ criterion: row.criterion, ref: row.ref, overlap: row.overlap, note: row.note, reviewedBy: by },
      ...{ reviewedAt: row.reviewedAt.toISOString(), datasetVersion: row.datasetVersion },
    }))
    .sort(byRefs);
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
    const [[workspace], programme, decisions, reviews, facts] = await Promise.all([
      tx.select({ name: workspaces.name, datasetVersion: workspaces.datasetVersion }).from(workspaces),
      readProgramme(tx),
      readDecisions(tx, scope.timeZone),
      readReviews(tx),
      readRequirementFacts(tx, dateIn(scope.timeZone, at)),
    ]);
    const edition = findEdition(workspace?.datasetVersion ?? "", EDITIONS) ?? NEWEST_EDITION;
    const { counting, orphaned } = sortOverrides(decisions, edition, EDITIONS);
    const view: ExplorerView = {
      ...{ direction, edition: privacy },
      categories: programme.categories,
      wildcard: programme.countWildcard,
    };
    return crosswalkDocument(view, {
      ...{ workspaceId: scope.workspaceId, workspace: workspace?.name ?? scope.workspaceSlug },
      ...{ exportedAt: at.toISOString(), edition, reviews },
      decisions: counting.map(exported),
      orphaned: orphaned.map(exported),
      linked: new Map(facts.filter((row) => row.linkedCount > 0).map((row) => [row.ref, row.linkedCount])),
    });
  });
}
