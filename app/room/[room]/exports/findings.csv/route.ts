import { findingsCsv } from "@/lib/exports/findings-csv";
import { listRoomFindings } from "@/lib/findings/queries";
import { sendRoomList } from "@/lib/rooms/handlers";

/** The findings of the room as its auditor sees them. */
export async function GET(_request: Request, { params }: { params: Promise<{ room: string }> }) {
  const { room } = await params;
  return sendRoomList(room, { name: "findings", title: "Findings as CSV" }, listRoomFindings, findingsCsv);
}
