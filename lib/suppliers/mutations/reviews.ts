import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { supplierReviews, suppliers } from "@/db/schema/suppliers";
import { inWorkspace, violates } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import { checkReviewDecision } from "@/lib/core/supplier";
import { once } from "@/lib/idempotency/mutations";
import type { SaveReviewInput, StartReviewInput } from "@/lib/suppliers/input";
import type { OfSupplier } from "@/lib/suppliers/mutations/attestations";
import { lockActiveSupplier, memberOf, requireNone, todayOf } from "@/lib/suppliers/mutations/locked";

type WriteScope = Scope<"supplier:write">;

const OPEN = "A review of this supplier is open already. Decide on it first.";

/** Starts a review; a supplier has one open review at most. @throws AppError CONFLICT (one is open, or the supplier ended), NOT_FOUND */
export async function startReview(scope: WriteScope, input: StartReviewInput): Promise<OfSupplier> {
  const { supplierId, onceKey: key, dueOn } = input;
  const startedBy = memberOf(scope);
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key, input: { supplierId, dueOn } }, async () => {
      const supplier = await lockActiveSupplier(tx, supplierId);
      const [open] = await tx
        .select({ id: supplierReviews.id })
        .from(supplierReviews)
        .where(and(eq(supplierReviews.supplierId, supplierId), isNull(supplierReviews.decidedAt)));
      if (open !== undefined) throw new AppError("CONFLICT", OPEN);
      await tx.insert(supplierReviews).values({
        workspaceId: scope.workspaceId,
        id: uuidv7(),
        supplierId,
        startedBy,
        dueOn: dueOn ?? supplier.nextReviewOn,
      });
      await record(tx, scope, {
        verb: "supplier.review",
        subject: { kind: "supplier", ref: supplierId },
        after: { started: true, name: supplier.name },
      });
      return { supplierId };
    }),
  ).catch((error: unknown) => {
    throw violates(error, "supplier_reviews_open") ? new AppError("CONFLICT", OPEN) : error;
  });
}

/**
 * Keeps findings and conditions of an open review; with a decision it closes the review and plans the next one.
 * @throws AppError CONFLICT (decided already, changed meanwhile, supplier ended), INVALID, NOT_FOUND
 */
export async function saveReview(
  scope: WriteScope,
  input: SaveReviewInput,
): Promise<OfSupplier & { readonly decided: boolean }> {
  const { id, version, findings, conditions, decision, nextReviewOn } = input;
  const decidedBy = memberOf(scope);
  const today = todayOf(scope);
  if (decision !== null)
    requireNone(checkReviewDecision({ decision, findings, conditions, nextReviewOn }, today));
  return inWorkspace(scope, async (tx) => {
    const [found] = await tx.select().from(supplierReviews).where(eq(supplierReviews.id, id));
    if (found === undefined) throw notFound("The review");
    const { supplierId } = found;
    const supplier = await lockActiveSupplier(tx, supplierId);
    const [row] = await tx.select().from(supplierReviews).where(eq(supplierReviews.id, id)).for("update");
    if (row === undefined || row.decidedAt !== null) {
      throw new AppError("CONFLICT", "The review is decided and stays as it is. Start a new one.");
    }
    if (row.version !== version) {
      throw staleVersion("The review", {
        findings: row.findings,
        conditions: row.conditions,
        version: row.version,
      });
    }
    const closing = decision === null ? {} : { decision, decidedBy, decidedAt: sql`now()` };
    await tx
      .update(supplierReviews)
      .set({ findings, conditions, ...closing, version: version + 1 })
      .where(eq(supplierReviews.id, id));
    if (decision !== null) {
      await tx
        .update(suppliers)
        .set({ nextReviewOn, version: supplier.version + 1, updatedAt: sql`now()` })
        .where(eq(suppliers.id, supplierId));
    }
    await record(tx, scope, {
      verb: "supplier.review",
      subject: { kind: "supplier", ref: supplierId },
      before: { findings: row.findings, conditions: row.conditions },
      after: { findings, conditions, decision, ...(decision === null ? {} : { nextReviewOn }) },
    });
    return { supplierId, decided: decision !== null };
  });
}
