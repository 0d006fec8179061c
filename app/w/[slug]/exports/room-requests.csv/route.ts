import { handOut } from "@/lib/audit-log/handlers";
import { withWriteScope } from "@/lib/auth/route-scope";
import { dateIn } from "@/lib/core/dates";
import { roomRequestsCsv } from "@/lib/exports/room-requests-csv";
import { now } from "@/lib/platform/clock";
import { listRequestsOfRoom } from "@/lib/rooms/queries/requests";
import { getRoom } from "@/lib/rooms/queries/rooms";

/** The requests of one room, named by `room`, with the company's own states. A POST, because taking the file is noted in the activity log. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/w/[slug]/exports/room-requests.csv">,
) {
  const { slug } = await params;
  const what = { verb: "register.export", kind: "room", address: request.url } as const;
  return withWriteScope(slug, "room:read", (scope) =>
    handOut(scope, what, async ({ room: id = "" }) => {
      const today = dateIn(scope.timeZone, now());
      const room = await getRoom(scope, id, today);
      const { rows } = await listRequestsOfRoom(scope, room.id);
      return { fileName: `room-requests-${today}.csv`, body: roomRequestsCsv(rows), rows: rows.length };
    }),
  );
}
