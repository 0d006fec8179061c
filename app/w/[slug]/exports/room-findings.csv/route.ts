import { withWriteScope } from "@/lib/auth/route-scope";
import { findingsCsv } from "@/lib/exports/findings-csv";
import { listFindingsOfRoom } from "@/lib/findings/queries";
import { handOutRoomList } from "@/lib/rooms/handlers";

/** The findings of one room, named by `room`. A POST, because taking the file is noted in the activity log. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/w/[slug]/exports/room-findings.csv">,
) {
  const { slug } = await params;
  return withWriteScope(slug, "room:read", (scope) =>
    handOutRoomList(scope, request.url, "findings", {
      read: (roomId) => listFindingsOfRoom(scope, roomId),
      write: findingsCsv,
    }),
  );
}
