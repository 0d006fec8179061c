import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { RoomScreen } from "@/components/rooms/room-screen";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { holds, roleHas } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { singleValues } from "@/lib/core/paths";
import { readRoomTab } from "@/lib/core/room-tabs";
import { listFindingsOfRoom } from "@/lib/findings/queries";
import { now } from "@/lib/platform/clock";
import { withheldAsked } from "@/lib/rooms/input";
import { listPacksOfRoom } from "@/lib/rooms/queries/packs";
import { listRequestsOfRoom } from "@/lib/rooms/queries/requests";
import { getRoom } from "@/lib/rooms/queries/rooms";
import { listWithheld } from "@/lib/rooms/queries/withheld";
import { listSamplesOfRoom } from "@/lib/sampling/queries/samples";
import { getWorkspace, listMembers } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Auditor's room" };

/** One room from the company's side; `tab` chooses the part. */
export default async function RoomPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug, id } = await params;
  const { tab, find, held } = singleValues(await searchParams);
  const scope = await pageScope(slug, "room:read", "workspace:read", "member:read");
  const today = dateIn(scope.timeZone, now());
  const room = await orNotFound(getRoom(scope, id, today));
  const [workspace, findings, members, requests, packs, withheld, samples] = await Promise.all([
    getWorkspace(scope),
    listFindingsOfRoom(scope, room.id),
    listMembers(scope),
    listRequestsOfRoom(scope, room.id),
    listPacksOfRoom(scope, room.id),
    listWithheld(scope, room.id, withheldAsked.parse({ words: find, page: held })),
    listSamplesOfRoom(scope, room.id),
  ]);
  return (
    <RoomScreen
      workspace={workspace}
      timeZone={scope.timeZone}
      today={today}
      room={room}
      tab={readRoomTab(tab)}
      people={members.filter(({ role }) => roleHas(role, "room:write"))}
      askable={members.filter(({ role }) => roleHas(role, "evidence:write"))}
      requests={requests}
      samples={samples}
      findings={findings}
      packs={packs}
      withheld={withheld}
      mayWrite={holds(scope, "room:write")}
      onceKey={randomUUID()}
    />
  );
}
