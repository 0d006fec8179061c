import "server-only";
import { createHash } from "node:crypto";
import { asc, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { insertRows, updateRows } from "@/db/bulk";
import { suppliers } from "@/db/schema/suppliers";
import { inWorkspace, type Tx } from "@/db/tenant";
import { type ActivityEntry, record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";
import { canonicalJson } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";
import { decodeRegister } from "@/lib/core/register-text";
import { proposedReviewOn } from "@/lib/core/supplier";
import {
  announcedBy,
  planSupplierImport,
  type SupplierLine,
  type SupplierPlan,
  type SupplierWrite,
} from "@/lib/core/supplier-csv";
import { differences } from "@/lib/nonconformities/mutations";
import type { ImportSuppliersInput } from "@/lib/suppliers/input";
import { invalidFields, lockNames, type SupplierRow, todayOf } from "@/lib/suppliers/mutations/locked";
import { readSuppliers } from "@/lib/suppliers/queries/register";
import { readMembers } from "@/lib/workspaces/queries";

type WriteScope = Scope<"supplier:write">;

export type SupplierImport = {
  /** Whether it was stored; a preview stores nothing. */
  readonly done: boolean;
  /** Sent back to store exactly what was announced. */
  readonly text: string;
  readonly announced: string;
  readonly lines: readonly SupplierLine[];
  readonly ignored: readonly string[];
};

async function textOf({ file, text }: ImportSuppliersInput): Promise<string> {
  if (text !== undefined && text !== "") return text;
  if (file === undefined || file.size === 0) throw invalidFields({ file: "Choose a file." });
  const decoded = decodeRegister(new Uint8Array(await file.arrayBuffer()));
  if (!decoded.ok) throw invalidFields({ file: decoded.reason });
  return decoded.text;
}

async function plan(tx: Tx, scope: WriteScope, text: string): Promise<SupplierPlan> {
  const [rows, members] = await Promise.all([readSuppliers(tx, scope.timeZone), readMembers(tx)]);
  const existing = rows
    .filter(({ endedOn }) => endedOn === null)
    .map((row) => {
      const {
        id,
        ownerName,
        endedOn: _ended,
        lastReviewOn: _last,
        lastDecision: _decision,
        reviewOpen: _open,
        relianceReviewOn: _reliance,
        attestations: _attestations,
        version: _version,
        ...values
      } = row;
      return { id, ownerName, values };
    });
  const result = planSupplierImport(text, { existing, members });
  if (!result.ok) throw invalidFields({ file: result.reason });
  return result.plan;
}

/** Locks the register of those in use, and with it the names: what is planned from them stays true until the end. */
async function lockRegister(tx: Tx): Promise<ReadonlyMap<string, SupplierRow>> {
  await lockNames(tx);
  const rows = await tx
    .select()
    .from(suppliers)
    .where(isNull(suppliers.endedOn))
    .orderBy(asc(suppliers.id))
    .for("update");
  return new Map(rows.map((row) => [row.id, row]));
}

async function writeAdded(
  tx: Tx,
  scope: WriteScope,
  writes: readonly SupplierWrite[],
): Promise<readonly ActivityEntry[]> {
  const today = todayOf(scope);
  const added = writes
    .filter(({ id }) => id === null)
    .map(({ values }) => ({
      ...values,
      nextReviewOn: values.nextReviewOn ?? proposedReviewOn(values.tier, today),
      workspaceId: scope.workspaceId,
      id: uuidv7(),
    }));
  await insertRows(tx, suppliers, added);
  return added.map(({ id: ref, name, tier, ict, nextReviewOn }) => ({
    verb: "supplier.add",
    subject: { kind: "supplier", ref },
    after: { name, tier, ict, nextReviewOn, imported: true },
  }));
}

async function writeChanged(
  tx: Tx,
  writes: readonly SupplierWrite[],
  locked: ReadonlyMap<string, SupplierRow>,
): Promise<readonly ActivityEntry[]> {
  const changes = writes.flatMap(({ id, values }) => {
    const row = id === null ? undefined : locked.get(id);
    return row === undefined ? [] : [{ row, values }];
  });
  const stored = await updateRows(
    tx,
    suppliers,
    changes.map(({ row: { id, version }, values }) => ({ ...values, id, version })),
  );
  if (stored !== changes.length) throw new AppError("CONFLICT", "A supplier changed meanwhile.");
  return changes.map(({ row, values }) => {
    const { before, after } = differences(row, values);
    return {
      ...{ verb: "supplier.edit", subject: { kind: "supplier", ref: row.id }, before },
      after: { ...after, imported: true },
    };
  });
}

/** `3/1/0/<hash>`: the numbers that the preview shows, and everything that would be stored. */
function announcementOf(plan: SupplierPlan): string {
  const { lines, writes } = plan;
  const hash = createHash("sha256").update(canonicalJson({ lines, writes })).digest("hex");
  return `${announcedBy(plan)}/${hash}`;
}

function summaryOf(lines: readonly SupplierLine[]) {
  return {
    added: lines.filter(({ outcome }) => outcome === "new").map(({ name }) => name),
    changed: lines
      .filter(({ outcome }) => outcome === "changed")
      .map(({ name, changes }) => ({ name, fields: changes.map(({ field }) => field) })),
    refused: lines.filter(({ outcome }) => outcome === "refused").length,
  };
}

/**
 * Reads a register of suppliers. Without `announced` it only says what each line would do; with it, it stores that, unless
 * the register has changed so that something else would happen. Lines with a problem are left out.
 * @throws AppError INVALID (no register), CONFLICT (something else would happen, or nothing)
 */
export async function importSuppliers(
  scope: WriteScope,
  input: ImportSuppliersInput,
): Promise<SupplierImport> {
  const text = await textOf(input);
  const wanted = input.announced;
  return inWorkspace(scope, async (tx) => {
    const locked = wanted === undefined ? new Map<string, SupplierRow>() : await lockRegister(tx);
    const planned = await plan(tx, scope, text);
    const { lines, writes, ignored } = planned;
    const announced = announcementOf(planned);
    const answer = { text, announced, lines, ignored };
    if (wanted === undefined) return { ...answer, done: false };
    if (wanted !== announced) {
      throw new AppError(
        "CONFLICT",
        "The register changed after the preview, so nothing was stored. Choose the file again and look at the new preview.",
      );
    }
    if (writes.length === 0) throw new AppError("CONFLICT", "The file changes nothing.");
    const entries = [...(await writeAdded(tx, scope, writes)), ...(await writeChanged(tx, writes, locked))];
    await record(tx, scope, [
      ...entries,
      { verb: "supplier.import", subject: { kind: "import", ref: "suppliers" }, after: summaryOf(lines) },
    ]);
    return { ...answer, done: true };
  });
}
