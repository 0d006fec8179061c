// Rows of the registry: auditors' rooms, the company's actions, the ways in, and what is done inside.
import { randomBytes } from "node:crypto";
import { callAction } from "./action-call";
import { mailTo } from "./mails";
import { readyPack } from "./packs";
import { hashOf, newMark, newTeam, type Person } from "./people";
import { Place } from "./place";
import type { ActionRow } from "./registry";
import {
  addAuditor,
  answeredRequest,
  draftRoom,
  type OpenedRoom,
  openedRoom,
  roomFacts,
  roomVersion,
} from "./rooms";
import type { Database } from "./server";

const rooms = (name: string) => `lib/rooms/actions.ts#${name}Action`;
const decide = { kind: "workspace", needs: ["room:write", "request:write"] } as const;
const write = { kind: "workspace", needs: ["room:write"] } as const;
const pack = { kind: "workspace", needs: ["room:write", "pack:build"] } as const;

/** A finished pack of a draft room. */
async function packed(at: Place) {
  const roomId = await draftRoom(at);
  return { roomId, packId: await readyPack(at, roomId) };
}

/** Everybody's browser before a room: only a cookie of its own. */
const browser = (cookie: string): Person => ({ userId: "", name: "", email: "", token: "", cookie });

async function place(database: Database): Promise<Place> {
  const mark = newMark();
  return new Place(await newTeam(database, mark), database, mark);
}

async function withDevice(database: Database) {
  const room = await openedRoom(await place(database));
  const token = randomBytes(32).toString("base64url");
  await database.auth`insert into room_devices (token_hash, email, expires_at)
    values (${hashOf(token)}, ${room.email}, now() + interval '1 day')`;
  return { room, person: browser(`carryover.room-device=${token}`) };
}

export const ROOM_ACTIONS: Readonly<Record<string, ActionRow>> = {
  [rooms("createRoom")]: {
    ...write,
    input: async (at: Place) => ({
      ...roomFacts(`New ${at.canary}`),
      copyFrom: await draftRoom(at),
      onceKey: "",
    }),
  },
  [rooms("editRoom")]: {
    ...write,
    input: async (at: Place) => ({
      ...roomFacts(`Edited ${at.canary} ${newMark()}`),
      id: await draftRoom(at),
      version: 1,
      leadId: at.team.people.lead.userId,
    }),
  },
  [rooms("setScope")]: {
    ...write,
    input: async (at: Place) => ({
      id: await draftRoom(at),
      version: 1,
      kinds: ["clause"],
      refs: "A.5.15",
      registers: ["nonconformities"],
      evidenceSet: "handed_over",
      soaVersionId: "",
    }),
  },
  [rooms("openRoom")]: {
    ...write,
    input: async (at: Place) => {
      const id = await draftRoom(at);
      await addAuditor(at, id);
      return { id, version: 1 };
    },
  },
  [rooms("closeRoom")]: {
    ...write,
    input: async (at: Place) => {
      const { roomId } = await openedRoom(at);
      return { id: roomId, version: await roomVersion(at, roomId) };
    },
  },
  [rooms("revokeRoom")]: {
    ...write,
    input: async (at: Place) => {
      const { roomId } = await openedRoom(at);
      return { id: roomId, version: await roomVersion(at, roomId), reason: `Reason ${at.canary}` };
    },
  },
  [rooms("inviteAuditor")]: {
    ...write,
    input: async (at: Place) => ({
      roomId: await draftRoom(at),
      name: "Somebody",
      email: `${newMark()}@audit.example`,
      onceKey: "",
    }),
  },
  [rooms("resendRoomInvitation")]: {
    ...write,
    input: async (at: Place) => {
      const { roomId, auditorId } = await openedRoom(at);
      return { roomId, auditorId };
    },
  },
  [rooms("revokeAuditor")]: {
    ...write,
    input: async (at: Place) => {
      const { roomId, auditorId } = await openedRoom(at);
      return { roomId, auditorId };
    },
  },
  [rooms("buildRoomPack")]: {
    ...pack,
    needs: ["room:read", "room:write", "pack:build"],
    input: async (at: Place) => {
      await at.database.inside(
        at.team.workspaceId,
        (sql) => sql`update packs set state = 'failed' where state in ('queued', 'building')`,
      );
      return { roomId: await draftRoom(at), title: `Pack ${at.canary}`, activity: "on" };
    },
  },
  [rooms("shareRoomPack")]: { ...pack, input: packed },
  [rooms("takeRoomPack")]: {
    ...pack,
    input: async (at: Place) => {
      const given = await packed(at);
      await at.act("owner", rooms("shareRoomPack"), given);
      return given;
    },
  },
  [rooms("withholdEvidence")]: {
    ...write,
    input: async (at: Place) => ({
      roomId: await draftRoom(at),
      itemId: (await at.item("owner", true)).itemId,
      reason: `Reason ${at.canary}`,
    }),
  },
  [rooms("releaseEvidence")]: {
    ...write,
    input: async (at: Place) => {
      const roomId = await draftRoom(at);
      const { itemId } = await at.item("owner", true);
      await at.act("owner", rooms("withholdEvidence"), { roomId, itemId, reason: "Not of this audit" });
      return { roomId, itemId };
    },
  },
  [rooms("previewRoom")]: { ...write, input: async (at: Place) => ({ roomId: await draftRoom(at) }) },
  [rooms("enterByLink")]: {
    kind: "person",
    session: false,
    example: async (database) => {
      const { room, person } = await withDevice(database);
      const token = randomBytes(32).toString("base64url");
      await database.inside(
        room.workspaceId,
        (sql) => sql`
          update room_invitations set token_hash = ${hashOf(token)} where auditor_id = ${room.auditorId}`,
      );
      return { person, input: { token } };
    },
  },
  [rooms("askForCode")]: {
    kind: "person",
    session: false,
    example: async () => ({ person: null, input: { email: `${newMark()}@audit.example` } }),
  },
  [rooms("confirmCode")]: {
    kind: "person",
    session: false,
    example: async (database) => {
      const { room } = await withDevice(database);
      const code = await askedCode(room.email);
      return { person: browser(`carryover.room-code=${code.pending}`), input: { code: code.digits } };
    },
  },
  [rooms("enterRoom")]: {
    kind: "person",
    session: false,
    example: async (database) => {
      const { room, person } = await withDevice(database);
      return { person, input: { roomId: room.roomId } };
    },
  },
  [rooms("setAnswerMails")]: { kind: "room", input: async () => ({}) },
  [rooms("leaveRoom")]: { kind: "room", input: async () => ({}) },
  [rooms("writeRoomRequest")]: {
    ...write,
    input: async (at: Place) => ({
      roomId: await draftRoom(at),
      title: `Asked ${at.canary}`,
      kind: "document",
      ownerId: at.team.people.contributor.userId,
      requirements: "A.5.18",
      onceKey: "",
    }),
  },
  [rooms("shareAnswer")]: {
    ...decide,
    input: async (at: Place) => answeredRequest(at, await draftRoom(at), { share: false }),
  },
  [rooms("takeBackAnswer")]: {
    ...decide,
    input: async (at: Place) => ({
      ...(await answeredRequest(at, await draftRoom(at), { share: false })),
      reason: `Reason ${at.canary}`,
    }),
  },
  [rooms("writeToAuditor")]: {
    kind: "workspace",
    needs: ["comment:write"],
    input: async (at: Place) => {
      const { id } = await answeredRequest(at, await draftRoom(at), { share: false });
      return { id, body: `Message ${at.canary}`, onceKey: "" };
    },
  },
  [rooms("importRequests")]: {
    ...write,
    input: async (at: Place) => ({
      ...{ step: "import", text: `Reference,Title\nR-${newMark()},Asked ${at.canary}` },
      ...{ roomId: await draftRoom(at), ownerId: at.team.people.contributor.userId, draft: "on" },
    }),
  },
  [rooms("importInRoom")]: {
    kind: "room",
    input: async () => ({ step: "import", text: `Reference,Title\nR-${newMark()},List of leavers` }),
  },
  [rooms("acceptAnswer")]: {
    kind: "room",
    input: async (at: Place, { roomId }: OpenedRoom) => answeredRequest(at, roomId, { share: true }),
  },
  [rooms("returnAnswer")]: {
    kind: "room",
    input: async (at: Place, { roomId }: OpenedRoom) => ({
      ...(await answeredRequest(at, roomId, { share: true })),
      reason: "The page of March is missing",
    }),
  },
  [rooms("sayInRoom")]: {
    kind: "room",
    input: async (at: Place, { roomId }: OpenedRoom) => {
      const { id } = await answeredRequest(at, roomId, { share: true });
      return { id, body: "Which system is it?", onceKey: "" };
    },
  },
  [rooms("askInRoom")]: {
    kind: "room",
    input: async () => ({
      ...{ title: "List of leavers", kind: "population", requirements: "A.5.18", onceKey: "" },
    }),
  },
};

/** Asks for a code as a browser does and reads the digits from the mail. */
async function askedCode(email: string): Promise<{ readonly pending: string; readonly digits: string }> {
  const answer = await callAction({ action: rooms("askForCode"), args: [null, { email }] });
  const pending = /carryover\.room-code=([\w-]+)/.exec(answer.text)?.[1] ?? "";
  const mail = await mailTo(email, /is your code/);
  return { pending, digits: /\d{6}/.exec(mail.subject)?.[0] ?? "" };
}
