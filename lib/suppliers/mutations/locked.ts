import "server-only";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { requirements } from "@/db/schema/requirements";
import { supplierAttestations, suppliers } from "@/db/schema/suppliers";
import { programmes } from "@/db/schema/workspaces";
import type { Tx } from "@/db/tenant";
import { type AnyScope, actorId } from "@/lib/core/access";
import { dateIn, type IsoDate } from "@/lib/core/dates";
import { AppError, type FieldErrors, notFound } from "@/lib/core/errors";
import { leaningOn } from "@/lib/core/reliance";
import type { Leaning } from "@/lib/core/supplier";
import { now } from "@/lib/platform/clock";
import { readDelivered, readReliance } from "@/lib/suppliers/queries";

export type SupplierRow = typeof suppliers.$inferSelect;
export type AttestationRow = typeof supplierAttestations.$inferSelect;

/** The calendar day in the workspace's zone. */
export function todayOf(scope: AnyScope): IsoDate {
  return dateIn(scope.timeZone, now());
}

/** The acting member's id. @throws AppError FORBIDDEN (the system acts: a review has a named person) */
export function memberOf(scope: AnyScope): string {
  const id = actorId(scope);
  if (id === null) throw new AppError("FORBIDDEN", "Only a member may change suppliers.");
  return id;
}

/** An error with one sentence at each field. */
export function invalidFields(fields: FieldErrors): AppError {
  const sentences = Object.values(fields);
  const message =
    sentences.length === 1
      ? (sentences[0] ?? "")
      : `${sentences.length} fields need attention. Nothing was saved.`;
  return new AppError("INVALID", message, { fields });
}

/** @throws AppError INVALID when there is a sentence for any field */
export function requireNone(fields: FieldErrors): void {
  if (Object.keys(fields).length > 0) throw invalidFields(fields);
}

/** Names are given one change at a time, so that no two suppliers get the same one; taken before the supplier's own lock. */
export async function lockNames(tx: Tx): Promise<void> {
  await tx.select({ id: programmes.workspaceId }).from(programmes).for("update");
}

/** Locks the supplier: whatever is about to change beneath it waits for the others. @throws AppError NOT_FOUND */
export async function lockSupplier(tx: Tx, id: string): Promise<SupplierRow> {
  const [row] = await tx.select().from(suppliers).where(eq(suppliers.id, id)).for("update");
  if (row === undefined) throw notFound("The supplier");
  return row;
}

/** Locks the supplier, which has not ended. @throws AppError NOT_FOUND, CONFLICT (it has ended) */
export async function lockActiveSupplier(tx: Tx, id: string): Promise<SupplierRow> {
  const row = await lockSupplier(tx, id);
  if (row.endedOn === null) return row;
  throw new AppError("CONFLICT", `${row.name} has ended. Bring it back before you change it.`);
}

/** The document of a supplier that has not ended, both locked. @throws AppError NOT_FOUND, CONFLICT (ended, archived) */
export async function lockAttestation(
  tx: Tx,
  id: string,
): Promise<{ readonly row: AttestationRow; readonly supplier: SupplierRow }> {
  const [found] = await tx.select().from(supplierAttestations).where(eq(supplierAttestations.id, id));
  if (found === undefined) throw notFound("The attestation");
  const supplier = await lockActiveSupplier(tx, found.supplierId);
  const [row] = await tx
    .select()
    .from(supplierAttestations)
    .where(eq(supplierAttestations.id, id))
    .for("update");
  if (row === undefined) throw notFound("The attestation");
  if (row.archivedAt !== null) {
    throw new AppError("CONFLICT", "The document is archived and stays as it is. Record a new one.");
  }
  return { row, supplier };
}

/** What leans on the supplier on the day: through all its statements, or through those on one document. */
export async function readLeaning(
  tx: Tx,
  supplierId: string,
  given: { readonly today: IsoDate; readonly attestationId?: string },
): Promise<readonly Leaning[]> {
  const { today, attestationId } = given;
  const statements = (await readReliance(tx, supplierId)).filter(
    (one) => attestationId === undefined || one.attestation.id === attestationId,
  );
  return leaningOn(statements, new Set(await readDelivered(tx, statements)), today);
}

/**
 * They stay as they are until the transaction ends: whoever archives an own control at the same moment waits.
 * @throws AppError INVALID at `field` (a reference is no requirement of the workspace, or its own control was archived)
 */
export async function requireRefs(tx: Tx, field: string, refs: readonly string[]): Promise<void> {
  if (refs.length === 0) return;
  const rows = await tx
    .select({ ref: requirements.ref })
    .from(requirements)
    .where(and(inArray(requirements.ref, [...refs]), isNull(requirements.archivedAt)))
    .orderBy(asc(requirements.ref))
    .for("share");
  const known = new Set(rows.map(({ ref }) => ref));
  const missing = refs.filter((ref) => !known.has(ref));
  if (missing.length > 0) {
    throw invalidFields({ [field]: `No control of this workspace is called ${missing.join(", ")}.` });
  }
}
