import { withWriteScope } from "@/lib/auth/route-scope";
import { sendSoaFile } from "@/lib/soa/handlers";

/** The frozen content, or with `profile` and `format` a stored file. A POST, because taking it is noted in the activity log. */
export async function POST(request: Request, { params }: RouteContext<"/w/[slug]/soa/versions/[id]/file">) {
  const { slug, id } = await params;
  const { searchParams } = new URL(request.url);
  const asked = { id, profile: searchParams.get("profile"), format: searchParams.get("format") };
  return withWriteScope(slug, "soa:read", (scope) => sendSoaFile(scope, asked));
}
