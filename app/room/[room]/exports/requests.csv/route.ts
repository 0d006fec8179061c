import { roomRequestsCsv } from "@/lib/exports/room-requests-csv";
import { noteView, withRoom } from "@/lib/rooms/gate";
import { listRoomRequests } from "@/lib/rooms/queries/requests";

/** The requests of the room as its auditor sees them. */
export async function GET(_request: Request, { params }: { params: Promise<{ room: string }> }) {
  const { room } = await params;
  return withRoom(room, async (scope) => {
    const rows = await listRoomRequests(scope);
    await noteView(scope, {
      kind: "download",
      subjectKind: "export",
      subjectId: "requests.csv",
      title: "Requests as CSV",
    });
    return new Response(roomRequestsCsv(rows), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="requests.csv"',
      },
    });
  });
}
