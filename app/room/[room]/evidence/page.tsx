import type { Metadata } from "next";
import { RoomEvidenceListScreen } from "@/components/room/reading-screens";
import { noteView, roomPage } from "@/lib/rooms/gate";
import { listRoomEvidence } from "@/lib/rooms/queries/reading";

export const metadata: Metadata = { title: "Evidence" };

/** The evidence that the room shows. */
export default async function RoomEvidenceListPage({ params }: PageProps<"/room/[room]/evidence">) {
  const { room } = await params;
  const scope = await roomPage(room);
  const rows = await listRoomEvidence(scope);
  await noteView(scope, { kind: "page", subjectKind: "evidence", subjectId: "all", title: "Evidence" });
  return <RoomEvidenceListScreen roomId={room} rows={rows} />;
}
