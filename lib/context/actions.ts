"use server";

import { defineAction } from "@/lib/auth/define-action";
import {
  addIssueInput,
  addNeedInput,
  addPartyInput,
  approveScopeInput,
  beginScopeInput,
  discardScopeInput,
  editIssueInput,
  editNeedInput,
  editPartyInput,
  returnScopeInput,
  saveScopeInput,
  setArchivedInput,
  setClimateInput,
  submitScopeInput,
} from "@/lib/context/input";
import { setArchived } from "@/lib/context/mutations/archive";
import { discardScope } from "@/lib/context/mutations/discard";
import { addIssue, editIssue, setClimate } from "@/lib/context/mutations/issues";
import { addNeed, addParty, editNeed, editParty } from "@/lib/context/mutations/parties";
import { approveScope, beginScope, returnScope, saveScope, submitScope } from "@/lib/context/mutations/scope";
import { contextHref } from "@/lib/core/context";
import { paths } from "@/lib/core/paths";

const write = "context:write" as const;

export const setClimateAction = defineAction({
  needs: write,
  input: setClimateInput,
  run: setClimate,
  after: (slug) => ({ redirectTo: contextHref(slug, "issues"), flash: "Determination saved." }),
});

export const addIssueAction = defineAction({
  needs: write,
  input: addIssueInput,
  run: addIssue,
  after: (slug) => ({ redirectTo: contextHref(slug, "issues"), flash: "Issue added." }),
});

export const editIssueAction = defineAction({
  needs: write,
  input: editIssueInput,
  run: editIssue,
  after: (slug) => ({ redirectTo: contextHref(slug, "issues"), flash: "Issue saved." }),
});

export const addPartyAction = defineAction({
  needs: write,
  input: addPartyInput,
  run: addParty,
  after: (slug) => ({ redirectTo: contextHref(slug, "parties"), flash: "Interested party added." }),
});

export const editPartyAction = defineAction({
  needs: write,
  input: editPartyInput,
  run: editParty,
  after: (slug) => ({ redirectTo: contextHref(slug, "parties"), flash: "Interested party saved." }),
});

export const addNeedAction = defineAction({
  needs: write,
  input: addNeedInput,
  run: addNeed,
  after: (slug) => ({ redirectTo: contextHref(slug, "parties"), flash: "Need added." }),
});

export const editNeedAction = defineAction({
  needs: write,
  input: editNeedInput,
  run: editNeed,
  after: (slug) => ({ redirectTo: contextHref(slug, "parties"), flash: "Need saved." }),
});

export const setArchivedAction = defineAction({
  needs: write,
  input: setArchivedInput,
  run: setArchived,
  after: (slug, kind, { archived }) => ({
    redirectTo: contextHref(slug, kind === "issue" ? "issues" : "parties"),
    flash: archived ? "Archived. It can be brought back below the list." : "Brought back.",
  }),
});

export const beginScopeAction = defineAction({
  needs: write,
  input: beginScopeInput,
  run: beginScope,
  after: (slug) => ({ redirectTo: contextHref(slug, "scope", "scope") }),
});

export const saveScopeAction = defineAction({
  needs: write,
  input: saveScopeInput,
  run: saveScope,
  after: (slug) => ({ redirectTo: contextHref(slug, "scope"), flash: "Draft saved." }),
});

export const discardScopeAction = defineAction({
  needs: write,
  input: discardScopeInput,
  run: discardScope,
  after: (slug, { number }) => ({
    redirectTo: contextHref(slug, "scope"),
    flash: `Draft ${number} discarded. The activity log keeps what it said.`,
  }),
});

export const submitScopeAction = defineAction({
  needs: write,
  input: submitScopeInput,
  run: submitScope,
  after: (slug, { number }) => ({
    redirectTo: contextHref(slug, "scope"),
    flash: `Scope statement ${number} waits for approval.`,
  }),
});

export const approveScopeAction = defineAction({
  needs: "context:approve",
  input: approveScopeInput,
  run: approveScope,
  after: (slug, { number }) => ({
    redirectTo: paths.scopeVersion(slug, number),
    flash: `Scope statement ${number} approved and frozen.`,
  }),
});

export const returnScopeAction = defineAction({
  needs: "context:approve",
  input: returnScopeInput,
  run: returnScope,
  after: (slug, { number }) => ({
    redirectTo: paths.scopeVersion(slug, number),
    flash: `Scope statement ${number} sent back.`,
  }),
});
