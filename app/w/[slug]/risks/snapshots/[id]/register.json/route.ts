import { withScope } from "@/lib/auth/route-scope";
import { getSnapshot } from "@/lib/risks/queries/snapshots";

/** The frozen register, byte for byte as its hash names it. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ slug: string; id: string }> },
): Promise<Response> {
  const { slug, id } = await params;
  return withScope(slug, "risk:read", async (scope) => {
    const { content, register } = await getSnapshot(scope, id);
    return new Response(content, {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="risks-${register.takenOn}.json"`,
        "cache-control": "private, no-store",
      },
    });
  });
}
