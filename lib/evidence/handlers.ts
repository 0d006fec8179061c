import "server-only";
import { handOut } from "@/lib/audit-log/handlers";
import type { Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { libraryFilters } from "@/lib/evidence/input";
import { listEvidenceExport } from "@/lib/evidence/queries/export";
import { evidenceCsv, evidenceWorkbook } from "@/lib/exports/evidence-files";
import { now } from "@/lib/platform/clock";

const TYPE = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
} as const;

/**
 * The list that the filters of the address leave, as a file with an entry in the activity log.
 * @throws AppError LIMITED, INVALID (more than 20,000 items)
 */
export async function exportEvidence(
  scope: Scope<"evidence:read">,
  format: "csv" | "xlsx",
  address: string,
): Promise<Response> {
  return handOut(scope, { verb: "evidence.export", kind: "evidence", address }, async (query) => {
    const at = now();
    const today = dateIn(scope.timeZone, at);
    const rows = await listEvidenceExport(scope, libraryFilters.parse(query), today);
    const list = { workspace: scope.workspaceSlug, today, rows };
    return {
      fileName: `${scope.workspaceSlug}_evidence_${today}.${format}`,
      body: format === "xlsx" ? await evidenceWorkbook(list, at) : evidenceCsv(list),
      rows: rows.length,
      type: TYPE[format],
    };
  });
}
