import { answered } from "@/lib/files/handlers";
import { withRoom } from "@/lib/rooms/gate";
import { sendRoomPack } from "@/lib/rooms/handlers";

/** The bytes of a pack that was given to the room. */
export async function GET(_request: Request, { params }: { params: Promise<{ room: string; id: string }> }) {
  const { room, id } = await params;
  return answered(withRoom(room, (scope) => sendRoomPack(scope, id)));
}
