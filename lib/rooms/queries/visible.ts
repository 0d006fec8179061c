import "server-only";
import { type AnyColumn, and, eq, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { roomGrants, type rooms } from "@/db/schema/rooms";
import { requestEvidence, requests } from "@/db/schema/work";
import type { Tx } from "@/db/tenant";
import type { RoomCounts } from "@/lib/core/room-dto";
import type { RequestState } from "@/lib/core/work-statuses";

/** From here on the auditor sees an answer; internal review is behind it. */
export const ANSWER_SHOWN = ["submitted", "accepted", "returned"] as const satisfies readonly RequestState[];

const SHOWN = sql`(${sql.join(
  ANSWER_SHOWN.map((state) => sql`${state}`),
  sql`, `,
)})`;

/** Whether the item was handed over to a request of the room whose answer the auditor has. */
function handedOver(roomId: string): SQL {
  return sql`exists (
    select 1 from ${requestEvidence} h join ${requests} q on q.workspace_id = h.workspace_id and q.id = h.request_id
    where h.workspace_id = ${evidenceItems.workspaceId} and h.item_id = ${evidenceItems.id}
      and q.room_id = ${roomId} and q.state in ${SHOWN} and h.taken_back_at is null)`;
}

/**
 * That the item is not there only as an answer that its auditor does not have: in internal review for whatever room, or sent
 * back by a colleague. Once the company accepts it for itself it is evidence like any other.
 */
export function noUnseenAnswer(): SQL {
  return sql`not (${evidenceItems.state} = 'submitted' and exists (
    select 1 from ${requestEvidence} h
    where h.workspace_id = ${evidenceItems.workspaceId} and h.item_id = ${evidenceItems.id}
      and h.artifact_number = ${evidenceItems.currentArtifact}
      and (h.in_review_since is not null or h.taken_back_at is not null)))`;
}

/** Whether the item is linked to a requirement that the room covers, and nobody rejected the link. */
export function linkedToScope(roomId: string): SQL {
  return sql`exists (
    select 1 from ${evidenceLinks} l join ${roomGrants} g on g.workspace_id = l.workspace_id
      and g.room_id = ${roomId} and g.kind = 'requirement' and g.subject_id = l.ref
    where l.workspace_id = ${evidenceItems.workspaceId} and l.item_id = ${evidenceItems.id} and l.verdict <> 'rejected')`;
}

/** Whether the item is held back from the room. That also takes back what was handed over before. */
function withheld(
  roomId: string,
  item: { readonly workspaceId: AnyColumn; readonly id: AnyColumn } = evidenceItems,
): SQL {
  return sql`exists (select 1 from ${roomGrants} g where g.workspace_id = ${item.workspaceId}
    and g.room_id = ${roomId} and g.kind = 'withheld' and g.subject_id = ${item.id}::text)`;
}

/** The versions of items that are not held back, whatever became of the items. */
export function versionNotWithheld(roomId: string): SQL {
  return sql`not ${withheld(roomId, { workspaceId: artifacts.workspaceId, id: artifacts.itemId })}`;
}

/** The one rule for evidence: submitted or accepted, in the scope or handed over, no unseen answer, not held back. */
export function visibleItem(room: Pick<typeof rooms.$inferSelect, "id" | "evidenceSet">): SQL | undefined {
  const inSet =
    room.evidenceSet === "scope"
      ? sql`(${linkedToScope(room.id)} or ${handedOver(room.id)})`
      : handedOver(room.id);
  return and(
    inArray(evidenceItems.state, ["submitted", "accepted"]),
    isNull(evidenceItems.archivedAt),
    noUnseenAnswer(),
    sql`not ${withheld(room.id)}`,
    inSet,
  );
}

/** Progress of the requests of each room; drafts and cancelled ones are no part of it. */
export async function readCounts(
  tx: Tx,
  roomIds: readonly string[],
): Promise<ReadonlyMap<string, RoomCounts>> {
  if (roomIds.length === 0) return new Map();
  const of = (state: RequestState) => sql<number>`count(*) filter (where ${requests.state} = ${state})::int`;
  const rows = await tx
    .select({
      roomId: requests.roomId,
      requests: sql<number>`count(*)::int`,
      accepted: of("accepted"),
      submitted: of("submitted"),
      returned: of("returned"),
    })
    .from(requests)
    .where(
      and(
        inArray(requests.roomId, [...roomIds]),
        ne(requests.state, "draft"),
        ne(requests.state, "cancelled"),
      ),
    )
    .groupBy(requests.roomId);
  return new Map(
    rows.map(({ roomId, ...counts }) => [
      roomId ?? "",
      { ...counts, waiting: counts.requests - counts.accepted - counts.submitted },
    ]),
  );
}

export const NO_REQUESTS: RoomCounts = { requests: 0, accepted: 0, submitted: 0, returned: 0, waiting: 0 };

/** What the room grants, by kind. */
export async function readGrants(tx: Tx, roomId: string) {
  const rows = await tx
    .select({ kind: roomGrants.kind, subjectId: roomGrants.subjectId })
    .from(roomGrants)
    .where(eq(roomGrants.roomId, roomId));
  const of = (kind: (typeof rows)[number]["kind"]) =>
    rows.filter((row) => row.kind === kind).map(({ subjectId }) => subjectId);
  return { covered: of("requirement"), registers: of("register") };
}
