import "server-only";
import { and, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { evidenceItems } from "@/db/schema/evidence";
import { requirements } from "@/db/schema/requirements";
import { supplierAttestations } from "@/db/schema/suppliers";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import { documentName } from "@/lib/core/reliance";
import { ATTESTATION_REFS, checkAttestation, leaningSentence, proposedValidUntil } from "@/lib/core/supplier";
import { type LinkAnswer, linkEvidence } from "@/lib/evidence/mutations/links";
import { once } from "@/lib/idempotency/mutations";
import { differences } from "@/lib/nonconformities/mutations";
import type {
  AddAttestationInput,
  ArchiveAttestationInput,
  EditAttestationInput,
  LinkAttestationInput,
} from "@/lib/suppliers/input";
import {
  invalidFields,
  lockActiveSupplier,
  lockAttestation,
  readLeaning,
  requireNone,
  todayOf,
} from "@/lib/suppliers/mutations/locked";

type WriteScope = Scope<"supplier:write">;
export type OfSupplier = { readonly supplierId: string };

/** @throws AppError INVALID (the evidence does not exist here, or no longer counts) */
async function requireItem(tx: Tx, itemId: string | null): Promise<void> {
  if (itemId === null) return;
  const [found] = await tx
    .select({ id: evidenceItems.id })
    .from(evidenceItems)
    .where(
      and(
        eq(evidenceItems.id, itemId),
        isNull(evidenceItems.archivedAt),
        notInArray(evidenceItems.state, ["withdrawn", "superseded"]),
      ),
    );
  if (found === undefined) throw notFound("The evidence");
}

type Fields = Omit<AddAttestationInput, "supplierId" | "onceKey">;

/** Without a printed last day the kind's usual one is taken. */
function completed<T extends Fields>(values: T): T {
  const validUntil = values.validUntil ?? proposedValidUntil(values.kind, values.periodTo);
  return { ...values, validUntil };
}

/** Records a supplier's document; without a last day the usual one of its kind is taken. @throws AppError CONFLICT (ended), INVALID, NOT_FOUND */
export async function addAttestation(scope: WriteScope, input: AddAttestationInput): Promise<OfSupplier> {
  const { supplierId, onceKey: key, ...given } = input;
  const values = completed(given);
  requireNone(checkAttestation(values));
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key, input: { supplierId, ...given } }, async () => {
      await lockActiveSupplier(tx, supplierId);
      await requireItem(tx, values.itemId);
      const { workspaceId } = scope;
      await tx.insert(supplierAttestations).values({ ...values, workspaceId, id: uuidv7(), supplierId });
      await record(tx, scope, {
        verb: "supplier.attest",
        subject: { kind: "supplier", ref: supplierId },
        after: { document: documentName(values), validUntil: values.validUntil },
      });
      return { supplierId };
    }),
  );
}

/** Changes a document. Its last day cannot be taken away while controls lean on it. @throws AppError CONFLICT, INVALID, NOT_FOUND */
export async function editAttestation(scope: WriteScope, input: EditAttestationInput): Promise<OfSupplier> {
  const { id, version, ...given } = input;
  const values = completed(given);
  requireNone(checkAttestation(values));
  return inWorkspace(scope, async (tx) => {
    const { row } = await lockAttestation(tx, id);
    if (row.version !== version) {
      const { workspaceId: _workspace, createdAt: _created, archivedAt: _archived, ...stored } = row;
      throw staleVersion("The attestation", stored);
    }
    if (values.itemId !== row.itemId) await requireItem(tx, values.itemId);
    const leaning = await readLeaning(tx, row.supplierId, { today: todayOf(scope), attestationId: id });
    if (values.validUntil === null && leaning.length > 0) {
      throw invalidFields({ validUntil: `The last day is needed: ${leaningSentence(leaning)}` });
    }
    await tx
      .update(supplierAttestations)
      .set({ ...values, version: version + 1 })
      .where(eq(supplierAttestations.id, id));
    const { before, after } = differences(row, values);
    await record(tx, scope, {
      verb: "supplier.attest",
      subject: { kind: "supplier", ref: row.supplierId },
      before,
      after: { ...after, document: documentName(values), edited: true },
    });
    return { supplierId: row.supplierId };
  });
}

/** Archives a document that no control leans on. @throws AppError CONFLICT (one does; changed meanwhile), NOT_FOUND */
export async function archiveAttestation(
  scope: WriteScope,
  { id, version }: ArchiveAttestationInput,
): Promise<OfSupplier> {
  return inWorkspace(scope, async (tx) => {
    const { row } = await lockAttestation(tx, id);
    const leaning = await readLeaning(tx, row.supplierId, { today: todayOf(scope), attestationId: id });
    if (leaning.length > 0) {
      throw new AppError("CONFLICT", `The document cannot be archived yet: ${leaningSentence(leaning)}`);
    }
    if (row.version !== version) throw staleVersion("The attestation", { version: row.version });
    await tx
      .update(supplierAttestations)
      .set({ archivedAt: sql`now()`, version: version + 1 })
      .where(eq(supplierAttestations.id, id));
    await record(tx, scope, {
      verb: "supplier.attest",
      subject: { kind: "supplier", ref: row.supplierId },
      after: { document: documentName(row), archived: true },
    });
    return { supplierId: row.supplierId };
  });
}

/**
 * Links the document's evidence to the criterion and the controls on suppliers, in one step; a reviewer judges each link.
 * @throws AppError CONFLICT (no evidence is chosen, or it no longer counts), NOT_FOUND
 */
export async function linkAttestation(
  scope: Scope<"supplier:write" | "evidence:write">,
  { id }: LinkAttestationInput,
): Promise<OfSupplier & LinkAnswer> {
  // house: no-record this only reads; linkEvidence records each link
  const { supplierId, itemId, refs } = await inWorkspace(scope, async (tx) => {
    const [row] = await tx.select().from(supplierAttestations).where(eq(supplierAttestations.id, id));
    if (row === undefined) throw notFound("The attestation");
    if (row.itemId === null) {
      throw new AppError("CONFLICT", "Choose the evidence that holds the document first.");
    }
    const present = await tx
      .select({ ref: requirements.ref })
      .from(requirements)
      .where(and(inArray(requirements.ref, [...ATTESTATION_REFS]), isNull(requirements.archivedAt)));
    return { supplierId: row.supplierId, itemId: row.itemId, refs: present.map(({ ref }) => ref) };
  });
  const answer = await linkEvidence(scope, { itemIds: [itemId], refs, onceKey: "" });
  return { supplierId, ...answer };
}
