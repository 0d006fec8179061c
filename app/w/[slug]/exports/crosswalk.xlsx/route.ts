import { withWriteScope } from "@/lib/auth/route-scope";
import { exportCrosswalk } from "@/lib/carry-over/handlers";
import { download } from "@/lib/soa/handlers";

/** A POST, because taking the file is noted in the activity log. */
export async function POST(request: Request, { params }: RouteContext<"/w/[slug]/exports/crosswalk.xlsx">) {
  const { slug } = await params;
  return withWriteScope(slug, "requirement:read", async (scope) =>
    download(await exportCrosswalk(scope, "crosswalk.xlsx", request.url)),
  );
}
