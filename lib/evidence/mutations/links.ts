import "server-only";
import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { activity } from "@/db/schema/activity";
import { evidenceItems, evidenceLinks, linkDismissals } from "@/db/schema/evidence";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, mayEditOwned, type Scope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import { canReview, checkVerdict } from "@/lib/core/evidence";
import { LINK_ORIGINS, VERDICTS } from "@/lib/core/statuses";
import type { GiveVerdictInput, LinkEvidenceInput, UnlinkEvidenceInput } from "@/lib/evidence/input";
import {
  editable,
  type ItemRow,
  lockItem,
  memberId,
  nameOf,
  requireRequirements,
} from "@/lib/evidence/mutations/locked";
import { once } from "@/lib/idempotency/mutations";
import { readProgramme } from "@/lib/workspaces/queries";

type Owned = Pick<ItemRow, "id" | "ownerId" | "reference" | "title" | "state" | "archivedAt">;

async function readItems(tx: Tx, itemIds: readonly string[]): Promise<readonly Owned[]> {
  const rows = await tx
    .select({
      id: evidenceItems.id,
      ownerId: evidenceItems.ownerId,
      reference: evidenceItems.reference,
      title: evidenceItems.title,
      state: evidenceItems.state,
      archivedAt: evidenceItems.archivedAt,
    })
    .from(evidenceItems)
    .where(inArray(evidenceItems.id, [...itemIds]))
    .orderBy(asc(evidenceItems.id))
    .for("share");
  if (rows.length !== new Set(itemIds).size) {
    throw notFound(itemIds.length === 1 ? "The evidence item" : "An evidence item");
  }
  return rows;
}

/** A contributor owns one end of the link at least. */
function requireOneEnd(
  scope: AnyScope,
  items: readonly Pick<Owned, "ownerId">[],
  owners: ReadonlyMap<string, string | null>,
): void {
  const ownsAllItems = items.every((item) => mayEditOwned(scope, item.ownerId));
  const ownsAllRefs = [...owners.values()].every((owner) => mayEditOwned(scope, owner));
  if (ownsAllItems || ownsAllRefs) return;
  throw new AppError(
    "FORBIDDEN",
    "Contributors link evidence that they own, or requirements that they own. Ask a lead for the others.",
  );
}

function byItem<T extends { readonly itemId: string }>(
  rows: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.itemId, [...(groups.get(row.itemId) ?? []), row]);
  return groups;
}

export type LinkAnswer = {
  readonly linked: number;
  readonly already: number;
  /** The links that were made, as `itemId:ref`. */
  readonly pairs: readonly string[];
};

/**
 * Links each item to each requirement; what is linked already stays with its verdict. A new link has no verdict.
 * @throws AppError NOT_FOUND (any item), INVALID (unknown requirement), FORBIDDEN (a contributor owns neither end), CONFLICT (withdrawn)
 */
export async function linkEvidence(
  scope: Scope<"evidence:write">,
  input: LinkEvidenceInput,
): Promise<LinkAnswer> {
  const linkedBy = memberId(scope);
  const { workspaceId } = scope;
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input }, async () => {
      const owners = await requireRequirements(tx, input.refs);
      const items = await readItems(tx, input.itemIds);
      requireOneEnd(scope, items, owners);
      const gone = items.find((item) => !editable(item).ok);
      if (gone !== undefined) {
        const word = gone.archivedAt === null ? gone.state : "archived";
        throw new AppError("CONFLICT", `${nameOf(gone)} is ${word}. Choose evidence that still counts.`);
      }
      const wanted = items.flatMap((item) =>
        input.refs.map((ref) => ({ workspaceId, itemId: item.id, ref, origin: "manual" as const, linkedBy })),
      );
      const made = await tx
        .insert(evidenceLinks)
        .values(wanted)
        .onConflictDoNothing()
        .returning({ itemId: evidenceLinks.itemId, ref: evidenceLinks.ref });
      await tx
        .delete(linkDismissals)
        .where(and(inArray(linkDismissals.itemId, input.itemIds), inArray(linkDismissals.ref, input.refs)));
      await record(
        tx,
        scope,
        [...byItem(made)].map(([itemId, links]) => ({
          verb: "evidence.link",
          subject: { kind: "evidence", ref: itemId },
          after: { refs: links.map((link) => link.ref) },
        })),
      );
      const pairs = made.map((link) => `${link.itemId}:${link.ref}`);
      return { linked: made.length, already: wanted.length - made.length, pairs };
    }),
  );
}

/**
 * Removes links; the activity entry keeps their verdicts, so that `restoreLinks` can bring them back.
 * @throws AppError NOT_FOUND (the item, or none of the links), FORBIDDEN (a contributor owns neither end)
 */
export async function unlinkEvidence(
  scope: Scope<"evidence:write">,
  { itemId, refs }: UnlinkEvidenceInput,
): Promise<UnlinkEvidenceInput> {
  memberId(scope);
  return inWorkspace(scope, async (tx) => {
    const owners = await requireRequirements(tx, refs);
    requireOneEnd(scope, await readItems(tx, [itemId]), owners);
    const links = await tx
      .delete(evidenceLinks)
      .where(and(eq(evidenceLinks.itemId, itemId), inArray(evidenceLinks.ref, refs)))
      .returning();
    if (links.length === 0) throw notFound("The link");
    await record(tx, scope, {
      verb: "evidence.unlink",
      subject: { kind: "evidence", ref: itemId },
      before: {
        links: links.map(({ workspaceId: _workspace, itemId: _item, version: _version, ...link }) => ({
          ...link,
          reviewedAt: link.reviewedAt?.toISOString() ?? null,
          createdAt: link.createdAt.toISOString(),
        })),
      },
    });
    return { itemId, refs: links.map((link) => link.ref) };
  });
}

const instant = z.iso.datetime().transform((text) => new Date(text));
const removedLinks = z.object({
  before: z.object({
    links: z.array(
      z.object({
        ref: z.string(),
        origin: z.enum(LINK_ORIGINS),
        verdict: z.enum(VERDICTS),
        verdictNote: z.string(),
        reviewerId: z.uuid().nullable(),
        reviewedAt: instant.nullable(),
        reviewedArtifact: z.number().int().nullable(),
        seenArtifact: z.number().int().nullable().default(null),
        forRenewals: z.boolean().default(false),
        linkedBy: z.uuid(),
        createdAt: instant,
      }),
    ),
  }),
});

/**
 * Brings back links that the same person removed, as they were, from the activity entry of the removal. Only the latest
 * removal of a link counts, so that no earlier verdict comes back in place of a later one.
 * @throws AppError NOT_FOUND (the item, or nothing of it was removed by this person)
 */
export async function restoreLinks(
  scope: Scope<"evidence:write">,
  { itemId, refs }: UnlinkEvidenceInput,
): Promise<{ readonly restored: number }> {
  const actor = memberId(scope);
  const { workspaceId } = scope;
  return inWorkspace(scope, async (tx) => {
    await readItems(tx, [itemId]);
    const entries = await tx
      .select({ body: activity.body, actorId: activity.actorId })
      .from(activity)
      .where(
        and(
          eq(activity.subjectKind, "evidence"),
          eq(activity.subjectRef, itemId),
          eq(activity.verb, "evidence.unlink"),
        ),
      )
      .orderBy(desc(activity.seq))
      .limit(50);
    const removed = entries.flatMap((entry) =>
      removedLinks.parse(JSON.parse(entry.body)).before.links.map((link) => ({ by: entry.actorId, link })),
    );
    const latest = refs.flatMap((ref) => removed.find(({ link }) => link.ref === ref) ?? []);
    const wanted = latest.flatMap(({ by, link }) => (by === actor ? [link] : []));
    if (wanted.length === 0) throw notFound("The removed link");
    await requireRequirements(
      tx,
      wanted.map((link) => link.ref),
    );
    const made = await tx
      .insert(evidenceLinks)
      .values(wanted.map((link) => ({ workspaceId, itemId, ...link })))
      .onConflictDoNothing()
      .returning({ ref: evidenceLinks.ref });
    await record(tx, scope, {
      verb: "evidence.link",
      subject: { kind: "evidence", ref: itemId },
      after: { refs: made.map((link) => link.ref), restored: true },
    });
    return { restored: made.length };
  });
}

function linkGone(refs: readonly string[]): AppError {
  const which = refs.length === 1 ? "The link to" : "The links to";
  return new AppError(
    "CONFLICT",
    `${which} ${refs.join(", ")} ${refs.length === 1 ? "was" : "were"} removed meanwhile. No verdict was saved. Reload the page and look again.`,
  );
}

/** A link that nobody has judged. */
export const NO_VERDICT = {
  verdict: "proposed",
  verdictNote: "",
  reviewerId: null,
  reviewedAt: null,
  reviewedArtifact: null,
  seenArtifact: null,
  forRenewals: false,
} as const;

function requireJudgeable(row: ItemRow, input: GiveVerdictInput): void {
  if (row.state !== "submitted" && row.state !== "accepted") {
    throw new AppError("CONFLICT", "Only submitted or accepted evidence can be judged.");
  }
  if (input.artifact !== undefined && input.artifact !== row.currentArtifact) {
    throw new AppError(
      "CONFLICT",
      `Version ${row.currentArtifact} was added after this page was opened. Reload the page and look at it first.`,
    );
  }
  const decision = checkVerdict(input.verdict, input.note);
  if (!decision.ok) throw new AppError("INVALID", decision.reason, { fields: { note: decision.reason } });
}

/** What a link holds after the verdict; a verdict taken back leaves nothing of it. */
function verdictValues(
  { verdict, note }: GiveVerdictInput,
  given: { readonly actorId: string; readonly artifact: number; readonly forRenewals: boolean },
) {
  if (verdict === "proposed") return NO_VERDICT;
  return {
    verdict,
    verdictNote: note,
    reviewerId: given.actorId,
    reviewedAt: sql`now()`,
    reviewedArtifact: given.artifact,
    seenArtifact: given.artifact,
    forRenewals: given.forRenewals,
  };
}

/**
 * Judges an item's newest version for the named requirements: who, when and on which version are kept. `proposed` takes
 * a verdict back. The reviewer is not the submitter unless the workspace waived that.
 * @throws AppError NOT_FOUND (the item), CONFLICT (not submitted or accepted, newer version, a link removed, own submission), INVALID (no note)
 */
export async function giveVerdict(
  scope: Scope<"evidence:review">,
  input: GiveVerdictInput,
): Promise<{ readonly judged: number }> {
  const actorId = memberId(scope);
  return inWorkspace(scope, async (tx) => {
    const row = await lockItem(tx, input.itemId);
    requireJudgeable(row, input);
    const { selfAcceptance } = await readProgramme(tx);
    const review = canReview({ submitterId: row.submittedBy, actorId, selfAcceptance });
    if (!review.ok) throw new AppError("CONFLICT", review.reason);
    const ofLinks = and(eq(evidenceLinks.itemId, row.id), inArray(evidenceLinks.ref, input.refs));
    const before = await tx
      .select({ ref: evidenceLinks.ref, verdict: evidenceLinks.verdict, note: evidenceLinks.verdictNote })
      .from(evidenceLinks)
      .where(ofLinks)
      .for("update");
    const gone = input.refs.filter((ref) => before.every((link) => link.ref !== ref));
    if (gone.length > 0) throw linkGone(gone);
    const forRenewals = input.verdict === "sufficient" && (input.forRenewals ?? false);
    await tx
      .update(evidenceLinks)
      .set({
        ...verdictValues(input, { actorId, artifact: row.currentArtifact, forRenewals }),
        version: sql`${evidenceLinks.version} + 1`,
      })
      .where(and(eq(evidenceLinks.workspaceId, scope.workspaceId), ofLinks));
    await record(tx, scope, {
      verb: "evidence.give-verdict",
      subject: { kind: "evidence", ref: row.id },
      before: { links: before },
      after: {
        refs: input.refs,
        verdict: input.verdict,
        note: input.note,
        artifact: row.currentArtifact,
        ...(forRenewals ? { forRenewals } : {}),
      },
    });
    return { judged: before.length };
  });
}
