// The pages of a room on the auditor's side, in order; what is not shared is no page.

import { paths } from "@/lib/core/paths";
import type { RoomFrame } from "@/lib/core/room-dto";

export type RoomLink = { readonly href: string; readonly label: string; readonly exact?: true };

/** The links of the room's header. */
export function roomLinks({ roomId }: Pick<RoomFrame, "roomId" | "registers">): readonly RoomLink[] {
  return [{ href: paths.inRoom(roomId), label: "Overview", exact: true }];
}
