import "server-only";
import { eq } from "drizzle-orm";
import { contextIssues, interestedParties, partyNeeds, scopeStatements } from "@/db/schema/context";
import type { Tx } from "@/db/tenant";
import { type AnyScope, actorId } from "@/lib/core/access";
import { dateIn, type IsoDate } from "@/lib/core/dates";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import { now } from "@/lib/platform/clock";

export type IssueRow = typeof contextIssues.$inferSelect;
export type PartyRow = typeof interestedParties.$inferSelect;
export type NeedRow = typeof partyNeeds.$inferSelect;
export type ScopeRow = typeof scopeStatements.$inferSelect;

/** The acting member's id. @throws AppError FORBIDDEN (the system acts) */
export function memberOf(scope: AnyScope): string {
  const id = actorId(scope);
  if (id === null) throw new AppError("FORBIDDEN", "Only a member edits and approves the context.");
  return id;
}

/** The calendar day in the workspace's zone. */
export function todayOf(scope: AnyScope): IsoDate {
  return dateIn(scope.timeZone, now());
}

/** An error of one field, and the message of the form. */
export function invalid(field: string, message: string): AppError {
  return new AppError("INVALID", message, { fields: { [field]: message } });
}

/** Locks the issue. @throws AppError NOT_FOUND */
export async function lockIssue(tx: Tx, id: string): Promise<IssueRow> {
  const [row] = await tx.select().from(contextIssues).where(eq(contextIssues.id, id)).for("update");
  if (row === undefined) throw notFound("The issue");
  return row;
}

/** Locks the party. @throws AppError NOT_FOUND */
export async function lockParty(tx: Tx, id: string): Promise<PartyRow> {
  const [row] = await tx.select().from(interestedParties).where(eq(interestedParties.id, id)).for("update");
  if (row === undefined) throw notFound("The interested party");
  return row;
}

/** Locks the need. @throws AppError NOT_FOUND */
export async function lockNeed(tx: Tx, id: string): Promise<NeedRow> {
  const [row] = await tx.select().from(partyNeeds).where(eq(partyNeeds.id, id)).for("update");
  if (row === undefined) throw notFound("The need");
  return row;
}

/** Locks all versions of the scope statement, so that steps of two people happen one after the other. */
export async function lockScopes(tx: Tx): Promise<readonly ScopeRow[]> {
  return tx.select().from(scopeStatements).orderBy(scopeStatements.number).for("update");
}

/** @throws AppError CONFLICT (somebody changed it first, or it is archived) */
export function requireCurrent(
  what: string,
  row: { readonly version: number; readonly archivedAt?: Date | null },
  version: number,
  current: Readonly<Record<string, unknown>>,
): void {
  if (row.version !== version) throw staleVersion(what, { ...current, version: row.version });
  if (row.archivedAt instanceof Date) {
    throw new AppError("CONFLICT", `${what} is archived. Bring it back before changing it.`);
  }
}

/** The members of `wanted` that differ from the row, before and after. */
export function changesOf<T extends Readonly<Record<string, unknown>>>(
  row: Readonly<Record<string, unknown>>,
  wanted: T,
): { readonly before: Record<string, unknown>; readonly after: Record<string, unknown> } {
  const keys = Object.keys(wanted).filter((key) => row[key] !== wanted[key]);
  return {
    before: Object.fromEntries(keys.map((key) => [key, row[key]])),
    after: Object.fromEntries(keys.map((key) => [key, wanted[key]])),
  };
}
