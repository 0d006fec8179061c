import { randomUUID } from "node:crypto";
import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { NewFindingScreen } from "@/components/findings/write-finding-screen";
import { paths, singleValues } from "@/lib/core/paths";
import { getFindingStart } from "@/lib/findings/queries";
import { roomPage } from "@/lib/rooms/gate";
import { getRoomFrame } from "@/lib/rooms/queries/frame";

export const metadata: Metadata = { title: "New finding" };

/** The form of a new finding; `ref` and `request` say where the auditor came from. Whoever looks as one reads the list. */
export default async function NewFindingPage({
  params,
  searchParams,
}: PageProps<"/room/[room]/findings/new">) {
  const { room } = await params;
  const { ref, request } = singleValues(await searchParams);
  const scope = await roomPage(room);
  if (scope.actor.kind === "preview") redirect(paths.inRoomPage(room, "findings") as Route);
  const [frame, start] = await Promise.all([
    getRoomFrame(scope),
    getFindingStart(scope, { ref, requestId: request }),
  ]);
  return <NewFindingScreen roomId={room} company={frame.workspace} start={start} onceKey={randomUUID()} />;
}
