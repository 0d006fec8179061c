import { withWriteScope } from "@/lib/auth/route-scope";
import { download, exportClauses } from "@/lib/soa/handlers";

/** A POST, because taking the file is noted in the activity log. */
export async function POST(_request: Request, { params }: RouteContext<"/w/[slug]/exports/clauses.csv">) {
  const { slug } = await params;
  return withWriteScope(slug, ["soa:read", "requirement:read"], async (scope) =>
    download(await exportClauses(scope, "csv")),
  );
}
