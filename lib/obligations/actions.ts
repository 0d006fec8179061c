"use server";

import { defineAction } from "@/lib/auth/define-action";
import { outcomesOf } from "@/lib/core/obligation-csv";
import { paths } from "@/lib/core/paths";
import {
  addObligationInput,
  archiveObligationInput,
  editObligationInput,
  importObligationsInput,
} from "@/lib/obligations/input";
import { importObligations } from "@/lib/obligations/mutations/import";
import {
  addObligation,
  archiveObligation,
  editObligation,
  restoreObligation,
} from "@/lib/obligations/mutations/register";

const needs = "obligation:write" as const;

export const addObligationAction = defineAction({
  needs,
  input: addObligationInput,
  run: addObligation,
  after: (slug, { id, number }) => ({ redirectTo: paths.obligation(slug, id), flash: `${number} added.` }),
});

export const editObligationAction = defineAction({
  needs,
  input: editObligationInput,
  run: editObligation,
  after: (slug, { id, number }) => ({ redirectTo: paths.obligation(slug, id), flash: `${number} saved.` }),
});

export const archiveObligationAction = defineAction({
  needs,
  input: archiveObligationInput,
  run: archiveObligation,
  after: (slug, { id, number }) => ({
    redirectTo: paths.obligation(slug, id),
    flash: `${number} archived. No row names it as a reason any more.`,
  }),
});

export const restoreObligationAction = defineAction({
  needs,
  input: archiveObligationInput,
  run: restoreObligation,
  after: (slug, { id, number }) => ({ redirectTo: paths.obligation(slug, id), flash: `${number} is back.` }),
});

/** A preview first; with what the preview announced, the import of exactly that. */
export const importObligationsAction = defineAction({
  needs,
  input: importObligationsInput,
  run: importObligations,
  after: (slug, { done, lines }) => {
    if (!done) return {};
    const { new: added, changed } = outcomesOf(lines);
    return {
      redirectTo: paths.obligations(slug),
      flash: `Register imported: ${added} new, ${changed} changed.`,
    };
  },
});
