import type { Metadata } from "next";
import { DoorFrame } from "@/app/room/door-frame";
import { LinkScreen } from "@/components/room/door-screens";
import { lookAtLink } from "@/lib/rooms/gate";

export const metadata: Metadata = { title: "Auditor's room" };

/** A personal link. Opening it changes nothing: programs that look into mails open links too. */
export default async function RoomLinkPage({ params }: PageProps<"/room/open/[token]">) {
  const { token } = await params;
  return (
    <DoorFrame>
      <LinkScreen token={token} invitation={await lookAtLink(token)} />
    </DoorFrame>
  );
}
