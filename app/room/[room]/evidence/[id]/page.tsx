import type { Metadata } from "next";
import { RoomEvidenceScreen } from "@/components/room/reading-screens";
import { noteView, orRoomNotFound, roomPage, viewerMark } from "@/lib/rooms/gate";
import { getRoomEvidence } from "@/lib/rooms/queries/reading";

export const metadata: Metadata = { title: "Evidence" };

/** One piece of evidence of the room. */
export default async function RoomEvidencePage({ params }: PageProps<"/room/[room]/evidence/[id]">) {
  const { room, id } = await params;
  const scope = await roomPage(room);
  const item = await orRoomNotFound(getRoomEvidence(scope, id));
  await noteView(scope, { kind: "page", subjectKind: "evidence", subjectId: item.itemId, title: item.title });
  return <RoomEvidenceScreen roomId={room} item={item} mark={await viewerMark(scope)} />;
}
