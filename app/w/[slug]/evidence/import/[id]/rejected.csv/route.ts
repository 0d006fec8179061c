import { handOut } from "@/lib/audit-log/handlers";
import { withWriteScope } from "@/lib/auth/route-scope";
import { rejectedLinesCsv } from "@/lib/core/rejected-csv";
import { getRejectedLines } from "@/lib/imports/queries";

/** The rejected lines of one import with their reasons. A POST, because taking the file is noted in the activity log. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/w/[slug]/evidence/import/[id]/rejected.csv">,
) {
  const { slug, id } = await params;
  const what = { verb: "register.export", kind: "import", address: request.url } as const;
  return withWriteScope(slug, "evidence:read", (scope) =>
    handOut(scope, what, async () => {
      const { header, lines } = await getRejectedLines(scope, id);
      return { fileName: "rejected-lines.csv", body: rejectedLinesCsv(header, lines), rows: lines.length };
    }),
  );
}
