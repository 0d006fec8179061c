import type { Metadata } from "next";
import { RoomPacksScreen } from "@/components/room/packs-screen";
import { noteView, roomPage } from "@/lib/rooms/gate";
import { getRoomFrame } from "@/lib/rooms/queries/frame";
import { listRoomPacks } from "@/lib/rooms/queries/packs";

export const metadata: Metadata = { title: "Packs" };

/** The packs that the room gives away. */
export default async function RoomPacksPage({ params }: PageProps<"/room/[room]/packs">) {
  const { room } = await params;
  const scope = await roomPage(room);
  const [frame, packs] = await Promise.all([getRoomFrame(scope), listRoomPacks(scope)]);
  await noteView(scope, { kind: "page", subjectKind: "export", subjectId: "packs", title: "Packs" });
  return <RoomPacksScreen roomId={room} company={frame.workspace} timeZone={scope.timeZone} packs={packs} />;
}
