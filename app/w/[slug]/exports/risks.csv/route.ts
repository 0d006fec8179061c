import { handOut } from "@/lib/audit-log/handlers";
import { withWriteScope } from "@/lib/auth/route-scope";
import { dateIn } from "@/lib/core/dates";
import { listRiskRows, readRiskView } from "@/lib/core/risk-list";
import { riskFileName, riskRecord, risksCsv } from "@/lib/core/risk-record";
import { now } from "@/lib/platform/clock";
import { listRisks } from "@/lib/risks/queries";
import { getSnapshot } from "@/lib/risks/queries/snapshots";

/**
 * The rows of the register's view, all pages of it, as CSV; with `snapshot` the rows as they were frozen. A POST, because
 * taking the file is noted in the activity log.
 */
export async function POST(request: Request, { params }: RouteContext<"/w/[slug]/exports/risks.csv">) {
  const { slug } = await params;
  const what = { verb: "register.export", kind: "risk", address: request.url } as const;
  return withWriteScope(slug, "risk:read", (scope) =>
    handOut(scope, what, async (query) => {
      if (query.snapshot !== undefined) {
        const { risks, takenOn } = (await getSnapshot(scope, query.snapshot)).register;
        return { fileName: riskFileName(takenOn), body: risksCsv(risks), rows: risks.length };
      }
      const today = dateIn(scope.timeZone, now());
      const { rows, method } = await listRisks(scope, today);
      const shown = listRiskRows(rows, readRiskView(query), method).rows.map(riskRecord);
      return { fileName: riskFileName(today), body: risksCsv(shown), rows: shown.length };
    }),
  );
}
