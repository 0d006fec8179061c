import type { Metadata } from "next";
import { RoomImportScreen } from "@/components/room/import-screen";
import { noteView, roomPage } from "@/lib/rooms/gate";
import { getRoomFrame } from "@/lib/rooms/queries/frame";

export const metadata: Metadata = { title: "Import requests" };

/** An auditor's list of requests as a file. */
export default async function RoomImportPage({ params }: PageProps<"/room/[room]/requests/import">) {
  const { room } = await params;
  const scope = await roomPage(room);
  const frame = await getRoomFrame(scope);
  await noteView(scope, { kind: "page", subjectKind: "request", subjectId: room, title: "Import requests" });
  return (
    <RoomImportScreen
      roomId={room}
      company={frame.workspace}
      leadName={frame.leadName}
      preview={scope.actor.kind === "preview"}
    />
  );
}
