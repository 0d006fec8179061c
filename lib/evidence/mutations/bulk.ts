import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { inWorkspace, type Tx } from "@/db/tenant";
import { type ActivityEntry, record } from "@/lib/audit-log/mutations";
import { type AnyScope, holds, type Scope } from "@/lib/core/access";
import { handSetRenewal, renewalOf } from "@/lib/core/cadence";
import type { IsoDate } from "@/lib/core/dates";
import { ALLOWED, type Decision, firstRefusal, refused } from "@/lib/core/decision";
import { canArchive } from "@/lib/core/evidence";
import type { BulkAnswer } from "@/lib/core/evidence-dto";
import type { SeenItem } from "@/lib/evidence/input";
import {
  editable,
  type ItemRow,
  lockItems,
  memberId,
  requireMember,
  sortOut,
} from "@/lib/evidence/mutations/locked";
import { noticeOf, ownRule } from "@/lib/evidence/mutations/moves";
import { notify } from "@/lib/notifications/mutations";

type Values = Partial<Pick<ItemRow, "ownerId" | "ownerText" | "renewOverrideOn" | "renewOn">>;

async function setAll(tx: Tx, scope: AnyScope, rows: readonly ItemRow[], values: Values): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  await tx
    .update(evidenceItems)
    .set({ ...values, version: sql`${evidenceItems.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(evidenceItems.workspaceId, scope.workspaceId), inArray(evidenceItems.id, ids)));
}

function edited(
  row: ItemRow,
  change: { readonly before: unknown; readonly after: unknown; readonly field: string },
): ActivityEntry {
  return {
    verb: "evidence.edit",
    subject: { kind: "evidence", ref: row.id },
    before: { [change.field]: change.before },
    after: { [change.field]: change.after },
  };
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
      firstRefusal([may, editable(row)]),
    );
    const changed = allowed.filter((row) => row.ownerId !== input.ownerId);
    await setAll(tx, scope, changed, {
      ownerId: input.ownerId,
      ...(input.ownerId === null ? {} : { ownerText: "" }),
    });
    await record(
      tx,
      scope,
      changed.map((row) => edited(row, { field: "ownerId", before: row.ownerId, after: input.ownerId })),
    );
    const { ownerId } = input;
    await notify(
      tx,
      scope,
      changed.map((row) => noticeOf(row, { personId: ownerId, kind: "assignment", detail: "" })),
    );
    return answer;
  });
}

async function effectiveDates(
  tx: Tx,
  rows: readonly ItemRow[],
): Promise<ReadonlyMap<string, IsoDate | null>> {
  const found = await tx
    .select({ itemId: artifacts.itemId, effectiveOn: artifacts.effectiveOn })
    .from(artifacts)
    .innerJoin(
      evidenceItems,
      and(
        eq(evidenceItems.workspaceId, artifacts.workspaceId),
        eq(evidenceItems.id, artifacts.itemId),
        eq(evidenceItems.currentArtifact, artifacts.number),
      ),
    )
    .where(
      inArray(
        artifacts.itemId,
        rows.map((row) => row.id),
      ),
    );
  return new Map(found.map((row) => [row.itemId, row.effectiveOn]));
}

/**
 * Sets the day until which the items count this once; null takes a date set by hand back, so that the cadence decides.
 * @throws AppError NOT_FOUND (any item), CONFLICT (all are refused)
 */
export async function setRenewal(
  scope: Scope<"evidence:write">,
  input: { readonly itemIds: readonly SeenItem[]; readonly renewOn: IsoDate | null },
): Promise<BulkAnswer> {
  memberId(scope);
  return inWorkspace(scope, async (tx) => {
    const { allowed, answer } = sortOut(await lockItems(tx, input.itemIds), (row) =>
      firstRefusal([ownRule(scope, row), editable(row)]),
    );
    const changed = allowed.filter((row) => handSetRenewal(row) !== input.renewOn);
    const effective = await effectiveDates(tx, changed);
    const dateOf = (row: ItemRow) =>
      renewalOf({ ...row, renewOverrideOn: input.renewOn }, effective.get(row.id) ?? null);
    const byDate = new Map<IsoDate | null, ItemRow[]>();
    for (const row of changed) byDate.set(dateOf(row), [...(byDate.get(dateOf(row)) ?? []), row]);
    for (const [renewOn, rows] of byDate) {
      await setAll(tx, scope, rows, { renewOverrideOn: input.renewOn, renewOn });
    }
    await record(
      tx,
      scope,
      changed.map((row) => edited(row, { field: "renewOn", before: row.renewOn, after: dateOf(row) })),
    );
    return answer;
  });
}

function archiveRule(scope: AnyScope, row: ItemRow): Decision {
  return firstRefusal([
    ownRule(scope, row),
    row.archivedAt === null ? ALLOWED : refused("It is archived already."),
    canArchive(row.state),
  ]);
}

async function setArchived(
  tx: Tx,
  scope: AnyScope,
  rows: readonly ItemRow[],
  archived: boolean,
): Promise<void> {
  await tx
    .update(evidenceItems)
    .set({
      archivedAt: archived ? sql`now()` : null,
      version: sql`${evidenceItems.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        eq(evidenceItems.workspaceId, scope.workspaceId),
        inArray(
          evidenceItems.id,
          rows.map((row) => row.id),
        ),
      ),
    );
  await record(
    tx,
    scope,
    rows.map((row) => ({
      verb: archived ? "evidence.archive" : "evidence.unarchive",
      subject: { kind: "evidence", ref: row.id },
      before: { archived: !archived },
      after: { archived, title: row.title },
    })),
  );
}

/**
 * Takes items that count for nothing out of the lists; links, versions and verdicts stay.
 * @throws AppError NOT_FOUND (any item), CONFLICT (all are refused: submitted, accepted, archived already)
 */
export async function archiveEvidence(
  scope: Scope<"evidence:write">,
  { itemIds }: { readonly itemIds: readonly SeenItem[] },
): Promise<BulkAnswer> {
  memberId(scope);
  return inWorkspace(scope, async (tx) => {
    const { allowed, answer } = sortOut(await lockItems(tx, itemIds), (row) => archiveRule(scope, row));
    await setArchived(tx, scope, allowed, true);
    return answer;
  });
}

/**
 * Brings archived items back into the lists, in the state they had.
 * @throws AppError NOT_FOUND (any item), CONFLICT (all are refused: not archived)
 */
export async function unarchiveEvidence(
  scope: Scope<"evidence:write">,
  { itemIds }: { readonly itemIds: readonly SeenItem[] },
): Promise<BulkAnswer> {
  memberId(scope);
  return inWorkspace(scope, async (tx) => {
    const { allowed, answer } = sortOut(await lockItems(tx, itemIds), (row) =>
      firstRefusal([ownRule(scope, row), row.archivedAt === null ? refused("It is not archived.") : ALLOWED]),
    );
    await setArchived(tx, scope, allowed, false);
    return answer;
  });
}
