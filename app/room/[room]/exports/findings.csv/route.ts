import { findingsCsv } from "@/lib/exports/findings-csv";
import { listRoomFindings } from "@/lib/findings/queries";
import { noteView, withRoom } from "@/lib/rooms/gate";

/** The findings of the room as its auditor sees them. */
export async function GET(_request: Request, { params }: { params: Promise<{ room: string }> }) {
  const { room } = await params;
  return withRoom(room, async (scope) => {
    const rows = await listRoomFindings(scope);
    await noteView(scope, {
      kind: "download",
      subjectKind: "export",
      subjectId: "findings.csv",
      title: "Findings as CSV",
    });
    return new Response(findingsCsv(rows), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="findings.csv"',
      },
    });
  });
}
