import { handOut } from "@/lib/audit-log/handlers";
import { withWriteScope } from "@/lib/auth/route-scope";
import { getSnapshot } from "@/lib/risks/queries/snapshots";

/** The frozen register, byte for byte as its hash names it. A POST, because taking the file is noted in the activity log. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/w/[slug]/risks/snapshots/[id]/register.json">,
) {
  const { slug, id } = await params;
  const what = { verb: "register.export", kind: "risk", address: request.url } as const;
  return withWriteScope(slug, "risk:read", (scope) =>
    handOut(scope, what, async () => {
      const { content, register } = await getSnapshot(scope, id);
      return {
        fileName: `risks-${register.takenOn}.json`,
        body: content,
        rows: register.risks.length,
        type: "application/json; charset=utf-8",
      };
    }),
  );
}
