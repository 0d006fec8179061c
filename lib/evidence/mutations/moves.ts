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
import type { Notice } from "@/lib/core/notification";
import type { ItemState } from "@/lib/core/statuses";
import type { AcceptEvidenceInput, ReturnEvidenceInput, SeenItem } from "@/lib/evidence/input";
import { NO_VERDICT } from "@/lib/evidence/mutations/links";
import {
  editable,
  type ItemRow,
  lockItems,
  memberId,
  type Sorted,
  sortOut,
} from "@/lib/evidence/mutations/locked";
import { notify } from "@/lib/notifications/mutations";
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
    editable(row),
    row.currentArtifact > 0 ? { ok: true } : refused("Add the evidence itself before you submit it."),
  ]);
}

function notArchived(row: ItemRow): Decision {
  return row.archivedAt === null ? { ok: true } : editable(row);
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
      ...NO_VERDICT,
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
  forRenewals: boolean,
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
      seenArtifact: sql`${evidenceItems.currentArtifact}`,
      forRenewals,
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

/** `E-001 Access review`: how a notification names the item. */
function labelOf(row: ItemRow): string {
  return row.reference === null ? row.title : `${row.reference} ${row.title}`;
}

/** What people are told of a change of the item. */
export function noticeOf(row: ItemRow, told: Pick<Notice, "personId" | "kind" | "detail">): Notice {
  return { ...told, subjectKind: "evidence", subjectId: row.id, title: labelOf(row) };
}

/**
 * `acceptEvidence` inside the caller's transaction, without telling the submitters: for requests, which tell of both.
 * @throws AppError NOT_FOUND (any item), CONFLICT (all are refused)
 */
export async function acceptItems(tx: Tx, scope: AnyScope, input: AcceptEvidenceInput): Promise<Sorted> {
  const actorId = memberId(scope);
  const { selfAcceptance } = await readProgramme(tx);
  const sorted = sortOut(await lockItems(tx, input.itemIds), (row) =>
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
  await apply(tx, scope, sorted.allowed, move);
  const judged = input.sufficient
    ? await findSufficient(tx, scope, sorted.allowed, input.forRenewals ?? false)
    : new Map<string, string[]>();
  await recordMoves(tx, scope, sorted.allowed, move, (row) => {
    const refs = judged.get(row.id);
    return refs === undefined ? {} : { verdict: "sufficient", refs };
  });
  return sorted;
}

/**
 * Accepts submitted items; the actor is not their submitter unless the workspace waived that. With `sufficient` the
 * linked requirements that have no verdict on the newest version get it too; other verdicts stay. Submitters are told.
 * @throws AppError NOT_FOUND (any item), CONFLICT (all are refused)
 */
export async function acceptEvidence(
  scope: Scope<"evidence:review">,
  input: AcceptEvidenceInput,
): Promise<BulkAnswer> {
  return inWorkspace(scope, async (tx) => {
    const { allowed, answer } = await acceptItems(tx, scope, input);
    await notify(
      tx,
      scope,
      allowed.map((row) =>
        noticeOf(row, { personId: row.submittedBy, kind: "decision", detail: "Accepted." }),
      ),
    );
    return answer;
  });
}

/**
 * `returnEvidence` inside the caller's transaction, without telling anybody: for requests, which tell of both.
 * @throws AppError NOT_FOUND (any item), INVALID (no reason), CONFLICT (all are refused)
 */
export async function returnItems(
  tx: Tx,
  scope: AnyScope,
  { itemIds, reason }: ReturnEvidenceInput,
): Promise<Sorted> {
  const actorId = memberId(scope);
  requireReason("submitted", "returned", reason);
  const { selfAcceptance } = await readProgramme(tx);
  const sorted = sortOut(await lockItems(tx, itemIds), (row) =>
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
  await apply(tx, scope, sorted.allowed, move);
  await recordMoves(tx, scope, sorted.allowed, move);
  return sorted;
}

/**
 * Sends submitted items back with one reason for all of them; their owners and submitters are told.
 * @throws AppError NOT_FOUND (any item), INVALID (no reason), CONFLICT (all are refused)
 */
export async function returnEvidence(
  scope: Scope<"evidence:review">,
  input: ReturnEvidenceInput,
): Promise<BulkAnswer> {
  return inWorkspace(scope, async (tx) => {
    const { allowed, answer } = await returnItems(tx, scope, input);
    const notices = allowed.flatMap((row) =>
      [...new Set([row.ownerId, row.submittedBy])].map((personId) =>
        noticeOf(row, { personId, kind: "return", detail: input.reason }),
      ),
    );
    await notify(tx, scope, notices);
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
      firstRefusal([ownRule(scope, row), notArchived(row), canMoveItem(row.state, "withdrawn", { reason })]),
    );
    const move: Move = { to: "withdrawn", verb: "evidence.withdraw", set: {}, reason };
    await apply(tx, scope, allowed, move);
    await recordMoves(tx, scope, allowed, move);
    return answer;
  });
}
