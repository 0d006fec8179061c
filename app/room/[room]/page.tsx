import type { Metadata } from "next";
import { OverviewScreen } from "@/components/room/overview-screen";
import { noteView, roomPage } from "@/lib/rooms/gate";
import { getRoomFrame } from "@/lib/rooms/queries/frame";

export const metadata: Metadata = { title: "Auditor's room" };

/** The first page of a room. */
export default async function RoomOverviewPage({ params }: PageProps<"/room/[room]">) {
  const { room } = await params;
  const scope = await roomPage(room);
  const frame = await getRoomFrame(scope);
  await noteView(scope, { kind: "page", subjectKind: "room", subjectId: room, title: "Overview" });
  return <OverviewScreen frame={frame} timeZone={scope.timeZone} />;
}
