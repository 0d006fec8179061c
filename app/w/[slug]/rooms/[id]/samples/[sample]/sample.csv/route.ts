import { handOut } from "@/lib/audit-log/handlers";
import { withWriteScope } from "@/lib/auth/route-scope";
import { sampleNumber } from "@/lib/core/sample";
import { sampleCsv } from "@/lib/exports/sample-csv";
import { getSampleOfRoom } from "@/lib/sampling/queries/samples";

/** One sample of a room as CSV, with the company's own states. A POST, because taking the file is noted in the activity log. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/w/[slug]/rooms/[id]/samples/[sample]/sample.csv">,
) {
  const { slug, id, sample: sampleId } = await params;
  const what = { verb: "register.export", kind: "sample", address: request.url } as const;
  return withWriteScope(slug, "room:read", (scope) =>
    handOut(scope, what, async () => {
      const sample = await getSampleOfRoom(scope, id, sampleId);
      const fileName = `sample-${sampleNumber(sample.number)}.csv`;
      return { fileName, body: sampleCsv(sample), rows: sample.items.length };
    }),
  );
}
