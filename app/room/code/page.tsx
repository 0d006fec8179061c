import type { Metadata } from "next";
import { DoorFrame } from "@/app/room/door-frame";
import { CodeScreen } from "@/components/room/door-screens";
import { isCodeAsked } from "@/lib/rooms/gate";

export const metadata: Metadata = { title: "Enter the code" };

/** Where the six digits are typed. */
export default async function RoomCodePage() {
  return (
    <DoorFrame>
      <CodeScreen asked={await isCodeAsked()} />
    </DoorFrame>
  );
}
