import { answered } from "@/lib/files/handlers";
import { withRoom } from "@/lib/rooms/gate";
import { sendRoomSoaFile } from "@/lib/rooms/handlers";

type Context = { params: Promise<{ room: string; format: string }> };

/** A file of the Statement of Applicability that the room shows, as stored at its approval. */
export async function GET(_request: Request, { params }: Context) {
  const { room, format } = await params;
  return answered(withRoom(room, (scope) => sendRoomSoaFile(scope, format)));
}
