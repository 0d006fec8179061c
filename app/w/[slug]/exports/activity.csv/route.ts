import { handOut } from "@/lib/audit-log/handlers";
import { listActivityAfter } from "@/lib/audit-log/queries";
import { withWriteScope } from "@/lib/auth/route-scope";
import { readActivityFilter } from "@/lib/core/activity";
import { activityCsv } from "@/lib/exports/activity-csv";

/** The filtered log as CSV, read and sent in pages. A POST, because taking the file is noted in the log itself. */
export async function POST(request: Request, { params }: RouteContext<"/w/[slug]/exports/activity.csv">) {
  const { slug } = await params;
  const what = { verb: "register.export", kind: "workspace", address: request.url } as const;
  return withWriteScope(slug, "activity:read", (scope) =>
    handOut(scope, what, async (query) => {
      const filter = readActivityFilter(query);
      return {
        fileName: `${scope.workspaceSlug}-activity.csv`,
        body: activityCsv((after) => listActivityAfter(scope, filter, after)),
        rows: null,
      };
    }),
  );
}
