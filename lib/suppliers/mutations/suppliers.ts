import "server-only";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { suppliers } from "@/db/schema/suppliers";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";
import { AppError, staleVersion } from "@/lib/core/errors";
import { canEndSupplier, proposedReviewOn } from "@/lib/core/supplier";
import { once } from "@/lib/idempotency/mutations";
import { differences, requirePresent } from "@/lib/nonconformities/mutations";
import type {
  AddSupplierInput,
  EditSupplierInput,
  EndSupplierInput,
  RestoreSupplierInput,
} from "@/lib/suppliers/input";
import {
  invalidFields,
  lockActiveSupplier,
  lockNames,
  lockSupplier,
  readLeaning,
  todayOf,
} from "@/lib/suppliers/mutations/locked";

type WriteScope = Scope<"supplier:write">;
type Id = { readonly id: string };

/** @throws AppError INVALID (an active supplier has the name) */
async function requireNewName(tx: Tx, name: string, id: string | null): Promise<void> {
  const [found] = await tx
    .select({ id: suppliers.id })
    .from(suppliers)
    .where(
      and(
        sql`lower(${suppliers.name}) = lower(${name})`,
        isNull(suppliers.endedOn),
        id === null ? undefined : ne(suppliers.id, id),
      ),
    )
    .limit(1);
  if (found !== undefined)
    throw invalidFields({ name: `A supplier called ${name} is in the register already.` });
}

/** Adds a supplier; without a date the next review is proposed by its tier. @throws AppError INVALID (name taken, owner is no member) */
export async function addSupplier(
  scope: WriteScope,
  { onceKey: key, ...values }: AddSupplierInput,
): Promise<Id & { readonly name: string }> {
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key, input: values }, async () => {
      await lockNames(tx);
      await requireNewName(tx, values.name, null);
      await requirePresent(tx, "ownerId", values.ownerId);
      const id = uuidv7();
      const nextReviewOn = values.nextReviewOn ?? proposedReviewOn(values.tier, todayOf(scope));
      await tx.insert(suppliers).values({ ...values, nextReviewOn, workspaceId: scope.workspaceId, id });
      await record(tx, scope, {
        verb: "supplier.add",
        subject: { kind: "supplier", ref: id },
        after: { name: values.name, tier: values.tier, ict: values.ict, nextReviewOn },
      });
      return { id, name: values.name };
    }),
  );
}

function pick(row: typeof suppliers.$inferSelect, like: Readonly<Record<string, unknown>>) {
  const values: Readonly<Record<string, unknown>> = row;
  return Object.fromEntries(Object.keys(like).map((key) => [key, values[key]]));
}

/** Changes what the register says about a supplier. @throws AppError CONFLICT (changed meanwhile, ended), INVALID, NOT_FOUND */
export async function editSupplier(scope: WriteScope, input: EditSupplierInput): Promise<Id> {
  const { id, version, ...values } = input;
  return inWorkspace(scope, async (tx) => {
    await lockNames(tx);
    const row = await lockActiveSupplier(tx, id);
    if (row.version !== version) {
      throw staleVersion("The supplier", { ...pick(row, values), version: row.version });
    }
    await requireNewName(tx, values.name, id);
    if (values.ownerId !== row.ownerId) await requirePresent(tx, "ownerId", values.ownerId);
    await tx
      .update(suppliers)
      .set({ ...values, version: version + 1, updatedAt: sql`now()` })
      .where(eq(suppliers.id, id));
    await record(tx, scope, {
      verb: "supplier.edit",
      subject: { kind: "supplier", ref: id },
      ...differences(row, values),
    });
    return { id };
  });
}

/**
 * Ends a supplier: it leaves the register of those in use and is kept with its history.
 * @throws AppError CONFLICT (controls lean on it through a statement; changed meanwhile), INVALID (a day ahead), NOT_FOUND
 */
export async function endSupplier(
  scope: WriteScope,
  { id, version, endedOn }: EndSupplierInput,
): Promise<Id> {
  const today = todayOf(scope);
  if (endedOn > today) throw invalidFields({ endedOn: "A service that is still used cannot end yet." });
  return inWorkspace(scope, async (tx) => {
    const row = await lockActiveSupplier(tx, id);
    const decision = canEndSupplier(await readLeaning(tx, id, { today }));
    if (!decision.ok) throw new AppError("CONFLICT", decision.reason);
    if (row.version !== version) {
      throw staleVersion("The supplier", { endedOn: row.endedOn, version: row.version });
    }
    await tx
      .update(suppliers)
      .set({ endedOn, archivedAt: sql`now()`, version: version + 1, updatedAt: sql`now()` })
      .where(eq(suppliers.id, id));
    await record(tx, scope, {
      verb: "supplier.archive",
      subject: { kind: "supplier", ref: id },
      after: { name: row.name, endedOn },
    });
    return { id };
  });
}

/** Brings an ended supplier back into the register. @throws AppError CONFLICT (changed meanwhile, or it never ended), INVALID (name taken), NOT_FOUND */
export async function restoreSupplier(scope: WriteScope, { id, version }: RestoreSupplierInput): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    await lockNames(tx);
    const row = await lockSupplier(tx, id);
    if (row.version !== version) throw staleVersion("The supplier", { version: row.version });
    if (row.endedOn === null) throw new AppError("CONFLICT", `${row.name} has not ended.`);
    await requireNewName(tx, row.name, id);
    await tx
      .update(suppliers)
      .set({ endedOn: null, archivedAt: null, version: version + 1, updatedAt: sql`now()` })
      .where(eq(suppliers.id, id));
    await record(tx, scope, {
      verb: "supplier.edit",
      subject: { kind: "supplier", ref: id },
      before: { endedOn: row.endedOn },
      after: { endedOn: null, restored: true },
    });
    return { id };
  });
}
