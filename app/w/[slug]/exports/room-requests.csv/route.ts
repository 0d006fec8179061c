import { withScope } from "@/lib/auth/route-scope";
import { dateIn } from "@/lib/core/dates";
import { roomRequestsCsv } from "@/lib/exports/room-requests-csv";
import { now } from "@/lib/platform/clock";
import { listRequestsOfRoom } from "@/lib/rooms/queries/requests";
import { getRoom } from "@/lib/rooms/queries/rooms";

/** The requests of one room, named by `room`, with the company's own states. */
export async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  return withScope(slug, "room:read", async (scope) => {
    const today = dateIn(scope.timeZone, now());
    const room = await getRoom(scope, new URL(request.url).searchParams.get("room") ?? "", today);
    const { rows } = await listRequestsOfRoom(scope, room.id);
    return new Response(roomRequestsCsv(rows), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="room-requests-${today}.csv"`,
        "cache-control": "no-store",
      },
    });
  });
}
