import "server-only";
import { createHash } from "node:crypto";
import { actorId, type Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { libraryFilters } from "@/lib/evidence/input";
import { recordEvidenceExport } from "@/lib/evidence/mutations/export";
import { listEvidenceExport } from "@/lib/evidence/queries/export";
import { evidenceCsv, evidenceWorkbook } from "@/lib/exports/evidence-files";
import { now } from "@/lib/platform/clock";
import { requireAttempts } from "@/lib/platform/rate-limit";

const TYPE = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
} as const;

const HOUR = 3_600;
const PER_PERSON_AND_HOUR = 120;

/**
 * The list that the filters of the address leave, as a file with an entry in the activity log: read, render, record, in
 * this order and without a lock between.
 * @throws AppError LIMITED, INVALID (more than 20,000 items)
 */
export async function exportEvidence(
  scope: Scope<"evidence:read">,
  format: "csv" | "xlsx",
  address: string,
): Promise<Response> {
  await requireAttempts(
    [{ key: `evidence-export:${actorId(scope) ?? "system"}`, hits: PER_PERSON_AND_HOUR, seconds: HOUR }],
    "Too many lists were taken within an hour. Wait a while.",
  );
  const { searchParams } = new URL(address);
  const at = now();
  const today = dateIn(scope.timeZone, at);
  const rows = await listEvidenceExport(scope, libraryFilters.parse(Object.fromEntries(searchParams)), today);
  const list = { workspace: scope.workspaceSlug, today, rows };
  const bytes =
    format === "xlsx" ? await evidenceWorkbook(list, at) : new TextEncoder().encode(evidenceCsv(list));
  const fileName = `${scope.workspaceSlug}_evidence_${today}.${format}`;
  await recordEvidenceExport(scope, {
    ...{ fileName, format },
    rows: rows.length,
    filters: searchParams.toString().slice(0, 1_000),
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });
  return new Response(bytes, {
    headers: {
      "content-type": TYPE[format],
      "content-length": String(bytes.byteLength),
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
