import "server-only";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import type { Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { AnyScope } from "@/lib/core/access";
import { carriedRenewal, renewalOf } from "@/lib/core/cadence";
import type { IsoDate } from "@/lib/core/dates";
import { AppError } from "@/lib/core/errors";
import { keepsVerdict, type RenewalFacts } from "@/lib/core/evidence-renewal";
import type { ItemState } from "@/lib/core/statuses";
import { type ItemRow, memberId, requireEditable, todayOf } from "@/lib/evidence/mutations/locked";
import { readProgramme } from "@/lib/workspaces/queries";

type ArtifactRow = typeof artifacts.$inferSelect;

/** Everything that a version says about itself; what is not given is empty. */
export type ArtifactContent = Pick<ArtifactRow, "kind"> &
  Partial<Omit<ArtifactRow, "workspaceId" | "itemId" | "number" | "addedBy" | "createdAt">>;

export type AppendInput = {
  readonly content: ArtifactContent;
  /** Hand it in for review at once; the actor becomes its submitter. */
  readonly submit: boolean;
  /** A date set by hand for this once, null to let the cadence decide; left out, what the item had is carried on. */
  readonly renewOn?: IsoDate | null;
};

export type Appended = {
  readonly number: number;
  readonly state: ItemState;
  readonly renewOn: IsoDate | null;
  /** Requirements whose verdict holds for this version too, and those that have to be judged again. */
  readonly kept: readonly string[];
  readonly askedAgain: readonly string[];
};

/** What somebody collected has happened; periods may still run. */
function requirePast(effectiveOn: IsoDate | null | undefined, today: IsoDate): void {
  if (effectiveOn === null || effectiveOn === undefined || effectiveOn <= today) return;
  const message = "The effective date lies in the future. Enter the day the evidence speaks for.";
  throw new AppError("INVALID", message, { fields: { effectiveOn: message } });
}

/** What was accepted was another artifact, so the item starts again; what waits for review keeps waiting. */
function stateAfter(state: ItemState, submit: boolean): ItemState {
  if (submit || state === "submitted") return "submitted";
  return state === "accepted" ? "draft" : state;
}

/** Who handed in and who reviewed, after the new version; nothing changes while a draft or returned item stays so. */
function handover(from: ItemState, to: ItemState, actor: string) {
  if (to === "submitted") {
    return {
      stateReason: "",
      submittedBy: actor,
      submittedAt: sql`now()`,
      reviewedBy: null,
      reviewedAt: null,
    };
  }
  if (to === from) return {};
  return { stateReason: "", submittedBy: null, submittedAt: null, reviewedBy: null, reviewedAt: null };
}

function factsOf(content: ArtifactContent): RenewalFacts {
  return {
    kind: content.kind,
    sourceSystem: content.sourceSystem ?? "",
    effectiveOn: content.effectiveOn ?? null,
    periodFrom: content.periodFrom ?? null,
    periodTo: content.periodTo ?? null,
  };
}

async function readNewest(tx: Tx, item: ItemRow): Promise<ArtifactRow | null> {
  if (item.currentArtifact === 0) return null;
  const [row] = await tx
    .select()
    .from(artifacts)
    .where(and(eq(artifacts.itemId, item.id), eq(artifacts.number, item.currentArtifact)));
  return row ?? null;
}

type Verdicts = Pick<Appended, "kept" | "askedAgain">;

/** Carries the verdicts over that hold for the new version, and names those that do not. */
async function settleVerdicts(
  tx: Tx,
  scope: AnyScope,
  item: ItemRow,
  version: { readonly number: number; readonly content: ArtifactContent; readonly before: ArtifactRow },
): Promise<Verdicts> {
  const ofItem = and(eq(evidenceLinks.workspaceId, scope.workspaceId), eq(evidenceLinks.itemId, item.id));
  const links = await tx
    .select()
    .from(evidenceLinks)
    .where(and(ofItem, ne(evidenceLinks.verdict, "proposed")))
    .orderBy(evidenceLinks.ref)
    .for("update");
  if (links.length === 0) return { kept: [], askedAgain: [] };
  const { selfAcceptance } = await readProgramme(tx);
  const facts = {
    before: { number: item.currentArtifact, facts: factsOf(version.before) },
    facts: factsOf(version.content),
    restoredFrom: version.content.restoredFrom ?? null,
    actorId: memberId(scope),
    selfAcceptance,
  };
  const kept = links.filter((link) => keepsVerdict(link, facts).ok).map((link) => link.ref);
  if (kept.length > 0) {
    await tx
      .update(evidenceLinks)
      .set({
        seenArtifact: sql`coalesce(${evidenceLinks.seenArtifact}, ${evidenceLinks.reviewedArtifact})`,
        reviewedArtifact: version.number,
        version: sql`${evidenceLinks.version} + 1`,
      })
      .where(and(ofItem, inArray(evidenceLinks.ref, kept)));
  }
  return { kept, askedAgain: links.map((link) => link.ref).filter((ref) => !kept.includes(ref)) };
}

function overrideAfter(item: ItemRow, before: ArtifactRow | null, input: AppendInput): IsoDate | null {
  if (input.renewOn !== undefined) return input.renewOn;
  return carriedRenewal(item, before?.effectiveOn ?? null, input.content.effectiveOn ?? null);
}

/**
 * Adds the item's next version without an entry in the log: for callers whose own entry tells it. The only place that
 * inserts artifacts one by one; earlier ones stay as they were. `item` is locked by the caller. Writes the renewal date,
 * sends an accepted item back to draft (or hands it in), and keeps the verdicts that hold for the new version.
 * @throws AppError INVALID (effective date in the future), CONFLICT (withdrawn, superseded, archived)
 */
export async function storeArtifact(
  tx: Tx,
  scope: AnyScope,
  item: ItemRow,
  input: AppendInput,
): Promise<Appended> {
  const actor = memberId(scope);
  requireEditable(item);
  requirePast(input.content.effectiveOn, todayOf(scope));
  const { workspaceId } = scope;
  const number = item.currentArtifact + 1;
  const before = await readNewest(tx, item);
  const state = stateAfter(item.state, input.submit);
  const renewOverrideOn = overrideAfter(item, before, input);
  const renewOn = renewalOf({ ...item, renewOverrideOn }, input.content.effectiveOn ?? null);
  await tx
    .insert(artifacts)
    .values({ ...input.content, workspaceId, itemId: item.id, number, addedBy: actor });
  await tx
    .update(evidenceItems)
    .set({
      currentArtifact: number,
      renewOverrideOn,
      renewOn,
      state,
      ...handover(item.state, state, actor),
      version: item.version + 1,
      updatedAt: sql`now()`,
    })
    .where(and(eq(evidenceItems.workspaceId, workspaceId), eq(evidenceItems.id, item.id)));
  const verdicts =
    before === null
      ? { kept: [], askedAgain: [] }
      : await settleVerdicts(tx, scope, item, { number, content: input.content, before });
  return { number, state, renewOn, ...verdicts };
}

/**
 * `storeArtifact` with its entry in the activity log: what forms, requests and imports call. Returns the new version's
 * number and what became of the item and its verdicts.
 * @throws AppError INVALID (effective date in the future), CONFLICT (withdrawn, superseded, archived)
 */
export async function appendArtifact(
  tx: Tx,
  scope: AnyScope,
  item: ItemRow,
  input: AppendInput,
): Promise<Appended> {
  const done = await storeArtifact(tx, scope, item, input);
  const { content } = input;
  const restored = content.restoredFrom ?? null;
  await record(tx, scope, {
    verb: restored === null ? "evidence.add-artifact" : "evidence.restore-artifact",
    subject: { kind: "evidence", ref: item.id },
    before: { state: item.state, renewOn: item.renewOn },
    after: {
      artifact: done.number,
      kind: content.kind,
      state: done.state,
      renewOn: done.renewOn,
      effectiveOn: content.effectiveOn ?? null,
      ...(content.blobSha256 ? { sha256: content.blobSha256 } : {}),
      ...(restored === null ? {} : { restoredFrom: restored }),
      ...(done.kept.length > 0 ? { verdictsKept: done.kept } : {}),
      ...(done.askedAgain.length > 0 ? { verdictsAskedAgain: done.askedAgain } : {}),
    },
  });
  return done;
}
