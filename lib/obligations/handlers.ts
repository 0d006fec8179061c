import "server-only";
import { handOut } from "@/lib/audit-log/handlers";
import type { Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { listObligationRows, readObligationView } from "@/lib/core/obligation";
import { obligationsCsv } from "@/lib/core/obligation-csv";
import { listObligations } from "@/lib/obligations/queries";
import { now } from "@/lib/platform/clock";

/** The rows of the view that the address names, as CSV with an entry in the activity log. @throws AppError LIMITED */
export async function exportObligations(scope: Scope<"obligation:read">, address: string): Promise<Response> {
  return handOut(scope, { verb: "register.export", kind: "obligation", address }, async (query) => {
    const today = dateIn(scope.timeZone, now());
    const { rows } = listObligationRows(await listObligations(scope), readObligationView(query), today);
    return {
      fileName: `obligations_${scope.workspaceSlug}_${today}.csv`,
      body: obligationsCsv(rows),
      rows: rows.length,
    };
  });
}
