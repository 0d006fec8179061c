import type { Metadata } from "next";
import { RoomSamplesScreen } from "@/components/sampling/samples-screen";
import { noteView, roomPage } from "@/lib/rooms/gate";
import { listPopulations } from "@/lib/sampling/queries/populations";
import { listSamples } from "@/lib/sampling/queries/samples";

export const metadata: Metadata = { title: "Samples" };

/** The samples of the room and the lists to draw from. */
export default async function RoomSamplesPage({ params }: PageProps<"/room/[room]/samples">) {
  const { room } = await params;
  const scope = await roomPage(room);
  const [populations, samples] = await Promise.all([listPopulations(scope), listSamples(scope)]);
  await noteView(scope, { kind: "page", subjectKind: "sample", subjectId: room, title: "Samples" });
  return (
    <RoomSamplesScreen roomId={room} timeZone={scope.timeZone} populations={populations} samples={samples} />
  );
}
