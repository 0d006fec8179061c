import "server-only";
import { and, asc, count, desc, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import { z } from "zod";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { users } from "@/db/schema/people";
import { requirements } from "@/db/schema/requirements";
import { roomAuditors, roomInvitations, roomSessions, rooms, roomViews } from "@/db/schema/rooms";
import { soaVersions } from "@/db/schema/soa-versions";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import { criteriaInScope } from "@/lib/core/crosswalk";
import type { IsoDate } from "@/lib/core/dates";
import { notFound } from "@/lib/core/errors";
import { windowReason } from "@/lib/core/evidence-window";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { ROOM_REGISTERS, type RoomRegister, roomPhase } from "@/lib/core/room";
import type { OutOfWindow, RoomAuditor, RoomDetail, RoomSummary, RoomView } from "@/lib/core/room-dto";
import { kindsOf } from "@/lib/core/room-scope";
import { linkedToScope, NO_REQUESTS, readCounts, readGrants, visibleItem } from "@/lib/rooms/queries/visible";
import { readProgramme } from "@/lib/workspaces/queries";

const VIEWS_SHOWN = 200;
const OUTSIDE_SHOWN = 100;

const liveAuditors = sql<number>`(select count(*)::int from ${roomAuditors} a
  where a.workspace_id = ${rooms.workspaceId} and a.room_id = ${rooms.id} and a.revoked_at is null)`;

function selectRooms(tx: Tx) {
  return tx
    .select({ room: rooms, leadName: users.name, auditors: liveAuditors })
    .from(rooms)
    .innerJoin(users, eq(users.id, rooms.leadId));
}
type Read = Awaited<ReturnType<typeof selectRooms>>[number];

function summary(read: Read, counts: RoomSummary["counts"], today: IsoDate): RoomSummary {
  const { id, name, standard, type, state, windowFrom, windowTo, accessFrom, accessUntil, version } =
    read.room;
  return {
    ...{ id, name, standard, type, state, windowFrom, windowTo, accessFrom, accessUntil, version, counts },
    phase: roomPhase(read.room, today),
    leadName: read.leadName,
    auditors: read.auditors,
  };
}

/** All rooms, newest first, at most 500, each with the progress of its requests. */
export async function listRooms(scope: Scope<"room:read">, today: IsoDate): Promise<readonly RoomSummary[]> {
  return inWorkspace(scope, async (tx) => {
    const rows = await selectRooms(tx).orderBy(desc(rooms.createdAt)).limit(500);
    const counts = await readCounts(
      tx,
      rows.map(({ room }) => room.id),
    );
    return rows.map((row) => summary(row, counts.get(row.room.id) ?? NO_REQUESTS, today));
  });
}

function linkOf(row: {
  usedAt: Date | null;
  revokedAt: Date | null;
  expired: boolean | null;
  sentAt: Date | null;
}): RoomAuditor["link"] {
  if (row.sentAt === null) return "none";
  if (row.usedAt !== null) return "used";
  if (row.revokedAt !== null) return "revoked";
  return row.expired === true ? "expired" : "open";
}

async function readAuditors(tx: Tx, roomId: string): Promise<readonly RoomAuditor[]> {
  const rows = await tx
    .select()
    .from(roomAuditors)
    .where(eq(roomAuditors.roomId, roomId))
    .orderBy(asc(roomAuditors.createdAt))
    .limit(200);
  const links = await tx
    .selectDistinctOn([roomInvitations.auditorId], {
      auditorId: roomInvitations.auditorId,
      sentAt: roomInvitations.createdAt,
      until: roomInvitations.expiresAt,
      usedAt: roomInvitations.usedAt,
      revokedAt: roomInvitations.revokedAt,
      expired: sql<boolean>`${roomInvitations.expiresAt} <= now()`,
    })
    .from(roomInvitations)
    .where(eq(roomInvitations.roomId, roomId))
    .orderBy(roomInvitations.auditorId, desc(roomInvitations.createdAt));
  const sessions = await tx
    .select({
      auditorId: roomSessions.auditorId,
      lastSeenAt: sql<Date>`max(${roomSessions.lastSeenAt})`.mapWith(roomSessions.lastSeenAt),
      live: sql<number>`count(*) filter (where ${roomSessions.endedAt} is null and ${roomSessions.expiresAt} > now()
        and ${roomSessions.lastSeenAt} > now() - interval '12 hours')::int`,
    })
    .from(roomSessions)
    .where(eq(roomSessions.roomId, roomId))
    .groupBy(roomSessions.auditorId);
  return rows.map((row) => {
    const link = links.find(({ auditorId }) => auditorId === row.id);
    const session = sessions.find(({ auditorId }) => auditorId === row.id);
    return {
      ...{ id: row.id, email: row.email, name: row.name, revokedAt: row.revokedAt },
      invitedAt: link?.sentAt ?? null,
      linkUntil: link?.until ?? null,
      link: link === undefined ? "none" : linkOf(link),
      lastSeenAt: session?.lastSeenAt ?? null,
      liveSessions: session?.live ?? 0,
    };
  });
}

async function readViews(tx: Tx, roomId: string): Promise<{ views: readonly RoomView[]; viewCount: number }> {
  const views = await tx
    .select({
      id: roomViews.id,
      at: roomViews.at,
      auditor: roomAuditors.name,
      kind: roomViews.kind,
      title: roomViews.title,
    })
    .from(roomViews)
    .innerJoin(
      roomAuditors,
      and(eq(roomAuditors.workspaceId, roomViews.workspaceId), eq(roomAuditors.id, roomViews.auditorId)),
    )
    .where(eq(roomViews.roomId, roomId))
    .orderBy(desc(roomViews.at))
    .limit(VIEWS_SHOWN);
  const [all] = await tx.select({ n: count() }).from(roomViews).where(eq(roomViews.roomId, roomId));
  return { views, viewCount: all?.n ?? 0 };
}

async function readEvidenceFacts(tx: Tx, room: Read["room"]) {
  const shown = await tx
    .select({
      itemId: evidenceItems.id,
      reference: evidenceItems.reference,
      title: evidenceItems.title,
      effectiveOn: artifacts.effectiveOn,
      periodFrom: artifacts.periodFrom,
      periodTo: artifacts.periodTo,
    })
    .from(evidenceItems)
    .leftJoin(
      artifacts,
      and(
        eq(artifacts.workspaceId, evidenceItems.workspaceId),
        eq(artifacts.itemId, evidenceItems.id),
        eq(artifacts.number, evidenceItems.currentArtifact),
      ),
    )
    .where(visibleItem(room))
    .orderBy(asc(evidenceItems.title))
    .limit(10_000);
  const [linked] = await tx
    .select({ n: count() })
    .from(evidenceItems)
    .where(
      and(
        linkedToScope(room.id),
        notInArray(evidenceItems.state, ["withdrawn", "superseded"]),
        isNull(evidenceItems.archivedAt),
        sql`not (${visibleItem(room)})`,
      ),
    );
  const window = { from: room.windowFrom, to: room.windowTo };
  const outOfWindow: OutOfWindow[] = shown.flatMap(({ itemId, reference, title, ...dates }) => {
    const reason = windowReason(dates, window);
    if (reason === null) return [];
    return [
      {
        itemId,
        name: reference === null ? title : `${reference} ${title}`,
        reason,
        mend: "Widen the window of the room, correct the dates of the version, or upload one that covers the window.",
      },
    ];
  });
  return {
    shownEvidence: shown.length,
    hiddenEvidence: linked?.n ?? 0,
    outOfWindow: outOfWindow.slice(0, OUTSIDE_SHOWN),
    outsideCount: outOfWindow.length,
  };
}

async function readCoverable(tx: Tx, standard: RoomDetail["standard"]) {
  const rows = await tx
    .select({ ref: requirements.ref, kind: requirements.kind })
    .from(requirements)
    .where(and(isNull(requirements.archivedAt), inArray(requirements.kind, [...kindsOf(standard)])));
  const { categories } = await readProgramme(tx);
  const inScope = new Set(
    criteriaInScope({ categories, countWildcard: false, overrides: [] }).map(({ ref }) => ref),
  );
  return rows.filter(({ ref, kind }) => kind !== "criterion" || inScope.has(ref));
}

function isRegister(text: string): text is RoomRegister {
  return ROOM_REGISTERS.some((register) => register === text);
}

/**
 * One room as the company sees it: what it shares, who has access, what was seen, and evidence outside its window.
 * @throws AppError NOT_FOUND
 */
export async function getRoom(scope: Scope<"room:read">, id: string, today: IsoDate): Promise<RoomDetail> {
  if (!z.uuid().safeParse(id).success) throw notFound("The room");
  return inWorkspace(scope, async (tx) => {
    const [read] = await selectRooms(tx).where(eq(rooms.id, id));
    if (read === undefined) throw notFound("The room");
    const { room } = read;
    const counts = await readCounts(tx, [id]);
    const { covered, registers } = await readGrants(tx, id);
    const versions = await tx
      .select({
        id: soaVersions.id,
        major: soaVersions.major,
        minor: soaVersions.minor,
        state: soaVersions.state,
      })
      .from(soaVersions)
      .where(inArray(soaVersions.state, ["approved", "superseded"]))
      .orderBy(desc(soaVersions.major), desc(soaVersions.minor))
      .limit(100);
    return {
      ...summary(read, counts.get(id) ?? NO_REQUESTS, today),
      ...{ stateReason: room.stateReason, welcome: room.welcome, leadId: room.leadId },
      ...{ soaVersionId: room.soaVersionId, evidenceSet: room.evidenceSet, watermark: room.watermark },
      soaVersions: versions.map((one) => ({
        id: one.id,
        label: `Version ${one.major}.${one.minor}${one.state === "approved" ? " (approved)" : " (superseded)"}`,
      })),
      registers: registers.filter(isRegister),
      covered: covered.sort(compareRefs),
      coverable: await readCoverable(tx, room.standard),
      auditorList: await readAuditors(tx, id),
      ...(await readViews(tx, id)),
      ...(await readEvidenceFacts(tx, room)),
    };
  });
}
