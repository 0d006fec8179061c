import { withScope } from "@/lib/auth/route-scope";
import { answered, sendPreview } from "@/lib/files/handlers";

type Context = { params: Promise<{ slug: string; itemId: string; number: string }> };

/** One version as it is looked at in place. */
export async function GET(_request: Request, { params }: Context) {
  const { slug, ...place } = await params;
  return answered(withScope(slug, "evidence:read", (scope) => sendPreview(scope, place)));
}
