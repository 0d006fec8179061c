import "server-only";
import { and, asc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { evidenceItems } from "@/db/schema/evidence";
import { nonconformities, nonconformityRequirements } from "@/db/schema/nonconformities";
import { users } from "@/db/schema/people";
import { roomAuditors, roomGrants } from "@/db/schema/rooms";
import { requestEvidence, requestRequirements, requests } from "@/db/schema/work";
import type { Tx } from "@/db/tenant";
import { dateIn } from "@/lib/core/dates";
import { stateForAuditor } from "@/lib/core/room-request";
import { NC_GRADE, NC_SOURCE_LABEL, NC_STATE } from "@/lib/core/statuses";
import { REQUEST_KIND_LABEL, REQUEST_STATE, type RequestState } from "@/lib/core/work-statuses";
import { ANSWER_SHOWN } from "@/lib/rooms/queries/visible";

export type RegisterLine = { readonly id: string; readonly cells: readonly (string | null)[] };

/** Whose pack: of one room, or of the workspace; days are those of the time zone. */
export type PackPlace = { readonly roomId: string | null; readonly timeZone: string };

const LISTED = [
  "requested",
  "internal_review",
  "submitted",
  "accepted",
  "returned",
] as const satisfies readonly RequestState[];

/** The day of an instant in the workspace's time zone. */
export function dayIn(timeZone: string, at: Date | null): string | null {
  return at === null ? null : dateIn(timeZone, at);
}

/** What was handed over, without what a colleague sent back and what the room holds back. */
function handedOver(roomId: string | null) {
  const held =
    roomId === null
      ? sql`false`
      : sql`exists (select 1 from ${roomGrants} g where g.workspace_id = e.workspace_id and g.room_id = ${roomId}
          and g.kind = 'withheld' and g.subject_id = e.item_id::text)`;
  return sql<string[]>`array(select coalesce(i.reference, i.title) || ', version ' || e.artifact_number
    from ${requestEvidence} e join ${evidenceItems} i on i.workspace_id = e.workspace_id and i.id = e.item_id
    where e.workspace_id = ${requests.workspaceId} and e.request_id = ${requests.id} and i.state in ('accepted', 'submitted')
      and e.taken_back_at is null and not ${held}
    order by 1)`;
}

/**
 * The requests of the pack's room as its auditor sees them, decided by and asked by whom; in a pack of no room those that
 * members sent each other. Drafts and cancelled ones are not there, and of internal review nothing is told.
 */
export async function readPackRequests(
  tx: Tx,
  { roomId, timeZone }: PackPlace,
): Promise<readonly RegisterLine[]> {
  const [owner, asker, decider] = [alias(users, "owner"), alias(users, "asker"), alias(users, "decider")];
  const [askedBy, decidedBy] = [alias(roomAuditors, "asked_by"), alias(roomAuditors, "decided_by")];
  const refs = sql<string[]>`array(select q.ref from ${requestRequirements} q
    where q.workspace_id = ${requests.workspaceId} and q.request_id = ${requests.id} order by q.ref)`;
  const rows = await tx
    .select({
      row: requests,
      owner: owner.name,
      asker: sql<string | null>`coalesce(${askedBy.name}, ${asker.name})`,
      decider: sql<string | null>`coalesce(${decidedBy.name}, ${decider.name})`,
      refs,
      handed: handedOver(roomId),
    })
    .from(requests)
    .leftJoin(owner, eq(owner.id, requests.ownerId))
    .leftJoin(asker, eq(asker.id, requests.askedBy))
    .leftJoin(decider, eq(decider.id, requests.decidedBy))
    .leftJoin(askedBy, and(eq(askedBy.workspaceId, requests.workspaceId), eq(askedBy.id, requests.auditorId)))
    .leftJoin(
      decidedBy,
      and(eq(decidedBy.workspaceId, requests.workspaceId), eq(decidedBy.id, requests.decidedByAuditor)),
    )
    .where(
      and(
        roomId === null ? isNull(requests.roomId) : eq(requests.roomId, roomId),
        inArray(requests.state, [...LISTED]),
      ),
    )
    .orderBy(asc(requests.number));
  const day = (at: Date | null) => dayIn(timeZone, at);
  return rows.map(({ row, ...more }) => {
    const given = ANSWER_SHOWN.some((state) => state === row.state);
    return {
      id: row.id,
      cells: [
        ...[row.number, row.auditorRef, row.title, REQUEST_KIND_LABEL[row.kind]],
        ...[REQUEST_STATE[stateForAuditor(row.state)].label, more.refs.join(", "), more.owner, more.asker],
        ...[day(row.createdAt), row.dueOn, given ? day(row.submittedAt) : null],
        ...[
          row.decidedAt === null ? null : more.decider,
          day(row.decidedAt),
          given ? more.handed.join("; ") : "",
        ],
      ],
    };
  });
}

/**
 * The register of nonconformities about these requirements. A pack of a room tells what the room's own register tells:
 * nothing of correction, cause and effectiveness, which are the company's until it answers with them.
 */
export async function readPackNonconformities(
  tx: Tx,
  refs: ReadonlySet<string>,
  { roomId, timeZone }: PackPlace,
): Promise<readonly RegisterLine[]> {
  const own = sql<string[]>`array(select q.ref from ${nonconformityRequirements} q
    where q.workspace_id = ${nonconformities.workspaceId} and q.nonconformity_id = ${nonconformities.id} order by q.ref)`;
  const rows = await tx
    .select({ row: nonconformities, owner: users.name, refs: own })
    .from(nonconformities)
    .leftJoin(users, eq(users.id, nonconformities.ownerId))
    .where(roomId === null ? undefined : ne(nonconformities.state, "withdrawn"))
    .orderBy(asc(nonconformities.number));
  const isAbout = (named: readonly string[]) =>
    named.some((ref) => refs.has(ref)) || (roomId === null && named.length === 0);
  const day = (at: Date | null) => dayIn(timeZone, at);
  return rows
    .filter((one) => isAbout(one.refs))
    .map(({ row, owner, refs: named }) => ({
      id: row.id,
      cells: [
        ...[row.number, row.title, NC_GRADE[row.grade].label, NC_STATE[row.state].label],
        ...[NC_SOURCE_LABEL[row.source], named.join(", "), row.requirementText, row.objectiveEvidence],
        ...(roomId === null
          ? [row.correction, row.correctionOn, row.rootCause, row.effectivenessCriteria]
          : [null, null, null, null]),
        ...[roomId === null ? row.effectivenessResult : null, owner],
        ...[day(row.raisedAt), row.dueOn, day(row.closedAt)],
      ],
    }));
}
