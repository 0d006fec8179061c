import type { Metadata } from "next";
import { ImportRequestsScreen } from "@/components/rooms/import-requests-screen";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { roleHas } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { now } from "@/lib/platform/clock";
import { getRoom } from "@/lib/rooms/queries/rooms";
import { getWorkspace, listMembers } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Import requests" };

/** An auditor's list of requests as the company got it. */
export default async function ImportRequestsPage({
  params,
}: {
  params: Promise<{ slug: string; id: string }>;
}) {
  const { slug, id } = await params;
  const scope = await pageScope(slug, "room:write", "room:read", "workspace:read", "member:read");
  const room = await orNotFound(getRoom(scope, id, dateIn(scope.timeZone, now())));
  const [workspace, members] = await Promise.all([getWorkspace(scope), listMembers(scope)]);
  const people = members.filter(({ role }) => roleHas(role, "evidence:write"));
  return <ImportRequestsScreen workspace={workspace} room={room} people={people} />;
}
