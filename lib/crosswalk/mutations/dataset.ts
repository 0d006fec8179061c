import "server-only";
import { and, eq } from "drizzle-orm";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";
import { coverage } from "@/lib/core/crosswalk";
import { AppError, staleVersion } from "@/lib/core/errors";
import { EDITIONS, findEdition } from "@/lib/core/frameworks/editions";
import { fateOf, workspaceInput } from "@/lib/core/overrides";
import { pairId } from "@/lib/core/pair-id";
import type { TakeOverDatasetInput } from "@/lib/crosswalk/input";
import { type Crosswalk, type EditionList, readCrosswalk } from "@/lib/crosswalk/queries";

function numbersIn({ programme, overrides, editions }: Crosswalk, version: string) {
  const edition = findEdition(version, editions);
  if (edition === undefined) return {};
  const { mapped, reusable, netNew } = coverage(workspaceInput(programme, overrides, edition, editions));
  return { mapped: mapped.count, reusable: reusable.count, netNew: netNew.count };
}

/** @throws AppError INVALID (the edition is not known, or not newer than the one that is read) */
function requireNewer({ editions }: Crosswalk, from: string, to: string): void {
  const place = (version: string) => editions.findIndex((edition) => edition.version === version);
  if (place(to) !== -1 && place(to) > place(from)) return;
  throw new AppError("INVALID", `Edition ${to} is not newer than edition ${from}. Reload the page.`);
}

/**
 * Lets the workspace read a newer edition from now on; decisions and readings stay as they are. The entry keeps the numbers of
 * both and the decisions that count for nothing afterwards.
 * @throws AppError CONFLICT (somebody changed the workspace or took the edition over first), INVALID (no newer edition)
 */
export async function takeOverDataset(
  scope: Scope<"crosswalk:decide">,
  { from, to, version }: TakeOverDatasetInput,
  editions: EditionList = EDITIONS,
): Promise<{ readonly from: string; readonly to: string }> {
  return inWorkspace(scope, async (tx) => {
    const [row] = await tx.select().from(workspaces).for("update");
    if (row?.version !== version || row.datasetVersion !== from) {
      throw staleVersion("The workspace", { edition: row?.datasetVersion, version: row?.version });
    }
    const read = await readCrosswalk(tx, editions);
    requireNewer(read, from, to);
    await tx
      .update(workspaces)
      .set({ datasetVersion: to, version: version + 1 })
      .where(and(eq(workspaces.id, scope.workspaceId), eq(workspaces.version, version)));
    const edition = findEdition(to, editions);
    const orphaned = read.overrides
      .filter((one) => edition !== undefined && fateOf(one, edition, editions) === "orphaned")
      .map(pairId);
    await record(tx, scope, {
      verb: "crosswalk.upgrade",
      subject: { kind: "crosswalk", ref: to },
      before: { datasetVersion: from, ...numbersIn(read, from) },
      after: { datasetVersion: to, ...numbersIn(read, to), orphaned },
    });
    return { from, to };
  });
}
