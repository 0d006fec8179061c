import "server-only";
import { and, eq, max, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import {
  actions,
  nonconformities,
  nonconformityEvidence,
  nonconformityRequirements,
  nonconformitySteps,
} from "@/db/schema/nonconformities";
import { counters } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, actorId, holds, mayEditOwned, type Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import {
  canReviewEffectiveness,
  finishAction,
  isVerification,
  moveNonconformity,
  ncNumber,
} from "@/lib/core/nonconformity";
import { type Cause, FISHBONE_BRANCHES } from "@/lib/core/nonconformity-dto";
import type { NcState } from "@/lib/core/statuses";
import { once } from "@/lib/idempotency/mutations";
import type {
  AddActionInput,
  FinishActionInput,
  JudgeEffectivenessInput,
  MoveNonconformityInput,
  RaiseNonconformityInput,
  SetActionInput,
  SetCauseInput,
  SetCorrectionInput,
  SetEffectivenessInput,
  SetStatementInput,
} from "@/lib/nonconformities/input";
import { type NcRecord, readNonconformity } from "@/lib/nonconformities/queries";
import { now } from "@/lib/platform/clock";

type WriteScope = Scope<"nonconformity:write">;
type Id = { readonly id: string };

function member(scope: AnyScope): string {
  const id = actorId(scope);
  if (id === null)
    throw new AppError("FORBIDDEN", "A nonconformity needs a person who is responsible for it.");
  return id;
}

async function nextNumber(tx: Tx, scope: AnyScope): Promise<string> {
  const year = Number(dateIn(scope.timeZone, now()).slice(0, 4));
  const [counter] = await tx
    .insert(counters)
    .values({ workspaceId: scope.workspaceId, kind: "nonconformity", year, last: 1 })
    .onConflictDoUpdate({
      target: [counters.workspaceId, counters.kind, counters.year],
      set: { last: sql`${counters.last} + 1` },
    })
    .returning({ last: counters.last });
  return ncNumber(year, counter?.last ?? 1);
}

async function setTargets(
  tx: Tx,
  scope: AnyScope,
  id: string,
  wanted: { readonly refs: readonly string[]; readonly itemIds: readonly string[] },
): Promise<void> {
  const { workspaceId } = scope;
  await tx.delete(nonconformityRequirements).where(eq(nonconformityRequirements.nonconformityId, id));
  await tx.delete(nonconformityEvidence).where(eq(nonconformityEvidence.nonconformityId, id));
  if (wanted.refs.length > 0) {
    await tx
      .insert(nonconformityRequirements)
      .values(wanted.refs.map((ref) => ({ workspaceId, nonconformityId: id, ref })));
  }
  if (wanted.itemIds.length > 0) {
    await tx
      .insert(nonconformityEvidence)
      .values(wanted.itemIds.map((itemId) => ({ workspaceId, nonconformityId: id, itemId })));
  }
}

function named(error: unknown): never {
  const text = error instanceof Error ? `${error.message} ${String(error.cause ?? "")}` : "";
  if (text.includes("nonconformity_requirements")) {
    throw new AppError("INVALID", "A requirement in the list does not exist.", {
      fields: { refs: "Choose requirements from the list." },
    });
  }
  if (text.includes("nonconformity_evidence") || text.includes("evidence_items"))
    throw notFound("The evidence");
  if (text.includes("memberships")) {
    throw new AppError("INVALID", "The person is no member of this workspace.", {
      fields: { ownerId: "Choose a member." },
    });
  }
  throw error;
}

async function addStep(
  tx: Tx,
  scope: AnyScope,
  id: string,
  step: { readonly state: NcState; readonly loop: number; readonly note: string },
): Promise<void> {
  const [last] = await tx
    .select({ number: max(nonconformitySteps.number) })
    .from(nonconformitySteps)
    .where(eq(nonconformitySteps.nonconformityId, id));
  await tx.insert(nonconformitySteps).values({
    workspaceId: scope.workspaceId,
    nonconformityId: id,
    number: (last?.number ?? 0) + 1,
    by: member(scope),
    ...step,
  });
}

/**
 * Raises a nonconformity with the next number of the year (workspace's zone); numbers have no gaps.
 * @throws AppError INVALID (no requirement named, unknown requirement or owner), NOT_FOUND (evidence)
 */
export async function raiseNonconformity(
  scope: WriteScope,
  input: RaiseNonconformityInput,
): Promise<{ readonly id: string; readonly number: string }> {
  const { onceKey: key, refs, itemIds, ...values } = input;
  if (refs.length === 0 && values.requirementText === "") {
    const sentence =
      "Name the requirement that failed: choose one, or write down your own rule or contract clause.";
    throw new AppError("INVALID", sentence, { fields: { refs: sentence } });
  }
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key, input }, async () => {
      const id = uuidv7();
      const number = await nextNumber(tx, scope);
      await tx
        .insert(nonconformities)
        .values({ ...values, workspaceId: scope.workspaceId, id, number, raisedBy: member(scope) });
      await setTargets(tx, scope, id, { refs, itemIds });
      await addStep(tx, scope, id, { state: "open", loop: 1, note: "" });
      await record(tx, scope, {
        verb: "nonconformity.raise",
        subject: { kind: "nonconformity", ref: id },
        after: { number, grade: values.grade, title: values.title, refs },
      });
      return { id, number };
    }),
  ).catch(named);
}

function owners(nc: NcRecord): readonly (string | null)[] {
  return [nc.row.ownerId, nc.row.raisedBy];
}

function requireEditor(scope: AnyScope, nc: NcRecord): void {
  if (owners(nc).some((id) => mayEditOwned(scope, id))) return;
  throw new AppError("FORBIDDEN", "Contributors work on nonconformities that they own or raised.");
}

function requireLive(nc: NcRecord): void {
  const { state } = nc.row;
  if (["closed", "withdrawn", "done", "declined"].includes(state)) {
    throw new AppError("CONFLICT", "The record is finished. Reopen it before you change it.");
  }
}

type Fields = Partial<typeof nonconformities.$inferInsert>;

function differences(before: Readonly<Record<string, unknown>>, wanted: Fields) {
  const keys = Object.keys(wanted).filter(
    (key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(wanted[key as keyof Fields] ?? null),
  );
  return {
    before: Object.fromEntries(keys.map((key) => [key, before[key]])),
    after: Object.fromEntries(keys.map((key) => [key, wanted[key as keyof Fields]])),
  };
}

async function edit(
  scope: WriteScope,
  target: { readonly id: string; readonly version: number },
  change: (nc: NcRecord) => { readonly fields: Fields; readonly also?: (tx: Tx) => Promise<void> },
): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    const nc = await readNonconformity(tx, target.id, true);
    requireEditor(scope, nc);
    requireLive(nc);
    const { fields, also } = change(nc);
    if (nc.row.version !== target.version) {
      const stored = Object.fromEntries(
        Object.keys(fields).map((key) => [key, nc.row[key as keyof typeof nc.row]]),
      );
      throw staleVersion("The nonconformity", { ...stored, version: nc.row.version });
    }
    await tx
      .update(nonconformities)
      .set({ ...fields, version: target.version + 1, updatedAt: sql`now()` })
      .where(eq(nonconformities.id, target.id));
    await also?.(tx);
    await record(tx, scope, {
      verb: "nonconformity.edit",
      subject: { kind: "nonconformity", ref: target.id },
      ...differences(nc.row, fields),
    });
    return { id: target.id };
  }).catch(named);
}

/** Changes grade, statement, extent, owner, due date, requirements and evidence. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND */
// house: no-record recorded by edit()
export async function setStatement(scope: WriteScope, input: SetStatementInput): Promise<Id> {
  const { id, version, refs, itemIds, ...fields } = input;
  return edit(scope, { id, version }, (nc) => {
    if (fields.grade !== nc.row.grade && nc.row.state !== "open") {
      throw new AppError(
        "CONFLICT",
        "The grade is settled once the work has begun. Withdraw the record and raise another.",
      );
    }
    return { fields, also: (tx) => setTargets(tx, scope, id, { refs, itemIds }) };
  });
}

/** Records what was done about the cases found, apart from the corrective action. @throws AppError CONFLICT, FORBIDDEN, NOT_FOUND */
// house: no-record recorded by edit()
export async function setCorrection(scope: WriteScope, input: SetCorrectionInput): Promise<Id> {
  const { id, version, ...fields } = input;
  return edit(scope, { id, version }, () => ({ fields }));
}

function causeOf(input: SetCauseInput): Cause {
  if (input.method === "free") return { method: "free", text: input.text };
  if (input.method === "five_whys") {
    const count = Math.max(input.whys.length, input.becauses.length);
    const whys = Array.from({ length: count }, (_, at) => ({
      why: input.whys[at] ?? "",
      because: input.becauses[at] ?? "",
    }));
    return { method: "five_whys", whys: whys.filter(({ why, because }) => why !== "" || because !== "") };
  }
  const branches = FISHBONE_BRANCHES.map((name) => [name, input[`branch_${name}`]] as const);
  return {
    method: "fishbone",
    branches: Object.fromEntries(branches) as Extract<Cause, { method: "fishbone" }>["branches"],
  };
}

/** Records the analysis by the chosen method, and the root cause. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND */
// house: no-record recorded by edit()
export async function setCause(scope: WriteScope, input: SetCauseInput): Promise<Id> {
  const cause = causeOf(input);
  if (cause.method === "five_whys" && input.rootCause !== "" && cause.whys.length === 0) {
    throw new AppError("INVALID", "Answer at least one why before you name the root cause.", {
      fields: { becauses: "Answer at least one why." },
    });
  }
  return edit(scope, input, () => ({
    fields: { causeMethod: input.method, cause: { ...cause }, rootCause: input.rootCause },
  }));
}

/** Sets what counts as effective, when it is checked and by whom: before the result is known. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND */
// house: no-record recorded by edit()
export async function setEffectiveness(scope: WriteScope, input: SetEffectivenessInput): Promise<Id> {
  const { id, version, ...fields } = input;
  return edit(scope, { id, version }, (nc) => {
    if (
      nc.row.state === "effectiveness_check" &&
      fields.effectivenessCriteria !== nc.row.effectivenessCriteria
    ) {
      throw new AppError(
        "CONFLICT",
        "The criteria are settled before the check begins and cannot change now.",
      );
    }
    const reviewer = fields.effectivenessReviewerId;
    const decision = reviewer === null ? { ok: true as const } : canReviewEffectiveness(nc.facts, reviewer);
    if (!decision.ok) {
      throw new AppError("INVALID", decision.reason, {
        fields: { effectivenessReviewerId: decision.reason },
      });
    }
    return { fields };
  });
}

/** Records the result of the check. Nobody judges actions of their own. @throws AppError CONFLICT, FORBIDDEN, NOT_FOUND */
export async function judgeEffectiveness(
  scope: Scope<"nonconformity:verify">,
  input: JudgeEffectivenessInput,
): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    const nc = await readNonconformity(tx, input.id, true);
    if (nc.row.state !== "effectiveness_check") {
      throw new AppError(
        "CONFLICT",
        "The result is recorded while the record is in its effectiveness check.",
      );
    }
    const decision = canReviewEffectiveness(nc.facts, member(scope));
    if (!decision.ok)
      throw new AppError(
        "FORBIDDEN",
        "You own one of the actions. Somebody else judges whether they worked.",
      );
    const fields = {
      effectivenessResult: input.result,
      effectivenessNote: input.note,
      effectivenessReviewerId: member(scope),
      ismsChange: input.ismsChange,
    };
    if (nc.row.version !== input.version) {
      const { effectivenessResult: result, effectivenessNote: note, ismsChange, version } = nc.row;
      throw staleVersion("The nonconformity", { result, note, ismsChange, version });
    }
    await tx
      .update(nonconformities)
      .set({ ...fields, version: input.version + 1, updatedAt: sql`now()` })
      .where(eq(nonconformities.id, input.id));
    await record(tx, scope, {
      verb: "nonconformity.edit",
      subject: { kind: "nonconformity", ref: input.id },
      ...differences(nc.row, fields),
    });
    return { id: input.id };
  });
}

function requireMover(scope: AnyScope, nc: NcRecord, to: NcState): void {
  if (isVerification(nc.row.state, to)) {
    if (holds(scope, "nonconformity:verify")) return;
    throw new AppError(
      "FORBIDDEN",
      "Closing and judging effectiveness takes an owner, a lead or an approver.",
    );
  }
  if (!holds(scope, "nonconformity:write")) {
    throw new AppError(
      "FORBIDDEN",
      "This step takes an owner, a lead or the contributor who owns the record.",
    );
  }
  requireEditor(scope, nc);
}

/**
 * Takes one step of the machine; every condition of the step is checked here, whatever the page showed.
 * @throws AppError CONFLICT (conditions unmet, illegal step, stale), FORBIDDEN (not this person), NOT_FOUND
 */
export async function takeStep(
  scope: Scope<"nonconformity:read">,
  input: MoveNonconformityInput,
): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    const nc = await readNonconformity(tx, input.id, true);
    requireMover(scope, nc, input.to);
    if (nc.row.version !== input.version) {
      throw staleVersion("The nonconformity", { state: nc.row.state, version: nc.row.version });
    }
    const reason = input.reason === "" ? null : input.reason;
    const move = moveNonconformity(nc.facts, input.to, { userId: member(scope) }, { reason });
    if (!move.ok) throw new AppError("CONFLICT", move.reason);
    const closes = input.to === "closed";
    await tx
      .update(nonconformities)
      .set({
        state: input.to,
        stateReason: input.reason,
        loop: move.loop,
        ...(move.clearsResult ? { effectivenessResult: null, effectivenessNote: "" } : {}),
        closedBy: closes ? member(scope) : null,
        closedAt: closes ? sql`now()` : null,
        version: input.version + 1,
        updatedAt: sql`now()`,
      })
      .where(eq(nonconformities.id, input.id));
    await addStep(tx, scope, input.id, { state: input.to, loop: move.loop, note: input.reason });
    await record(tx, scope, {
      verb: "nonconformity.move",
      subject: { kind: "nonconformity", ref: input.id },
      before: { state: nc.row.state, loop: nc.row.loop },
      after: { state: input.to, loop: move.loop, reason, result: nc.row.effectivenessResult },
    });
    return { id: input.id };
  });
}

/** Adds an action with the next number of the record. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND */
export async function addAction(scope: WriteScope, input: AddActionInput): Promise<Id> {
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input }, async () => {
      const nc = await readNonconformity(tx, input.id, true);
      requireEditor(scope, nc);
      requireLive(nc);
      const number = Math.max(0, ...nc.actionRows.map(({ action }) => action.number)) + 1;
      await tx.insert(actions).values({
        workspaceId: scope.workspaceId,
        subjectKind: "nonconformity",
        subjectId: input.id,
        number,
        title: input.title,
        ownerId: input.ownerId,
        dueOn: input.dueOn,
      });
      await record(tx, scope, {
        verb: "nonconformity.add-action",
        subject: { kind: "nonconformity", ref: input.id },
        after: { number, title: input.title, ownerId: input.ownerId, dueOn: input.dueOn },
      });
      return { id: input.id };
    }),
  ).catch(named);
}

async function editAction(
  scope: WriteScope,
  target: { readonly id: string; readonly actionId: string; readonly version: number },
  verb: "nonconformity.edit-action" | "nonconformity.complete-action",
  change: (action: typeof actions.$inferSelect) => Partial<typeof actions.$inferInsert>,
): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    const nc = await readNonconformity(tx, target.id, true);
    requireLive(nc);
    const action = nc.actionRows.find((row) => row.action.id === target.actionId)?.action;
    if (action === undefined) throw notFound("The action");
    if (![...owners(nc), action.ownerId].some((id) => mayEditOwned(scope, id))) {
      throw new AppError("FORBIDDEN", "Contributors work on actions that they own.");
    }
    if (action.version !== target.version) {
      const { title, ownerId, dueOn, state, version } = action;
      throw staleVersion("The action", { title, ownerId, dueOn, state, version });
    }
    const fields = change(action);
    await tx
      .update(actions)
      .set({ ...fields, version: target.version + 1 })
      .where(and(eq(actions.id, target.actionId), eq(actions.version, target.version)));
    await record(tx, scope, {
      verb,
      subject: { kind: "nonconformity", ref: target.id },
      before: {
        number: action.number,
        title: action.title,
        ownerId: action.ownerId,
        dueOn: action.dueOn,
        state: action.state,
      },
      after: { ...fields, doneAt: undefined },
    });
    return { id: target.id };
  }).catch(named);
}

/** Changes what is to be done, by whom and until when. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND */
// house: no-record recorded by editAction()
export async function setAction(scope: WriteScope, input: SetActionInput): Promise<Id> {
  return editAction(scope, input, "nonconformity.edit-action", (action) => {
    if (action.state !== "open") throw new AppError("CONFLICT", "The action is finished and cannot change.");
    return { title: input.title, ownerId: input.ownerId, dueOn: input.dueOn };
  });
}

/** Completes an action with proof, or drops it with a reason. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND */
// house: no-record recorded by editAction()
export async function completeAction(scope: WriteScope, input: FinishActionInput): Promise<Id> {
  return editAction(scope, input, "nonconformity.complete-action", (action) => {
    const hasProof = input.proofItemId !== null || input.proofNote !== "";
    const decision = finishAction({ state: action.state, hasProof }, input.to, {
      reason: input.proofNote || null,
    });
    if (!decision.ok)
      throw new AppError("CONFLICT", decision.reason, { fields: { proofNote: decision.reason } });
    return {
      state: input.to,
      proofNote: input.proofNote,
      proofItemId: input.proofItemId,
      doneBy: member(scope),
      doneAt: now(),
    };
  });
}
