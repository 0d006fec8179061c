import { withWriteScope } from "@/lib/auth/route-scope";
import { readObligationView } from "@/lib/core/obligation";
import { exportObligations } from "@/lib/obligations/handlers";

/** A POST, because taking the file is noted in the activity log. */
export async function POST(request: Request, { params }: RouteContext<"/w/[slug]/exports/obligations.csv">) {
  const { slug } = await params;
  return withWriteScope(slug, "obligation:read", (scope) =>
    exportObligations(scope, readObligationView(Object.fromEntries(new URL(request.url).searchParams))),
  );
}
