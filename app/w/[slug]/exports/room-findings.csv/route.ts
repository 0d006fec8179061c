import { handOut } from "@/lib/audit-log/handlers";
import { withWriteScope } from "@/lib/auth/route-scope";
import { dateIn } from "@/lib/core/dates";
import { findingsCsv } from "@/lib/exports/findings-csv";
import { listFindingsOfRoom } from "@/lib/findings/queries";
import { now } from "@/lib/platform/clock";
import { getRoom } from "@/lib/rooms/queries/rooms";

/** The findings of one room, named by `room`. A POST, because taking the file is noted in the activity log. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/w/[slug]/exports/room-findings.csv">,
) {
  const { slug } = await params;
  const what = { verb: "register.export", kind: "room", address: request.url } as const;
  return withWriteScope(slug, "room:read", (scope) =>
    handOut(scope, what, async ({ room: id = "" }) => {
      const today = dateIn(scope.timeZone, now());
      const room = await getRoom(scope, id, today);
      const rows = await listFindingsOfRoom(scope, room.id);
      return { fileName: `room-findings-${today}.csv`, body: findingsCsv(rows), rows: rows.length };
    }),
  );
}
