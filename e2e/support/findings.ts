// Findings for tests: raised by an auditor's own session, taken over and answered by the company.
import { callAction } from "./action-call";
import type { Input, Place } from "./place";
import { type OpenedRoom, openedRoom, roomCookie, seat } from "./rooms";

const findings = (name: string) => `lib/findings/actions.ts#${name}Action`;

type Seated = OpenedRoom & { readonly cookie: string };

/** What an auditor writes; every text carries the canary of the workspace. */
export const findingWords = (place: Place, change: Input = {}): Input => ({
  requirements: "A.5.18",
  grade: "minor",
  statement: `Leavers keep access ${place.canary}.`,
  objectiveEvidence: `2 of 10 accounts ${place.canary}`,
  ...change,
});

/** A finding of the room; raised unless `change` says `raise: ""`. Returns its id. */
export async function writtenFinding(place: Place, room: Seated, change: Input = {}): Promise<string> {
  const answer = await callAction({
    action: findings("writeFinding"),
    args: [room.roomId, null, { ...findingWords(place), raise: "on", onceKey: "", ...change }],
    cookie: room.cookie,
    answerOnly: true,
  });
  if (answer.redirect === null) throw new Error(`The finding was refused: ${answer.text.slice(0, 900)}`);
  return answer.redirect.split("?")[0]?.split("/").at(-1) ?? "";
}

/** An open room with a session of its auditor. */
export async function seatedRoom(place: Place, name?: string): Promise<Seated> {
  const room = await openedRoom(place, name);
  return { ...room, cookie: roomCookie(await seat(place.database, room)) };
}

/** A finding of which the company has raised a nonconformity. */
export async function takenOver(place: Place, room: Seated): Promise<{ id: string; version: number }> {
  const id = await writtenFinding(place, room);
  await place.act("owner", findings("takeOverFinding"), { id, version: 1, onceKey: "" });
  return { id, version: 2 };
}

/** The same with an answer to the correction that waits for the auditor. */
export async function answeredFinding(
  place: Place,
  room: Seated,
): Promise<{ id: string; version: number; part: string }> {
  const { id, version } = await takenOver(place, room);
  const body = `Accounts closed ${place.canary}`;
  const part = "correction";
  await place.act("owner", findings("answerFinding"), { id, version, part, body, onceKey: "" });
  return { id, version: version + 1, part };
}
