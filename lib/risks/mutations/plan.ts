import "server-only";
import { and, eq } from "drizzle-orm";
import { evidenceItems } from "@/db/schema/evidence";
import { actions } from "@/db/schema/nonconformities";
import type { Tx } from "@/db/tenant";
import { type AnyScope, mayEditOwned, type Scope } from "@/lib/core/access";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import { finishAction } from "@/lib/core/nonconformity";
import type { Notice } from "@/lib/core/notification";
import { afterPlanChange } from "@/lib/core/risk";
import { now } from "@/lib/platform/clock";
import type { AddPlanActionInput, FinishPlanActionInput, SetPlanActionInput } from "@/lib/risks/input";
import { changeRisk, type RiskChanged, requireRiskOwner, riskActor } from "@/lib/risks/mutations";
import type { LockedRisk } from "@/lib/risks/queries";

type WriteScope = Scope<"risk:write">;
type ActionRow = LockedRisk["actionRows"][number];

type Planned = {
  readonly number: number;
  readonly title: string;
  readonly ownerId: string | null;
  readonly dueOn: IsoDate | null;
};

function ownerNotice({ row }: LockedRisk, action: Planned): Notice {
  return {
    personId: action.ownerId,
    kind: "assignment",
    subjectKind: "risk",
    subjectId: row.id,
    title: `Action ${action.number} ${action.title}`,
    detail: `${row.number} ${row.title}.${action.dueOn === null ? "" : ` Due ${formatDate(action.dueOn)}.`}`,
  };
}

/** Adds an action to the plan; its owner is told, and an approved plan waits for approval again. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND */
export async function addPlanAction(scope: WriteScope, input: AddPlanActionInput): Promise<RiskChanged> {
  return changeRisk(scope, { ...input, version: null }, "risk.edit", {
    change: async (risk, tx) => {
      await requireRiskOwner(tx, input.ownerId);
      const number = Math.max(0, ...risk.actionRows.map((action) => action.number)) + 1;
      const { title, ownerId, dueOn } = input;
      const planned = { number, title, ownerId, dueOn };
      await tx
        .insert(actions)
        .values({ workspaceId: scope.workspaceId, subjectKind: "risk", subjectId: risk.row.id, ...planned });
      return {
        fields: {},
        state: afterPlanChange(risk.row.state),
        after: { action: { did: "added", ...planned } },
        notices: [ownerNotice(risk, planned)],
      };
    },
  });
}

function actionOf(risk: LockedRisk, actionId: string): ActionRow {
  const action = risk.actionRows.find(({ id }) => id === actionId);
  if (action === undefined) throw notFound("The action");
  return action;
}

/** Editors of the risk, and whoever owns the action. @throws AppError FORBIDDEN, NOT_FOUND */
function mayWorkOn(scope: AnyScope, actionId: string) {
  return (risk: LockedRisk): void => {
    const action = actionOf(risk, actionId);
    if ([risk.row.ownerId, action.ownerId].some((id) => mayEditOwned(scope, id))) return;
    throw new AppError("FORBIDDEN", "Contributors work on actions that they own.");
  };
}

function requireCurrent(action: ActionRow, version: number): void {
  if (action.version === version) return;
  const { title, ownerId, dueOn, state } = action;
  throw staleVersion("The action", { title, ownerId, dueOn, state, version: action.version });
}

function touched(action: ActionRow, wanted: Pick<Planned, "title" | "ownerId" | "dueOn">): boolean {
  return action.title !== wanted.title || action.ownerId !== wanted.ownerId || action.dueOn !== wanted.dueOn;
}

/** Changes what is to be done, by whom and until when; an approved plan waits for approval again. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND */
export async function setPlanAction(scope: WriteScope, input: SetPlanActionInput): Promise<RiskChanged> {
  const { id, actionId, version, ...wanted } = input;
  return changeRisk(scope, { id, version: null }, "risk.edit", {
    allow: mayWorkOn(scope, actionId),
    change: async (risk, tx) => {
      const action = actionOf(risk, actionId);
      requireCurrent(action, version);
      if (action.state !== "open")
        throw new AppError("CONFLICT", "The action is finished and cannot change.");
      const isGiven = wanted.ownerId !== action.ownerId;
      if (isGiven) await requireRiskOwner(tx, wanted.ownerId);
      await tx
        .update(actions)
        .set({ ...wanted, version: version + 1 })
        .where(and(eq(actions.id, actionId), eq(actions.version, version)));
      const { number, title, ownerId, dueOn } = action;
      return {
        fields: {},
        state: touched(action, wanted) ? afterPlanChange(risk.row.state) : risk.row.state,
        before: { action: { number, title, ownerId, dueOn } },
        after: { action: { did: "changed", number, ...wanted } },
        notices: isGiven ? [ownerNotice(risk, { number, ...wanted })] : [],
      };
    },
  });
}

/** @throws AppError NOT_FOUND (the evidence, another workspace's as well) */
async function requireEvidence(tx: Tx, itemId: string | null): Promise<void> {
  if (itemId === null) return;
  const [found] = await tx
    .select({ id: evidenceItems.id })
    .from(evidenceItems)
    .where(eq(evidenceItems.id, itemId));
  if (found === undefined) throw notFound("The evidence");
}

/** Finishes an action with its proof, in words or as a piece of evidence, or drops it with a reason; what was dropped is no longer the approved plan. @throws AppError CONFLICT, FORBIDDEN, NOT_FOUND */
export async function finishPlanAction(
  scope: WriteScope,
  input: FinishPlanActionInput,
): Promise<RiskChanged> {
  const { id, actionId, version, to, proofNote, proofItemId } = input;
  return changeRisk(scope, { id, version: null }, "risk.edit", {
    allow: mayWorkOn(scope, actionId),
    change: async (risk, tx) => {
      const action = actionOf(risk, actionId);
      requireCurrent(action, version);
      const hasProof = proofItemId !== null || proofNote !== "";
      const decision = finishAction({ state: action.state, hasProof }, to, { reason: proofNote || null });
      if (!decision.ok) {
        throw new AppError("CONFLICT", decision.reason, { fields: { proofNote: decision.reason } });
      }
      await requireEvidence(tx, proofItemId);
      await tx
        .update(actions)
        .set({
          state: to,
          proofNote,
          proofItemId,
          doneBy: riskActor(scope),
          doneAt: now(),
          version: version + 1,
        })
        .where(and(eq(actions.id, actionId), eq(actions.version, version)));
      const { state } = risk.row;
      return {
        fields: {},
        state: to === "dropped" ? afterPlanChange(state) : state,
        before: { action: { number: action.number, state: action.state } },
        after: {
          action: {
            did: to === "done" ? "finished" : "dropped",
            number: action.number,
            ...{ proofNote, proofItemId },
          },
        },
      };
    },
  });
}
