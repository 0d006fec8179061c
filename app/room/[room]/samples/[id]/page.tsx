import type { Metadata } from "next";
import { RoomSampleScreen } from "@/components/sampling/sample-screen";
import { singleValues } from "@/lib/core/paths";
import { sampleNumber } from "@/lib/core/sample";
import { noteView, orRoomNotFound, roomPage } from "@/lib/rooms/gate";
import { checkSample, getSample } from "@/lib/sampling/queries/samples";

export const metadata: Metadata = { title: "Sample" };

/** One sample of the room; `again` draws it once more and compares. */
export default async function RoomSamplePage({
  params,
  searchParams,
}: PageProps<"/room/[room]/samples/[id]">) {
  const { room, id } = await params;
  const { again } = singleValues(await searchParams);
  const scope = await roomPage(room);
  const sample = await orRoomNotFound(getSample(scope, id));
  const drawnAgain = again === "yes" ? await checkSample(scope, sample) : null;
  await noteView(scope, {
    kind: "page",
    subjectKind: "sample",
    subjectId: sample.id,
    title: `Sample ${sampleNumber(sample.number)}`,
  });
  return (
    <RoomSampleScreen
      roomId={room}
      timeZone={scope.timeZone}
      sample={sample}
      again={drawnAgain}
      preview={scope.actor.kind === "preview"}
    />
  );
}
