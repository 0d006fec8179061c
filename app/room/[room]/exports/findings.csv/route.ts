import { findingsCsv } from "@/lib/exports/findings-csv";
import { listRoomFindings } from "@/lib/findings/queries";
import { withRoom } from "@/lib/rooms/gate";
import { sendRoomList } from "@/lib/rooms/handlers";

const FILE = { name: "findings", title: "Findings as CSV" } as const;

/** The findings of the room as its auditor sees them. */
export async function GET(_request: Request, { params }: { params: Promise<{ room: string }> }) {
  const { room } = await params;
  return withRoom(room, async (scope) =>
    sendRoomList(scope, FILE, findingsCsv(await listRoomFindings(scope))),
  );
}
