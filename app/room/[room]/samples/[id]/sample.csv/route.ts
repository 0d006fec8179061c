import { sampleNumber } from "@/lib/core/sample";
import { sampleCsv } from "@/lib/exports/sample-csv";
import { noteView, withRoom } from "@/lib/rooms/gate";
import { getSample } from "@/lib/sampling/queries/samples";

type Context = { params: Promise<{ room: string; id: string }> };

/** One sample of the room as CSV. */
export async function GET(_request: Request, { params }: Context) {
  const { room, id } = await params;
  return withRoom(room, async (scope) => {
    const sample = await getSample(scope, id);
    const name = sampleNumber(sample.number);
    await noteView(scope, {
      kind: "download",
      subjectKind: "sample",
      subjectId: sample.id,
      title: `Sample ${name} as CSV`,
    });
    return new Response(sampleCsv(sample), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="sample-${name}.csv"`,
      },
    });
  });
}
