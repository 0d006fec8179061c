import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { nonconformities } from "@/db/schema/nonconformities";
import { findingRequirements, findings } from "@/db/schema/room-work";
import { rooms } from "@/db/schema/rooms";
import type { Tx } from "@/db/tenant";
import type { ActingScope } from "@/lib/core/access";
import type { Decision } from "@/lib/core/decision";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import { type FindingFacts, findingName, titleOf } from "@/lib/core/finding";
import type { Notice } from "@/lib/core/notification";
import { readLatestAnswers } from "@/lib/findings/queries/answers";
import { notify } from "@/lib/notifications/mutations";

export type FindingRecord = {
  readonly row: typeof findings.$inferSelect;
  readonly facts: FindingFacts;
};

/** Locks the finding and reads what the rules look at. What the transaction may not see is not found. @throws AppError NOT_FOUND */
export async function lockFinding(tx: Tx, id: string): Promise<FindingRecord> {
  const [row] = await tx.select().from(findings).where(eq(findings.id, id)).for("update");
  if (row === undefined) throw notFound("The finding");
  const { state, grade } = row;
  return { row, facts: { state, grade, answers: await readLatestAnswers(tx, row.id) } };
}

/** @throws AppError CONFLICT (somebody changed it first) */
export function requireFindingVersion({ row }: FindingRecord, version: number): void {
  if (row.version === version) return;
  const { grade, statement, objectiveEvidence, state } = row;
  throw staleVersion("The finding", { grade, statement, objectiveEvidence, state, version: row.version });
}

/** @throws AppError CONFLICT with the rule's own sentence */
export function requireAllowed(decision: Decision): void {
  if (!decision.ok) throw new AppError("CONFLICT", decision.reason);
}

/** Writes the row and counts its version. */
export async function saveFinding(
  tx: Tx,
  { row }: FindingRecord,
  fields: Omit<Partial<typeof findings.$inferInsert>, "raisedAt"> & {
    readonly raisedAt?: ReturnType<typeof sql>;
  },
): Promise<void> {
  await tx
    .update(findings)
    .set({ ...fields, version: row.version + 1, updatedAt: sql`now()` })
    .where(and(eq(findings.workspaceId, row.workspaceId), eq(findings.id, row.id)));
}

/** Replaces what the finding is about. */
export async function setFindingRefs(
  tx: Tx,
  finding: { readonly workspaceId: string; readonly findingId: string },
  refs: readonly string[],
): Promise<void> {
  await tx.delete(findingRequirements).where(eq(findingRequirements.findingId, finding.findingId));
  if (refs.length > 0) {
    await tx.insert(findingRequirements).values(refs.map((ref) => ({ ...finding, ref })));
  }
}

/** Tells the room's lead, and whoever owns the nonconformity that came of it. */
export async function tellOfFinding(
  tx: Tx,
  scope: ActingScope,
  finding: Pick<FindingRecord["row"], "id" | "roomId" | "number" | "statement" | "nonconformityId">,
  told: Pick<Notice, "kind" | "detail">,
): Promise<void> {
  const [room] = await tx.select({ leadId: rooms.leadId }).from(rooms).where(eq(rooms.id, finding.roomId));
  const [nc] =
    finding.nonconformityId === null
      ? []
      : await tx
          .select({ ownerId: nonconformities.ownerId })
          .from(nonconformities)
          .where(eq(nonconformities.id, finding.nonconformityId));
  const people = new Set([room?.leadId ?? null, nc?.ownerId ?? null]);
  const notice = {
    ...told,
    subjectKind: "finding" as const,
    subjectId: `${finding.roomId}|${finding.id}`,
    title: `${findingName(finding.number)} ${titleOf(finding.statement)}`,
  };
  await notify(
    tx,
    scope,
    [...people].map((personId) => ({ ...notice, personId })),
  );
}
