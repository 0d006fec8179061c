import { randomInt, randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { LINES_SHOWN } from "@/components/sampling/list-lines";
import { PopulationScreen } from "@/components/sampling/population-screen";
import { singleValues } from "@/lib/core/paths";
import { noteView, orRoomNotFound, roomPage } from "@/lib/rooms/gate";
import { getPopulation } from "@/lib/sampling/queries/populations";

export const metadata: Metadata = { title: "Draw a sample" };

const SEEDS = 1_000_000_000;

/** One list of the room: what it holds and the form that draws from it. */
export default async function RoomPopulationPage({
  params,
  searchParams,
}: PageProps<"/room/[room]/samples/from/[itemId]/[number]">) {
  const { room, ...place } = await params;
  const { sheet, find, from } = singleValues(await searchParams);
  const scope = await roomPage(room);
  const shown = {
    sheet: sheet ?? null,
    find: (find ?? "").slice(0, 100),
    from: /^[1-9]\d{0,8}$/.test(from ?? "") ? Number(from) : 1,
    limit: LINES_SHOWN,
  };
  const population = await orRoomNotFound(getPopulation(scope, place, shown));
  await noteView(scope, {
    kind: "page",
    subjectKind: "evidence",
    subjectId: population.itemId,
    title: `Lines of ${population.title}, version ${population.number}`,
  });
  return (
    <PopulationScreen
      roomId={room}
      population={population}
      from={shown.from}
      find={shown.find}
      seed={randomInt(1, SEEDS)}
      onceKey={randomUUID()}
      preview={scope.actor.kind === "preview"}
    />
  );
}
