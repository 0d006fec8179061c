import { notFound } from "next/navigation";
import { roomPage } from "@/lib/rooms/gate";

/** Every other address of a room. */
export default async function RoomUnknownPage({ params }: PageProps<"/room/[room]/[...rest]">) {
  await roomPage((await params).room);
  notFound();
}
