import { answered } from "@/lib/files/handlers";
import { withRoom } from "@/lib/rooms/gate";
import { describeRoomDownload, sendRoomDownload } from "@/lib/rooms/handlers";

type Context = { params: Promise<{ room: string; itemId: string; number: string }> };

/** The stored bytes of one version that the room shows, or one part of them, always as a download. */
export async function GET(request: Request, { params }: Context) {
  const { room, ...place } = await params;
  return answered(withRoom(room, (scope) => sendRoomDownload(scope, place, request.headers)));
}

/** The same headers without the bytes. */
export async function HEAD(_request: Request, { params }: Context) {
  const { room, ...place } = await params;
  return answered(withRoom(room, (scope) => describeRoomDownload(scope, place)));
}
