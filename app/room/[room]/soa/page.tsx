import type { Metadata } from "next";
import { RoomSoaScreen } from "@/components/room/reading-screens";
import { noteView, orRoomNotFound, roomPage } from "@/lib/rooms/gate";
import { getRoomSoa } from "@/lib/rooms/queries/reading";
import { listRoomSoaFiles } from "@/lib/rooms/queries/soa-files";

export const metadata: Metadata = { title: "Statement of Applicability" };

/** The approved version that the room shows. */
export default async function RoomSoaPage({ params }: PageProps<"/room/[room]/soa">) {
  const { room } = await params;
  const scope = await roomPage(room);
  const soa = await orRoomNotFound(getRoomSoa(scope));
  const title = `Statement of Applicability${soa === null ? "" : ` ${soa.label}`}`;
  await noteView(scope, { kind: "page", subjectKind: "soa", subjectId: soa?.label ?? "none", title });
  return <RoomSoaScreen roomId={room} soa={soa} files={await listRoomSoaFiles(scope)} />;
}
