import { findCheckpointNote } from "@/lib/audit-log/queries/chain";
import { withScope } from "@/lib/auth/route-scope";
import { notFound } from "@/lib/core/errors";

/** The signed text of one checkpoint, to be kept somewhere else. */
export async function GET(_request: Request, { params }: RouteContext<"/w/[slug]/activity/chain/[size]">) {
  const { slug, size } = await params;
  return withScope(slug, "activity:read", async (scope) => {
    const note = /^\d{1,15}$/.test(size) ? await findCheckpointNote(scope, Number(size)) : null;
    if (note === null) throw notFound("The checkpoint");
    return new Response(note, {
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "content-disposition": `attachment; filename="${slug}-checkpoint-${size}.txt"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  });
}
