import "server-only";
import { createHash } from "node:crypto";
import type { Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { listObligationRows, type ObligationView } from "@/lib/core/obligation";
import { obligationsCsv } from "@/lib/core/obligation-csv";
import { recordObligationExport } from "@/lib/obligations/mutations/export";
import { listObligations } from "@/lib/obligations/queries";
import { now } from "@/lib/platform/clock";

/** The rows of the view as CSV, with an entry in the activity log: read, render, record. */
export async function exportObligations(
  scope: Scope<"obligation:read">,
  view: ObligationView,
): Promise<Response> {
  const today = dateIn(scope.timeZone, now());
  const { rows } = listObligationRows(await listObligations(scope), view, today);
  const bytes = new TextEncoder().encode(obligationsCsv(rows));
  const fileName = `obligations_${scope.workspaceSlug}_${today}.csv`;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await recordObligationExport(scope, { fileName, rows: rows.length, sha256 });
  return new Response(bytes, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-length": String(bytes.byteLength),
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
