"use server";

import { defineAction } from "@/lib/auth/define-action";
import { paths, withQuery } from "@/lib/core/paths";
import { soaBulkSentence } from "@/lib/core/soa-dto";
import {
  acceptDeliveryInput,
  addOwnControlInput,
  bulkEditSoaInput,
  ownControlInput,
  renameOwnControlInput,
  restoreSoaRowsInput,
  setSoaRowInput,
} from "@/lib/soa/input";
import {
  addOwnControl,
  archiveOwnControl,
  renameOwnControl,
  restoreOwnControl,
} from "@/lib/soa/mutations/own-controls";
import { acceptDelivery, bulkEditSoa, restoreSoaRows, setSoaRow } from "@/lib/soa/mutations/rows";

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
