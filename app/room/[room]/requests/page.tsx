import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { RoomRequestsScreen } from "@/components/room/requests-screen";
import { AppError } from "@/lib/core/errors";
import { singleValues } from "@/lib/core/paths";
import { inListOrder } from "@/lib/core/room-request";
import type { RoomRequestDetail } from "@/lib/core/room-request-dto";
import { noteView, roomPage, viewerMark } from "@/lib/rooms/gate";
import { getRoomFrame } from "@/lib/rooms/queries/frame";
import { getRoomRequest, listRoomRequests } from "@/lib/rooms/queries/requests";

export const metadata: Metadata = { title: "Requests" };

async function orMissing(work: Promise<RoomRequestDetail>): Promise<RoomRequestDetail | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}

/** The requests of the room; `id` opens one beside the list. One that is gone is said so, not answered as an error. */
export default async function RoomRequestsPage({ params, searchParams }: PageProps<"/room/[room]/requests">) {
  const { room } = await params;
  const { id } = singleValues(await searchParams);
  const scope = await roomPage(room);
  const [frame, rows] = await Promise.all([getRoomFrame(scope), listRoomRequests(scope)]);
  const request = id === undefined ? null : await orMissing(getRoomRequest(scope, id));
  await noteView(scope, {
    kind: "page",
    subjectKind: "request",
    subjectId: request?.id ?? room,
    title: request === null ? "Requests" : `Request ${request.auditorRef || request.number} ${request.title}`,
  });
  return (
    <RoomRequestsScreen
      roomId={room}
      company={frame.workspace}
      timeZone={scope.timeZone}
      rows={inListOrder(rows)}
      request={request}
      missing={id !== undefined && request === null}
      mark={await viewerMark(scope)}
      preview={scope.actor.kind === "preview"}
      onceKey={randomUUID()}
    />
  );
}
