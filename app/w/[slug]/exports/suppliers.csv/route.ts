import { withWriteScope } from "@/lib/auth/route-scope";
import { readSupplierView } from "@/lib/core/supplier-list";
import { downloadSuppliers } from "@/lib/suppliers/handlers";

/** The rows of the register's view as CSV. A POST, because taking the file is noted in the activity log. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  const { slug } = await params;
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return withWriteScope(slug, "supplier:read", (scope) => downloadSuppliers(scope, readSupplierView(query)));
}
