import { withScope } from "@/lib/auth/route-scope";
import { controlsCsv } from "@/lib/core/requirement-export";
import { filterContext } from "@/lib/core/requirement-filters";
import { listRows, readView } from "@/lib/core/requirement-list";
import { getControls } from "@/lib/requirements/queries/controls";

/** The rows of the list's current filter as CSV. */
export async function GET(
  request: Request,
  context: { params: Promise<{ slug: string }> },
): Promise<Response> {
  const { slug } = await context.params;
  return withScope(slug, "requirement:read", async (scope) => {
    const { rows, today, crosswalk } = await getControls(scope, new Date());
    const view = readView(Object.fromEntries(new URL(request.url).searchParams));
    const shown = listRows(rows, view, filterContext(crosswalk, today));
    return new Response(controlsCsv(shown, crosswalk), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="controls_${scope.workspaceSlug}_${today}.csv"`,
        "cache-control": "private, no-store",
      },
    });
  });
}
