import "server-only";
import { eq, sql } from "drizzle-orm";
import { nonconformities } from "@/db/schema/nonconformities";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, holds, type Scope } from "@/lib/core/access";
import { AppError, staleVersion } from "@/lib/core/errors";
import {
  canReviewEffectiveness,
  isVerification,
  moveNonconformity,
  type NcMove,
  ncMoveNeedsReason,
} from "@/lib/core/nonconformity";
import type { NcState } from "@/lib/core/statuses";
import type { JudgeEffectivenessInput, MoveNonconformityInput } from "@/lib/nonconformities/input";
import { addStep, differences, memberOf, requireEditor } from "@/lib/nonconformities/mutations";
import { type NcRecord, readNonconformity } from "@/lib/nonconformities/queries";

type Id = { readonly id: string };

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
    const decision = canReviewEffectiveness(nc.facts, memberOf(scope));
    if (!decision.ok)
      throw new AppError(
        "FORBIDDEN",
        "You own one of the actions. Somebody else judges whether they worked.",
      );
    const fields = {
      effectivenessResult: input.result,
      effectivenessNote: input.note,
      effectivenessReviewerId: memberOf(scope),
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

type Move = Extract<NcMove, { ok: true }>;

function decide(scope: AnyScope, nc: NcRecord, input: MoveNonconformityInput): Move {
  const { to } = input;
  const reason = input.reason === "" ? null : input.reason;
  const move = moveNonconformity(nc.facts, to, { userId: memberOf(scope) }, { reason });
  if (move.ok) return move;
  const lacksReason = reason === null && move.unmet.length === 0 && ncMoveNeedsReason(nc.row.state, to);
  throw new AppError("CONFLICT", move.reason, lacksReason ? { fields: { reason: move.reason } } : {});
}

function changesOf(scope: AnyScope, to: NcState, move: Move) {
  const closes = to === "closed";
  return {
    state: to,
    loop: move.loop,
    ...(move.clearsResult ? { effectivenessResult: null, effectivenessNote: "" } : {}),
    closedBy: closes ? memberOf(scope) : null,
    closedAt: closes ? sql`now()` : null,
  };
}

/**
 * Takes one step of the machine; every condition of the step is checked here, whatever the page showed.
 * @throws AppError CONFLICT (conditions unmet, illegal step, stale), FORBIDDEN (not this person), NOT_FOUND
 */
export async function takeStep(
  scope: Scope<"nonconformity:read">,
  input: MoveNonconformityInput,
): Promise<Id & { readonly state: NcState }> {
  const { id, to, version, reason } = input;
  return inWorkspace(scope, async (tx) => {
    const nc = await readNonconformity(tx, id, true);
    requireMover(scope, nc, to);
    if (nc.row.version !== version) {
      throw staleVersion("The nonconformity", { state: nc.row.state, version: nc.row.version });
    }
    const move = decide(scope, nc, input);
    await tx
      .update(nonconformities)
      .set({
        ...changesOf(scope, to, move),
        stateReason: reason,
        version: version + 1,
        updatedAt: sql`now()`,
      })
      .where(eq(nonconformities.id, id));
    const note = move.clearsResult && !move.reopens ? nc.row.effectivenessNote : reason;
    await addStep(tx, scope, id, { state: to, loop: move.loop, note });
    await record(tx, scope, {
      verb: "nonconformity.move",
      subject: { kind: "nonconformity", ref: id },
      before: { state: nc.row.state, loop: nc.row.loop },
      after: { state: to, loop: move.loop, reason, result: nc.row.effectivenessResult },
    });
    return { id, state: to };
  });
}
