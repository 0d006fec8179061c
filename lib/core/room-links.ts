// The pages of a room on the auditor's side, in order; what is not shared is no page.

import { paths } from "@/lib/core/paths";
import type { RoomFrame } from "@/lib/core/room-dto";

export type RoomLink = {
  readonly href: string;
  readonly label: string;
  readonly exact?: true;
  readonly count?: number;
};

/** The links of the room's header. */
export function roomLinks({
  roomId,
  registers,
  findings,
}: Pick<RoomFrame, "roomId" | "registers" | "findings">): readonly RoomLink[] {
  const page = (name: Parameters<typeof paths.inRoomPage>[1], label: string): RoomLink => ({
    href: paths.inRoomPage(roomId, name),
    label,
  });
  return [
    { href: paths.inRoom(roomId), label: "Overview", exact: true },
    page("requests", "Requests"),
    ...(registers.includes("soa") ? [page("soa", "SoA")] : []),
    page("controls", "Controls"),
    page("evidence", "Evidence"),
    page("samples", "Samples"),
    ...(registers.some((register) => register !== "soa") ? [page("registers", "Registers")] : []),
    { ...page("findings", "Findings"), count: findings.raised },
    page("packs", "Packs"),
  ];
}
