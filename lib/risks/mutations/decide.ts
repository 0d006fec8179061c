import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { insertRows } from "@/db/bulk";
import { activity } from "@/db/schema/activity";
import { riskAcceptances, riskAssessments, riskControls } from "@/db/schema/risks";
import type { Tx } from "@/db/tenant";
import { type AnyScope, actorId, holds, type Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { AppError } from "@/lib/core/errors";
import type { Notice } from "@/lib/core/notification";
import {
  acceptanceProblems,
  afterAssessment,
  afterTreatment,
  canAssess,
  canTreat,
  moveRisk,
} from "@/lib/core/risk";
import { type ReadNumber, readLevel, scoreOf } from "@/lib/core/risk-method";
import { now } from "@/lib/platform/clock";
import type {
  AcceptResidualInput,
  AssessRiskInput,
  MoveRiskInput,
  ReturnPlanInput,
  TreatRiskInput,
} from "@/lib/risks/input";
import {
  changeRisk,
  pick,
  type RiskChanged,
  requireAllowed,
  riskActor,
  riskNotice,
} from "@/lib/risks/mutations";
import type { LockedRisk } from "@/lib/risks/queries";
import { setCitations } from "@/lib/soa/mutations/citations";

type WriteScope = Scope<"risk:write">;

function requireLevels(
  likelihood: ReadNumber,
  consequence: ReadNumber,
): { likelihood: number; consequence: number } {
  if (likelihood.ok && consequence.ok)
    return { likelihood: likelihood.value, consequence: consequence.value };
  const fields = {
    ...(likelihood.ok ? {} : { likelihood: likelihood.reason }),
    ...(consequence.ok ? {} : { consequence: consequence.reason }),
  };
  const [message = ""] = Object.values(fields);
  throw new AppError("INVALID", message, { fields });
}

function residualNotices({ row, facts }: LockedRisk, kind: AssessRiskInput["kind"]): readonly Notice[] {
  const isReady = row.state === "treating" || row.state === "residual_accepted";
  const open = facts.actions.some(({ state }) => state === "open");
  if (kind !== "residual" || !isReady || open) return [];
  return [riskNotice(row, row.ownerId, "submission", "The residual risk waits for your acceptance.")];
}

/**
 * Adds an assessment on the approved method; earlier ones stay. A new inherent assessment takes the approval of the plan
 * back, a new residual one the acceptance. @throws AppError CONFLICT, FORBIDDEN, INVALID (off the scale), NOT_FOUND
 */
export async function assessRisk(scope: WriteScope, input: AssessRiskInput): Promise<RiskChanged> {
  const { kind, note, reviewOn } = input;
  const assessedOn = dateIn(scope.timeZone, now());
  return changeRisk(scope, input, "risk.assess", {
    stored: ({ row }) => ({ reviewOn: row.reviewOn }),
    change: async (risk, tx) => {
      const { row, facts } = risk;
      requireAllowed(canAssess(facts, kind));
      const method = risk.methods.find(({ state }) => state === "approved");
      if (method === undefined) throw new AppError("CONFLICT", "No risk method is approved.");
      const levels = requireLevels(
        readLevel(input.likelihood, "The likelihood", method.likelihood),
        readLevel(input.consequence, "The consequence", method.consequence),
      );
      const score = scoreOf(levels.likelihood, levels.consequence);
      if (kind === "residual" && facts.inherent !== null && score > facts.inherent.score) {
        const reason = `The residual score ${score} is above the inherent score ${facts.inherent.score}. Assess the inherent risk anew if it grew.`;
        throw new AppError("INVALID", reason, { fields: { consequence: reason } });
      }
      const number = Math.max(facts.inherent?.number ?? 0, facts.residual?.number ?? 0) + 1;
      const made = { number, kind, methodNumber: method.number, ...levels, note };
      await tx.insert(riskAssessments).values({
        workspaceId: scope.workspaceId,
        riskId: row.id,
        ...made,
        assessedBy: riskActor(scope),
        assessedOn,
      });
      return {
        fields: { reviewOn: reviewOn ?? row.reviewOn },
        state: afterAssessment(row.state, kind),
        after: { ...made, score, ...(reviewOn === null ? {} : { reviewOn }) },
        notices: residualNotices(risk, kind),
      };
    },
  });
}

async function setControls(
  tx: Tx,
  scope: AnyScope,
  risk: LockedRisk["row"],
  refs: readonly string[],
): Promise<void> {
  await setCitations(tx, scope, { kind: "risk", targetId: risk.id, detail: risk.number, refs });
  await tx.delete(riskControls).where(eq(riskControls.riskId, risk.id));
  await insertRows(
    tx,
    riskControls,
    refs.map((ref) => ({ workspaceId: scope.workspaceId, riskId: risk.id, ref })),
  );
}

/** A control that does not exist here is the field's error, not a missing page. */
function refuseControls(error: unknown): never {
  if (error instanceof AppError && error.code === "NOT_FOUND" && error.message.startsWith("The control")) {
    const sentence = "A control in the list does not exist here. Enter references such as A.5.18 or X.1.";
    throw new AppError("INVALID", sentence, { fields: { controls: sentence } });
  }
  throw error;
}

/**
 * Chooses option, controls and target. The controls' Statement of Applicability rows name the risk as a reason in the same
 * transaction, and the owner is asked to approve. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND
 */
export async function treatRisk(scope: WriteScope, input: TreatRiskInput): Promise<RiskChanged> {
  const { id, version, controls, ...fields } = input;
  return changeRisk(scope, { id, version }, "risk.treat", {
    stored: ({ row, facts }) => ({ ...pick(row, fields), controls: facts.controls.join(", ") }),
    change: async ({ row, facts }, tx) => {
      requireAllowed(canTreat(facts));
      await setControls(tx, scope, row, controls);
      return {
        fields,
        state: afterTreatment(row.state),
        before: { ...pick(row, fields), controls: facts.controls },
        after: { ...fields, controls },
        notices: [riskNotice(row, row.ownerId, "submission", "The treatment plan waits for your approval.")],
      };
    },
  }).catch(refuseControls);
}

/** Owners decide on their own risks whatever their role may edit. @throws AppError FORBIDDEN */
function requireOwner(scope: AnyScope) {
  return ({ row }: LockedRisk): void => {
    if (row.ownerId !== null && row.ownerId === actorId(scope) && holds(scope, "risk:accept")) return;
    throw new AppError("FORBIDDEN", "Only the named risk owner decides this.");
  };
}

/** The named owner approves the plan as it stands. @throws AppError CONFLICT, FORBIDDEN, NOT_FOUND */
export async function approvePlan(scope: Scope<"risk:accept">, input: MoveRiskInput): Promise<RiskChanged> {
  return changeRisk(scope, input, "risk.move", {
    allow: requireOwner(scope),
    change: ({ facts }) => {
      requireAllowed(moveRisk(facts, "plan_approved", actorId(scope), { reason: "" }));
      return {
        fields: { planApprovedBy: riskActor(scope), planApprovedAt: now() },
        state: "plan_approved",
        after: {},
      };
    },
  });
}

async function proposerOf(tx: Tx, riskId: string): Promise<string | null> {
  const [entry] = await tx
    .select({ actorId: activity.actorId })
    .from(activity)
    .where(
      and(eq(activity.subjectKind, "risk"), eq(activity.subjectRef, riskId), eq(activity.verb, "risk.treat")),
    )
    .orderBy(desc(activity.seq))
    .limit(1);
  return entry?.actorId ?? null;
}

/** The named owner sends the plan back with a reason; who chose the treatment is told. @throws AppError CONFLICT, FORBIDDEN, NOT_FOUND */
export async function returnPlan(scope: Scope<"risk:accept">, input: ReturnPlanInput): Promise<RiskChanged> {
  const { reason } = input;
  return changeRisk(scope, input, "risk.move", {
    allow: requireOwner(scope),
    change: async ({ row, facts }, tx) => {
      requireAllowed(moveRisk(facts, "assessed", actorId(scope), { reason }));
      return {
        fields: {},
        state: "assessed",
        after: { reason },
        notices: [riskNotice(row, await proposerOf(tx, row.id), "return", reason)],
      };
    },
  });
}

/** The approved plan is being carried out. @throws AppError CONFLICT, FORBIDDEN, NOT_FOUND */
export async function startTreatment(scope: WriteScope, input: MoveRiskInput): Promise<RiskChanged> {
  return changeRisk(scope, input, "risk.move", {
    change: ({ facts }) => {
      requireAllowed(moveRisk(facts, "treating", actorId(scope), { reason: "" }));
      return { fields: {}, state: "treating", after: {} };
    },
  });
}

/**
 * The named owner accepts what remains; above the criterion with a reason and until a day.
 * @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND
 */
export async function acceptResidual(
  scope: Scope<"risk:accept">,
  input: AcceptResidualInput,
): Promise<RiskChanged> {
  const { reason, expiresOn } = input;
  const today = dateIn(scope.timeZone, now());
  return changeRisk(scope, input, "risk.accept", {
    allow: requireOwner(scope),
    change: async ({ row, facts }, tx) => {
      requireAllowed(moveRisk(facts, "residual_accepted", actorId(scope), { reason }));
      const { residual, method } = facts;
      if (residual === null || method === null)
        throw new AppError("CONFLICT", "Assess the residual risk first.");
      const problems = acceptanceProblems({ ...input, score: residual.score, ...method }, today);
      const [message] = Object.values(problems);
      if (message !== undefined) throw new AppError("INVALID", message, { fields: problems });
      const aboveCriterion = residual.score > method.acceptanceMax;
      const accepted = { assessmentNumber: residual.number, aboveCriterion, reason, expiresOn };
      await tx.insert(riskAcceptances).values({
        workspaceId: scope.workspaceId,
        riskId: row.id,
        acceptedBy: riskActor(scope),
        ...accepted,
      });
      return { fields: {}, state: "residual_accepted", after: { ...accepted, score: residual.score } };
    },
  });
}
