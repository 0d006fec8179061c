import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { pairReviews } from "@/db/schema/requirements";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";
import { type KnownPair, knownPairsOf, knownPairsOfCriterion } from "@/lib/core/crosswalk";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import { type PairRefs, pairId, pairWords } from "@/lib/core/pair-id";
import { nextUnread, reviewing } from "@/lib/core/pair-review";
import type { ReviewPairInput } from "@/lib/crosswalk/input";
import {
  deciderOf,
  decisionOn,
  lockCriterion,
  requireDecidable,
  requireEdition,
  requirePair,
  requireSeen,
  storeDecisions,
} from "@/lib/crosswalk/mutations";
import { type Crosswalk, readReviews } from "@/lib/crosswalk/queries";

export type ReviewResult = {
  readonly pair: PairRefs;
  /** The next pair in scope that has to be read; null when all are. */
  readonly next: PairRefs | null;
  readonly left: number;
};

/** @throws AppError NOT_FOUND (neither the source nor the team has the pair: there is nothing to read) */
function requireKnown(read: Crosswalk, pair: PairRefs): KnownPair {
  const known = knownPairsOfCriterion(pair.criterion, read.crosswalk).find((one) => one.ref === pair.ref);
  if (known === undefined) throw notFound("The pair");
  return known;
}

function requireReason({ reason, note, overlap }: ReviewPairInput, known: KnownPair): void {
  const agrees = overlap === known.overlap;
  if (!agrees && reason === "") {
    const missing = "A reason is needed to state something else than what counts now.";
    throw new AppError("INVALID", missing, { fields: { reason: missing } });
  }
  if (agrees && note !== "") {
    const misplaced = "What to add belongs to a decision. Decide about the pair, or leave it out here.";
    throw new AppError("INVALID", misplaced, { fields: { note: misplaced } });
  }
}

async function lockReview(tx: Tx, { criterion, ref, reviewVersion }: ReviewPairInput) {
  const [before] = await tx
    .select()
    .from(pairReviews)
    .where(and(eq(pairReviews.criterion, criterion), eq(pairReviews.ref, ref)));
  if ((before?.version ?? 0) !== reviewVersion) {
    const stored = { overlap: before?.overlap, reason: before?.note, reviewVersion: before?.version };
    throw staleVersion(`The reading of ${pairWords({ criterion, ref })}`, stored);
  }
  return before;
}

async function storeReview(
  tx: Tx,
  scope: Scope<"crosswalk:decide">,
  read: Crosswalk,
  input: ReviewPairInput & { readonly decided: boolean },
): Promise<void> {
  const { criterion, ref, overlap, reason: note, decided } = input;
  const values = {
    ...{ overlap, note, decided },
    reviewedBy: deciderOf(scope),
    reviewedAt: sql`clock_timestamp()`,
    datasetVersion: read.edition.version,
  };
  await tx
    .insert(pairReviews)
    .values({ workspaceId: scope.workspaceId, criterion, ref, ...values })
    .onConflictDoUpdate({
      target: [pairReviews.workspaceId, pairReviews.criterion, pairReviews.ref],
      set: { ...values, version: sql`${pairReviews.version} + 1` },
    });
}

async function whatIsLeft(tx: Tx, read: Crosswalk, pair: PairRefs): Promise<ReviewResult> {
  const { edition, editions, overrides, crosswalk } = read;
  const stateOf = reviewing(await readReviews(tx), { edition, editions, overrides });
  const others = knownPairsOf(crosswalk).filter((one) => pairId(one) !== pairId(pair));
  const open = others.filter((one) => stateOf(one).state !== "reviewed");
  const next = nextUnread(knownPairsOf(crosswalk), stateOf, pair);
  return {
    pair,
    next: next === null ? null : { criterion: next.criterion, ref: next.ref },
    left: open.length,
  };
}

/**
 * Keeps that the person has read the pair and which overlap holds. Stating another one than what counts is a decision as well,
 * with its own entry. @throws AppError NOT_FOUND (nothing to read), CONFLICT (stale decision or reading), INVALID
 */
export async function reviewPair(
  scope: Scope<"crosswalk:decide">,
  input: ReviewPairInput,
): Promise<ReviewResult> {
  const { criterion, ref, overlap, note, reason } = input;
  const pair = { criterion, ref };
  return inWorkspace(scope, async (tx) => {
    requirePair(pair);
    const read = await lockCriterion(tx, criterion);
    const known = requireKnown(read, pair);
    requireEdition(read, input.edition);
    requireSeen(read, pair, input.version);
    const before = await lockReview(tx, input);
    requireReason(input, known);
    const decision = { overlap, note, reason };
    const states = overlap !== known.overlap;
    if (states) requireDecidable(read, pair, decision);
    const decided = states
      ? await storeDecisions(tx, scope, read, { criterion, decisions: [{ ref, ...decision }] })
      : [];
    await storeReview(tx, scope, read, {
      ...input,
      decided: states || decisionOn(read, pair) !== undefined,
    });
    const left = await whatIsLeft(tx, read, pair);
    await record(tx, scope, [
      ...decided,
      {
        verb: "crosswalk.review",
        subject: { kind: "pair", ref: pairId(pair) },
        before: { overlap: before?.overlap ?? null, datasetVersion: before?.datasetVersion ?? null },
        after: { overlap, remark: reason, datasetVersion: read.edition.version },
      },
    ]);
    return left;
  });
}
