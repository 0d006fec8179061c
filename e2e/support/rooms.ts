// Auditors' rooms for tests: opened through the product's own actions; sessions of auditors made without mail.
import { randomBytes, randomUUID } from "node:crypto";
import type { Role } from "@/lib/core/access";
import { hashOf, newMark } from "./people";
import { type Input, idIn, type Place } from "./place";
import type { Database } from "./server";

export const ROOM_COOKIE = "carryover.room";
const rooms = (name: string) => `lib/rooms/actions.ts#${name}Action`;

export type OpenedRoom = {
  readonly workspaceId: string;
  readonly roomId: string;
  readonly auditorId: string;
  readonly email: string;
};

export const roomFacts = (name: string): Input => ({
  name,
  standard: "iso27001",
  type: "stage2",
  windowFrom: "2025-10-01",
  windowTo: "2026-09-30",
  accessFrom: "2020-01-01",
  accessUntil: "2099-12-31",
  welcome: `Welcome to ${name}`,
});

/** A draft room of the place; returns its id. */
export async function draftRoom(place: Place, name = `Room ${place.canary}`): Promise<string> {
  const answer = await place.act("owner", rooms("createRoom"), { ...roomFacts(name), onceKey: "" });
  return idIn(answer.redirect);
}

/** An auditor of a room; nobody is mailed while it is a draft. */
export async function addAuditor(
  place: Place,
  roomId: string,
  email = `${newMark()}@audit.example`,
): Promise<string> {
  const input = { roomId, name: `Auditor ${place.canary}`, email, onceKey: "" };
  await place.act("owner", rooms("inviteAuditor"), input);
  const { id } = await place.one(
    (sql) =>
      sql<{ id: string }[]>`select id from room_auditors where room_id = ${roomId} and email = ${email}`,
  );
  return id;
}

export async function roomVersion(place: Place, roomId: string): Promise<number> {
  const row = await place.one(
    (sql) => sql<{ version: number }[]>`select version from rooms where id = ${roomId}`,
  );
  return row.version;
}

/** A room that lets one auditor in. */
export async function openedRoom(place: Place, name?: string): Promise<OpenedRoom> {
  const roomId = await draftRoom(place, name);
  const email = `${newMark()}@audit.example`;
  const auditorId = await addAuditor(place, roomId, email);
  await place.act("owner", rooms("openRoom"), { id: roomId, version: await roomVersion(place, roomId) });
  return { workspaceId: place.team.workspaceId, roomId, auditorId, email };
}

/** One more session of the room's auditor; returns the token that the cookie carries. */
export async function seat(database: Database, room: OpenedRoom): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await database.inside(
    room.workspaceId,
    (sql) => sql`
      insert into room_sessions (workspace_id, id, room_id, auditor_id, token_hash, expires_at)
      values (${room.workspaceId}, ${randomUUID()}, ${room.roomId}, ${room.auditorId}, ${hashOf(token)}, now() + interval '1 day')`,
  );
  return token;
}

export const roomCookie = (token: string): string => `${ROOM_COOKIE}=${token}`;

/** A request of the room with an answer in internal review, or with the auditor. */
export async function answeredRequest(
  place: Place,
  roomId: string,
  given: { readonly share: boolean; readonly owner?: Role; readonly title?: string },
): Promise<{ readonly id: string; readonly version: number }> {
  const owner = given.owner ?? "contributor";
  const title = given.title ?? `Asked ${place.canary} ${newMark()}`;
  await place.act("owner", rooms("writeRoomRequest"), {
    roomId,
    auditorRef: `R-${newMark()}`,
    title,
    kind: "document",
    requirements: "A.5.18",
    ownerId: place.team.people[owner].userId,
    onceKey: "",
  });
  const { id } = await place.one(
    (sql) => sql<{ id: string }[]>`select id from requests where room_id = ${roomId} and title = ${title}`,
  );
  await place.act(owner, "lib/requests/actions.ts#answerRequestAction", {
    ...{ id, version: 1, kind: "attestation", body: `Answer ${place.canary}` },
    ...{ effectiveOn: "2026-01-15", onceKey: "" },
  });
  if (!given.share) return { id, version: 2 };
  await place.act("lead", rooms("shareAnswer"), { id, version: 2 });
  return { id, version: 3 };
}
