import { withWriteScope } from "@/lib/auth/route-scope";
import { downloadSuppliers } from "@/lib/suppliers/handlers";

/** The rows of the register's view as CSV. A POST, because taking the file is noted in the activity log. */
export async function POST(request: Request, { params }: RouteContext<"/w/[slug]/exports/suppliers.csv">) {
  const { slug } = await params;
  return withWriteScope(slug, "supplier:read", (scope) => downloadSuppliers(scope, request.url));
}
