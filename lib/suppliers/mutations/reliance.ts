import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import {
  relianceControls,
  relianceStatements,
  supplierAttestations,
  userEntityControls,
} from "@/db/schema/suppliers";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { AnyScope, Scope } from "@/lib/core/access";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import {
  canChangeReliance,
  checkEntityControl,
  checkReliance,
  type RelianceStatement,
  stateOf,
} from "@/lib/core/reliance";
import { once } from "@/lib/idempotency/mutations";
import { differences, requirePresent } from "@/lib/nonconformities/mutations";
import type {
  AddEntityControlInput,
  AddRelianceInput,
  ArchiveRelianceInput,
  EditEntityControlInput,
  EditRelianceInput,
} from "@/lib/suppliers/input";
import type { OfSupplier } from "@/lib/suppliers/mutations/attestations";
import {
  invalidFields,
  lockActiveSupplier,
  memberOf,
  requireNone,
  requireRefs,
  todayOf,
} from "@/lib/suppliers/mutations/locked";
import { readReliance } from "@/lib/suppliers/queries";

type WriteScope = Scope<"supplier:write">;
type Values = Omit<AddRelianceInput, "supplierId" | "onceKey">;

/** @throws AppError INVALID (by the rules of a statement, or the document is not the supplier's or archived) */
async function requireStatement(tx: Tx, scope: AnyScope, supplierId: string, values: Values): Promise<void> {
  const [document] = await tx
    .select({ validUntil: supplierAttestations.validUntil, archivedAt: supplierAttestations.archivedAt })
    .from(supplierAttestations)
    .where(
      and(eq(supplierAttestations.id, values.attestationId), eq(supplierAttestations.supplierId, supplierId)),
    );
  if (document === undefined || document.archivedAt !== null) {
    throw invalidFields({ attestationId: "Choose a document of this supplier." });
  }
  requireNone(checkReliance({ ...values, validUntil: document.validUntil }, todayOf(scope)));
  await requireRefs(tx, "refs", values.refs);
}

async function setControls(tx: Tx, scope: AnyScope, statementId: string, refs: readonly string[]) {
  const { workspaceId } = scope;
  await tx.delete(relianceControls).where(eq(relianceControls.statementId, statementId));
  await tx.insert(relianceControls).values(refs.map((ref) => ({ workspaceId, statementId, ref })));
}

/** The statement beneath its locked supplier. @throws AppError NOT_FOUND, CONFLICT (supplier ended, statement archived) */
async function lockStatement(tx: Tx, scope: AnyScope, id: string): Promise<RelianceStatement> {
  const [found] = await tx
    .select({ supplierId: relianceStatements.supplierId })
    .from(relianceStatements)
    .where(eq(relianceStatements.id, id));
  if (found === undefined) throw notFound("The reliance statement");
  await lockActiveSupplier(tx, found.supplierId);
  const statement = (await readReliance(tx, found.supplierId)).find((one) => one.id === id);
  if (statement === undefined) throw notFound("The reliance statement");
  const decision = canChangeReliance(stateOf(statement, todayOf(scope)));
  if (!decision.ok) throw new AppError("CONFLICT", decision.reason);
  return statement;
}

/** Writes a reliance statement, reviewed by whoever writes it. @throws AppError CONFLICT (supplier ended), INVALID, NOT_FOUND */
export async function addReliance(scope: WriteScope, input: AddRelianceInput): Promise<OfSupplier> {
  const { supplierId, onceKey: key, ...values } = input;
  const { refs, ...fields } = values;
  const reviewedBy = memberOf(scope);
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key, input: { supplierId, ...values } }, async () => {
      await lockActiveSupplier(tx, supplierId);
      await requireStatement(tx, scope, supplierId, values);
      const id = uuidv7();
      await tx
        .insert(relianceStatements)
        .values({ ...fields, workspaceId: scope.workspaceId, id, supplierId, reviewedBy });
      await setControls(tx, scope, id, refs);
      await record(tx, scope, {
        verb: "reliance.set",
        subject: { kind: "reliance", ref: id },
        after: { ...fields, refs },
      });
      return { supplierId };
    }),
  );
}

/** Reviews and changes a statement: also how it is renewed with a new document. @throws AppError CONFLICT (archived, changed meanwhile), INVALID, NOT_FOUND */
export async function editReliance(scope: WriteScope, input: EditRelianceInput): Promise<OfSupplier> {
  const { id, version, ...values } = input;
  const { refs, ...fields } = values;
  const reviewedBy = memberOf(scope);
  return inWorkspace(scope, async (tx) => {
    const statement = await lockStatement(tx, scope, id);
    const { supplierId, services, covers, gaps, reviewedOn, nextReviewOn } = statement;
    const stored = {
      services,
      covers,
      gaps,
      reviewedOn,
      nextReviewOn,
      attestationId: statement.attestation.id,
    };
    if (statement.version !== version) {
      throw staleVersion("The reliance statement", {
        ...stored,
        refs: statement.refs.join(", "),
        version: statement.version,
      });
    }
    await requireStatement(tx, scope, supplierId, values);
    await tx
      .update(relianceStatements)
      .set({ ...fields, reviewedBy, version: version + 1, updatedAt: sql`now()` })
      .where(eq(relianceStatements.id, id));
    await setControls(tx, scope, id, refs);
    await record(tx, scope, {
      verb: "reliance.set",
      subject: { kind: "reliance", ref: id },
      ...differences({ ...stored, refs: statement.refs }, values),
    });
    return { supplierId };
  });
}

/** Archives a statement: no control leans on it any longer, and rows that were inherited through it need another. @throws AppError CONFLICT, NOT_FOUND */
export async function archiveReliance(
  scope: WriteScope,
  { id, version }: ArchiveRelianceInput,
): Promise<OfSupplier> {
  return inWorkspace(scope, async (tx) => {
    const statement = await lockStatement(tx, scope, id);
    if (statement.version !== version) {
      throw staleVersion("The reliance statement", { version: statement.version });
    }
    await tx
      .update(relianceStatements)
      .set({ archivedAt: sql`now()`, version: version + 1, updatedAt: sql`now()` })
      .where(eq(relianceStatements.id, id));
    await record(tx, scope, {
      verb: "reliance.archive",
      subject: { kind: "reliance", ref: id },
      before: { provider: statement.provider, refs: statement.refs },
    });
    return { supplierId: statement.supplierId };
  });
}

/** Notes a control that the provider leaves to its customer. @throws AppError CONFLICT (archived, supplier ended), INVALID, NOT_FOUND */
export async function addEntityControl(scope: WriteScope, input: AddEntityControlInput): Promise<OfSupplier> {
  const { statementId, onceKey: key, ...values } = input;
  requireNone(checkEntityControl(values));
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key, input: { statementId, ...values } }, async () => {
      const { supplierId } = await lockStatement(tx, scope, statementId);
      await requireRefs(tx, "ref", values.ref === null ? [] : [values.ref]);
      await requirePresent(tx, "ownerId", values.ownerId);
      await tx
        .insert(userEntityControls)
        .values({ ...values, workspaceId: scope.workspaceId, id: uuidv7(), statementId });
      await record(tx, scope, {
        verb: "reliance.set",
        subject: { kind: "reliance", ref: statementId },
        after: { entityControl: values.text, ref: values.ref, state: values.state },
      });
      return { supplierId };
    }),
  );
}

/** Changes a user-entity control: the own control that does it, its owner and its state. @throws AppError CONFLICT, INVALID, NOT_FOUND */
export async function editEntityControl(
  scope: WriteScope,
  input: EditEntityControlInput,
): Promise<OfSupplier> {
  const { id, version, ...values } = input;
  requireNone(checkEntityControl(values));
  return inWorkspace(scope, async (tx) => {
    const [found] = await tx
      .select({ statementId: userEntityControls.statementId })
      .from(userEntityControls)
      .where(eq(userEntityControls.id, id));
    if (found === undefined) throw notFound("The user-entity control");
    const statement = await lockStatement(tx, scope, found.statementId);
    const row = statement.entityControls.find((one) => one.id === id);
    if (row === undefined) throw notFound("The user-entity control");
    const stored = { text: row.text, ref: row.ref, ownerId: row.ownerId, state: row.state, note: row.note };
    if (row.version !== version) {
      throw staleVersion("The user-entity control", { ...stored, version: row.version });
    }
    await requireRefs(tx, "ref", values.ref === null ? [] : [values.ref]);
    if (values.ownerId !== row.ownerId) await requirePresent(tx, "ownerId", values.ownerId);
    await tx
      .update(userEntityControls)
      .set({ ...values, version: version + 1 })
      .where(eq(userEntityControls.id, id));
    const { before, after } = differences(stored, values);
    await record(tx, scope, {
      verb: "reliance.set",
      subject: { kind: "reliance", ref: statement.id },
      before,
      after: { ...after, entityControl: values.text },
    });
    return { supplierId: statement.supplierId };
  });
}
