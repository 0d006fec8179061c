import { headers } from "next/headers";
import { DoorFrame } from "@/app/room/door-frame";
import { RoomShell } from "@/components/room/room-shell";
import { readFlash } from "@/lib/auth/flash";
import { readPreferences } from "@/lib/platform/preferences";
import { roomScopeOrNull } from "@/lib/rooms/gate";
import { getRoomFrame } from "@/lib/rooms/queries/frame";

/** Draws the frame of a room. It does not let anybody in: every page below asks the gate itself. */
export default async function RoomLayout({ children, params }: LayoutProps<"/room/[room]">) {
  const { room } = await params;
  const scope = await roomScopeOrNull(room);
  if (scope === null) return <DoorFrame>{children}</DoorFrame>;
  const [frame, { theme }, flash, all] = await Promise.all([
    getRoomFrame(scope),
    readPreferences(),
    readFlash(),
    headers(),
  ]);
  return (
    <RoomShell
      frame={frame}
      here={all.get("x-path") ?? ""}
      preview={scope.actor.kind === "preview"}
      theme={theme}
      flash={flash ?? undefined}
    >
      {children}
    </RoomShell>
  );
}
