import { findingsCsv } from "@/lib/exports/findings-csv";
import { listFindingsOfRoom } from "@/lib/findings/queries";
import { handOutRoomList } from "@/lib/rooms/handlers";

/** The findings of one room, named by `room`. A POST, because taking the file is noted in the activity log. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/w/[slug]/exports/room-findings.csv">,
) {
  const { slug } = await params;
  return handOutRoomList(slug, request, "findings", listFindingsOfRoom, findingsCsv);
}
