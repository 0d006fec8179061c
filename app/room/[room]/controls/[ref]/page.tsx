import type { Metadata } from "next";
import { RoomControlScreen } from "@/components/room/reading-screens";
import { noteView, orRoomNotFound, roomPage } from "@/lib/rooms/gate";
import { getRoomControl } from "@/lib/rooms/queries/reading";

export const metadata: Metadata = { title: "Control" };

/** One requirement of the room. */
export default async function RoomControlPage({ params }: PageProps<"/room/[room]/controls/[ref]">) {
  const { room, ref } = await params;
  const scope = await roomPage(room);
  const control = await orRoomNotFound(getRoomControl(scope, decodeURIComponent(ref)));
  const title = `${control.ref} ${control.title}`;
  await noteView(scope, { kind: "page", subjectKind: "control", subjectId: control.ref, title });
  return <RoomControlScreen roomId={room} control={control} preview={scope.actor.kind === "preview"} />;
}
