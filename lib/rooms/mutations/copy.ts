import "server-only";
import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { insertRows } from "@/db/bulk";
import { rooms } from "@/db/schema/rooms";
import { requestRequirements, requests } from "@/db/schema/work";
import { counters, memberships } from "@/db/schema/workspaces";
import type { Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { ActingScope, AnyScope } from "@/lib/core/access";
import { notFound } from "@/lib/core/errors";
import { requestNumber } from "@/lib/core/request";
import { memberOf, todayOf } from "@/lib/rooms/mutations/locked";

/** The next numbers of requests of the year, without gaps. */
export async function nextRequestNumbers(
  tx: Tx,
  scope: ActingScope,
  count: number,
): Promise<readonly string[]> {
  const year = Number(todayOf(scope).slice(0, 4));
  const [counter] = await tx
    .insert(counters)
    .values({ workspaceId: scope.workspaceId, kind: "request", year, last: count })
    .onConflictDoUpdate({
      target: [counters.workspaceId, counters.kind, counters.year],
      set: { last: sql`${counters.last} + ${count}` },
    })
    .returning({ last: counters.last });
  const last = counter?.last ?? count;
  return Array.from({ length: count }, (_, at) => requestNumber(year, last - count + 1 + at));
}

/**
 * Copies the requests of an earlier room as drafts: reference, title, words, kind, requirements and owner; no answers, no
 * decisions, no dates. Cancelled ones are left out; an owner who left is replaced by whoever copies.
 * @throws AppError NOT_FOUND (no such room)
 */
export async function copyRequests(
  tx: Tx,
  scope: AnyScope,
  between: { readonly from: string; readonly to: string },
): Promise<number> {
  const actor = memberOf(scope);
  const [source] = await tx
    .select({ id: rooms.id, name: rooms.name })
    .from(rooms)
    .where(eq(rooms.id, between.from));
  if (source === undefined) throw notFound("The room to copy");
  const rows = await tx
    .select()
    .from(requests)
    .where(and(eq(requests.roomId, source.id), ne(requests.state, "cancelled")))
    .orderBy(asc(requests.number))
    .limit(2_000);
  if (rows.length === 0) return 0;
  const present = new Set(
    (await tx.select({ userId: memberships.userId }).from(memberships).where(sql`ended_at is null`)).map(
      ({ userId }) => userId,
    ),
  );
  const numbers = await nextRequestNumbers(tx, scope, rows.length);
  const copies = rows.map((row, at) => ({
    workspaceId: scope.workspaceId,
    id: uuidv7(),
    number: numbers[at] ?? "",
    kind: row.kind,
    title: row.title,
    detail: row.detail,
    ownerId: present.has(row.ownerId) ? row.ownerId : actor,
    state: "draft" as const,
    askedBy: actor,
    roomId: between.to,
    auditorRef: row.auditorRef,
    copiedFrom: row.id,
    earlierAnswerAt: row.sharedAt,
  }));
  await insertRows(tx, requests, copies);
  const copyOf = new Map(copies.map((copy) => [copy.copiedFrom, copy.id]));
  const links = await tx
    .select({ requestId: requestRequirements.requestId, ref: requestRequirements.ref })
    .from(requestRequirements)
    .where(inArray(requestRequirements.requestId, [...copyOf.keys()]));
  const values = links.map(({ requestId, ref }) => ({
    workspaceId: scope.workspaceId,
    requestId: copyOf.get(requestId) ?? "",
    ref,
  }));
  await insertRows(tx, requestRequirements, values);
  await record(tx, scope, {
    verb: "room.copy",
    subject: { kind: "room", ref: between.to },
    after: { from: source.id, name: source.name, requests: copies.length },
  });
  return copies.length;
}
