import "server-only";
import { eq, sql } from "drizzle-orm";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { users } from "@/db/schema/people";
import { inWorkspace } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import type { IsoDate } from "@/lib/core/dates";
import { AppError } from "@/lib/core/errors";
import type { EvidenceExportRow } from "@/lib/core/evidence-dto";
import type { LibraryFilters } from "@/lib/evidence/input";
import { currentArtifact, withFreshness } from "@/lib/evidence/queries/columns";
import { datesOf, libraryColumns } from "@/lib/evidence/queries/library";
import { filterOf } from "@/lib/evidence/queries/library-filter";
import { pageQuery } from "@/lib/evidence/queries/library-order";
import { readProgramme } from "@/lib/workspaces/queries";

const EXPORT_LIMIT = 20_000;

const exportColumns = {
  ...libraryColumns,
  sourceSystem: artifacts.sourceSystem,
  url: artifacts.url,
  fileName: artifacts.fileName,
  sha256: artifacts.blobSha256,
  cadence: evidenceItems.cadence,
  cadenceDays: evidenceItems.cadenceDays,
  sharedDescription: evidenceItems.sharedDescription,
  refs: sql<
    string[]
  >`array(select l.ref from evidence_links l where l.workspace_id = ${evidenceItems.workspaceId} and l.item_id = ${evidenceItems.id})`,
};

/**
 * All items that the filters leave, in the list's order, with the references they are linked to.
 * @throws AppError INVALID (more than 20,000)
 */
export async function listEvidenceExport(
  scope: Scope<"evidence:read">,
  filters: LibraryFilters,
  today: IsoDate,
): Promise<readonly EvidenceExportRow[]> {
  return inWorkspace(scope, async (tx) => {
    const programme = await readProgramme(tx);
    const whole = pageQuery({ ...filters, cursor: "" }, filterOf(scope, filters, today), EXPORT_LIMIT + 1);
    const found = await tx
      .select(exportColumns)
      .from(sql`${whole.rows} page`)
      .innerJoin(evidenceItems, sql`${evidenceItems.id} = page.id`)
      .leftJoin(artifacts, currentArtifact)
      .leftJoin(users, eq(users.id, evidenceItems.ownerId))
      .orderBy(whole.order)
      .limit(EXPORT_LIMIT + 1);
    if (found.length > EXPORT_LIMIT) {
      throw new AppError(
        "INVALID",
        "More than 20,000 items are left. Narrow the list, or export the whole workspace in its settings.",
      );
    }
    const window = { from: programme.windowFrom, to: programme.windowTo };
    return found.map((row) => ({ ...withFreshness(row, today), ...datesOf(row, today, window) }));
  });
}
