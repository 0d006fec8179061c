import { handOut } from "@/lib/audit-log/handlers";
import { withWriteScope } from "@/lib/auth/route-scope";
import { dateIn } from "@/lib/core/dates";
import { listNc, readNcView } from "@/lib/core/nonconformity-list";
import { nonconformitiesCsv } from "@/lib/exports/nonconformities-csv";
import { listNonconformities } from "@/lib/nonconformities/queries";
import { now } from "@/lib/platform/clock";

/** The rows of the register's view, all pages of it, as CSV. A POST, because taking the file is noted in the activity log. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/w/[slug]/exports/nonconformities.csv">,
) {
  const { slug } = await params;
  const what = { verb: "register.export", kind: "nonconformity", address: request.url } as const;
  return withWriteScope(slug, "nonconformity:read", (scope) =>
    handOut(scope, what, async (query) => {
      const today = dateIn(scope.timeZone, now());
      const { rows } = listNc(await listNonconformities(scope, today), readNcView(query), today);
      return { fileName: `nonconformities-${today}.csv`, body: nonconformitiesCsv(rows), rows: rows.length };
    }),
  );
}
