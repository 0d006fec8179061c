import "server-only";
import { and, asc, desc, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { nonconformities } from "@/db/schema/nonconformities";
import { findingAnswers, findingRequirements, findings } from "@/db/schema/room-work";
import { roomAuditors, rooms } from "@/db/schema/rooms";
import { requests } from "@/db/schema/work";
import { inRoom, inWorkspace, type Tx } from "@/db/tenant";
import type { RoomScope, Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { notFound } from "@/lib/core/errors";
import { type AnswerSource, proposedAnswer, standingOf } from "@/lib/core/finding";
import type { CompanyFinding, FindingDetail, FindingOrigin, FindingRow } from "@/lib/core/finding-dto";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { isEditable } from "@/lib/core/room";
import { LATEST, latestAnswers, readAnswersTo } from "@/lib/findings/queries/answers";
import { readNonconformity } from "@/lib/nonconformities/queries";
import { readLastVisit, readRoom } from "@/lib/rooms/queries/frame";
import { readGrants } from "@/lib/rooms/queries/visible";

const LIMIT = 2_000;

const refsOf = sql<string[]>`array(select r.ref from ${findingRequirements} r
  where r.workspace_id = ${findings.workspaceId} and r.finding_id = ${findings.id})`;
const lastAnswered = sql<Date | null>`(select max(a.created_at) from ${findingAnswers} a
  where a.workspace_id = ${findings.workspaceId} and a.finding_id = ${findings.id})`.mapWith(
  findings.updatedAt,
);

function selectFindings(tx: Tx, where: SQL | undefined) {
  return tx
    .select({
      finding: findings,
      standard: rooms.standard,
      raisedBy: roomAuditors.name,
      nc: { id: nonconformities.id, number: nonconformities.number, raisedAt: nonconformities.raisedAt },
      refs: refsOf,
      lastAnswered,
      request: {
        id: requests.id,
        number: requests.number,
        auditorRef: requests.auditorRef,
        title: requests.title,
      },
      ...LATEST,
    })
    .from(findings)
    .innerJoin(rooms, and(eq(rooms.workspaceId, findings.workspaceId), eq(rooms.id, findings.roomId)))
    .innerJoin(
      roomAuditors,
      and(eq(roomAuditors.workspaceId, findings.workspaceId), eq(roomAuditors.id, findings.auditorId)),
    )
    .leftJoin(
      nonconformities,
      and(
        eq(nonconformities.workspaceId, findings.workspaceId),
        eq(nonconformities.id, findings.nonconformityId),
      ),
    )
    .leftJoin(
      requests,
      and(eq(requests.workspaceId, findings.workspaceId), eq(requests.id, findings.requestId)),
    )
    .where(where)
    .orderBy(desc(sql`${findings.number} is null`), asc(findings.number), asc(findings.createdAt))
    .limit(LIMIT);
}
type Read = Awaited<ReturnType<typeof selectFindings>>[number];

function touched({ nc, lastAnswered: at }: Read): Date | null {
  const raised = nc?.raisedAt ?? null;
  if (raised === null || at === null) return raised ?? at;
  return raised > at ? raised : at;
}

function rowOf(read: Read, timeZone: string, since: Date | null): FindingRow {
  const { finding, nc, standard } = read;
  const { id, number, grade, statement, state, version, raisedAt } = finding;
  const answers = latestAnswers(read);
  const changed = touched(read);
  return {
    ...{ id, number, grade, statement, state, version, standard, answers },
    standing: standingOf({ state, grade, answers }),
    refs: [...read.refs].sort(compareRefs),
    raisedBy: read.raisedBy,
    raisedOn: raisedAt === null ? null : dateIn(timeZone, raisedAt),
    nonconformity: nc === null ? null : { id: nc.id, number: nc.number },
    isNew: since !== null && changed !== null && changed > since,
  };
}

async function detailOf(tx: Tx, read: Read, timeZone: string, since: Date | null): Promise<FindingDetail> {
  const { finding, request } = read;
  return {
    ...rowOf(read, timeZone, since),
    objectiveEvidence: finding.objectiveEvidence,
    stateReason: finding.stateReason,
    request:
      request === null
        ? null
        : { id: request.id, name: `${request.auditorRef || request.number} ${request.title}` },
    given: await readAnswersTo(tx, finding.id),
  };
}

/** Drafts are for auditors: whoever looks as one is a member and sees what was raised. */
function forReader(scope: RoomScope): SQL | undefined {
  const own = eq(findings.roomId, scope.roomId);
  return scope.actor.kind === "auditor" ? own : and(own, isNotNull(findings.number));
}

/** The findings of the room as its auditors see them: drafts first, then by number. */
export async function listRoomFindings(scope: RoomScope): Promise<readonly FindingRow[]> {
  return inRoom(scope, async (tx) => {
    const since = await readLastVisit(tx, scope);
    const rows = await selectFindings(tx, forReader(scope));
    return rows.map((row) => rowOf(row, scope.timeZone, since));
  });
}

/** One finding with the answers that were given to it. @throws AppError NOT_FOUND (another room's, or a draft in the preview) */
export async function getRoomFinding(scope: RoomScope, id: string): Promise<FindingDetail> {
  if (!z.uuid().safeParse(id).success) throw notFound("The finding");
  return inRoom(scope, async (tx) => {
    const since = await readLastVisit(tx, scope);
    const [read] = await selectFindings(tx, and(forReader(scope), eq(findings.id, id)));
    if (read === undefined) throw notFound("The finding");
    return detailOf(tx, read, scope.timeZone, since);
  });
}

/** What a new finding starts from: the requirements of the room, and what was at hand when the form was opened. */
export async function getFindingStart(
  scope: RoomScope,
  from: { readonly ref: string | undefined; readonly requestId: string | undefined },
): Promise<{
  readonly covered: readonly string[];
  readonly refs: readonly string[];
  readonly request: { readonly id: string; readonly name: string } | null;
  readonly standard: FindingRow["standard"];
}> {
  const requestId = z.uuid().safeParse(from.requestId).data ?? null;
  return inRoom(scope, async (tx) => {
    const { standard } = await readRoom(tx, scope);
    const { covered } = await readGrants(tx, scope.roomId);
    const [request] =
      requestId === null
        ? []
        : await tx
            .select({
              id: requests.id,
              name: sql<string>`coalesce(nullif(${requests.auditorRef}, ''), ${requests.number}) || ' ' || ${requests.title}`,
              refs: sql<string[]>`array(select q.ref from request_requirements q
                where q.workspace_id = ${requests.workspaceId} and q.request_id = ${requests.id})`,
            })
            .from(requests)
            .where(and(eq(requests.id, requestId), sql`${requests.state} <> 'draft'`));
    const named = [...(from.ref === undefined ? [] : [from.ref]), ...(request?.refs ?? [])];
    return {
      standard,
      covered: covered.sort(compareRefs),
      refs: [...new Set(named)].filter((ref) => covered.includes(ref)).sort(compareRefs),
      request: request === undefined ? null : { id: request.id, name: request.name },
    };
  });
}

/** The findings of one room for the company; drafts are not there. */
export async function listFindingsOfRoom(
  scope: Scope<"room:read">,
  roomId: string,
): Promise<readonly FindingRow[]> {
  return inWorkspace(scope, async (tx) => {
    const rows = await selectFindings(tx, and(eq(findings.roomId, roomId), isNotNull(findings.number)));
    return rows.map((row) => rowOf(row, scope.timeZone, null));
  });
}

async function readAnswerSource(tx: Tx, nonconformityId: string): Promise<AnswerSource> {
  const { row, actionRows } = await readNonconformity(tx, nonconformityId, false);
  return {
    correction: row.correction,
    correctionOn: row.correctionOn,
    actions: actionRows.map(({ action: { title, dueOn, state } }) => ({ title, dueOn, state })),
  };
}

/** One finding for the company, with words to start an answer from. @throws AppError NOT_FOUND (a draft, or of another room) */
export async function getFinding(
  scope: Scope<"room:read">,
  place: { readonly roomId: string; readonly id: string },
): Promise<CompanyFinding> {
  const { roomId, id } = place;
  if (![roomId, id].every((one) => z.uuid().safeParse(one).success)) throw notFound("The finding");
  return inWorkspace(scope, async (tx) => {
    const which = and(eq(findings.roomId, roomId), eq(findings.id, id), isNotNull(findings.number));
    const [read] = await selectFindings(tx, which);
    const [room] = await tx.select().from(rooms).where(eq(rooms.id, roomId));
    if (read === undefined || room === undefined) throw notFound("The finding");
    const nc = read.nc === null ? null : await readAnswerSource(tx, read.nc.id);
    return {
      ...(await detailOf(tx, read, scope.timeZone, null)),
      room: { id: room.id, name: room.name, open: isEditable(room.state) },
      proposed: {
        correction: nc === null ? "" : proposedAnswer("correction", nc),
        action: nc === null ? "" : proposedAnswer("action", nc),
      },
    };
  });
}

/** The finding that a nonconformity was made of; null where it was raised otherwise. */
export async function findFindingOf(
  scope: Scope<"nonconformity:read">,
  nonconformityId: string,
): Promise<FindingOrigin | null> {
  return inWorkspace(scope, async (tx) => {
    const [read] = await selectFindings(tx, eq(findings.nonconformityId, nonconformityId));
    if (read === undefined) return null;
    const [room] = await tx
      .select({ id: rooms.id, name: rooms.name })
      .from(rooms)
      .where(eq(rooms.id, read.finding.roomId));
    return {
      ...(await detailOf(tx, read, scope.timeZone, null)),
      room: { id: read.finding.roomId, name: room?.name ?? "" },
    };
  });
}
