// Every page, file and action of auditors' rooms, asked for with every session that does not open this room.
import { randomBytes, randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { callAction } from "./support/action-call";
import { writtenFinding } from "./support/findings";
import { idsOf as allIds, withForeignIds } from "./support/foreign-ids";
import { builtPack, readyPack } from "./support/packs";
import { hashOf, newMark, newTeam } from "./support/people";
import { type Input, Place } from "./support/place";
import { ACTIONS, type RoomAction } from "./support/registry";
import { PAGES, type RoomIds, type RoomPage } from "./support/registry-pages";
import { answeredRequest, draftRoom, type OpenedRoom, openedRoom, roomCookie, seat } from "./support/rooms";
import { sampledIn } from "./support/samples";
import { type Database, forgetLimits, origin } from "./support/server";
import { type Actor, counted, test, type World } from "./support/world";

const RANDOM = "0190a0a0-0000-7000-8000-00000000dead";

type Rooms = {
  readonly room: OpenedRoom & { readonly cookie: string };
  readonly ids: RoomIds;
  /** Records of another room, which this one must not show. */
  readonly foreign: RoomIds;
  readonly shutOut: readonly Actor[];
  /** Another room of the company, and one of another company. */
  readonly others: readonly { readonly at: Place; readonly room: OpenedRoom & { readonly cookie: string } }[];
};

async function ended(
  database: Database,
  room: OpenedRoom,
  how: "ended" | "expired" | "idle",
): Promise<Actor> {
  const token = await seat(database, room);
  await database.inside(room.workspaceId, (sql) => {
    const newest = sql`id = (select id from room_sessions where room_id = ${room.roomId} order by created_at desc limit 1)`;
    if (how === "ended") return sql`update room_sessions set ended_at = now() where ${newest}`;
    if (how === "expired")
      return sql`update room_sessions set expires_at = now() - interval '1 minute' where ${newest}`;
    return sql`update room_sessions set last_seen_at = now() - interval '13 hours' where ${newest}`;
  });
  return { name: `${how} session`, cookie: roomCookie(token) };
}

async function seated(
  database: Database,
  place: Place,
  name: string,
): Promise<OpenedRoom & { cookie: string }> {
  const room = await openedRoom(place, name);
  return { ...room, cookie: roomCookie(await seat(database, room)) };
}

async function idsOf(place: Place): Promise<Omit<RoomIds, "finding" | "population" | "sample">> {
  const { itemId } = await place.item("owner", true);
  await place.file("owner", itemId);
  return { item: itemId, pack: await readyPack(place, await draftRoom(place)) };
}

/** What the room shows: an answer that was handed over, with a file. */
async function handedOver(
  place: Place,
  roomId: string,
): Promise<Omit<RoomIds, "finding" | "population" | "sample">> {
  const { id } = await answeredRequest(place, roomId, { share: true });
  const { item } = await place.one(
    (sql) => sql<{ item: string }[]>`select item_id as item from request_evidence where request_id = ${id}`,
  );
  await place.file("owner", item);
  return { item, pack: await builtPack(place, roomId, true) };
}

async function gone(database: Database, place: Place, how: "revoked" | "closed" | "over"): Promise<Actor> {
  const room = await openedRoom(place, `Gone ${newMark()}`);
  const token = await seat(database, room);
  await database.inside(room.workspaceId, (sql) => {
    if (how === "revoked")
      return sql`update room_auditors set revoked_at = now() where id = ${room.auditorId}`;
    if (how === "closed") return sql`update rooms set state = 'closed' where id = ${room.roomId}`;
    return sql`update rooms set access_until = '2020-01-02' where id = ${room.roomId}`;
  });
  return { name: `${how}: ${room.roomId}`, cookie: roomCookie(token) };
}

let made: Promise<Rooms> | undefined;

async function makeRooms(world: World): Promise<Rooms> {
  const { database, victim, other } = world;
  const room = await seated(database, victim, `Room ${victim.canary}`);
  const sister = await seated(database, victim, `Sister ${newMark()}`);
  const abroad = await seated(database, other, `Abroad ${newMark()}`);
  const stranger = new Place(await newTeam(database, newMark()), database, newMark());
  return {
    room,
    ids: {
      ...(await handedOver(victim, room.roomId)),
      ...(await sampledIn(victim, room)),
      finding: await writtenFinding(victim, room),
    },
    foreign: {
      ...(await idsOf(stranger)),
      ...(await sampledIn(victim, sister)),
      finding: await writtenFinding(victim, sister),
    },
    others: [
      { at: victim, room: sister },
      { at: other, room: abroad },
    ],
    shutOut: [
      { name: "nobody", cookie: "" },
      { name: "made-up session", cookie: roomCookie("x".repeat(43)) },
      { name: "another room of the company", cookie: sister.cookie },
      { name: "a room of another company", cookie: abroad.cookie },
      { name: "the company's owner without a room", cookie: victim.team.people.owner.cookie },
      await ended(database, room, "ended"),
      await ended(database, room, "expired"),
      await ended(database, room, "idle"),
    ],
  };
}

function roomsOf(world: World): Promise<Rooms> {
  made ??= makeRooms(world);
  return made;
}

async function ask(path: string, cookie: string, headers: Record<string, string> = {}) {
  const asked = { "accept-encoding": "identity", ...headers, cookie };
  const response = await fetch(`${origin()}${path}`, { headers: asked, redirect: "manual" });
  const body = await response.text();
  const all = `${[...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n")}\n${body}`;
  const location = response.headers.get("location") ?? /NEXT_REDIRECT;replace;([^;"]+)/.exec(body)?.[1] ?? "";
  return { status: response.status, location, body, all, policy: response.headers.get("referrer-policy") };
}

function shown(reply: { status: number; location: string; body: string }): string {
  const words = reply.body.startsWith("{") ? reply.body : "";
  const text = `${reply.status} ${reply.location} ${words}`;
  return text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>");
}

async function refusePage(world: World, row: RoomPage): Promise<void> {
  const { room, ids, shutOut } = await roomsOf(world);
  const transports: readonly Record<string, string>[] = row.file ? [{}] : [{}, { rsc: "1" }];
  for (const { name, cookie } of shutOut) {
    for (const headers of transports) {
      const tail = headers.rsc === undefined ? "" : "?_rsc=abcde";
      const refused = await ask(`${row.path(room.roomId, ids)}${tail}`, cookie, headers);
      const missing = await ask(`${row.path(RANDOM, ids)}${tail}`, cookie, headers);
      counted();
      // A member's own name and address stand in their own menu.
      const told = refused.all.replaceAll(new RegExp(`(?:Owner |owner-)${world.victim.canary}`, "g"), "");
      expect(told, name).not.toContain(world.victim.canary);
      expect(refused.status, name).toBeLessThan(500);
      expect(shown(refused), name).toBe(shown(missing));
      if (row.file) expect(refused.status, name).toBe(404);
      else expect(`${refused.location}${refused.body}`, name).toContain("/room");
    }
  }
}

test("a session whose access ended opens not even its own room", async ({ world }) => {
  const { database, victim } = world;
  for (const how of ["revoked", "closed", "over"] as const) {
    const { name, cookie } = await gone(database, victim, how);
    const roomId = name.split(": ")[1] ?? "";
    const [shut, missing] = [await ask(`/room/${roomId}`, cookie), await ask(`/room/${RANDOM}`, cookie)];
    counted();
    expect(shown(shut), how).toBe(shown(missing));
    expect(shut.all).not.toContain("Gone");
  }
});

for (const [key, row] of Object.entries(PAGES)) {
  if (row.kind !== "room") continue;
  test(`${key} opens to its own session only`, async ({ world }) => {
    const { room, ids, foreign } = await roomsOf(world);
    const before = await world.digest();
    await refusePage(world, row);
    expect(await world.digest(), "a refused request changed the room").toBe(before);
    const [named, random] = [
      row.path(room.roomId, foreign),
      row.path(room.roomId, {
        finding: RANDOM,
        item: RANDOM,
        pack: RANDOM,
        population: RANDOM,
        sample: RANDOM,
      }),
    ];
    if (named !== row.path(room.roomId, ids)) {
      const [taken, absent] = [await ask(named, room.cookie), await ask(random, room.cookie)];
      expect([taken.status, absent.status]).toEqual([404, 404]);
      expect(shown(taken)).toBe(shown(absent));
    }
    const own = await ask(row.path(room.roomId, ids), room.cookie);
    counted();
    expect([row.status ?? 200].flat()).toContain(own.status);
    if (row.status === undefined) expect(own.all).toContain(world.victim.canary);
    if (!row.file) expect(own.policy).toBe("same-origin");
  });
}

/** A live session of the company's lead, who looks as the auditor. */
async function lookingIn({ database, victim }: World, { roomId }: OpenedRoom): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const { workspaceId, people } = victim.team;
  await database.inside(
    workspaceId,
    (sql) => sql`
      insert into room_sessions (workspace_id, id, room_id, member_id, token_hash, expires_at)
      values (${workspaceId}, ${randomUUID()}, ${roomId}, ${people.lead.userId}, ${hashOf(token)}, now() + interval '1 hour')`,
  );
  return roomCookie(token);
}

async function refuseForeignIds(world: World, action: string, row: RoomAction): Promise<void> {
  const { room, others } = await roomsOf(world);
  const own = await row.input(world.victim, room);
  const missing = withForeignIds(own, () => RANDOM);
  const call = (input: Input) =>
    callAction({ action, args: [room.roomId, null, input], cookie: room.cookie });
  for (const { at, room: theirs } of missing.length === 0 ? [] : others) {
    const ids = allIds(await row.input(at, theirs));
    const before = await world.digest();
    for (const [place, input] of withForeignIds(own, (id, where) => ids[where] ?? id).entries()) {
      const [taken, absent] = [await call(input), await call(missing[place] ?? input)];
      counted();
      expect(taken.ok, taken.text.slice(0, 400)).toBe(false);
      expect(taken.status).toBeLessThan(500);
      expect(JSON.stringify(taken.result?.message)).toBe(JSON.stringify(absent.result?.message));
    }
    expect(await world.digest(), "an id of another room changed something").toBe(before);
  }
}

async function refuseAction(world: World, action: string, row: RoomAction): Promise<void> {
  const { room, shutOut } = await roomsOf(world);
  const input = await row.input(world.victim, room);
  const preview = await lookingIn(world, room);
  const before = await world.digest();
  for (const { name, cookie } of shutOut) {
    const refused = await callAction({ action, args: [room.roomId, null, input], cookie });
    const missing = await callAction({ action, args: [RANDOM, null, input], cookie });
    counted();
    expect(refused.code, name).toBe("UNAUTHENTICATED");
    expect(JSON.stringify(refused.result).replaceAll(room.roomId, "")).toBe(
      JSON.stringify(missing.result).replaceAll(RANDOM, ""),
    );
    expect(refused.text).not.toContain(world.victim.canary);
  }
  const evil = { origin: "https://evil.example" };
  const foreign = await callAction({
    action,
    args: [room.roomId, null, input],
    cookie: room.cookie,
    headers: evil,
  });
  expect(foreign.status).toBe(403);
  for (const args of [
    [],
    [room.roomId],
    [room.roomId, null, 5],
    [room.roomId, null, { ...input, more: 1 }],
    [null, null, input],
  ]) {
    const bad = await callAction({ action, args, cookie: room.cookie });
    counted();
    expect(bad.ok, bad.text.slice(0, 400)).toBe(false);
    expect(bad.status).toBeLessThan(500);
  }
  if (action !== "lib/rooms/actions.ts#leaveRoomAction") {
    const looking = await callAction({ action, args: [room.roomId, null, input], cookie: preview });
    counted();
    expect(looking.code, "whoever looks as the auditor").toBe("FORBIDDEN");
  }
  expect(await world.digest(), "a refused call changed the room").toBe(before);
}

for (const [action, row] of Object.entries(ACTIONS)) {
  if (row.kind !== "room") continue;
  test(`${action} serves its own session only`, async ({ world }) => {
    await forgetLimits(world.database);
    await refuseAction(world, action, row);
    await refuseForeignIds(world, action, row);
    const { database, victim } = world;
    const room = await seated(database, victim, `Fresh ${newMark()}`);
    const input = await row.input(victim, room);
    const before = await world.digest();
    const answer = await callAction({ action, args: [room.roomId, null, input], cookie: room.cookie });
    counted();
    expect(answer.ok, answer.text.slice(0, 900)).toBe(true);
    expect(await world.digest(), "the call changed nothing, so the refusals prove nothing").not.toBe(before);
  });
}
