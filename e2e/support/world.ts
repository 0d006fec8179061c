// Two workspaces that must never see each other, once per worker, and the questions asked about them.
import { createHash, randomUUID } from "node:crypto";
import { test as base } from "@playwright/test";
import type { Role } from "@/lib/core/access";
import { seatedRoom, writtenFinding } from "./findings";
import { cookieOf, join, newMark, newPerson, newSession, newTeam, type Person, revoke } from "./people";
import { Place } from "./place";
import { addedObligation } from "./registry-context";
import type { Ids } from "./registry-pages";
import { riskOf, snapshotOf } from "./registry-risks";
import { waiting } from "./registry-soa";
import { openedRoom, roomCookie, seat } from "./rooms";
import { sampledIn } from "./samples";
import { type Database, forgetLimits, openDatabase } from "./server";

export type Actor = { readonly name: string; readonly cookie: string };

export type World = {
  readonly database: Database;
  /** Whose data must not be touched. */
  readonly victim: Place;
  /** A workspace of somebody who is nobody in the victim's. */
  readonly other: Place;
  readonly ids: { readonly victim: Ids; readonly other: Ids };
  /** Without a live session. */
  readonly strangers: readonly Actor[];
  /** Signed in, and no member of the victim's workspace (any more). */
  readonly outsiders: readonly Actor[];
  readonly memberAs: (role: Role) => Promise<Person>;
  /**
   * A line for each table with the count and the hashes of the victim's rows, and one for its people's accounts and sessions; taken
   * once the worker has done what was queued: a pack that an earlier call began is no change of the calls that follow.
   */
  readonly digest: () => Promise<string>;
};

async function fill(place: Place): Promise<Ids> {
  const { version } = await place.one((sql) => sql<{ version: number }[]>`select version from workspaces`);
  const name = `Workspace ${place.canary}`;
  await place.act("owner", "lib/workspaces/actions.ts#setGeneralAction", { version, name, timeZone: "UTC" });
  const { itemId } = await place.item("owner", true);
  await place.file("owner", itemId);
  const { id } = await place.nonconformity("owner");
  const { id: importRun } = await place.preview("owner");
  const { id: request } = await place.request("owner");
  const { id: supplier } = await place.supplier("owner");
  const { id: risk } = await riskOf(place);
  const riskSnapshot = await snapshotOf(place);
  await place.act("owner", "lib/comments/actions.ts#writeCommentAction", {
    subjectKind: "nonconformity",
    subjectId: id,
    body: `Comment ${place.canary}`,
    onceKey: "",
  });
  await place.act("owner", "lib/soa/actions.ts#setSoaCellAction", {
    ...(await place.soaRow("A.8.34")),
    justification: `Because ${place.canary}`,
  });
  await place.act("owner", "lib/context/actions.ts#beginScopeAction", { onceKey: "" });
  const { id: obligation } = await addedObligation(place);
  const seated = await seatedRoom(place);
  const { roomId: room } = seated;
  const { id: soaVersion } = await waiting(place, "owner");
  return {
    soaVersion,
    item: itemId,
    nonconformity: id,
    importRun,
    request,
    supplier,
    room,
    sample: (await sampledIn(place, seated)).sample,
    finding: await writtenFinding(place, seated),
    obligation,
    risk,
    riskSnapshot,
  };
}

async function strangersOf(database: Database, owner: Person): Promise<Actor[]> {
  const revoked = await newSession(database, owner.userId);
  await revoke(database, revoked);
  const expired = await newSession(database, owner.userId);
  await database.auth`update sessions set expires_at = now() - interval '1 minute'
    where token_hash = ${createHash("sha256").update(expired).digest("hex")}`;
  return [
    { name: "anonymous", cookie: "" },
    { name: "made-up session", cookie: cookieOf(randomUUID()) },
    { name: "revoked session", cookie: cookieOf(revoked) },
    { name: "expired session", cookie: cookieOf(expired) },
  ];
}

/** A live session of a room of the workspace itself: it opens that room and nothing else. */
async function auditorOf(place: Place): Promise<Actor> {
  const room = await openedRoom(place, `Room of the stranger ${newMark()}`);
  return { name: "auditor in a room of it", cookie: roomCookie(await seat(place.database, room)) };
}

async function formerMember(place: Place): Promise<Actor> {
  const { database, team } = place;
  const person = await newPerson(database, "Former Member");
  await join(database, team.workspaceId, person.userId, "owner");
  await database.inside(
    team.workspaceId,
    (sql) => sql`update memberships set ended_at = now() where user_id = ${person.userId}`,
  );
  return { name: "former owner", cookie: person.cookie };
}

async function tablesOf(place: Place): Promise<readonly string[]> {
  const rows = await place.database.inside(
    place.team.workspaceId,
    (sql) => sql<{ name: string }[]>`
      select distinct table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'workspace_id' order by 1`,
  );
  return [...rows.map((row) => row.name), "workspaces"];
}

async function digestOf(place: Place, tables: readonly string[]): Promise<string> {
  const parts = tables.map(
    (table) =>
      `select '${table}' as name, count(*) || ' ' || coalesce(sum(hash_record_extended(t, 0)::numeric), 0) as sum from "${table}" t`,
  );
  const rows = await place.database.inside(place.team.workspaceId, (sql) =>
    // Planning this takes as long as running it: prepared, it is planned once for each connection.
    sql.unsafe(parts.join(" union all "), [], { prepare: true }),
  );
  const people = Object.values(place.team.people).map((person) => person.userId);
  const { auth } = place.database;
  const accounts = await auth`
    select u.id, u.name, u.email, u.email_verified_at, s.id as session, c.password_hash
    from users u left join sessions s on s.user_id = u.id left join credentials c on c.user_id = u.id
    where u.id in ${auth(people)} order by u.id, s.id`;
  const hashed = createHash("sha256").update(JSON.stringify(accounts)).digest("hex");
  return [...rows.map((row) => `${row.name}=${row.sum}`), `accounts=${hashed}`].join("\n");
}

async function makeWorld(database: Database): Promise<World> {
  const canary = `zq${newMark()}zq`;
  const mark = newMark();
  const victim = new Place(await newTeam(database, canary), database, canary);
  const other = new Place(await newTeam(database, mark), database, mark);
  const ids = { victim: await fill(victim), other: await fill(other) };
  const tables = await tablesOf(victim);
  const strangers = [...(await strangersOf(database, victim.team.people.owner)), await auditorOf(victim)];
  const outsiders = [
    { name: "owner of another workspace", cookie: other.team.people.owner.cookie },
    await formerMember(victim),
  ];
  return {
    ...{ database, victim, other, ids, strangers, outsiders },
    memberAs: async (role) => {
      const person = await newPerson(database, `${role} ${canary}`);
      await join(database, victim.team.workspaceId, person.userId, role);
      return person;
    },
    digest: async () => {
      await database.idle(victim.team.workspaceId);
      return digestOf(victim, tables);
    },
  };
}

/** Answers that differ only in what the request itself named are the same answer. */
export function normalised(text: string, place: readonly Place[]): string {
  let out = text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>");
  for (const { team } of place) out = out.replaceAll(team.slug, "<slug>");
  return out.replaceAll("no-such-workspace", "<slug>");
}

let cases = 0;
/** Counts the cases of this worker. */
export function counted(): void {
  cases += 1;
}

export const test = base.extend<object, { world: World }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use, info) => {
      const database = openDatabase();
      await forgetLimits(database);
      await use(await makeWorld(database));
      process.stdout.write(`isolation: ${cases} cases in worker ${info.workerIndex}\n`);
      await database.close();
    },
    { scope: "worker" },
  ],
});
