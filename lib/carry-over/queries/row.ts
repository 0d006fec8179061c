import "server-only";
import { inWorkspace } from "@/db/tenant";
import { reviewsIn } from "@/lib/carry-over/queries";
import { holds, type Scope } from "@/lib/core/access";
import { carryOverRows } from "@/lib/core/carry-over-list";
import { dateIn } from "@/lib/core/dates";
import { notFound } from "@/lib/core/errors";
import { type GapsPage, gapsOf } from "@/lib/core/pair-gaps";
import { type RowDetail, rowLayers } from "@/lib/core/pair-row";
import { readCrosswalk, readReviews } from "@/lib/crosswalk/queries";
import { now } from "@/lib/platform/clock";
import { readRequirementFacts } from "@/lib/requirements/queries";

/** The row of one criterion with all its pairs. @throws AppError NOT_FOUND (no such criterion) */
export async function getRow(scope: Scope<"requirement:read">, criterion: string): Promise<RowDetail> {
  return inWorkspace(scope, async (tx) => {
    const [facts, read, reviews] = await Promise.all([
      readRequirementFacts(tx, dateIn(scope.timeZone, now())),
      readCrosswalk(tx),
      readReviews(tx),
    ]);
    const { crosswalk, overrides, edition, workspace } = read;
    const layers = rowLayers(criterion, { crosswalk, overrides, facts, reviewOf: reviewsIn(read, reviews) });
    if (layers === null) throw notFound("The criterion");
    return {
      ...layers,
      workspace: { name: workspace.name, slug: scope.workspaceSlug },
      edition: edition.version,
      hasPrivacy: edition.privacy.some((row) => row.criterion === criterion),
      mayDecide: holds(scope, "crosswalk:decide"),
    };
  });
}

/** Everything in scope that no pair leads to, in both directions. */
export async function getGaps(scope: Scope<"requirement:read">): Promise<GapsPage> {
  const today = dateIn(scope.timeZone, now());
  return inWorkspace(scope, async (tx) => {
    const [facts, { crosswalk, workspace }] = await Promise.all([
      readRequirementFacts(tx, today),
      readCrosswalk(tx),
    ]);
    const iso = carryOverRows(facts, crosswalk, { direction: "iso", today });
    const back = carryOverRows(facts, crosswalk, { direction: "soc2", today });
    const of = (kind: "clause" | "control") => iso.filter((row) => row.kind === kind);
    return {
      workspace: { name: workspace.name, slug: scope.workspaceSlug },
      clauses: gapsOf(of("clause"), facts),
      controls: gapsOf(of("control"), facts),
      criteria: gapsOf(back, facts),
      of: { clauses: of("clause").length, controls: of("control").length, criteria: back.length },
      mayAttach: holds(scope, "evidence:write"),
    };
  });
}
