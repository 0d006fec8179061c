import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { obligationControls, obligations } from "@/db/schema/suppliers";
import { counters, memberships } from "@/db/schema/workspaces";
import type { Tx } from "@/db/tenant";
import type { AnyScope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import { obligationNumber, reasonKindOf } from "@/lib/core/obligation";
import { setCitations } from "@/lib/soa/mutations/citations";

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

/** The controls that it asks for, as stored. */
export async function readRefs(tx: Tx, id: string): Promise<readonly string[]> {
  const rows = await tx
    .select({ ref: obligationControls.ref })
    .from(obligationControls)
    .where(eq(obligationControls.obligationId, id));
  return rows.map(({ ref }) => ref);
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

/**
 * Makes exactly these controls required by the obligation, and the obligation a reason on exactly their rows.
 * @throws AppError NOT_FOUND (a reference is no control of the workspace)
 */
export async function setControls(
  tx: Tx,
  scope: AnyScope,
  row: Pick<StoredObligation, "id" | "kind" | "number">,
  refs: readonly string[],
): Promise<void> {
  const { workspaceId } = scope;
  await setCitations(tx, scope, {
    kind: reasonKindOf(row.kind),
    targetId: row.id,
    detail: row.number,
    refs,
  });
  await tx.delete(obligationControls).where(eq(obligationControls.obligationId, row.id));
  if (refs.length === 0) return;
  await tx.insert(obligationControls).values(refs.map((ref) => ({ workspaceId, obligationId: row.id, ref })));
}
