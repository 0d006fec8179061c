import "server-only";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import {
  type CarryOverFilters,
  type CarryOverPage,
  carryOverRows,
  criteriaCount,
  filterCarryOver,
} from "@/lib/core/carry-over-list";
import { dateIn } from "@/lib/core/dates";
import { now } from "@/lib/platform/clock";
import { readRequirementFacts } from "@/lib/requirements/queries";
import { readCrosswalkInput } from "@/lib/requirements/queries/controls";

/** One direction of the crosswalk with the team's evidence counted on both sides: all rows, and those the filters leave. */
export async function getCarryOver(
  scope: Scope<"requirement:read">,
  filters: CarryOverFilters,
): Promise<CarryOverPage> {
  const today = dateIn(scope.timeZone, now());
  return inWorkspace(scope, async (tx) => {
    const [facts, { programme, crosswalk }, [workspace]] = await Promise.all([
      readRequirementFacts(tx, today),
      readCrosswalkInput(tx),
      tx.select({ name: workspaces.name }).from(workspaces),
    ]);
    const all = carryOverRows(facts, crosswalk, { direction: filters.direction, today });
    return {
      workspace: { name: workspace?.name ?? "", slug: scope.workspaceSlug },
      ...{ programme, filters, all },
      rows: filterCarryOver(all, filters),
      criteria: criteriaCount(crosswalk),
    };
  });
}
