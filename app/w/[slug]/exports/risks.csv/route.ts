import { withScope } from "@/lib/auth/route-scope";
import { dateIn } from "@/lib/core/dates";
import { listRiskRows, readRiskView } from "@/lib/core/risk-list";
import { riskFileName, riskRecord, risksCsv } from "@/lib/core/risk-record";
import { now } from "@/lib/platform/clock";
import { listRisks } from "@/lib/risks/queries";
import { getSnapshot } from "@/lib/risks/queries/snapshots";

function csv(text: string, name: string): Response {
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "private, no-store",
    },
  });
}

/** The rows of the register's view, all pages of it, as CSV; with `snapshot` the rows as they were frozen. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  const { slug } = await params;
  return withScope(slug, "risk:read", async (scope) => {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    if (query.snapshot !== undefined) {
      const { register } = await getSnapshot(scope, query.snapshot);
      return csv(risksCsv(register.risks), riskFileName(register.takenOn));
    }
    const today = dateIn(scope.timeZone, now());
    const { rows, method } = await listRisks(scope, today);
    const shown = listRiskRows(rows, readRiskView(query), method);
    return csv(risksCsv(shown.rows.map(riskRecord)), riskFileName(today));
  });
}
