import type { Metadata } from "next";
import { RoomFindingScreen } from "@/components/findings/room-finding-screen";
import { findingName, titleOf } from "@/lib/core/finding";
import { singleValues } from "@/lib/core/paths";
import { getFindingStart, getRoomFinding } from "@/lib/findings/queries";
import { noteView, orRoomNotFound, roomPage } from "@/lib/rooms/gate";

export const metadata: Metadata = { title: "Finding" };

/** The view's title is read by the company, so a draft is named without its words. */
function seenAs({
  number,
  statement,
}: {
  readonly number: number | null;
  readonly statement: string;
}): string {
  return number === null ? "Draft of a finding" : `Finding ${findingName(number)} ${titleOf(statement)}`;
}

/** One finding of the room; `edit` opens its form. */
export default async function RoomFindingPage({
  params,
  searchParams,
}: PageProps<"/room/[room]/findings/[id]">) {
  const { room, id } = await params;
  const { edit } = singleValues(await searchParams);
  const scope = await roomPage(room);
  const [finding, start] = await Promise.all([
    orRoomNotFound(getRoomFinding(scope, id)),
    getFindingStart(scope, { ref: undefined, requestId: undefined }),
  ]);
  await noteView(scope, {
    kind: "page",
    subjectKind: "finding",
    subjectId: finding.id,
    title: seenAs(finding),
  });
  return (
    <RoomFindingScreen
      roomId={room}
      timeZone={scope.timeZone}
      finding={finding}
      covered={start.covered}
      edit={edit !== undefined}
      preview={scope.actor.kind === "preview"}
    />
  );
}
