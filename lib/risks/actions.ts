"use server";

import { defineAction } from "@/lib/auth/define-action";
import { paths } from "@/lib/core/paths";
import { flaggedHref } from "@/lib/core/risk-list";
import {
  acceptResidualInput,
  addPlanActionInput,
  addRiskInput,
  addScenariosInput,
  archiveRiskInput,
  assessRiskInput,
  editRiskInput,
  finishPlanActionInput,
  importRisksInput,
  methodStepInput,
  moveRiskInput,
  returnMethodInput,
  returnPlanInput,
  saveMethodInput,
  setPlanActionInput,
  startMethodInput,
  takeSnapshotInput,
  treatRiskInput,
} from "@/lib/risks/input";
import { addRisk, archiveRisk, editRisk, restoreRisk } from "@/lib/risks/mutations";
import {
  acceptResidual,
  approvePlan,
  assessRisk,
  returnPlan,
  startTreatment,
  treatRisk,
} from "@/lib/risks/mutations/decide";
import { discardMethod } from "@/lib/risks/mutations/discard";
import { addScenarios, importRisks, takeSnapshot } from "@/lib/risks/mutations/many";
import {
  approveMethod,
  returnMethod,
  saveMethod,
  startMethod,
  submitMethod,
} from "@/lib/risks/mutations/method";
import { addPlanAction, finishPlanAction, setPlanAction } from "@/lib/risks/mutations/plan";

export const startMethodAction = defineAction({
  needs: "risk:manage",
  input: startMethodInput,
  run: startMethod,
  after: (slug, { number }) => ({ redirectTo: paths.riskMethod(slug), flash: `Version ${number} begun.` }),
});

export const saveMethodAction = defineAction({
  needs: "risk:manage",
  input: saveMethodInput,
  run: saveMethod,
  after: (slug) => ({ redirectTo: paths.riskMethod(slug), flash: "Draft saved." }),
});

export const discardMethodAction = defineAction({
  needs: "risk:manage",
  input: methodStepInput,
  run: discardMethod,
  after: (slug, { number }) => ({
    redirectTo: paths.riskMethod(slug),
    flash: `Draft ${number} discarded. The activity log keeps what it said.`,
  }),
});

export const submitMethodAction = defineAction({
  needs: "risk:manage",
  input: methodStepInput,
  run: submitMethod,
  after: (slug) => ({ redirectTo: paths.riskMethod(slug), flash: "Submitted. It waits for approval." }),
});

export const returnMethodAction = defineAction({
  needs: "risk:approve",
  input: returnMethodInput,
  run: returnMethod,
  after: (slug) => ({ redirectTo: paths.riskMethod(slug), flash: "Sent back with your reason." }),
});

export const approveMethodAction = defineAction({
  needs: "risk:approve",
  input: methodStepInput,
  run: approveMethod,
  after: (slug, { number }) => ({ redirectTo: paths.riskMethod(slug), flash: `Version ${number} approved.` }),
});

export const addRiskAction = defineAction({
  needs: "risk:write",
  input: addRiskInput,
  run: addRisk,
  after: (slug, { id, number }) => ({ redirectTo: paths.risk(slug, id), flash: `${number} added.` }),
});

type Changed = { readonly id: string; readonly note: string };
const done =
  (words: string) =>
  (slug: string, { id, note }: Changed) => ({
    redirectTo: paths.risk(slug, id),
    flash: note === "" ? words : `${words} ${note}`,
  });

export const editRiskAction = defineAction({
  needs: "risk:write",
  input: editRiskInput,
  run: editRisk,
  after: done("Risk saved."),
});

export const assessRiskAction = defineAction({
  needs: "risk:write",
  input: assessRiskInput,
  run: assessRisk,
  after: done("Assessment saved."),
});

export const treatRiskAction = defineAction({
  needs: "risk:write",
  input: treatRiskInput,
  run: treatRisk,
  after: done("Treatment saved."),
});

export const approvePlanAction = defineAction({
  needs: "risk:accept",
  input: moveRiskInput,
  run: approvePlan,
  after: done("Plan approved."),
});

export const returnPlanAction = defineAction({
  needs: "risk:accept",
  input: returnPlanInput,
  run: returnPlan,
  after: (slug, { id }) => ({ redirectTo: paths.risk(slug, id), flash: "Plan sent back with your reason." }),
});

export const startTreatmentAction = defineAction({
  needs: "risk:write",
  input: moveRiskInput,
  run: startTreatment,
  after: done("Treatment started."),
});

export const acceptResidualAction = defineAction({
  needs: "risk:accept",
  input: acceptResidualInput,
  run: acceptResidual,
  after: done("Residual risk accepted."),
});

export const archiveRiskAction = defineAction({
  needs: "risk:write",
  input: archiveRiskInput,
  run: archiveRisk,
  after: done("Risk archived."),
});

export const restoreRiskAction = defineAction({
  needs: "risk:write",
  input: moveRiskInput,
  run: restoreRisk,
  after: done("Risk brought back."),
});

export const addPlanActionAction = defineAction({
  needs: "risk:write",
  input: addPlanActionInput,
  run: addPlanAction,
  after: done("Action added."),
});

export const setPlanActionAction = defineAction({
  needs: "risk:write",
  input: setPlanActionInput,
  run: setPlanAction,
  after: done("Action saved."),
});

export const finishPlanActionAction = defineAction({
  needs: "risk:write",
  input: finishPlanActionInput,
  run: finishPlanAction,
  after: (slug, changed, { to }) =>
    done(to === "done" ? "Action finished." : "Action dropped with your reason.")(slug, changed),
});

export const addScenariosAction = defineAction({
  needs: "risk:write",
  input: addScenariosInput,
  run: addScenarios,
  after: (slug, { added, known }) => ({
    redirectTo: flaggedHref(slug, "unassessed"),
    flash: `${added} added${known === 0 ? "" : `, ${known} were there already`}. ${added === 1 ? "It counts once it is" : "They count once they are"} assessed.`,
  }),
});

export const importRisksAction = defineAction({
  needs: "risk:manage",
  input: importRisksInput,
  run: importRisks,
});

export const takeSnapshotAction = defineAction({
  needs: "risk:manage",
  input: takeSnapshotInput,
  run: takeSnapshot,
  after: (slug, { id }) => ({ redirectTo: paths.riskSnapshot(slug, id), flash: "Register frozen." }),
});
