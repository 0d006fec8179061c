import { answered } from "@/lib/files/handlers";
import { withRoom } from "@/lib/rooms/gate";
import { sendRoomDownload } from "@/lib/rooms/handlers";

type Context = { params: Promise<{ room: string; itemId: string; number: string }> };

/** The stored bytes of one version that the room shows, always as a download. */
export async function GET(request: Request, { params }: Context) {
  const { room, ...place } = await params;
  const known = request.headers.get("if-none-match");
  return answered(withRoom(room, (scope) => sendRoomDownload(scope, place, known)));
}
