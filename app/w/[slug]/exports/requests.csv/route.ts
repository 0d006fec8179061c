import { handOut } from "@/lib/audit-log/handlers";
import { withWriteScope } from "@/lib/auth/route-scope";
import { actorId } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { listRequestRows, readRequestView } from "@/lib/core/request-list";
import { requestsCsv } from "@/lib/exports/requests-csv";
import { now } from "@/lib/platform/clock";
import { listRequests } from "@/lib/requests/queries";

/** The rows of the list's view, all pages of it, as CSV. A POST, because taking the file is noted in the activity log. */
export async function POST(request: Request, { params }: RouteContext<"/w/[slug]/exports/requests.csv">) {
  const { slug } = await params;
  const what = { verb: "register.export", kind: "request", address: request.url } as const;
  return withWriteScope(slug, "request:read", (scope) =>
    handOut(scope, what, async (query) => {
      const today = dateIn(scope.timeZone, now());
      const reader = { userId: actorId(scope), today };
      const { rows } = listRequestRows(await listRequests(scope), readRequestView(query), reader);
      return { fileName: `requests-${today}.csv`, body: requestsCsv(rows), rows: rows.length };
    }),
  );
}
