import type { Metadata } from "next";
import { RoomControlsScreen } from "@/components/room/reading-screens";
import { noteView, roomPage } from "@/lib/rooms/gate";
import { listRoomControls } from "@/lib/rooms/queries/reading";

export const metadata: Metadata = { title: "Controls" };

/** The requirements that the room covers. */
export default async function RoomControlsPage({ params }: PageProps<"/room/[room]/controls">) {
  const { room } = await params;
  const scope = await roomPage(room);
  const rows = await listRoomControls(scope);
  await noteView(scope, { kind: "page", subjectKind: "control", subjectId: "all", title: "Controls" });
  return <RoomControlsScreen roomId={room} rows={rows} />;
}
