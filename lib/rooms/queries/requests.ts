import "server-only";
import { and, asc, desc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { blobs } from "@/db/schema/files";
import { users } from "@/db/schema/people";
import { roomMessages } from "@/db/schema/room-work";
import { roomAuditors } from "@/db/schema/rooms";
import { requestEvidence, requestRequirements, requests } from "@/db/schema/work";
import { inRoom, inWorkspace, type Tx } from "@/db/tenant";
import { holds, type RoomScope, type Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { notFound } from "@/lib/core/errors";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { byReference, progressOf, stateForAuditor } from "@/lib/core/room-request";
import type {
  RoomAnswer,
  RoomMessage,
  RoomRequestDetail,
  RoomRequestLine,
  RoomRequestRow,
} from "@/lib/core/room-request-dto";
import { ARTIFACT, artifactOf, bytesOfArtifact } from "@/lib/rooms/queries/artifacts";
import { readEarlierAnswers } from "@/lib/rooms/queries/earlier";
import { readLastVisit, readRoom } from "@/lib/rooms/queries/frame";
import { readSampleOrigin } from "@/lib/rooms/queries/sample-origin";
import { ANSWER_SHOWN, versionNotWithheld } from "@/lib/rooms/queries/visible";

const LIMIT = 2_000;

const refsOf = sql<string[]>`array(select q.ref from ${requestRequirements} q
  where q.workspace_id = ${requests.workspaceId} and q.request_id = ${requests.id})`;
const lastWritten = (side: "member_id" | "auditor_id") =>
  sql<Date | null>`(select max(m.created_at) from ${roomMessages} m where m.workspace_id = ${requests.workspaceId}
    and m.request_id = ${requests.id} and ${side === "member_id" ? sql`m.member_id` : sql`m.auditor_id`} is not null)`.mapWith(
    requests.updatedAt,
  );

function selectRows(tx: Tx, where: SQL | undefined) {
  return tx
    .select({
      request: requests,
      owner: users.name,
      refs: refsOf,
      writtenByMember: lastWritten("member_id"),
      writtenByAuditor: lastWritten("auditor_id"),
    })
    .from(requests)
    .innerJoin(users, eq(users.id, requests.ownerId))
    .where(where)
    .orderBy(asc(requests.auditorRef), asc(requests.number))
    .limit(LIMIT);
}
type Read = Awaited<ReturnType<typeof selectRows>>[number];

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** What the company did to it last, as far as an auditor can see: giving an answer, or sending the request. */
function companyTouched({ request, writtenByMember }: Read): Date {
  const given = later(request.sharedAt, request.createdAt) ?? request.createdAt;
  return later(given, writtenByMember) ?? given;
}

function rowFor(
  read: Read,
  timeZone: string,
  seen: { readonly changedAt: Date; readonly since: Date | null },
) {
  const { request } = read;
  const { id, number, auditorRef, title, kind, dueOn, version } = request;
  const row: RoomRequestRow = {
    ...{ id, number, auditorRef, title, kind, dueOn, version, owner: read.owner, state: request.state },
    refs: [...read.refs].sort(compareRefs),
    askedOn: dateIn(timeZone, request.createdAt),
    decidedOn: request.decidedAt === null ? null : dateIn(timeZone, request.decidedAt),
    changedAt: seen.changedAt,
    isNew: seen.since !== null && seen.changedAt > seen.since,
  };
  return row;
}

function forAuditor(read: Read, scope: RoomScope, since: Date | null): RoomRequestRow {
  const row = rowFor(read, scope.timeZone, { changedAt: companyTouched(read), since });
  return { ...row, state: stateForAuditor(row.state) };
}

const inFull = (read: Read, row: RoomRequestRow): RoomRequestLine => ({
  ...row,
  detail: read.request.detail,
});

function rowOf({ detail: _detail, ...row }: RoomRequestLine): RoomRequestRow {
  return row;
}

/** The requests of the room as its auditor sees them, by reference; drafts are not there at all. */
export async function listRoomRequests(scope: RoomScope): Promise<readonly RoomRequestRow[]> {
  return (await listRoomRequestLines(scope)).map(rowOf);
}

/** The same with the whole question, for a file. */
export async function listRoomRequestLines(scope: RoomScope): Promise<readonly RoomRequestLine[]> {
  return inRoom(scope, async (tx) => {
    const since = await readLastVisit(tx, scope);
    const rows = await selectRows(tx, and(eq(requests.roomId, scope.roomId), ne(requests.state, "draft")));
    return rows.map((row) => inFull(row, forAuditor(row, scope, since))).sort(byReference);
  });
}

async function readAnswers(
  tx: Tx,
  requestId: string,
  room: { readonly id: string; readonly windowFrom: string | null; readonly windowTo: string | null },
): Promise<readonly RoomAnswer[]> {
  const rows = await tx
    .select({ ...ARTIFACT, title: evidenceItems.title, givenAt: requestEvidence.createdAt })
    .from(requestEvidence)
    .innerJoin(
      artifacts,
      and(
        eq(artifacts.workspaceId, requestEvidence.workspaceId),
        eq(artifacts.itemId, requestEvidence.itemId),
        eq(artifacts.number, requestEvidence.artifactNumber),
      ),
    )
    .leftJoin(
      evidenceItems,
      and(eq(evidenceItems.workspaceId, artifacts.workspaceId), eq(evidenceItems.id, artifacts.itemId)),
    )
    .leftJoin(blobs, bytesOfArtifact)
    .where(
      and(
        eq(requestEvidence.requestId, requestId),
        isNull(requestEvidence.takenBackAt),
        versionNotWithheld(room.id),
      ),
    )
    .orderBy(desc(requestEvidence.createdAt), desc(artifacts.number))
    .limit(50);
  return rows.map(({ title, givenAt, ...row }) => ({
    ...artifactOf(row, room),
    title: title ?? "Evidence that is being renewed",
    givenAt,
  }));
}

async function readMessages(tx: Tx, requestId: string): Promise<readonly RoomMessage[]> {
  const rows = await tx
    .select({
      id: roomMessages.id,
      body: roomMessages.body,
      at: roomMessages.createdAt,
      member: users.name,
      auditor: roomAuditors.name,
    })
    .from(roomMessages)
    .leftJoin(users, eq(users.id, roomMessages.memberId))
    .leftJoin(
      roomAuditors,
      and(
        eq(roomAuditors.workspaceId, roomMessages.workspaceId),
        eq(roomAuditors.id, roomMessages.auditorId),
      ),
    )
    .where(eq(roomMessages.requestId, requestId))
    .orderBy(asc(roomMessages.createdAt))
    .limit(500);
  return rows.map(({ id, body, at, member, auditor }) => ({
    ...{ id, body, at },
    author: auditor ?? member ?? "Former member",
    side: auditor === null ? "company" : "auditor",
  }));
}

/**
 * One request of the room with what was given, the shared thread and last year's outcome.
 * @throws AppError NOT_FOUND (another room's, a draft, gone)
 */
export async function getRoomRequest(scope: RoomScope, id: string): Promise<RoomRequestDetail> {
  if (!z.uuid().safeParse(id).success) throw notFound("The request");
  return inRoom(scope, async (tx) => {
    const room = await readRoom(tx, scope);
    const since = await readLastVisit(tx, scope);
    const [read] = await selectRows(
      tx,
      and(eq(requests.roomId, scope.roomId), eq(requests.id, id), ne(requests.state, "draft")),
    );
    if (read === undefined) throw notFound("The request");
    const { request } = read;
    const shown = ANSWER_SHOWN.some((state) => state === request.state);
    return {
      ...forAuditor(read, scope, since),
      detail: request.detail,
      stateReason: request.state === "returned" ? request.stateReason : "",
      answers: shown ? await readAnswers(tx, id, room) : [],
      messages: await readMessages(tx, id),
      earlier: await readEarlierAnswers(tx, request, room),
      sample:
        request.kind === "sample"
          ? await readSampleOrigin(tx, { roomId: scope.roomId, requestId: id })
          : null,
    };
  });
}

export type CompanyRequests = {
  readonly rows: readonly RoomRequestRow[];
  /** Of those that were sent and not cancelled: when asked, when accepted. */
  readonly progress: readonly { readonly askedOn: string; readonly acceptedOn: string | null }[];
};

/** The requests of a room as the company sees them; drafts only for those who may write them. */
export async function listRequestsOfRoom(
  scope: Scope<"room:read">,
  roomId: string,
): Promise<CompanyRequests> {
  const rows = (await listRequestLinesOfRoom(scope, roomId)).map(rowOf);
  return { rows, progress: progressOf(rows) };
}

/** The same rows with the whole question, for a file. */
export async function listRequestLinesOfRoom(
  scope: Scope<"room:read">,
  roomId: string,
): Promise<readonly RoomRequestLine[]> {
  return inWorkspace(scope, async (tx) => {
    const hidden = holds(scope, "room:write") ? undefined : ne(requests.state, "draft");
    const reads = await selectRows(tx, and(eq(requests.roomId, roomId), hidden));
    return reads
      .map((read) => {
        const changedAt = later(read.request.updatedAt, read.writtenByAuditor) ?? read.request.updatedAt;
        return inFull(read, rowFor(read, scope.timeZone, { changedAt, since: null }));
      })
      .sort(byReference);
  });
}

/** What both sides wrote on a request; for the company's page of it. */
export async function listSharedMessages(
  scope: Scope<"room:read">,
  requestId: string,
): Promise<readonly RoomMessage[]> {
  return inWorkspace(scope, (tx) => readMessages(tx, requestId));
}
