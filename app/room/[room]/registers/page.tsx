import type { Metadata } from "next";
import { RoomRegistersScreen } from "@/components/room/reading-screens";
import { noteView, roomPage } from "@/lib/rooms/gate";
import { listRoomRegisters } from "@/lib/rooms/queries/reading";

export const metadata: Metadata = { title: "Registers" };

/** The registers that the room shares. */
export default async function RoomRegistersPage({ params }: PageProps<"/room/[room]/registers">) {
  const { room } = await params;
  const scope = await roomPage(room);
  const tables = await listRoomRegisters(scope);
  await noteView(scope, { kind: "page", subjectKind: "register", subjectId: "all", title: "Registers" });
  return <RoomRegistersScreen tables={tables} />;
}
