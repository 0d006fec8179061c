import type { Metadata } from "next";
import { OverviewScreen } from "@/components/room/overview-screen";
import { burnUp, progressOf } from "@/lib/core/room-request";
import { noteView, roomPage } from "@/lib/rooms/gate";
import { getRoomFrame } from "@/lib/rooms/queries/frame";
import { listRoomRequests } from "@/lib/rooms/queries/requests";

export const metadata: Metadata = { title: "Auditor's room" };

/** The first page of a room. */
export default async function RoomOverviewPage({ params }: PageProps<"/room/[room]">) {
  const { room } = await params;
  const scope = await roomPage(room);
  const [frame, rows] = await Promise.all([getRoomFrame(scope), listRoomRequests(scope)]);
  await noteView(scope, { kind: "page", subjectKind: "room", subjectId: room, title: "Overview" });
  return (
    <OverviewScreen
      frame={frame}
      timeZone={scope.timeZone}
      nextId={rows.find(({ state }) => state === "submitted")?.id ?? null}
      fresh={rows.filter(({ isNew }) => isNew)}
      points={burnUp(progressOf(rows))}
    />
  );
}
