import "server-only";
import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, mayEditOwned, type Scope } from "@/lib/core/access";
import type { ActivityVerb } from "@/lib/core/audit-actions";
import { type Decision, firstRefusal, isWritten, refused } from "@/lib/core/decision";
import { AppError } from "@/lib/core/errors";
import { canMoveItem, canReview } from "@/lib/core/evidence";
import type { BulkAnswer } from "@/lib/core/evidence-dto";
import type { ItemState } from "@/lib/core/statuses";
import type { AcceptEvidenceInput, ReturnEvidenceInput, SeenItem } from "@/lib/evidence/input";
import { type ItemRow, lockItems, memberId, sortOut } from "@/lib/evidence/mutations/locked";
import { readProgramme } from "@/lib/workspaces/queries";

/** Contributors work on what they own. */
export function ownRule(scope: AnyScope, row: Pick<ItemRow, "ownerId">): Decision {
  if (mayEditOwned(scope, row.ownerId)) return { ok: true };
  return refused("Contributors change evidence that they own. Ask its owner or a lead.");
}

function submitRule(scope: AnyScope, row: ItemRow): Decision {
  return firstRefusal([
    ownRule(scope, row),
    canMoveItem(row.state, "submitted", { reason: null }),
    row.currentArtifact > 0
      ? { ok: true }
      : refused("Add a link, an attestation or a register entry before you submit it."),
  ]);
}

type Move = {
  readonly to: ItemState;
  readonly verb: ActivityVerb;
  readonly set: Partial<
    Record<"submittedBy" | "submittedAt" | "reviewedBy" | "reviewedAt", string | SQL | null>
  >;
  readonly reason: string;
};

async function apply(tx: Tx, scope: AnyScope, rows: readonly ItemRow[], move: Move): Promise<void> {
  const ids = rows.map((row) => row.id);
  await tx
    .update(evidenceItems)
    .set({
      ...move.set,
      state: move.to,
      stateReason: move.reason,
      version: sql`${evidenceItems.version} + 1`,
      updatedAt: sql`now()`,
    } as never)
    .where(and(eq(evidenceItems.workspaceId, scope.workspaceId), inArray(evidenceItems.id, ids)));
}

async function recordMoves(
  tx: Tx,
  scope: AnyScope,
  rows: readonly ItemRow[],
  move: Move,
  extra: (row: ItemRow) => Readonly<Record<string, unknown>> = () => ({}),
): Promise<void> {
  await record(
    tx,
    scope,
    rows.map((row) => ({
      verb: move.verb,
      subject: { kind: "evidence", ref: row.id },
      before: { state: row.state },
      after: {
        state: move.to,
        artifact: row.currentArtifact,
        ...(move.reason === "" ? {} : { reason: move.reason }),
        ...extra(row),
      },
    })),
  );
}

/** A missing reason is a mistake in the form, not a conflict. */
function requireReason(from: ItemState, to: ItemState, reason: string): void {
  if (isWritten(reason)) return;
  const decision = canMoveItem(from, to, { reason });
  if (!decision.ok) throw new AppError("INVALID", decision.reason, { fields: { reason: decision.reason } });
}

/** Who hands a version in does not judge it: what the actor found sufficient waits for somebody else again. */
async function takeBackOwnVerdicts(
  tx: Tx,
  scope: AnyScope,
  rows: readonly ItemRow[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { selfAcceptance } = await readProgramme(tx);
  if (selfAcceptance || rows.length === 0) return new Map();
  const gone = await tx
    .update(evidenceLinks)
    .set({
      verdict: "proposed",
      verdictNote: "",
      reviewerId: null,
      reviewedAt: null,
      reviewedArtifact: null,
      version: sql`${evidenceLinks.version} + 1`,
    })
    .where(
      and(
        eq(evidenceLinks.workspaceId, scope.workspaceId),
        eq(evidenceLinks.reviewerId, memberId(scope)),
        eq(evidenceLinks.verdict, "sufficient"),
        inArray(
          evidenceLinks.itemId,
          rows.map((row) => row.id),
        ),
      ),
    )
    .returning({ itemId: evidenceLinks.itemId, ref: evidenceLinks.ref });
  return refsByItem(gone);
}

function refsByItem(
  links: readonly { readonly itemId: string; readonly ref: string }[],
): ReadonlyMap<string, readonly string[]> {
  const refs = new Map<string, string[]>();
  for (const { itemId, ref } of links) refs.set(itemId, [...(refs.get(itemId) ?? []), ref]);
  return refs;
}

/**
 * Hands drafts and returned items in for review; the actor becomes the submitter. Refused items are named, the others move.
 * @throws AppError NOT_FOUND (any item), CONFLICT (all are refused)
 */
export async function submitEvidence(
  scope: Scope<"evidence:write">,
  { itemIds }: { readonly itemIds: readonly SeenItem[] },
): Promise<BulkAnswer> {
  const actor = memberId(scope);
  return inWorkspace(scope, async (tx) => {
    const { allowed, answer } = sortOut(await lockItems(tx, itemIds), (row) => submitRule(scope, row));
    const move: Move = {
      to: "submitted",
      verb: "evidence.submit",
      set: { submittedBy: actor, submittedAt: sql`now()`, reviewedBy: null, reviewedAt: null },
      reason: "",
    };
    await apply(tx, scope, allowed, move);
    const gone = await takeBackOwnVerdicts(tx, scope, allowed);
    await recordMoves(tx, scope, allowed, move, (row) => {
      const verdictsTakenBack = gone.get(row.id);
      return verdictsTakenBack === undefined ? {} : { verdictsTakenBack };
    });
    return answer;
  });
}

async function findSufficient(
  tx: Tx,
  scope: AnyScope,
  rows: readonly ItemRow[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ofItem = and(
    eq(evidenceItems.workspaceId, evidenceLinks.workspaceId),
    eq(evidenceItems.id, evidenceLinks.itemId),
  );
  const judged = await tx
    .update(evidenceLinks)
    .set({
      verdict: "sufficient",
      verdictNote: "",
      reviewerId: memberId(scope),
      reviewedAt: sql`now()`,
      reviewedArtifact: sql`${evidenceItems.currentArtifact}`,
      version: sql`${evidenceLinks.version} + 1`,
    })
    .from(evidenceItems)
    .where(
      and(
        ofItem,
        inArray(
          evidenceLinks.itemId,
          rows.map((row) => row.id),
        ),
        or(
          eq(evidenceLinks.verdict, "proposed"),
          and(
            eq(evidenceLinks.verdict, "sufficient"),
            sql`coalesce(${evidenceLinks.reviewedArtifact}, 0) < ${evidenceItems.currentArtifact}`,
          ),
        ),
      ),
    )
    .returning({ itemId: evidenceLinks.itemId, ref: evidenceLinks.ref });
  return refsByItem(judged);
}

/**
 * Accepts submitted items; the actor is not their submitter unless the workspace waived that. With `sufficient` the
 * linked requirements that have no verdict on the newest version get it too; other verdicts stay.
 * @throws AppError NOT_FOUND (any item), CONFLICT (all are refused)
 */
export async function acceptEvidence(
  scope: Scope<"evidence:review">,
  input: AcceptEvidenceInput,
): Promise<BulkAnswer> {
  const actorId = memberId(scope);
  return inWorkspace(scope, async (tx) => {
    const { selfAcceptance } = await readProgramme(tx);
    const { allowed, answer } = sortOut(await lockItems(tx, input.itemIds), (row) =>
      firstRefusal([
        canMoveItem(row.state, "accepted", { reason: null }),
        canReview({ submitterId: row.submittedBy, actorId, selfAcceptance }),
      ]),
    );
    const move: Move = {
      to: "accepted",
      verb: "evidence.accept",
      set: { reviewedBy: actorId, reviewedAt: sql`now()` },
      reason: "",
    };
    await apply(tx, scope, allowed, move);
    const judged = input.sufficient ? await findSufficient(tx, scope, allowed) : new Map<string, string[]>();
    await recordMoves(tx, scope, allowed, move, (row) => {
      const refs = judged.get(row.id);
      return refs === undefined ? {} : { verdict: "sufficient", refs };
    });
    return answer;
  });
}

/**
 * Sends submitted items back with one reason for all of them.
 * @throws AppError NOT_FOUND (any item), INVALID (no reason), CONFLICT (all are refused)
 */
export async function returnEvidence(
  scope: Scope<"evidence:review">,
  { itemIds, reason }: ReturnEvidenceInput,
): Promise<BulkAnswer> {
  const actorId = memberId(scope);
  requireReason("submitted", "returned", reason);
  return inWorkspace(scope, async (tx) => {
    const { selfAcceptance } = await readProgramme(tx);
    const { allowed, answer } = sortOut(await lockItems(tx, itemIds), (row) =>
      firstRefusal([
        canMoveItem(row.state, "returned", { reason }),
        canReview({ submitterId: row.submittedBy, actorId, selfAcceptance }),
      ]),
    );
    const move: Move = {
      to: "returned",
      verb: "evidence.return",
      set: { reviewedBy: actorId, reviewedAt: sql`now()` },
      reason,
    };
    await apply(tx, scope, allowed, move);
    await recordMoves(tx, scope, allowed, move);
    return answer;
  });
}

/**
 * Takes drafts and accepted items back with a reason; they stay in the records and count for nothing.
 * @throws AppError NOT_FOUND (any item), INVALID (no reason), CONFLICT (all are refused)
 */
export async function withdrawEvidence(
  scope: Scope<"evidence:write">,
  { itemIds, reason }: ReturnEvidenceInput,
): Promise<BulkAnswer> {
  memberId(scope);
  requireReason("draft", "withdrawn", reason);
  return inWorkspace(scope, async (tx) => {
    const { allowed, answer } = sortOut(await lockItems(tx, itemIds), (row) =>
      firstRefusal([ownRule(scope, row), canMoveItem(row.state, "withdrawn", { reason })]),
    );
    const move: Move = { to: "withdrawn", verb: "evidence.withdraw", set: {}, reason };
    await apply(tx, scope, allowed, move);
    await recordMoves(tx, scope, allowed, move);
    return answer;
  });
}
