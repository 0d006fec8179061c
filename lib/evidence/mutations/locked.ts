import "server-only";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { evidenceItems } from "@/db/schema/evidence";
import { requirements } from "@/db/schema/requirements";
import { memberships } from "@/db/schema/workspaces";
import type { Tx } from "@/db/tenant";
import { type AnyScope, actorId } from "@/lib/core/access";
import { dateIn, type IsoDate } from "@/lib/core/dates";
import { ALLOWED, type Decision, refused } from "@/lib/core/decision";
import { AppError, notFound } from "@/lib/core/errors";
import type { BulkAnswer } from "@/lib/core/evidence-dto";
import { refusalSentence } from "@/lib/core/evidence-words";
import type { ItemState } from "@/lib/core/statuses";
import type { SeenItem } from "@/lib/evidence/input";
import { now } from "@/lib/platform/clock";

export type ItemRow = typeof evidenceItems.$inferSelect;
export type SeenRow = { readonly row: ItemRow; readonly seen: number | null };

/** The reference, else the title: how an answer names an item. */
export function nameOf(item: Pick<ItemRow, "reference" | "title">): string {
  return item.reference ?? item.title;
}

/** The acting member's id. @throws AppError FORBIDDEN (the system acts: every change of evidence has a named person) */
export function memberId(scope: AnyScope): string {
  const id = actorId(scope);
  if (id === null) throw new AppError("FORBIDDEN", "Only a member may change evidence.");
  return id;
}

/** The calendar day in the workspace's zone. */
export function todayOf(scope: AnyScope): IsoDate {
  return dateIn(scope.timeZone, now());
}

/** Locks the items in one order for all, so that two bulk changes wait for each other. @throws AppError NOT_FOUND (any is missing) */
export async function lockItems(tx: Tx, items: readonly SeenItem[]): Promise<readonly SeenRow[]> {
  const seen = new Map(items.map((item) => [item.itemId, item.version]));
  const rows = await tx
    .select()
    .from(evidenceItems)
    .where(inArray(evidenceItems.id, [...seen.keys()]))
    .orderBy(asc(evidenceItems.id))
    .for("update");
  if (rows.length !== seen.size) throw notFound(seen.size === 1 ? "The evidence item" : "An evidence item");
  return rows.map((row) => ({ row, seen: seen.get(row.id) ?? null }));
}

/** Locks one item. @throws AppError NOT_FOUND */
export async function lockItem(tx: Tx, itemId: string): Promise<ItemRow> {
  if (!z.uuid().safeParse(itemId).success) throw notFound("The evidence item");
  const [found] = await lockItems(tx, [{ itemId, version: null }]);
  if (found === undefined) throw notFound("The evidence item");
  return found.row;
}

const ENDED: Partial<Record<ItemState, string>> = { withdrawn: "Withdrawn", superseded: "Superseded" };

/** Refuses items that stay as they are: withdrawn, superseded, archived. */
export function editable(row: Pick<ItemRow, "state" | "archivedAt">): Decision {
  if (row.archivedAt !== null) return refused("Archived evidence stays as it is. Bring it back first.");
  const word = ENDED[row.state];
  return word === undefined ? ALLOWED : refused(`${word} evidence stays as it is. Add a new item instead.`);
}

/** @throws AppError CONFLICT (withdrawn, superseded or archived) */
export function requireEditable(row: Pick<ItemRow, "state" | "archivedAt">): void {
  const decision = editable(row);
  if (!decision.ok) throw new AppError("CONFLICT", decision.reason);
}

const CHANGED = "It was changed after this page was opened. Reload the page and look again.";

/** Refuses what the person has not seen; otherwise asks `rule`. */
export function unlessChanged(item: SeenRow, rule: (row: ItemRow) => Decision): Decision {
  if (item.seen !== null && item.seen !== item.row.version) return { ok: false, reason: CHANGED };
  return rule(item.row);
}

export type Sorted = { readonly allowed: readonly ItemRow[]; readonly answer: BulkAnswer };

/**
 * Parts the allowed items from the refused ones. The allowed are changed although others are refused.
 * @throws AppError CONFLICT (all are refused: each reason once)
 */
export function sortOut(items: readonly SeenRow[], rule: (row: ItemRow) => Decision): Sorted {
  const allowed: ItemRow[] = [];
  const refused: { name: string; reason: string }[] = [];
  for (const item of items) {
    const decision = unlessChanged(item, rule);
    if (decision.ok) allowed.push(item.row);
    else refused.push({ name: nameOf(item.row), reason: decision.reason });
  }
  const [only] = refused;
  if (allowed.length === 0 && only !== undefined) {
    throw new AppError(
      "CONFLICT",
      refused.length === 1 ? only.reason : `Nothing was changed. ${refusalSentence(refused)}`,
    );
  }
  return { allowed, answer: { done: allowed.length, refused } };
}

/** @throws AppError INVALID (the person is no member at present) */
export async function requireMember(tx: Tx, userId: string | null): Promise<void> {
  if (userId === null) return;
  const [found] = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), isNull(memberships.endedAt)));
  if (found !== undefined) return;
  const message = "Choose an owner who is a member of this workspace.";
  throw new AppError("INVALID", message, { fields: { ownerId: message } });
}

/**
 * The owners of the named requirements, by reference.
 * @throws AppError INVALID (a reference does not exist here, or its own control was archived)
 */
export async function requireRequirements(
  tx: Tx,
  refs: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (refs.length === 0) return new Map();
  const rows = await tx
    .select({ ref: requirements.ref, ownerId: requirements.ownerId })
    .from(requirements)
    .where(and(inArray(requirements.ref, [...refs]), isNull(requirements.archivedAt)));
  const owners = new Map(rows.map((row) => [row.ref, row.ownerId]));
  const missing = refs.filter((ref) => !owners.has(ref));
  if (missing.length === 0) return owners;
  const message = `No requirement of this workspace is called ${missing.join(", ")}.`;
  throw new AppError("INVALID", message, { fields: { requirements: message } });
}
