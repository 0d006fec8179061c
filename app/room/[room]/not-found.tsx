import { headers } from "next/headers";
import { NotFoundState } from "@/components/layout/empty-state";
import { paths } from "@/lib/core/paths";

/** The room of the address, which an answer of this kind is not told. */
async function roomOfAddress(): Promise<string | null> {
  return /^\/room\/([0-9a-f-]{36})(?:\/|\?|$)/.exec((await headers()).get("x-path") ?? "")?.[1] ?? null;
}

export default async function RoomNotFound() {
  const room = await roomOfAddress();
  const back =
    room === null
      ? { href: paths.roomDoor(), label: "Go to the door" }
      : { href: paths.inRoom(room), label: "Go to the overview" };
  return (
    <>
      <h1 className="sr">Page not found</h1>
      <NotFoundState back={back}>
        The address is wrong, or the company does not share this record with you, or not any more.
      </NotFoundState>
    </>
  );
}
