import { roomRequestsCsv } from "@/lib/exports/room-requests-csv";
import { sendRoomList } from "@/lib/rooms/handlers";
import { listRoomRequests } from "@/lib/rooms/queries/requests";

/** The requests of the room as its auditor sees them. */
export async function GET(_request: Request, { params }: { params: Promise<{ room: string }> }) {
  const { room } = await params;
  return sendRoomList(
    room,
    { name: "requests", title: "Requests as CSV" },
    listRoomRequests,
    roomRequestsCsv,
  );
}
