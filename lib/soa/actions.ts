"use server";

import { defineAction } from "@/lib/auth/define-action";
import { paths, withQuery } from "@/lib/core/paths";
import { soaBulkSentence } from "@/lib/core/soa-dto";
import {
  acceptDeliveryInput,
  addOwnControlInput,
  approveSoaInput,
  bulkEditSoaInput,
  decideSuggestionsInput,
  ownControlInput,
  renameOwnControlInput,
  restoreSoaRowsInput,
  returnSoaInput,
  setSoaRowInput,
  submitSoaInput,
} from "@/lib/soa/input";
import { approveSoa } from "@/lib/soa/mutations/approve";
import {
  addOwnControl,
  archiveOwnControl,
  renameOwnControl,
  restoreOwnControl,
} from "@/lib/soa/mutations/own-controls";
import { acceptDelivery, bulkEditSoa, restoreSoaRows, setSoaRow } from "@/lib/soa/mutations/rows";
import { decideSuggestions } from "@/lib/soa/mutations/suggestions";
import { returnSoa, submitSoa } from "@/lib/soa/mutations/versions";

/** One cell, changed in place: the page stays where it is. */
export const setSoaCellAction = defineAction({
  needs: "soa:write",
  input: setSoaRowInput,
  run: setSoaRow,
});

/** The form of one row: the page keeps its address, so that the view and the open row stay. */
export const setSoaRowAction = defineAction({
  needs: "soa:write",
  input: setSoaRowInput,
  run: setSoaRow,
  after: (_slug, saved) => ({ flash: `${saved.ref} saved.` }),
});

export const bulkEditSoaAction = defineAction({
  needs: "soa:write",
  input: bulkEditSoaInput,
  run: bulkEditSoa,
});

export const restoreSoaRowsAction = defineAction({
  needs: "soa:write",
  input: restoreSoaRowsInput,
  run: restoreSoaRows,
});

export const acceptDeliveryAction = defineAction({
  needs: "soa:write",
  input: acceptDeliveryInput,
  run: acceptDelivery,
  after: (slug, result) => ({ redirectTo: paths.soa(slug), flash: soaBulkSentence(result) }),
});

export const addOwnControlAction = defineAction({
  needs: "soa:write",
  input: addOwnControlInput,
  run: addOwnControl,
  after: (slug, { ref }) => ({
    redirectTo: withQuery(paths.soa(slug), { show: "own", open: ref }),
    flash: `${ref} added.`,
  }),
});

export const renameOwnControlAction = defineAction({
  needs: "soa:write",
  input: renameOwnControlInput,
  run: renameOwnControl,
  after: (slug, { ref }) => ({
    redirectTo: withQuery(paths.soa(slug), { show: "own", open: ref }),
    flash: `${ref} saved.`,
  }),
});

export const archiveOwnControlAction = defineAction({
  needs: "soa:write",
  input: ownControlInput,
  run: archiveOwnControl,
  after: (slug, { ref }) => ({
    redirectTo: withQuery(paths.soa(slug), { show: "own" }),
    flash: `${ref} archived. It can be brought back below the table.`,
  }),
});

export const restoreOwnControlAction = defineAction({
  needs: "soa:write",
  input: ownControlInput,
  run: restoreOwnControl,
  after: (slug, { ref }) => ({
    redirectTo: withQuery(paths.soa(slug), { show: "own", open: ref }),
    flash: `${ref} is back.`,
  }),
});

const countOf = (count: number, noun: string) => (count === 1 ? `1 ${noun}` : `${count} ${noun}s`);

export const decideSuggestionsAction = defineAction({
  needs: "soa:write",
  input: decideSuggestionsInput,
  run: decideSuggestions,
  after: (slug, { decision, done, gone, left }) => ({
    redirectTo: withQuery(paths.soa(slug), { show: left > 0 ? "suggested" : null }),
    flash: `${countOf(done, "suggestion")} ${decision === "accept" ? "accepted" : "dismissed"}.${
      gone === 0 ? "" : ` ${countOf(gone, "suggestion")} no longer open.`
    }`,
  }),
});

export const submitSoaAction = defineAction({
  needs: "soa:write",
  input: submitSoaInput,
  run: submitSoa,
  after: (slug, { label }) => ({
    redirectTo: paths.soa(slug),
    flash: `${label} submitted. It waits for approval.`,
  }),
});

export const approveSoaAction = defineAction({
  needs: "soa:approve",
  input: approveSoaInput,
  run: approveSoa,
  after: (slug, { id, label }) => ({ redirectTo: paths.soaVersion(slug, id), flash: `${label} approved.` }),
});

export const returnSoaAction = defineAction({
  needs: "soa:approve",
  input: returnSoaInput,
  run: returnSoa,
  after: (slug, { id, label }) => ({ redirectTo: paths.soaVersion(slug, id), flash: `${label} sent back.` }),
});
