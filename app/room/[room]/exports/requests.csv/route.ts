import { roomRequestsCsv } from "@/lib/exports/room-requests-csv";
import { withRoom } from "@/lib/rooms/gate";
import { sendRoomList } from "@/lib/rooms/handlers";
import { listRoomRequestLines } from "@/lib/rooms/queries/requests";

const FILE = { name: "requests", title: "Requests as CSV" } as const;

/** The requests of the room as its auditor sees them. */
export async function GET(_request: Request, { params }: { params: Promise<{ room: string }> }) {
  const { room } = await params;
  return withRoom(room, async (scope) =>
    sendRoomList(scope, FILE, roomRequestsCsv(await listRoomRequestLines(scope))),
  );
}
