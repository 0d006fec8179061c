"use server";

import { defineAction } from "@/lib/auth/define-action";
import { paths } from "@/lib/core/paths";
import { NC_STATE } from "@/lib/core/statuses";
import {
  addActionInput,
  finishActionInput,
  judgeEffectivenessInput,
  moveNonconformityInput,
  raiseNonconformityInput,
  setActionInput,
  setCauseInput,
  setCorrectionInput,
  setEffectivenessInput,
  setStatementInput,
} from "@/lib/nonconformities/input";
import {
  raiseNonconformity,
  setCause,
  setCorrection,
  setEffectiveness,
  setStatement,
} from "@/lib/nonconformities/mutations";
import { addAction, completeAction, setAction } from "@/lib/nonconformities/mutations/actions";
import { judgeEffectiveness, takeStep } from "@/lib/nonconformities/mutations/steps";

export const raiseNonconformityAction = defineAction({
  needs: "nonconformity:write",
  input: raiseNonconformityInput,
  run: raiseNonconformity,
  after: (slug, { id, number }) => ({
    redirectTo: paths.nonconformity(slug, id),
    flash: `${number} raised.`,
  }),
});

export const setStatementAction = defineAction({
  needs: "nonconformity:write",
  input: setStatementInput,
  run: setStatement,
  after: (slug, { id }) => ({ redirectTo: paths.nonconformity(slug, id), flash: "Statement saved." }),
});

export const setCorrectionAction = defineAction({
  needs: "nonconformity:write",
  input: setCorrectionInput,
  run: setCorrection,
  after: (slug, { id }) => ({ redirectTo: paths.nonconformity(slug, id), flash: "Correction saved." }),
});

export const setCauseAction = defineAction({
  needs: "nonconformity:write",
  input: setCauseInput,
  run: setCause,
  after: (slug, { id }) => ({ redirectTo: paths.nonconformity(slug, id), flash: "Root cause saved." }),
});

export const setEffectivenessAction = defineAction({
  needs: "nonconformity:write",
  input: setEffectivenessInput,
  run: setEffectiveness,
  after: (slug, { id }) => ({
    redirectTo: paths.nonconformity(slug, id),
    flash: "Effectiveness check saved.",
  }),
});

export const judgeEffectivenessAction = defineAction({
  needs: ["nonconformity:read", "nonconformity:verify"],
  input: judgeEffectivenessInput,
  run: judgeEffectiveness,
  after: (slug, { id }) => ({ redirectTo: paths.nonconformity(slug, id), flash: "Result saved." }),
});

/** The mutation settles which permission the step takes: writing, or verifying. */
export const takeStepAction = defineAction({
  needs: "nonconformity:read",
  input: moveNonconformityInput,
  run: takeStep,
  after: (slug, { id, state }) => ({
    redirectTo: paths.nonconformity(slug, id),
    flash: state === "open" ? "Reopened." : `Moved to ${NC_STATE[state].label.toLowerCase()}.`,
  }),
});

export const addActionAction = defineAction({
  needs: "nonconformity:write",
  input: addActionInput,
  run: addAction,
  after: (slug, { id }) => ({ redirectTo: paths.nonconformity(slug, id), flash: "Action added." }),
});

export const setActionAction = defineAction({
  needs: "nonconformity:write",
  input: setActionInput,
  run: setAction,
  after: (slug, { id }) => ({ redirectTo: paths.nonconformity(slug, id), flash: "Action saved." }),
});

export const completeActionAction = defineAction({
  needs: "nonconformity:write",
  input: finishActionInput,
  run: completeAction,
  after: (slug, { id }, { to }) => ({
    redirectTo: paths.nonconformity(slug, id),
    flash: to === "done" ? "Action finished." : "Action dropped with your reason.",
  }),
});
