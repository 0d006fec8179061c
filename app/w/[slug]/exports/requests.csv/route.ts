import { withScope } from "@/lib/auth/route-scope";
import { actorId } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { listRequestRows, readRequestView } from "@/lib/core/request-list";
import { requestsCsv } from "@/lib/exports/requests-csv";
import { now } from "@/lib/platform/clock";
import { listRequests } from "@/lib/requests/queries";

/** The rows of the list's view, all pages of it, as CSV. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  const { slug } = await params;
  return withScope(slug, "request:read", async (scope) => {
    const today = dateIn(scope.timeZone, now());
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const reader = { userId: actorId(scope), today };
    const { rows } = listRequestRows(await listRequests(scope), readRequestView(query), reader);
    return new Response(requestsCsv(rows), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="requests-${today}.csv"`,
        "cache-control": "no-store",
      },
    });
  });
}
