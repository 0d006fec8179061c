import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { insertRows } from "@/db/bulk";
import { obligationControls, obligations } from "@/db/schema/suppliers";
import { counters, memberships } from "@/db/schema/workspaces";
import type { Tx } from "@/db/tenant";
import type { AnyScope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import { obligationNumber, reasonKindOf } from "@/lib/core/obligation";
import { replaceCitations } from "@/lib/soa/mutations/citations";

export type StoredObligation = typeof obligations.$inferSelect;

/** An error of one field, and the message of the form. */
export function invalid(field: string, message: string): AppError {
  return new AppError("INVALID", message, { fields: { [field]: message } });
}

/** Locks the obligation. @throws AppError NOT_FOUND */
export async function lockObligation(tx: Tx, id: string): Promise<StoredObligation> {
  const [row] = await tx.select().from(obligations).where(eq(obligations.id, id)).for("update");
  if (row === undefined) throw notFound("The obligation");
  return row;
}

const inIds = (
  column: typeof obligations.id | typeof obligationControls.obligationId,
  ids: readonly string[],
) => sql`${column} = any(array(select jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb)::uuid))`;

/** Locks every obligation in use, in one order for all who do: what is planned from them stays true until the end. */
export async function lockObligations(tx: Tx): Promise<readonly StoredObligation[]> {
  return tx
    .select()
    .from(obligations)
    .where(isNull(obligations.archivedAt))
    .orderBy(asc(obligations.id))
    .for("update");
}

/** The controls that each of them asks for, as stored. */
export async function readRefsOf(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx
    .select({ id: obligationControls.obligationId, ref: obligationControls.ref })
    .from(obligationControls)
    .where(inIds(obligationControls.obligationId, ids));
  const refs = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { id, ref } of rows) refs.get(id)?.push(ref);
  return refs;
}

/** The controls that it asks for, as stored. */
export async function readRefs(tx: Tx, id: string): Promise<readonly string[]> {
  return (await readRefsOf(tx, [id])).get(id) ?? [];
}

/** The next numbers, without gaps; none is ever given twice. */
export async function nextNumbers(tx: Tx, scope: AnyScope, count: number): Promise<readonly string[]> {
  const [counter] = await tx
    .insert(counters)
    .values({ workspaceId: scope.workspaceId, kind: "obligation", year: 0, last: count })
    .onConflictDoUpdate({
      target: [counters.workspaceId, counters.kind, counters.year],
      set: { last: sql`${counters.last} + ${count}` },
    })
    .returning({ last: counters.last });
  const last = counter?.last ?? count;
  return Array.from({ length: count }, (_, at) => obligationNumber(last - count + 1 + at));
}

/** @throws AppError INVALID (no member at present) */
export async function requireMember(tx: Tx, userId: string | null): Promise<void> {
  if (userId === null) return;
  const [row] = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), isNull(memberships.endedAt)));
  if (row === undefined) {
    throw invalid("ownerId", "This person is no member of the workspace. Choose somebody else.");
  }
}

type WantedControls = {
  readonly row: Pick<StoredObligation, "id" | "kind" | "number">;
  readonly refs: readonly string[];
};

/**
 * Makes exactly these controls required by each obligation, and each a reason on exactly their rows; as many statements for all
 * as for one. @throws AppError NOT_FOUND (a reference is no control of the workspace)
 */
export async function setControls(tx: Tx, scope: AnyScope, wanted: readonly WantedControls[]): Promise<void> {
  if (wanted.length === 0) return;
  const { workspaceId } = scope;
  await replaceCitations(
    tx,
    scope,
    wanted.map(({ row: { id: targetId, number: detail, kind }, refs }) => ({
      ...{ kind: reasonKindOf(kind), targetId, detail, refs },
    })),
  );
  await tx.delete(obligationControls).where(
    inIds(
      obligationControls.obligationId,
      wanted.map(({ row }) => row.id),
    ),
  );
  await insertRows(
    tx,
    obligationControls,
    wanted.flatMap(({ row: { id: obligationId }, refs }) =>
      refs.map((ref) => ({ workspaceId, obligationId, ref })),
    ),
  );
}
