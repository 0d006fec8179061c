import "server-only";
import { and, desc, eq, isNull, lte } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { rooms } from "@/db/schema/rooms";
import { requestEvidence, requests } from "@/db/schema/work";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import type { EarlierAnswer, EarlierRequest } from "@/lib/core/room-request-dto";
import { visibleItem } from "@/lib/rooms/queries/visible";

const SHOWN = 20;

/**
 * What was given for the same request in the engagement before, newest first, where this room shows the evidence too; null
 * where it was not asked then. Of its decision nothing is told: acceptance belongs to its own engagement.
 */
export async function readEarlierAnswers(
  tx: Tx,
  request: Pick<typeof requests.$inferSelect, "copiedFrom" | "earlierAnswerAt">,
  room: Pick<typeof rooms.$inferSelect, "id" | "evidenceSet">,
): Promise<readonly EarlierAnswer[] | null> {
  if (request.copiedFrom === null) return null;
  if (request.earlierAnswerAt === null) return [];
  return tx
    .select({
      itemId: evidenceItems.id,
      title: evidenceItems.title,
      number: artifacts.number,
      effectiveOn: artifacts.effectiveOn,
      periodFrom: artifacts.periodFrom,
      periodTo: artifacts.periodTo,
      givenAt: requestEvidence.createdAt,
    })
    .from(requestEvidence)
    .innerJoin(
      artifacts,
      and(
        eq(artifacts.workspaceId, requestEvidence.workspaceId),
        eq(artifacts.itemId, requestEvidence.itemId),
        eq(artifacts.number, requestEvidence.artifactNumber),
      ),
    )
    .innerJoin(
      evidenceItems,
      and(eq(evidenceItems.workspaceId, artifacts.workspaceId), eq(evidenceItems.id, artifacts.itemId)),
    )
    .where(
      and(
        eq(requestEvidence.requestId, request.copiedFrom),
        lte(requestEvidence.createdAt, request.earlierAnswerAt),
        isNull(requestEvidence.takenBackAt),
        visibleItem(room),
      ),
    )
    .orderBy(desc(requestEvidence.createdAt), desc(artifacts.number))
    .limit(SHOWN);
}

const before = alias(requests, "before");

/** The request of an earlier room that this one repeats, with how it ended; null where it repeats none. */
export async function getEarlierRequest(
  scope: Scope<"room:read">,
  requestId: string,
): Promise<EarlierRequest | null> {
  const [row] = await inWorkspace(scope, (tx) =>
    tx
      .select({
        id: before.id,
        number: before.number,
        state: before.state,
        decidedAt: before.decidedAt,
        room: rooms.name,
      })
      .from(requests)
      .innerJoin(
        before,
        and(eq(before.workspaceId, requests.workspaceId), eq(before.id, requests.copiedFrom)),
      )
      .innerJoin(rooms, and(eq(rooms.workspaceId, before.workspaceId), eq(rooms.id, before.roomId)))
      .where(eq(requests.id, requestId)),
  );
  if (row === undefined) return null;
  const { decidedAt, ...rest } = row;
  return { ...rest, decidedOn: decidedAt === null ? null : dateIn(scope.timeZone, decidedAt) };
}
