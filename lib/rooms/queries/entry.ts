import "server-only";
import { and, asc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { sessions, users } from "@/db/schema/people";
import { roomAuditors, roomDevices, roomInvitations, roomSessions, rooms } from "@/db/schema/rooms";
import { memberships, workspaces } from "@/db/schema/workspaces";
import { asSystem } from "@/db/system";
import { type RoomActor, roleHas } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { letsIn } from "@/lib/core/room";
import type { EnterableRoom, RoomInvitation } from "@/lib/core/room-dto";

/** Who may be let into which room, before the gate has made a scope of it. */
export type Admission = {
  readonly workspaceId: string;
  readonly workspaceSlug: string;
  readonly timeZone: string;
  readonly roomId: string;
  readonly actor: RoomActor;
};
export type LiveSession = Admission & { readonly sessionId: string; readonly lastSeenAt: Date };

const IDLE = sql`now() - interval '12 hours'`;
const PLACE = {
  workspaceId: workspaces.id,
  workspaceSlug: workspaces.slug,
  workspace: workspaces.name,
  timeZone: workspaces.timeZone,
  roomId: rooms.id,
  room: rooms.name,
  state: rooms.state,
  accessFrom: rooms.accessFrom,
  accessUntil: rooms.accessUntil,
  auditorId: roomAuditors.id,
  email: roomAuditors.email,
  auditorName: roomAuditors.name,
  revokedAt: roomAuditors.revokedAt,
};
type Place = {
  readonly timeZone: string;
  readonly state: (typeof rooms.$inferSelect)["state"];
  readonly accessFrom: string;
  readonly accessUntil: string;
};

function isLive(place: Place, now: Date): boolean {
  return letsIn(place, dateIn(place.timeZone, now));
}

/**
 * The live session behind a cookie in this room: of an auditor whose access stands while the room lets people in, or of
 * a member who still may look as one and is signed in; null for everything else, all alike. One statement.
 */
export async function findRoomSession(
  tokenHash: string,
  roomId: string,
  now: Date,
): Promise<LiveSession | null> {
  if (!z.uuid().safeParse(roomId).success) return null;
  const [row] = await asSystem("room-lookup", (database) =>
    database
      .select({
        ...PLACE,
        sessionId: roomSessions.id,
        lastSeenAt: roomSessions.lastSeenAt,
        memberId: roomSessions.memberId,
        memberName: users.name,
        role: memberships.role,
        endedAt: memberships.endedAt,
        signedIn: sql<boolean>`exists (select 1 from ${sessions} s where s.user_id = ${roomSessions.memberId}
          and s.expires_at > now() and s.last_seen_at > ${IDLE})`,
      })
      .from(roomSessions)
      .innerJoin(
        rooms,
        and(eq(rooms.workspaceId, roomSessions.workspaceId), eq(rooms.id, roomSessions.roomId)),
      )
      .innerJoin(workspaces, eq(workspaces.id, roomSessions.workspaceId))
      .leftJoin(
        roomAuditors,
        and(
          eq(roomAuditors.workspaceId, roomSessions.workspaceId),
          eq(roomAuditors.id, roomSessions.auditorId),
        ),
      )
      .leftJoin(
        memberships,
        and(
          eq(memberships.workspaceId, roomSessions.workspaceId),
          eq(memberships.userId, roomSessions.memberId),
        ),
      )
      .leftJoin(users, eq(users.id, roomSessions.memberId))
      .where(
        and(
          eq(roomSessions.tokenHash, tokenHash),
          eq(roomSessions.roomId, roomId),
          isNull(roomSessions.endedAt),
          gt(roomSessions.expiresAt, sql`now()`),
          gt(roomSessions.lastSeenAt, IDLE),
        ),
      ),
  );
  if (row === undefined) return null;
  const { workspaceId, workspaceSlug, timeZone, sessionId, lastSeenAt } = row;
  const common = { workspaceId, workspaceSlug, timeZone, roomId, sessionId, lastSeenAt };
  if (row.memberId !== null) {
    const may = row.signedIn && row.role !== null && row.endedAt === null && roleHas(row.role, "room:write");
    return may ? { ...common, actor: { kind: "preview", name: row.memberName ?? "A member" } } : null;
  }
  const { auditorId, email, auditorName } = row;
  if (auditorId === null || email === null || row.revokedAt !== null || !isLive(row, now)) return null;
  return { ...common, actor: { kind: "auditor", auditorId, email, name: auditorName ?? email } };
}

/** Every zone's today lies within a day of the database's; `isLive` says it exactly. Years of past rooms hide no present one. */
const NOT_LONG_OVER = sql`${rooms.accessUntil} >= current_date - 1`;

async function findPlaces(where: SQL | undefined) {
  return asSystem("room-lookup", (database) =>
    database
      .select(PLACE)
      .from(roomAuditors)
      .innerJoin(
        rooms,
        and(eq(rooms.workspaceId, roomAuditors.workspaceId), eq(rooms.id, roomAuditors.roomId)),
      )
      .innerJoin(workspaces, eq(workspaces.id, roomAuditors.workspaceId))
      .where(and(isNull(roomAuditors.revokedAt), eq(rooms.state, "open"), NOT_LONG_OVER, where))
      .orderBy(asc(workspaces.name), asc(rooms.name))
      .limit(200),
  );
}

type Found = Admission & RoomInvitation & { readonly accessUntil: string; readonly auditorId: string };

function found(row: Awaited<ReturnType<typeof findPlaces>>[number]): Found {
  const { state: _state, accessFrom: _from, revokedAt: _revoked, ...rest } = row;
  const { auditorId, email, auditorName: name } = row;
  return { ...rest, actor: { kind: "auditor", auditorId, email, name } };
}

/** The room that a link opens now; null when it is unknown, used, revoked, expired, or its room lets nobody in: all alike. */
export async function findInvitation(tokenHash: string, now: Date): Promise<Found | null> {
  const open = asSystem("room-lookup", (database) =>
    database
      .select({ workspaceId: roomInvitations.workspaceId, auditorId: roomInvitations.auditorId })
      .from(roomInvitations)
      .where(
        and(
          eq(roomInvitations.tokenHash, tokenHash),
          isNull(roomInvitations.usedAt),
          isNull(roomInvitations.revokedAt),
          gt(roomInvitations.expiresAt, sql`now()`),
        ),
      ),
  );
  const [link] = await open;
  if (link === undefined) return null;
  const places = await findPlaces(
    and(eq(roomAuditors.workspaceId, link.workspaceId), eq(roomAuditors.id, link.auditorId)),
  );
  const row = places.find((place) => isLive(place, now));
  return row === undefined ? null : found(row);
}

/** Every room that lets the address in now. */
export async function findRoomsOf(email: string, now: Date): Promise<readonly Found[]> {
  const places = await findPlaces(eq(roomAuditors.email, email));
  return places.filter((place) => isLive(place, now)).map(found);
}

/** The address that a browser proved and whether it did so within the last quarter of an hour; null for unknown ones. */
export async function findDevice(
  tokenHash: string,
): Promise<{ readonly email: string; readonly fresh: boolean } | null> {
  const [row] = await asSystem("room-lookup", (database) =>
    database
      .select({
        email: roomDevices.email,
        fresh: sql<boolean>`${roomDevices.provenAt} > now() - interval '15 minutes'`,
      })
      .from(roomDevices)
      .where(and(eq(roomDevices.tokenHash, tokenHash), gt(roomDevices.expiresAt, sql`now()`))),
  );
  return row ?? null;
}

/** What the neutral door lists for a browser that has just proved an address. */
export function enterable(rooms: readonly Found[]): readonly EnterableRoom[] {
  return rooms.map(({ roomId, workspace, room, accessUntil }) => ({ roomId, workspace, room, accessUntil }));
}
