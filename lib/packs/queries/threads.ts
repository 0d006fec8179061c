import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import { users } from "@/db/schema/people";
import { roomMessages } from "@/db/schema/room-work";
import { roomAuditors } from "@/db/schema/rooms";
import { requests } from "@/db/schema/work";
import type { Tx } from "@/db/tenant";

/**
 * What both sides wrote about these requests, oldest first within a request: the shared threads of a room. What colleagues
 * wrote among themselves is another table, which is not read here.
 */
export async function readSharedThreads(
  tx: Tx,
  requestIds: readonly string[],
): Promise<readonly (readonly (string | null)[])[]> {
  if (requestIds.length === 0) return [];
  const rows = await tx
    .select({
      number: requests.number,
      auditorRef: requests.auditorRef,
      at: roomMessages.createdAt,
      member: users.name,
      auditorId: roomMessages.auditorId,
      auditor: roomAuditors.name,
      body: roomMessages.body,
    })
    .from(roomMessages)
    .innerJoin(
      requests,
      and(eq(requests.workspaceId, roomMessages.workspaceId), eq(requests.id, roomMessages.requestId)),
    )
    .leftJoin(users, eq(users.id, roomMessages.memberId))
    .leftJoin(
      roomAuditors,
      and(
        eq(roomAuditors.workspaceId, roomMessages.workspaceId),
        eq(roomAuditors.id, roomMessages.auditorId),
      ),
    )
    .where(inArray(roomMessages.requestId, [...requestIds]))
    .orderBy(asc(requests.number), asc(roomMessages.createdAt), asc(roomMessages.id));
  return rows.map(({ number, auditorRef, at, member, auditorId, auditor, body }) => [
    ...[number, auditorRef, at.toISOString(), auditorId === null ? "Company" : "Auditor"],
    ...[auditor ?? member ?? "Former member", body],
  ]);
}
