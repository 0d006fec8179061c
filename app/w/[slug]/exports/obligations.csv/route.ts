import { withWriteScope } from "@/lib/auth/route-scope";
import { exportObligations } from "@/lib/obligations/handlers";

/** A POST, because taking the file is noted in the activity log. */
export async function POST(request: Request, { params }: RouteContext<"/w/[slug]/exports/obligations.csv">) {
  const { slug } = await params;
  return withWriteScope(slug, "obligation:read", (scope) => exportObligations(scope, request.url));
}
