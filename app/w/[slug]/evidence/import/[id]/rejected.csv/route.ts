import { withScope } from "@/lib/auth/route-scope";
import { rejectedLinesCsv } from "@/lib/core/rejected-csv";
import { getRejectedLines } from "@/lib/imports/queries";

/** The rejected lines of one import with their reasons, as CSV. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ slug: string; id: string }> },
): Promise<Response> {
  const { slug, id } = await params;
  return withScope(slug, "evidence:read", async (scope) => {
    const { header, lines } = await getRejectedLines(scope, id);
    return new Response(rejectedLinesCsv(header, lines), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="rejected-lines.csv"',
      },
    });
  });
}
