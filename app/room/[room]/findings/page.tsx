import type { Metadata } from "next";
import { RoomFindingsScreen } from "@/components/findings/room-findings-screen";
import { listRoomFindings } from "@/lib/findings/queries";
import { noteView, roomPage } from "@/lib/rooms/gate";
import { getRoomFrame } from "@/lib/rooms/queries/frame";

export const metadata: Metadata = { title: "Findings" };

/** The findings of a room. */
export default async function RoomFindingsPage({ params }: PageProps<"/room/[room]/findings">) {
  const { room } = await params;
  const scope = await roomPage(room);
  const [frame, rows] = await Promise.all([getRoomFrame(scope), listRoomFindings(scope)]);
  await noteView(scope, { kind: "page", subjectKind: "finding", subjectId: room, title: "Findings" });
  return (
    <RoomFindingsScreen
      roomId={room}
      company={frame.workspace}
      rows={rows}
      preview={scope.actor.kind === "preview"}
    />
  );
}
