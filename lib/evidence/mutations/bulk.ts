import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { evidenceItems } from "@/db/schema/evidence";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, holds, type Scope } from "@/lib/core/access";
import type { IsoDate } from "@/lib/core/dates";
import { ALLOWED, type Decision, firstRefusal, refused } from "@/lib/core/decision";
import type { BulkAnswer } from "@/lib/core/evidence-dto";
import type { SeenItem } from "@/lib/evidence/input";
import { type ItemRow, lockItems, memberId, requireMember, sortOut } from "@/lib/evidence/mutations/locked";
import { ownRule } from "@/lib/evidence/mutations/moves";

function liveRule(row: ItemRow): Decision {
  return row.state === "withdrawn" || row.state === "superseded"
    ? refused("Withdrawn and superseded evidence stays as it is.")
    : ALLOWED;
}

type Field = "ownerId" | "renewOn";

async function setField(
  tx: Tx,
  scope: AnyScope,
  rows: readonly ItemRow[],
  change: { readonly field: Field; readonly value: string | null },
): Promise<void> {
  const { field, value } = change;
  const changed = rows.filter((row) => row[field] !== value);
  if (changed.length === 0) return;
  const ids = changed.map((row) => row.id);
  await tx
    .update(evidenceItems)
    .set({
      ...(field === "ownerId"
        ? { ownerId: value, ...(value === null ? {} : { ownerText: "" }) }
        : { renewOn: value }),
      version: sql`${evidenceItems.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(evidenceItems.workspaceId, scope.workspaceId), inArray(evidenceItems.id, ids)));
  await record(
    tx,
    scope,
    changed.map((row) => ({
      verb: "evidence.edit",
      subject: { kind: "evidence", ref: row.id },
      before: { [field]: row[field] },
      after: { [field]: value },
    })),
  );
}

/**
 * Gives the items to one owner, or to nobody.
 * @throws AppError NOT_FOUND (any item), INVALID (the owner is no member), CONFLICT (all are refused)
 */
export async function assignEvidence(
  scope: Scope<"evidence:write">,
  input: { readonly itemIds: readonly SeenItem[]; readonly ownerId: string | null },
): Promise<BulkAnswer> {
  memberId(scope);
  const may = holds(scope, "requirement:assign") ? ALLOWED : refused("Owners and leads assign evidence.");
  return inWorkspace(scope, async (tx) => {
    await requireMember(tx, input.ownerId);
    const { allowed, answer } = sortOut(await lockItems(tx, input.itemIds), (row) =>
      firstRefusal([may, liveRule(row)]),
    );
    await setField(tx, scope, allowed, { field: "ownerId", value: input.ownerId });
    return answer;
  });
}

/**
 * Sets the day until which the items count; null means that they need no renewal.
 * @throws AppError NOT_FOUND (any item), CONFLICT (all are refused)
 */
export async function setRenewal(
  scope: Scope<"evidence:write">,
  input: { readonly itemIds: readonly SeenItem[]; readonly renewOn: IsoDate | null },
): Promise<BulkAnswer> {
  memberId(scope);
  return inWorkspace(scope, async (tx) => {
    const { allowed, answer } = sortOut(await lockItems(tx, input.itemIds), (row) =>
      firstRefusal([ownRule(scope, row), liveRule(row)]),
    );
    await setField(tx, scope, allowed, { field: "renewOn", value: input.renewOn });
    return answer;
  });
}
