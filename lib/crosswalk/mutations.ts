import "server-only";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { activity } from "@/db/schema/activity";
import { crosswalkOverrides, requirements } from "@/db/schema/requirements";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { type ActivityEntry, record } from "@/lib/audit-log/mutations";
import { actorId, type Scope } from "@/lib/core/access";
import { type KnownPair, knownPairsOfCriterion } from "@/lib/core/crosswalk";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { EDITIONS } from "@/lib/core/frameworks/editions";
import { canDecide, type Decidable, rowNaming, type StoredOverride } from "@/lib/core/overrides";
import { type PairRefs, pairId, pairWords } from "@/lib/core/pair-id";
import { readPairId } from "@/lib/core/pair-read";
import type { DecidePairInput, DecideRowInput, ResetPairInput, ResetRowInput } from "@/lib/crosswalk/input";
import { type Crosswalk, type EditionList, readCrosswalk } from "@/lib/crosswalk/queries";

export type Decision = {
  readonly ref: string;
  readonly overlap: Decidable;
  readonly note: string;
  readonly reason: string;
};

/** The person who decides. @throws AppError FORBIDDEN (the system acts) */
export function deciderOf(scope: Scope<"crosswalk:decide">): string {
  const id = actorId(scope);
  if (id === null) throw new AppError("FORBIDDEN", "A pair of the crosswalk is decided by a person.");
  return id;
}

/** @throws AppError NOT_FOUND (no such criterion or no such ISO requirement) */
export function requirePair(pair: PairRefs): void {
  if (readPairId(pairId(pair)) === null) throw notFound("The pair");
}

/**
 * The crosswalk with everything about the criterion's pairs held still: decisions, readings and the edition wait for each
 * other on the criterion's row and the workspace's. @throws AppError NOT_FOUND
 */
export async function lockCriterion(
  tx: Tx,
  criterion: string,
  editions: EditionList = EDITIONS,
): Promise<Crosswalk> {
  await tx.select({ id: workspaces.id }).from(workspaces).for("share");
  const [row] = await tx
    .select({ kind: requirements.kind })
    .from(requirements)
    .where(eq(requirements.ref, criterion))
    .for("update");
  if (row?.kind !== "criterion") throw notFound("The pair");
  return readCrosswalk(tx, editions);
}

/** The decision about the pair, if the team has made one. */
export function decisionOn({ overrides }: Crosswalk, pair: PairRefs): StoredOverride | undefined {
  return overrides.find((one) => one.criterion === pair.criterion && one.ref === pair.ref);
}

/** What the log and a conflict show of a pair before the change: the decision, else what the source's row says. */
function standing(read: Crosswalk, pair: PairRefs): Readonly<Record<string, unknown>> {
  const decision = decisionOn(read, pair);
  if (decision !== undefined) {
    return { overlap: decision.overlap, note: decision.note, reason: decision.reason };
  }
  return { overlap: rowNaming(read.edition, pair)?.overlap ?? null };
}

/** @throws AppError CONFLICT (somebody decided since the form was drawn; the stored decision comes with it) */
export function requireSeen(read: Crosswalk, pair: PairRefs, version: number): void {
  const now = decisionOn(read, pair)?.version ?? 0;
  if (now === version) return;
  const stored = { overlap: "", note: "", reason: "", ...standing(read, pair), version: now };
  throw staleVersion(`The decision on ${pairWords(pair)}`, stored);
}

/** @throws AppError CONFLICT (the workspace reads another edition than the form was drawn with) */
export function requireEdition(read: Crosswalk, edition: string): void {
  if (read.edition.version === edition) return;
  throw new AppError(
    "CONFLICT",
    `This workspace reads edition ${read.edition.version} since the page was loaded. Nothing was saved. Reload the page and read the row again.`,
  );
}

/** The version of a decision where none stands: what was decided and taken back counts, so that no old form fits a new decision. */
export function firstVersion(pair: PairRefs): SQL<number> {
  return sql<number>`(select 1 + count(*)::int from ${activity} a
    where a.subject_kind = 'pair' and a.subject_ref = ${pairId(pair)}
      and a.verb in ('crosswalk.override', 'crosswalk.restore'))`;
}

/** Writes the decisions over those that stand and returns their entries for the log, which the caller records last. */
export async function storeDecisions(
  tx: Tx,
  scope: Scope<"crosswalk:decide">,
  read: Crosswalk,
  { criterion, decisions }: { readonly criterion: string; readonly decisions: readonly Decision[] },
): Promise<readonly ActivityEntry[]> {
  const { workspaceId } = scope;
  const datasetVersion = read.edition.version;
  const decidedBy = deciderOf(scope);
  await tx
    .insert(crosswalkOverrides)
    .values(
      decisions.map((decision) => ({
        ...{ workspaceId, criterion, ...decision, decidedBy, datasetVersion },
        decidedAt: sql`clock_timestamp()`,
        version: firstVersion({ criterion, ref: decision.ref }),
      })),
    )
    .onConflictDoUpdate({
      target: [crosswalkOverrides.workspaceId, crosswalkOverrides.criterion, crosswalkOverrides.ref],
      set: {
        overlap: sql`excluded.overlap`,
        note: sql`excluded.note`,
        reason: sql`excluded.reason`,
        decidedBy,
        decidedAt: sql`clock_timestamp()`,
        datasetVersion,
        version: sql`${crosswalkOverrides.version} + 1`,
      },
    });
  return decisions.map(({ ref, ...after }) => ({
    verb: "crosswalk.override",
    subject: { kind: "pair", ref: pairId({ criterion, ref }) },
    before: standing(read, { criterion, ref }),
    after: { ...after, datasetVersion },
  }));
}

/** @throws AppError INVALID (the source says the same, or there is nothing to decide about) */
export function requireDecidable(read: Crosswalk, pair: PairRefs, wanted: Omit<Decision, "ref">): void {
  const allowed = canDecide(pair, wanted, {
    edition: read.edition,
    decided: decisionOn(read, pair) !== undefined,
  });
  if (!allowed.ok) throw new AppError("INVALID", allowed.reason, { fields: { overlap: allowed.reason } });
}

/**
 * Decides about one pair; the source's row stays as it is and every number follows the decision. A pair that the source does
 * not have is added. @throws AppError NOT_FOUND, CONFLICT (stale), INVALID (nothing would change)
 */
export async function decidePair(
  scope: Scope<"crosswalk:decide">,
  { criterion, version, edition, ...decision }: DecidePairInput,
  editions: EditionList = EDITIONS,
): Promise<PairRefs> {
  const pair = { criterion, ref: decision.ref };
  return inWorkspace(scope, async (tx) => {
    requirePair(pair);
    const read = await lockCriterion(tx, criterion, editions);
    requireEdition(read, edition);
    requireSeen(read, pair, version);
    requireDecidable(read, pair, decision);
    await record(tx, scope, await storeDecisions(tx, scope, read, { criterion, decisions: [decision] }));
    return pair;
  });
}

function ticksOf(ticks: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    ticks.map((tick) => {
      const [ref = "", version = "0"] = tick.split(":");
      return [ref, Number(version)];
    }),
  );
}

function changedSince(criterion: string): AppError {
  return new AppError(
    "CONFLICT",
    `A pair of ${criterion} was changed by someone else since the page was loaded. Nothing was saved. Reload the page and decide again.`,
  );
}

/** @throws AppError CONFLICT (the row has other pairs, or other decisions, than the form was drawn with) */
function requireSeenRow(read: Crosswalk, criterion: string, ticks: ReadonlyMap<string, number>): void {
  const pairs = knownPairsOfCriterion(criterion, read.crosswalk);
  const same = pairs.every((pair) => ticks.get(pair.ref) === (decisionOn(read, pair)?.version ?? 0));
  if (!same || pairs.length !== ticks.size) throw changedSince(criterion);
}

function wouldChange(read: Crosswalk, pair: KnownPair, wanted: DecideRowInput): boolean {
  return canDecide(pair, wanted, { edition: read.edition, decided: pair.overridden }).ok;
}

export type RowResult = { readonly criterion: string; readonly refs: readonly string[] };

/**
 * Decides about all pairs of a criterion at once, with one entry each; pairs about which the source says the same already are
 * left alone. @throws AppError NOT_FOUND, CONFLICT (stale), INVALID (nothing would change)
 */
export async function decideRow(scope: Scope<"crosswalk:decide">, input: DecideRowInput): Promise<RowResult> {
  const { criterion, overlap, note, reason } = input;
  return inWorkspace(scope, async (tx) => {
    const read = await lockCriterion(tx, criterion);
    requireEdition(read, input.edition);
    requireSeenRow(read, criterion, ticksOf(input.pairs));
    const pairs = knownPairsOfCriterion(criterion, read.crosswalk).filter((pair) =>
      wouldChange(read, pair, input),
    );
    if (pairs.length === 0) {
      const same = `The source says the same about every pair of ${criterion}. Change the type, or say what to add.`;
      throw new AppError("INVALID", same, { fields: { overlap: same } });
    }
    const decisions = pairs.map(({ ref }) => ({ ref, overlap, note, reason }));
    await record(tx, scope, await storeDecisions(tx, scope, read, { criterion, decisions }));
    return { criterion, refs: pairs.map(({ ref }) => ref).sort(compareRefs) };
  });
}

async function takeBack(
  tx: Tx,
  scope: Scope<"crosswalk:decide">,
  read: Crosswalk,
  { criterion, refs }: RowResult,
): Promise<readonly ActivityEntry[]> {
  const gone = await tx
    .delete(crosswalkOverrides)
    .where(
      and(
        eq(crosswalkOverrides.workspaceId, scope.workspaceId),
        eq(crosswalkOverrides.criterion, criterion),
        inArray(crosswalkOverrides.ref, [...refs]),
      ),
    )
    .returning();
  return gone
    .sort((a, b) => compareRefs(a.ref, b.ref))
    .map(({ ref, overlap, note, reason, decidedBy, decidedAt, datasetVersion }) => ({
      verb: "crosswalk.reset",
      subject: { kind: "pair", ref: pairId({ criterion, ref }) },
      before: { overlap, note, reason, decidedBy, decidedAt, datasetVersion },
      after: { overlap: rowNaming(read.edition, { criterion, ref })?.overlap ?? null },
    }));
}

/** Takes a decision back: the source's row counts again. @throws AppError NOT_FOUND, CONFLICT (stale, or taken back already) */
export async function resetPair(
  scope: Scope<"crosswalk:decide">,
  { criterion, ref, version }: ResetPairInput,
): Promise<RowResult> {
  const pair = { criterion, ref };
  return inWorkspace(scope, async (tx) => {
    requirePair(pair);
    const read = await lockCriterion(tx, criterion);
    requireSeen(read, pair, version);
    await record(tx, scope, await takeBack(tx, scope, read, { criterion, refs: [ref] }));
    return { criterion, refs: [ref] };
  });
}

/** Takes all decisions about a criterion's pairs back. @throws AppError NOT_FOUND, CONFLICT (stale), INVALID (there is none) */
export async function resetRow(scope: Scope<"crosswalk:decide">, input: ResetRowInput): Promise<RowResult> {
  const { criterion } = input;
  return inWorkspace(scope, async (tx) => {
    const read = await lockCriterion(tx, criterion);
    requireSeenRow(read, criterion, ticksOf(input.pairs));
    const refs = knownPairsOfCriterion(criterion, read.crosswalk)
      .filter((pair) => pair.overridden)
      .map(({ ref }) => ref);
    if (refs.length === 0) throw new AppError("INVALID", `Nothing is decided about ${criterion}.`);
    await record(tx, scope, await takeBack(tx, scope, read, { criterion, refs }));
    return { criterion, refs: refs.sort(compareRefs) };
  });
}
