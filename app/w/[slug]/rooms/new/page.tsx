import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { NewRoomScreen } from "@/components/rooms/new-room-screen";
import { authorize } from "@/lib/auth/authorize";
import { pageScope } from "@/lib/auth/page-scope";
import { addDays, dateIn } from "@/lib/core/dates";
import { now } from "@/lib/platform/clock";
import { listRooms } from "@/lib/rooms/queries/rooms";
import { getProgramme, getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "New room" };

const PROPOSED_DAYS = 60;

/** A new room; the programme's window and sixty days of access are proposed. */
export default async function NewRoomPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const scope = await pageScope(slug, "room:write", "workspace:read");
  const reader = await authorize(slug, "room:read");
  const today = dateIn(scope.timeZone, now());
  const [workspace, programme, earlier] = await Promise.all([
    getWorkspace(scope),
    getProgramme(scope),
    listRooms(reader, today),
  ]);
  return (
    <NewRoomScreen
      workspace={workspace}
      values={{
        name: "",
        standard: "iso27001",
        type: "stage1",
        windowFrom: programme.windowFrom,
        windowTo: programme.windowTo,
        accessFrom: today,
        accessUntil: addDays(today, PROPOSED_DAYS),
        welcome: "",
      }}
      earlier={earlier}
      onceKey={randomUUID()}
    />
  );
}
