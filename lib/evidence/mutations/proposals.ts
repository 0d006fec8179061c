import "server-only";
import { and, eq, inArray, or } from "drizzle-orm";
import { evidenceItems, evidenceLinks, linkDismissals } from "@/db/schema/evidence";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, mayEditOwned, type Scope } from "@/lib/core/access";
import type { ActivityVerb } from "@/lib/core/audit-actions";
import { AppError, notFound } from "@/lib/core/errors";
import type { EvidencePair, RestoreProposalsInput, ReviewProposalsInput } from "@/lib/evidence/input";
import { memberId } from "@/lib/evidence/mutations/locked";
import { type ProposedLink, readProposals } from "@/lib/evidence/queries/proposals";

const AT_ONCE = 2_000;
const keyOf = (pair: EvidencePair) => `${pair.itemId}:${pair.ref}`;

async function requireItems(
  tx: Tx,
  scope: AnyScope,
  pairs: readonly EvidencePair[],
): Promise<readonly string[]> {
  const itemIds = [...new Set(pairs.map((pair) => pair.itemId))];
  const rows = await tx
    .select({ ownerId: evidenceItems.ownerId })
    .from(evidenceItems)
    .where(inArray(evidenceItems.id, itemIds));
  if (rows.length !== itemIds.length) throw notFound("An evidence item");
  if (rows.some((row) => !mayEditOwned(scope, row.ownerId))) {
    throw new AppError(
      "FORBIDDEN",
      "Contributors decide about evidence that they own. Ask a lead for the others.",
    );
  }
  return itemIds;
}

/** The proposals meant, as the rows give them now: what was decided meanwhile is left out. */
async function chosen(
  tx: Tx,
  scope: AnyScope,
  pairs: ReviewProposalsInput["pairs"],
): Promise<readonly ProposedLink[]> {
  if (pairs === "full") {
    const all = await readProposals(tx);
    return all
      .filter((row) => !row.dismissed && row.ticked && mayEditOwned(scope, row.ownerId))
      .slice(0, AT_ONCE);
  }
  const itemIds = await requireItems(tx, scope, pairs);
  const wanted = new Set(pairs.map(keyOf));
  const open = await readProposals(tx, { itemIds });
  return open.filter((row) => !row.dismissed && wanted.has(keyOf(row)));
}

async function recordByItem(
  tx: Tx,
  scope: AnyScope,
  verb: ActivityVerb,
  pairs: readonly EvidencePair[],
): Promise<void> {
  const refs = new Map<string, string[]>();
  for (const { itemId, ref } of pairs) refs.set(itemId, [...(refs.get(itemId) ?? []), ref]);
  await record(
    tx,
    scope,
    [...refs].map(([itemId, all]) => ({
      verb,
      subject: { kind: "evidence", ref: itemId },
      after: { refs: all },
    })),
  );
}

export type ProposalAnswer = {
  readonly decision: ReviewProposalsInput["decision"];
  readonly done: number;
};

/**
 * Confirms proposals as links without a verdict, or dismisses them; set-based, up to 2,000 at once. `full` means every
 * Full proposal that the actor may decide. Pairs that the crosswalk does not propose now are never linked here.
 * @throws AppError NOT_FOUND (any item), FORBIDDEN (a contributor's colleague owns an item), CONFLICT (none is open any more)
 */
export async function reviewProposals(
  scope: Scope<"evidence:write">,
  { decision, pairs }: ReviewProposalsInput,
): Promise<ProposalAnswer> {
  const actor = memberId(scope);
  const { workspaceId } = scope;
  return inWorkspace(scope, async (tx) => {
    const open = await chosen(tx, scope, pairs);
    if (open.length === 0) {
      throw new AppError("CONFLICT", "None of these proposals is open any more. Reload the page.");
    }
    const made =
      decision === "confirm"
        ? await tx
            .insert(evidenceLinks)
            .values(
              open.map(({ itemId, ref }) => ({
                workspaceId,
                itemId,
                ref,
                origin: "crosswalk" as const,
                linkedBy: actor,
              })),
            )
            .onConflictDoNothing()
            .returning({ itemId: evidenceLinks.itemId, ref: evidenceLinks.ref })
        : await tx
            .insert(linkDismissals)
            .values(open.map(({ itemId, ref }) => ({ workspaceId, itemId, ref, dismissedBy: actor })))
            .onConflictDoNothing()
            .returning({ itemId: linkDismissals.itemId, ref: linkDismissals.ref });
    const verb = decision === "confirm" ? "evidence.confirm-proposals" : "evidence.dismiss-proposals";
    await recordByItem(tx, scope, verb, made);
    return { decision, done: made.length };
  });
}

/**
 * Proposes dismissed links again.
 * @throws AppError NOT_FOUND (any item, or none of them is dismissed), FORBIDDEN (a contributor's colleague owns an item)
 */
export async function restoreProposals(
  scope: Scope<"evidence:write">,
  { pairs }: RestoreProposalsInput,
): Promise<{ readonly done: number }> {
  memberId(scope);
  return inWorkspace(scope, async (tx) => {
    await requireItems(tx, scope, pairs);
    const gone = await tx
      .delete(linkDismissals)
      .where(
        or(
          ...pairs.map(({ itemId, ref }) =>
            and(eq(linkDismissals.itemId, itemId), eq(linkDismissals.ref, ref)),
          ),
        ),
      )
      .returning({ itemId: linkDismissals.itemId, ref: linkDismissals.ref });
    if (gone.length === 0) throw notFound("The dismissed proposal");
    await recordByItem(tx, scope, "evidence.restore-proposals", gone);
    return { done: gone.length };
  });
}
