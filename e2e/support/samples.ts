// Samples for tests: lists that answered a request for a population, and draws from them by an auditor's own session.
import { callAction } from "./action-call";
import { send } from "./file-calls";
import { newMark } from "./people";
import type { Input, Place } from "./place";
import { type OpenedRoom, roomCookie, seat } from "./rooms";

/** Forty leavers; each line carries the canary of the workspace. */
export const leavers = (canary: string): string =>
  `employee_id,terminated_on,ticket\n${Array.from(
    { length: 40 },
    (_, at) => `P-${1_001 + at},2026-05-${String((at % 28) + 1).padStart(2, "0")},HR-${canary}-${at + 1}`,
  ).join("\n")}\n`;

/** A file that answered a request for a population: about no requirement, so that only its own room shows it. */
export async function givenPopulation(
  place: Place,
  roomId: string,
  given: { readonly title?: string; readonly name?: string; readonly body?: string } = {},
): Promise<{ readonly itemId: string; readonly requestId: string }> {
  const { people } = place.team;
  const title = given.title ?? `Leavers ${place.canary} ${newMark()}`;
  await place.act("owner", "lib/rooms/actions.ts#writeRoomRequestAction", {
    ...{ roomId, auditorRef: `P-${newMark()}`, title, kind: "population" },
    ...{ ownerId: people.contributor.userId, onceKey: "" },
  });
  const { id } = await place.one(
    (sql) => sql<{ id: string }[]>`select id from requests where room_id = ${roomId} and title = ${title}`,
  );
  const file = await send(
    place.team,
    people.contributor,
    given.name ?? "leavers.csv",
    given.body ?? leavers(place.canary),
  );
  await place.act("contributor", "lib/requests/actions.ts#answerRequestAction", {
    ...{ id, version: 1, kind: "population", uploads: [String(file.body.uploadId)], onceKey: "" },
    ...{ query: "terminated_on in the window", effectiveOn: "2026-01-15" },
  });
  await place.act("lead", "lib/rooms/actions.ts#shareAnswerAction", { id, version: 2 });
  const { item } = await place.one(
    (sql) => sql<{ item: string }[]>`select item_id as item from request_evidence where request_id = ${id}`,
  );
  return { itemId: item, requestId: id };
}

/** What the form of a list sends. */
export const drawInput = (itemId: string, change: Input = {}): Input => ({
  ...{ itemId, number: "1", idColumn: "0", method: "random", size: "3", seed: "2026", onceKey: "" },
  ...change,
});

/** A list of the room and a sample drawn from it. */
export async function sampledIn(
  place: Place,
  room: OpenedRoom,
): Promise<{ readonly population: string; readonly sample: string }> {
  const { itemId } = await givenPopulation(place, room.roomId);
  const answer = await callAction({
    action: "lib/sampling/actions.ts#drawSampleAction",
    args: [room.roomId, null, drawInput(itemId)],
    cookie: roomCookie(await seat(place.database, room)),
    answerOnly: true,
  });
  if (!answer.ok) throw new Error(`The sample was refused: ${answer.text.slice(0, 900)}`);
  const { id } = await place.one(
    (sql) => sql<{ id: string }[]>`select id from samples where item_id = ${itemId}`,
  );
  return { population: itemId, sample: id };
}
