import { answered } from "@/lib/files/handlers";
import { withRoom } from "@/lib/rooms/gate";
import { sendRoomPreview } from "@/lib/rooms/handlers";

type Context = { params: Promise<{ room: string; itemId: string; number: string }> };

/** One version that the room shows, as it is looked at in place. */
export async function GET(_request: Request, { params }: Context) {
  const { room, ...place } = await params;
  return answered(withRoom(room, (scope) => sendRoomPreview(scope, place)));
}
