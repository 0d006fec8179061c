import type { Metadata } from "next";
import { RoomsScreen } from "@/components/rooms/rooms-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { holds } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { now } from "@/lib/platform/clock";
import { listRooms } from "@/lib/rooms/queries/rooms";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Auditors' rooms" };

/** All auditors' rooms. */
export default async function RoomsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const scope = await pageScope(slug, "room:read", "workspace:read");
  const today = dateIn(scope.timeZone, now());
  const [workspace, rooms] = await Promise.all([getWorkspace(scope), listRooms(scope, today)]);
  return <RoomsScreen workspace={workspace} rooms={rooms} mayWrite={holds(scope, "room:write")} />;
}
