import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { requirementProposals, requirements } from "@/db/schema/requirements";
import { inWorkspace, type Tx } from "@/db/tenant";
import { type ActivityEntry, record } from "@/lib/audit-log/mutations";
import { actorId, type Scope } from "@/lib/core/access";
import { refused } from "@/lib/core/decision";
import { AppError, notFound } from "@/lib/core/errors";
import { acceptanceOf, type CarryOverPlan, proposalsOf, skippedWords } from "@/lib/core/scorecard-proposals";
import type { CarryOverInput, DecideProposalsInput } from "@/lib/scorecard/input";
import { readCarryOverPlan, readTargets, rightsOf, type TargetRow } from "@/lib/scorecard/queries";

/** Locked in the order of references, as every other change of several requirements does. */
async function lockRequirements(tx: Tx, refs: readonly string[]): Promise<void> {
  await tx
    .select({ ref: requirements.ref })
    .from(requirements)
    .where(and(inArray(requirements.ref, [...refs]), isNull(requirements.archivedAt)))
    .orderBy(asc(requirements.ref))
    .for("no key update");
}

function member(scope: Scope<"requirement:assign"> | Scope<"requirement:write">): string {
  const id = actorId(scope);
  if (id === null) throw new AppError("FORBIDDEN", "A person has to decide this.");
  return id;
}

async function write(tx: Tx, workspaceId: string, by: string, plan: CarryOverPlan): Promise<void> {
  if (plan.create.length > 0) {
    await tx.insert(requirementProposals).values(
      plan.create.map((proposal) => ({
        ...proposal,
        workspaceId,
        source: "scorecard" as const,
        createdBy: by,
      })),
    );
  }
  if (plan.replace.length === 0) return;
  await tx.execute(sql`
    update requirement_proposals as p
    set question = v.question, answer = v.answer, evidence_status = v."evidenceStatus",
      implementation = v.implementation, reason = v.reason, created_by = ${by}, created_at = now()
    from jsonb_to_recordset(${JSON.stringify(plan.replace)}::text::jsonb) as v(id uuid, question text, answer text,
      "evidenceStatus" text, implementation text, reason text)
    where p.workspace_id = ${workspaceId} and p.id = v.id and p.state = 'open'`);
}

export type CarriedOver = {
  readonly created: number;
  readonly replaced: number;
  readonly kept: number;
  readonly skipped: number;
  /** "8 already recorded, 4 outside the SOC 2 scope"; empty when no row was left alone. */
  readonly why: string;
};

/**
 * Lists what the answers propose; no status changes. Rows that somebody recorded are left alone, and the same answers sent
 * twice change nothing and leave no second entry.
 * @throws AppError INVALID (no answer proposes anything)
 */
export async function carryOverScorecard(
  scope: Scope<"requirement:assign">,
  { direction, answers }: CarryOverInput,
): Promise<CarriedOver> {
  const proposals = proposalsOf(direction, answers);
  if (proposals.length === 0) {
    throw new AppError(
      "INVALID",
      "None of the answers says that something is there, so nothing is proposed.",
    );
  }
  const by = member(scope);
  return inWorkspace(scope, async (tx) => {
    await lockRequirements(
      tx,
      proposals.map(({ ref }) => ref),
    );
    const plan = await readCarryOverPlan(tx, proposals);
    const result: CarriedOver = {
      created: plan.create.length,
      replaced: plan.replace.length,
      kept: plan.kept.length,
      skipped: plan.skipped.length,
      why: skippedWords(plan.skipped),
    };
    const changed = [...plan.create, ...plan.replace].map(({ ref }) => ref);
    if (changed.length === 0) return result;
    await write(tx, scope.workspaceId, by, plan);
    await record(tx, scope, {
      verb: "scorecard.carry-over",
      subject: { kind: "requirement", ref: `${changed.length} requirements` },
      after: { direction, refs: changed, skipped: plan.skipped.length },
    });
    return result;
  });
}

type Stored = typeof requirementProposals.$inferSelect;
type Accepted = {
  readonly stored: Stored;
  readonly target: TargetRow;
  readonly evidenceStatus: Stored["evidenceStatus"];
  readonly implementation: Stored["implementation"];
};
type Judged = {
  readonly good: readonly Accepted[];
  readonly bad: readonly { readonly ref: string; readonly reason: string }[];
};

async function readChosen(tx: Tx, ids: readonly string[]): Promise<readonly Stored[]> {
  const rows = await tx
    .select()
    .from(requirementProposals)
    .where(inArray(requirementProposals.id, [...ids]))
    .orderBy(asc(requirementProposals.ref));
  if (rows.length !== ids.length) throw notFound("The proposal");
  return rows;
}

function judge(
  scope: Scope<"requirement:write">,
  stored: Stored,
  target: TargetRow | undefined,
  decision: DecideProposalsInput["decision"],
) {
  const nothing = { evidenceStatus: null, implementation: null };
  if (stored.state !== "open")
    return { decision: refused("Somebody decided it meanwhile."), records: nothing };
  if (target === undefined) return { decision: refused("The requirement is gone."), records: nothing };
  const rights = rightsOf(scope, target);
  if (decision === "accept") return acceptanceOf(stored, target, rights);
  const decided = rights.owns
    ? ({ ok: true } as const)
    : refused("Belongs to somebody else. Contributors decide about what they own.");
  return { decision: decided, records: nothing };
}

function judgeAll(
  scope: Scope<"requirement:write">,
  chosen: readonly Stored[],
  targets: ReadonlyMap<string, TargetRow>,
  decision: DecideProposalsInput["decision"],
): Judged {
  const good: Accepted[] = [];
  const bad: { ref: string; reason: string }[] = [];
  for (const stored of chosen) {
    const target = targets.get(stored.ref);
    const { decision: verdict, records } = judge(scope, stored, target, decision);
    if (verdict.ok && target !== undefined) good.push({ stored, target, ...records });
    else if (!verdict.ok) bad.push({ ref: stored.ref, reason: verdict.reason });
  }
  return { good, bad };
}

async function saveStatuses(tx: Tx, workspaceId: string, accepted: readonly Accepted[]): Promise<void> {
  const values = JSON.stringify(
    accepted.map(({ target, evidenceStatus, implementation }) => ({
      ref: target.ref,
      evidenceStatus,
      implementation,
    })),
  );
  await tx.execute(sql`
    update requirements as r
    set evidence_status = coalesce(v."evidenceStatus", r.evidence_status),
      implementation = coalesce(v.implementation, r.implementation), version = r.version + 1, updated_at = now()
    from jsonb_to_recordset(${values}::text::jsonb) as v(ref text, "evidenceStatus" text, implementation text)
    where r.workspace_id = ${workspaceId} and r.ref = v.ref`);
}

/** The same entries as recording by hand leaves, so that history and undo treat them alike. */
function entriesOf({ stored, target, evidenceStatus, implementation }: Accepted): readonly ActivityEntry[] {
  const subject = { kind: "requirement", ref: target.ref } as const;
  const version = target.version + 1;
  const implemented: ActivityEntry = {
    verb: "requirement.set-implementation",
    subject,
    before: { implementation: target.implementation },
    after: { implementation, reason: stored.reason },
  };
  const moved: ActivityEntry = {
    verb: "requirement.set-status",
    subject,
    before: { evidenceStatus: target.evidenceStatus, overrideReason: null, overrideBy: null },
    after: { evidenceStatus, overrideReason: null, reason: stored.reason, version },
  };
  return [...(implementation === null ? [] : [implemented]), ...(evidenceStatus === null ? [] : [moved])];
}

function noneLeft({ bad }: Judged): AppError {
  const [first] = bad;
  if (bad.length === 1 && first !== undefined)
    return new AppError("CONFLICT", `${first.ref}: ${first.reason}`);
  const reasons = [...new Set(bad.map(({ reason }) => reason))].slice(0, 3).join(" ");
  return new AppError("CONFLICT", `None of the ${bad.length} proposals can be decided so. ${reasons}`);
}

export type Decided = {
  readonly decision: DecideProposalsInput["decision"];
  readonly done: number;
  readonly refused: Judged["bad"];
};

/**
 * Accepts proposals, which records what each row is still free for by the state machine, or dismisses them. Those that the
 * rules refuse stay open and come back with the reason.
 * @throws AppError NOT_FOUND (any of them), CONFLICT (none of them can be decided)
 */
export async function decideProposals(
  scope: Scope<"requirement:write">,
  { decision, ids }: DecideProposalsInput,
): Promise<Decided> {
  const by = member(scope);
  return inWorkspace(scope, async (tx) => {
    const refs = (await readChosen(tx, ids)).map(({ ref }) => ref);
    await lockRequirements(tx, refs);
    // Read again: whoever held the lock may have decided.
    const chosen = await readChosen(tx, ids);
    const targets = new Map((await readTargets(tx, refs)).map((target) => [target.ref, target]));
    const judged = judgeAll(scope, chosen, targets, decision);
    const { good, bad } = judged;
    if (good.length === 0) throw noneLeft(judged);
    if (decision === "accept") await saveStatuses(tx, scope.workspaceId, good);
    await tx
      .update(requirementProposals)
      .set({
        state: decision === "accept" ? "accepted" : "dismissed",
        decidedBy: by,
        decidedAt: sql`now()`,
      })
      .where(
        and(
          eq(requirementProposals.workspaceId, scope.workspaceId),
          inArray(
            requirementProposals.id,
            good.map(({ stored }) => stored.id),
          ),
        ),
      );
    await record(tx, scope, [
      {
        verb: "scorecard.decide",
        subject: {
          kind: "requirement",
          ref: good.length === 1 ? (good[0]?.target.ref ?? "") : `${good.length} requirements`,
        },
        after: { decision, refs: good.map(({ target }) => target.ref) },
      },
      ...(decision === "accept" ? good.flatMap(entriesOf) : []),
    ]);
    return { decision, done: good.length, refused: bad };
  });
}
