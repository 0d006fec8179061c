import "server-only";
import { inWorkspace } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import type { MatrixSelection } from "@/lib/core/crosswalk-matrix";
import { dateIn } from "@/lib/core/dates";
import { type MatrixPage, matrixCellsOf } from "@/lib/core/pair-matrix";
import { readCrosswalk } from "@/lib/crosswalk/queries";
import { now } from "@/lib/platform/clock";
import { readRequirementFacts } from "@/lib/requirements/queries";

/** The workspace's crosswalk as a matrix; without a choice of criteria those in scope. */
export async function getMatrix(
  scope: Scope<"requirement:read">,
  chosen: MatrixSelection,
): Promise<MatrixPage> {
  const selection = { ...chosen, criteria: chosen.criteria ?? "in_scope" };
  return inWorkspace(scope, async (tx) => {
    const [facts, { crosswalk, workspace }] = await Promise.all([
      readRequirementFacts(tx, dateIn(scope.timeZone, now())),
      readCrosswalk(tx),
    ]);
    const linked = new Map(facts.map((row) => [row.ref, row.linkedCount]));
    return {
      workspace: { name: workspace.name, slug: scope.workspaceSlug },
      selection,
      ...matrixCellsOf(crosswalk, selection, linked),
    };
  });
}
