import { withScope } from "@/lib/auth/route-scope";
import { answered, describeDownload, sendDownload } from "@/lib/files/handlers";

type Context = { params: Promise<{ slug: string; itemId: string; number: string }> };

/** The stored bytes of one version, or one part of them, always as a download. */
export async function GET(request: Request, { params }: Context) {
  const { slug, ...place } = await params;
  return answered(withScope(slug, "evidence:read", (scope) => sendDownload(scope, place, request.headers)));
}

/** The same headers without the bytes. */
export async function HEAD(_request: Request, { params }: Context) {
  const { slug, ...place } = await params;
  return answered(withScope(slug, "evidence:read", (scope) => describeDownload(scope, place)));
}
