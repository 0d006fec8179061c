import { withWriteScope } from "@/lib/auth/route-scope";
import { download, exportSoa } from "@/lib/soa/handlers";

/** A POST, because taking the file is noted in the activity log. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/w/[slug]/exports/soa.oscal-ssp.json">,
) {
  const { slug } = await params;
  return withWriteScope(slug, "soa:read", async (scope) =>
    download(await exportSoa(scope, "oscal-ssp.json", request.url)),
  );
}
