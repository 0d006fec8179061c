import type { Metadata } from "next";
import { DoorFrame } from "@/app/room/door-frame";
import { DoorScreen } from "@/components/room/door-screens";
import { listEnterable } from "@/lib/rooms/gate";

export const metadata: Metadata = { title: "Auditor's room" };

/** The neutral door of all rooms: whoever is not let in anywhere else ends here. */
export default async function RoomDoorPage() {
  return (
    <DoorFrame>
      <DoorScreen rooms={await listEnterable()} />
    </DoorFrame>
  );
}
