// The parts of a room's page on the company's side, in order.

export const ROOM_TABS = ["requests", "findings", "samples", "access", "scope", "packs", "seen"] as const;
export type RoomTab = (typeof ROOM_TABS)[number];
export const ROOM_TAB_LABEL: Readonly<Record<RoomTab, string>> = {
  requests: "Requests",
  findings: "Findings",
  samples: "Samples",
  access: "Access",
  scope: "What is shared",
  packs: "Packs",
  seen: "Seen",
};

/** The tab that an address asks for. */
export function readRoomTab(text: string | undefined): RoomTab {
  return ROOM_TABS.find((tab) => tab === text) ?? "requests";
}
