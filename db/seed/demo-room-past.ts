// Gives the demo's rooms their past: what the mutations wrote just now is dated to the days on which it happened in the story.
// The log keeps the time at which the demo was made, and says that the dates were moved.
import { and, eq, isNull, sql } from "drizzle-orm";
import { roomMessages } from "@/db/schema/room-work";
import { roomInvitations, roomSessions, rooms, roomViews } from "@/db/schema/rooms";
import { notifications, requests } from "@/db/schema/work";
import { counters } from "@/db/schema/workspaces";
import type { DemoSpeaker } from "@/db/seed/demo-room-requests";
import type { DemoRoom } from "@/db/seed/demo-rooms";
import { dayOf } from "@/db/seed/demo-story";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { ActingScope } from "@/lib/core/access";
import { addDays } from "@/lib/core/dates";
import type { Seen } from "@/lib/rooms/mutations/views";

/** Days since each step of a request; null where it was not taken. */
export type RequestDates = {
  readonly id: string;
  readonly asked: number;
  readonly answered: number | null;
  readonly shared: number | null;
  readonly decided: number | null;
};

async function recordMove(tx: Tx, { stage, roomId }: DemoRoom, what: string): Promise<void> {
  await record(tx, stage.scopes.lead, {
    verb: "room.edit",
    subject: { kind: "room", ref: roomId },
    after: { demo: true, dates: `moved into the past: ${what}` },
  });
}

/** Notices are as old as what they tell of; those of more than four days were read. */
async function dateNotices(tx: Tx, { stage, roomId }: DemoRoom): Promise<void> {
  const told = sql`case ${notifications.kind} when 'assignment' then q.created_at
    when 'submission' then coalesce(q.submitted_at, q.created_at)
    else coalesce(q.decided_at, q.submitted_at, q.created_at) end`;
  await tx.execute(sql`update ${notifications}
    set created_at = ${told}, seen_at = case when ${told} < ${dayOf(stage, 4).toISOString()}::timestamptz then ${told} + interval '2 hours' end
    from ${requests} q
    where q.workspace_id = ${notifications.workspaceId} and q.room_id = ${roomId} and ${notifications.subjectKind} = 'request'
      and ${notifications.subjectId} = q.id::text and ${notifications.kind} <> 'mention'`);
}

async function dateVisit(tx: Tx, { stage, roomId }: DemoRoom, opened: number): Promise<void> {
  const entered = dayOf(stage, opened - 1, 8);
  const seen = dayOf(stage, Math.max(1, opened - 14), 16);
  await tx
    .update(rooms)
    .set({ openedAt: dayOf(stage, opened), narrowedAt: null })
    .where(eq(rooms.id, roomId));
  await tx
    .update(roomSessions)
    .set({ createdAt: entered, lastSeenAt: seen, endedAt: seen })
    .where(eq(roomSessions.roomId, roomId));
  await tx
    .update(roomInvitations)
    .set({ createdAt: dayOf(stage, opened), usedAt: entered, expiresAt: dayOf(stage, opened - 14) })
    .where(and(eq(roomInvitations.roomId, roomId), isNull(roomInvitations.revokedAt)));
}

/** Dates the opening of the room, its requests with their steps, and what people were told of them. */
export async function dateRoom(room: DemoRoom, all: readonly RequestDates[]): Promise<void> {
  const { stage } = room;
  const day = (ago: number | null, hour: number) => (ago === null ? null : dayOf(stage, ago, hour));
  const dated = all.map(({ id, asked, answered, shared, decided }) => ({
    id,
    asked: day(asked, 10),
    answered: day(answered, 11),
    shared: day(shared, 14),
    decided: day(decided, 15),
  }));
  await inWorkspace(stage.scopes.lead, async (tx) => {
    await tx.execute(sql`update ${requests}
      set created_at = v.asked, submitted_at = v.answered, shared_at = v.shared, decided_at = v.decided,
        updated_at = greatest(v.asked, v.answered, v.shared, v.decided)
      from jsonb_to_recordset(${JSON.stringify(dated)}::text::jsonb)
        as v(id uuid, asked timestamptz, answered timestamptz, shared timestamptz, decided timestamptz)
      where ${requests.workspaceId} = ${stage.scopes.lead.workspaceId} and ${requests.id} = v.id`);
    await dateNotices(tx, room);
    await dateVisit(tx, room, Math.max(...all.map(({ asked }) => asked)) + 1);
    await recordMove(tx, room, "requests and the auditor's first visit");
  });
}

/** The closed room belongs to another year: its dates of access, and the numbers of its requests. */
export async function dateLastYear(room: DemoRoom, year: string): Promise<void> {
  const { stage, roomId } = room;
  const { today, scopes } = stage;
  await inWorkspace(scopes.lead, async (tx) => {
    await tx
      .update(rooms)
      .set({
        accessUntil: addDays(today, -370),
        createdAt: dayOf(stage, 402),
        endedAt: dayOf(stage, 371),
      })
      .where(eq(rooms.id, roomId));
    await tx
      .update(requests)
      .set({ number: sql`regexp_replace(${requests.number}, '-[0-9]{4}-', ${`-${year}-`})` })
      .where(eq(requests.roomId, roomId));
    await tx
      .update(counters)
      .set({ year: Number(year) })
      .where(and(eq(counters.kind, "request"), eq(counters.year, Number(today.slice(0, 4)))));
    await recordMove(tx, room, `the engagement of ${year}`);
  });
}

type Words = { readonly by: DemoSpeaker; readonly ago: number; readonly body: string };

/** Messages of both sides, inserted with their days: no mutation dates them, and none could later. */
export async function sayAsOf(room: DemoRoom, requestId: string, said: readonly Words[]): Promise<void> {
  const { stage, roomId, auditor } = room;
  const { workspaceId } = auditor;
  for (const { by, ago, body } of said) {
    const scope: ActingScope = by === "auditor" ? auditor : stage.scopes[by];
    const author =
      by === "auditor"
        ? { auditorId: auditor.actor.kind === "auditor" ? auditor.actor.auditorId : null }
        : { memberId: stage.team[by].userId };
    await inWorkspace(stage.scopes.lead, async (tx) => {
      const createdAt = dayOf(stage, ago, by === "auditor" ? 15 : 16);
      await tx.insert(roomMessages).values({ workspaceId, roomId, requestId, body, createdAt, ...author });
      await record(tx, scope, {
        verb: "room.message",
        subject: { kind: "request", ref: requestId },
        after: { body, channel: "shared", demo: true },
      });
    });
  }
}

type View = Pick<Seen, "kind" | "subjectKind" | "title"> & { readonly id: string; readonly ago: number };

/** What the auditor opened and took over the days. */
export async function viewAsOf(room: DemoRoom, ids: ReadonlyMap<string, string>): Promise<void> {
  const { stage, roomId, auditor } = room;
  const { workspaceId, actor } = auditor;
  const auditorId = actor.kind === "auditor" ? actor.auditorId : "";
  const request = (ref: string) => ids.get(ref) ?? "";
  const seen: readonly View[] = [
    { ago: 14, kind: "page", subjectKind: "soa", id: "1.0", title: "Statement of Applicability 1.0" },
    {
      ago: 14,
      kind: "download",
      subjectKind: "soa",
      id: "1.0",
      title: "Statement of Applicability 1.0, PDF",
    },
    {
      ago: 12,
      kind: "page",
      subjectKind: "request",
      id: request("R-01"),
      title: "R-01 Scope of the management system",
    },
    { ago: 10, kind: "page", subjectKind: "register", id: "risks", title: "Risks" },
    {
      ago: 9,
      kind: "preview",
      subjectKind: "request",
      id: request("R-04"),
      title: "Access review, last quarter.csv",
    },
    {
      ago: 7,
      kind: "download",
      subjectKind: "request",
      id: request("R-05"),
      title: "Visitor log, last quarter.csv",
    },
    { ago: 3, kind: "page", subjectKind: "control", id: "A.8.13", title: "A.8.13 Information backup" },
    {
      ago: 2,
      kind: "download",
      subjectKind: "request",
      id: request("R-10"),
      title: "Leavers of the last six months.csv",
    },
  ];
  // house: no-record the list of views is itself the record
  await inWorkspace(stage.scopes.lead, (tx) =>
    tx.insert(roomViews).values(
      seen.map(({ ago, id: subjectId, ...what }, at) => ({
        ...{ workspaceId, roomId, auditorId, subjectId, ...what },
        at: dayOf(stage, ago, 13 + (at % 3)),
      })),
    ),
  );
}
