import { withWriteScope } from "@/lib/auth/route-scope";
import { exportEvidence } from "@/lib/evidence/handlers";

/** A POST, because taking the file is noted in the activity log. */
export async function POST(request: Request, { params }: RouteContext<"/w/[slug]/exports/evidence.csv">) {
  const { slug } = await params;
  return withWriteScope(slug, "evidence:read", (scope) => exportEvidence(scope, "csv", request.url));
}
