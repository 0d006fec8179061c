import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { evidenceItems } from "@/db/schema/evidence";
import { inWorkspace, type Tx } from "@/db/tenant";
import { type ActivityEntry, record } from "@/lib/audit-log/mutations";
import { type AnyScope, holds, type Scope } from "@/lib/core/access";
import { handSetRenewal, renewalOf } from "@/lib/core/cadence";
import type { IsoDate } from "@/lib/core/dates";
import { ALLOWED, type Decision, firstRefusal, refused } from "@/lib/core/decision";
import { canArchive } from "@/lib/core/evidence";
import { type BulkAnswer, type BulkUndo, type FormerDates, UNDONE_AT_MOST } from "@/lib/core/evidence-dto";
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

type Values = Partial<
  Pick<ItemRow, "ownerId" | "ownerText" | "renewOverrideOn" | "renewOn" | "cadence" | "cadenceDays">
>;

/** Writes the same values to all rows, which the caller has locked and records. */
// house: no-record the caller's own entries tell what was changed
export async function setAll(
  tx: Tx,
  scope: AnyScope,
  rows: readonly ItemRow[],
  values: Values,
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  await tx
    .update(evidenceItems)
    .set({ ...values, version: sql`${evidenceItems.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(evidenceItems.workspaceId, scope.workspaceId), inArray(evidenceItems.id, ids)));
}

/** The entry of one changed field. */
export function edited(
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
    const owners = changed.map((row) => ({
      ...{ itemId: row.id, version: row.version + 1 },
      ...{ ownerId: row.ownerId, ownerText: row.ownerText },
    }));
    return undoable(answer, changed, { verb: "assign", owners });
  });
}

/** What takes a change of these rows' dates back. */
function formerDates(rows: readonly ItemRow[]): readonly FormerDates[] {
  return rows.map(({ id, version, cadence, cadenceDays, renewOverrideOn, renewOn }) => ({
    ...{ itemId: id, version: version + 1 },
    ...{ cadence, cadenceDays, renewOverrideOn, renewOn },
  }));
}

/** Writes each row's own dates to rows that the caller has locked and records: one statement for rows with the same. */
// house: no-record the caller's own entries tell what was changed
export async function setDates(
  tx: Tx,
  scope: AnyScope,
  rows: readonly ItemRow[],
  valuesOf: (row: ItemRow) => Values,
): Promise<void> {
  const groups = new Map<string, { values: Values; rows: ItemRow[] }>();
  for (const row of rows) {
    const values = valuesOf(row);
    const key = JSON.stringify(values);
    const group = groups.get(key) ?? { values, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  for (const { values, rows: same } of groups.values()) await setAll(tx, scope, same, values);
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
    const dateOf = (row: ItemRow) => renewalOf({ ...row, renewOverrideOn: input.renewOn }, row.effectiveOn);
    await setDates(tx, scope, changed, (row) => ({
      renewOverrideOn: input.renewOn,
      renewOn: dateOf(row),
    }));
    await record(
      tx,
      scope,
      changed.map((row) => edited(row, { field: "renewOn", before: row.renewOn, after: dateOf(row) })),
    );
    return undoable(answer, changed, { verb: "renew", dates: formerDates(changed) });
  });
}

type CadenceChange = Pick<ItemRow, "cadence" | "cadenceDays">;

/** A date set by hand stays; one that a register brought gives way as soon as the cadence can count. */
function datesUnder(row: ItemRow, rule: CadenceChange) {
  const kept = row.renewOverrideOn ?? (row.effectiveOn === null ? handSetRenewal(row) : null);
  return { renewOverrideOn: kept, renewOn: renewalOf({ ...rule, renewOverrideOn: kept }, row.effectiveOn) };
}

/**
 * Says how often the items are collected anew; their renewal dates follow, but for those set by hand.
 * @throws AppError NOT_FOUND (any item), CONFLICT (all are refused)
 */
export async function setCadence(
  scope: Scope<"evidence:write">,
  input: CadenceChange & { readonly itemIds: readonly SeenItem[] },
): Promise<BulkAnswer> {
  memberId(scope);
  const rule = { cadence: input.cadence, cadenceDays: input.cadenceDays };
  return inWorkspace(scope, async (tx) => {
    const { allowed, answer } = sortOut(await lockItems(tx, input.itemIds), (row) =>
      firstRefusal([ownRule(scope, row), editable(row)]),
    );
    const changed = allowed.filter(
      (row) => row.cadence !== rule.cadence || row.cadenceDays !== rule.cadenceDays,
    );
    await setDates(tx, scope, changed, (row) => ({ ...rule, ...datesUnder(row, rule) }));
    await record(
      tx,
      scope,
      changed.map((row) => ({
        verb: "evidence.edit" as const,
        subject: { kind: "evidence" as const, ref: row.id },
        before: { cadence: row.cadence, cadenceDays: row.cadenceDays, renewOn: row.renewOn },
        after: { ...rule, renewOn: datesUnder(row, rule).renewOn },
      })),
    );
    return undoable(answer, changed, { verb: "cadence", dates: formerDates(changed) });
  });
}

/** The answer with what takes it back, as long as one button may. */
function undoable(answer: BulkAnswer, rows: readonly ItemRow[], undo: BulkUndo): BulkAnswer {
  return rows.length === 0 || rows.length > UNDONE_AT_MOST ? answer : { ...answer, undo };
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
    return undoable(answer, allowed, { verb: "archive", itemIds: allowed.map((row) => row.id) });
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
    return undoable(answer, allowed, { verb: "unarchive", itemIds: allowed.map((row) => row.id) });
  });
}
