import { withWriteScope } from "@/lib/auth/route-scope";
import { roomRequestsCsv } from "@/lib/exports/room-requests-csv";
import { handOutRoomList } from "@/lib/rooms/handlers";
import { listRequestLinesOfRoom } from "@/lib/rooms/queries/requests";

/** The requests of one room, named by `room`, with the company's own states. A POST, because taking the file is noted in the activity log. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/w/[slug]/exports/room-requests.csv">,
) {
  const { slug } = await params;
  return withWriteScope(slug, "room:read", (scope) =>
    handOutRoomList(scope, request.url, "requests", {
      read: (roomId) => listRequestLinesOfRoom(scope, roomId),
      write: roomRequestsCsv,
    }),
  );
}
