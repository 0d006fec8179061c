import { handOut } from "@/lib/audit-log/handlers";
import { withWriteScope } from "@/lib/auth/route-scope";
import { controlsCsv } from "@/lib/core/requirement-export";
import { filterContext } from "@/lib/core/requirement-filters";
import { listRows, readView } from "@/lib/core/requirement-list";
import { now } from "@/lib/platform/clock";
import { getControls } from "@/lib/requirements/queries/controls";

/** The rows of the list's current filter as CSV. A POST, because taking the file is noted in the activity log. */
export async function POST(request: Request, { params }: RouteContext<"/w/[slug]/exports/controls.csv">) {
  const { slug } = await params;
  const what = { verb: "register.export", kind: "requirement", address: request.url } as const;
  return withWriteScope(slug, "requirement:read", (scope) =>
    handOut(scope, what, async (query) => {
      const { rows, today, crosswalk } = await getControls(scope, now());
      const shown = listRows(rows, readView(query), filterContext(crosswalk, today));
      return {
        fileName: `controls_${scope.workspaceSlug}_${today}.csv`,
        body: controlsCsv(shown, crosswalk),
        rows: shown.length,
      };
    }),
  );
}
