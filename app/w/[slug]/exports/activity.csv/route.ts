import { listActivityAfter } from "@/lib/audit-log/queries";
import { withScope } from "@/lib/auth/route-scope";
import { actorId } from "@/lib/core/access";
import { readActivityFilter } from "@/lib/core/activity";
import { activityCsv } from "@/lib/exports/activity-csv";
import { requireAttempts } from "@/lib/platform/rate-limit";

/** The filtered log as CSV, read and sent in pages. */
export async function GET(request: Request, { params }: RouteContext<"/w/[slug]/exports/activity.csv">) {
  const { slug } = await params;
  return withScope(slug, "activity:read", async (scope) => {
    await requireAttempts(
      [{ key: `export:${actorId(scope)}`, hits: 60, seconds: 3600 }],
      "You exported 60 files within an hour. Wait until the hour is over.",
    );
    const filter = readActivityFilter(Object.fromEntries(new URL(request.url).searchParams));
    const stream = activityCsv((after) => listActivityAfter(scope, filter, after));
    return new Response(stream, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${slug}-activity.csv"`,
        "cache-control": "private, no-store",
      },
    });
  });
}
