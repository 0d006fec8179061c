// Risks: the steps, what each step needs, who takes it, what sends a risk back, acceptance, and what asks for attention.

import type { IsoDate } from "@/lib/core/dates";
import { ALLOWED, type Decision, isWritten, refused } from "@/lib/core/decision";
import {
  type AssessmentKind,
  RISK_STATE,
  RISK_STATES,
  type RiskState,
  TREATMENT_LABEL,
  type Treatment,
} from "@/lib/core/isms-statuses";
import type { ActionState } from "@/lib/core/statuses";

/** The newest assessment of a kind. `number` counts all assessments of the risk. */
export type Assessed = {
  readonly number: number;
  readonly methodNumber: number;
  readonly likelihood: number;
  readonly consequence: number;
  readonly score: number;
};
export type PlanAction = {
  readonly ownerId: string | null;
  readonly dueOn: IsoDate | null;
  readonly state: ActionState;
};

/** What the machine looks at. */
export type RiskFacts = {
  readonly state: RiskState;
  readonly isArchived: boolean;
  readonly ownerId: string | null;
  readonly treatment: Treatment | null;
  readonly treatmentNote: string;
  readonly controls: readonly string[];
  readonly inherent: Assessed | null;
  readonly residual: Assessed | null;
  readonly actions: readonly PlanAction[];
  /** The approved method; null while there is none. */
  readonly method: { readonly number: number; readonly acceptanceMax: number } | null;
};

export const RISK_MOVES: Readonly<Record<RiskState, readonly RiskState[]>> = {
  identified: ["assessed"],
  assessed: ["treatment_chosen"],
  treatment_chosen: ["plan_approved", "assessed"],
  plan_approved: ["treating", "treatment_chosen"],
  treating: ["residual_accepted", "treatment_chosen"],
  residual_accepted: ["treating", "treatment_chosen"],
};

export type Condition = { readonly label: string; readonly met: boolean };

function onMethod(risk: RiskFacts, assessed: Assessed | null): boolean {
  return assessed !== null && risk.method !== null && assessed.methodNumber === risk.method.number;
}

function openActions(risk: RiskFacts): readonly PlanAction[] {
  return risk.actions.filter(({ state }) => state === "open");
}

function treatmentConditions({ treatment, treatmentNote, controls }: RiskFacts): readonly Condition[] {
  const label = treatment === null ? "" : TREATMENT_LABEL[treatment].toLowerCase();
  return [
    { label: "Choose a treatment", met: treatment !== null },
    ...(treatment === "modify" ? [{ label: "Choose at least one control", met: controls.length > 0 }] : []),
    ...(treatment === null || treatment === "modify"
      ? []
      : [{ label: `Say why or how you ${label} the risk`, met: isWritten(treatmentNote) }]),
  ];
}

/** What has to be true before the step; empty for steps that need nothing. */
export function riskGate(risk: RiskFacts, to: RiskState): readonly Condition[] {
  if (to === "plan_approved") {
    const open = openActions(risk);
    return [
      { label: "Name the risk owner", met: risk.ownerId !== null },
      { label: "Assess the inherent risk on the approved method", met: onMethod(risk, risk.inherent) },
      ...treatmentConditions(risk),
      ...(open.length === 0
        ? []
        : [
            {
              label: "Give every open action an owner and a due date",
              met: open.every(({ ownerId, dueOn }) => ownerId !== null && dueOn !== null),
            },
          ]),
    ];
  }
  if (to === "residual_accepted") {
    const isNewer = (risk.residual?.number ?? 0) > (risk.inherent?.number ?? 0);
    return [
      {
        label: "Assess the residual risk on the approved method",
        met: onMethod(risk, risk.residual) && isNewer,
      },
      { label: "Finish or drop every action", met: openActions(risk).length === 0 },
    ];
  }
  return [];
}

/** The step forward that the page proposes; null at the end and where an assessment or a treatment comes first. */
export function nextRiskStep(state: RiskState): "plan_approved" | "treating" | "residual_accepted" | null {
  if (state === "treatment_chosen") return "plan_approved";
  if (state === "plan_approved") return "treating";
  return state === "treating" ? "residual_accepted" : null;
}

/** Only the named owner approves the plan, sends it back, or accepts what remains. */
export function isOwnersStep(from: RiskState, to: RiskState): boolean {
  return (
    to === "plan_approved" || to === "residual_accepted" || (from === "treatment_chosen" && to === "assessed")
  );
}

const NOT_OWNER = "Only the named risk owner decides this.";

/** Whether the actor may take a step that somebody decides on; what assessments and edits cause is decided below. */
export function moveRisk(
  risk: RiskFacts,
  to: RiskState,
  actorId: string | null,
  given: { readonly reason: string },
): Decision {
  if (risk.isArchived) return refused("The risk is archived. Bring it back before you change it.");
  const isDecided =
    to === nextRiskStep(risk.state) || (risk.state === "treatment_chosen" && to === "assessed");
  if (!isDecided) {
    const label = RISK_STATE[risk.state].label.toLowerCase();
    return refused(
      `The risk is at ${label} and cannot become ${RISK_STATE[to].label.toLowerCase()} from there.`,
    );
  }
  const unmet = riskGate(risk, to).find(({ met }) => !met);
  if (unmet !== undefined) return refused(`${unmet.label} first.`);
  if (isOwnersStep(risk.state, to) && (actorId === null || actorId !== risk.ownerId))
    return refused(NOT_OWNER);
  if (to === "assessed" && !isWritten(given.reason)) return refused("Say what has to change in the plan.");
  return ALLOWED;
}

/** Where a risk stands after something about its plan changed: an approval holds only for what was approved. */
export function afterPlanChange(state: RiskState): RiskState {
  return RISK_STATES.indexOf(state) > RISK_STATES.indexOf("treatment_chosen") ? "treatment_chosen" : state;
}

/** Where a risk stands after an assessment was added. */
export function afterAssessment(state: RiskState, kind: AssessmentKind): RiskState {
  if (kind === "residual") return state === "residual_accepted" ? "treating" : state;
  return state === "identified" ? "assessed" : afterPlanChange(state);
}

/** Where a risk stands after its treatment was chosen. */
export function afterTreatment(state: RiskState): RiskState {
  return state === "assessed" ? "treatment_chosen" : afterPlanChange(state);
}

/** Whether the risk can be assessed in that way now. */
export function canAssess(risk: RiskFacts, kind: AssessmentKind): Decision {
  if (risk.method === null) {
    return refused("No risk method is approved. Approve the method before risks are assessed.");
  }
  if (kind === "residual" && risk.treatment === null) {
    return refused("The residual risk is what remains after treatment. Choose the treatment first.");
  }
  if (kind === "residual" && !onMethod(risk, risk.inherent)) {
    return refused("Assess the inherent risk on the approved method first.");
  }
  return ALLOWED;
}

/** Whether a treatment can be chosen now. */
export function canTreat(risk: RiskFacts): Decision {
  return risk.inherent === null
    ? refused("Assess the inherent risk before you choose its treatment.")
    : ALLOWED;
}

export type AcceptanceInput = {
  readonly score: number;
  readonly acceptanceMax: number;
  readonly reason: string;
  readonly expiresOn: IsoDate | null;
};

/** What an acceptance lacks, by form field; above the criterion it needs a reason and a day on which it ends. */
export function acceptanceProblems(given: AcceptanceInput, today: IsoDate): Readonly<Record<string, string>> {
  const isAbove = given.score > given.acceptanceMax;
  const out: Record<string, string> = {};
  if (isAbove && !isWritten(given.reason)) {
    out.reason = `The score ${given.score} is above the criterion of ${given.acceptanceMax}. Say why it is accepted all the same.`;
  }
  if (isAbove && given.expiresOn === null) {
    out.expiresOn = `The score ${given.score} is above the criterion of ${given.acceptanceMax}. Say until when it is accepted.`;
  }
  if (given.expiresOn !== null && given.expiresOn <= today) {
    out.expiresOn = "Choose a day after today.";
  }
  return out;
}

// ---- what asks for attention ----

export const RISK_FLAGS = [
  "unassessed",
  "untreated",
  "above",
  "no_controls",
  "no_owner",
  "review_due",
  "acceptance_expired",
  "earlier_method",
] as const;
export type RiskFlag = (typeof RISK_FLAGS)[number];
export const RISK_FLAG_LABEL: Readonly<Record<RiskFlag, string>> = {
  unassessed: "Not assessed",
  untreated: "No treatment chosen",
  above: "Above the criterion",
  no_controls: "No controls chosen",
  no_owner: "No owner",
  review_due: "Review due",
  acceptance_expired: "Acceptance expired",
  earlier_method: "Assessed on an earlier method",
};

/** The assessment that says how high the risk is at present: the residual one once it is the newest. */
export function currentAssessment<T extends { readonly number: number }>(
  inherent: T | null,
  residual: T | null,
): T | null {
  if (residual === null) return inherent;
  return inherent !== null && inherent.number > residual.number ? inherent : residual;
}

export type RiskDates = { readonly reviewOn: IsoDate | null; readonly expiresOn: IsoDate | null };

/** Everything about the risk that somebody has to look at on the day; nothing for archived ones. */
export function riskFlags(risk: RiskFacts, dates: RiskDates, today: IsoDate): readonly RiskFlag[] {
  if (risk.isArchived) return [];
  const now = currentAssessment(risk.inherent, risk.residual);
  const is: Readonly<Record<RiskFlag, boolean>> = {
    unassessed: risk.inherent === null,
    untreated: risk.inherent !== null && risk.treatment === null,
    above: now !== null && risk.method !== null && now.score > risk.method.acceptanceMax,
    no_controls: risk.controls.length === 0,
    no_owner: risk.ownerId === null,
    review_due: dates.reviewOn !== null && dates.reviewOn <= today,
    acceptance_expired:
      risk.state === "residual_accepted" && dates.expiresOn !== null && dates.expiresOn < today,
    earlier_method: risk.method !== null && risk.inherent !== null && !onMethod(risk, risk.inherent),
  };
  return RISK_FLAGS.filter((flag) => is[flag]);
}

/** The name by which a risk is cited: `R-001`, four digits from 1,000 on. */
export function riskNumber(n: number): string {
  return `R-${String(n).padStart(3, "0")}`;
}
