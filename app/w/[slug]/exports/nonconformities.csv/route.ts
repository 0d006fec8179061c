import { withScope } from "@/lib/auth/route-scope";
import { dateIn } from "@/lib/core/dates";
import { listNc, readNcView } from "@/lib/core/nonconformity-list";
import { nonconformitiesCsv } from "@/lib/exports/nonconformities-csv";
import { listNonconformities } from "@/lib/nonconformities/queries";
import { now } from "@/lib/platform/clock";

/** The rows of the register's view, all pages of it, as CSV. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  const { slug } = await params;
  return withScope(slug, "nonconformity:read", async (scope) => {
    const today = dateIn(scope.timeZone, now());
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const { rows } = listNc(await listNonconformities(scope, today), readNcView(query), today);
    return new Response(nonconformitiesCsv(rows), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="nonconformities-${today}.csv"`,
        "cache-control": "no-store",
      },
    });
  });
}
