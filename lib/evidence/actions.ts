"use server";

import { defineAction } from "@/lib/auth/define-action";
import { BULK_PAST, bulkSentence, counted } from "@/lib/core/evidence-words";
import { paths } from "@/lib/core/paths";
import {
  acceptEvidenceInput,
  addArtifactInput,
  addEvidenceInput,
  archiveEvidenceInput,
  bulkEvidenceInput,
  editEvidenceInput,
  giveVerdictInput,
  linkEvidenceInput,
  restoreArtifactInput,
  restoreProposalsInput,
  returnEvidenceInput,
  reviewProposalsInput,
  submitEvidenceInput,
  undoBulkInput,
  unlinkEvidenceInput,
} from "@/lib/evidence/input";
import { archiveEvidence, unarchiveEvidence } from "@/lib/evidence/mutations/bulk";
import { changeMany } from "@/lib/evidence/mutations/bulk-choice";
import { addArtifact, addEvidence, editEvidence, restoreArtifact } from "@/lib/evidence/mutations/items";
import { giveVerdict, linkEvidence, restoreLinks, unlinkEvidence } from "@/lib/evidence/mutations/links";
import {
  acceptEvidence,
  returnEvidence,
  submitEvidence,
  withdrawEvidence,
} from "@/lib/evidence/mutations/moves";
import { restoreProposals, reviewProposals } from "@/lib/evidence/mutations/proposals";
import { undoBulk } from "@/lib/evidence/mutations/undo";

export const addEvidenceAction = defineAction({
  needs: "evidence:write",
  input: addEvidenceInput,
  run: addEvidence,
  after: (slug, { itemId, added }, { submit }) => ({
    redirectTo: added === 1 ? paths.evidenceItem(slug, itemId) : paths.evidence(slug),
    flash:
      added === 1
        ? `Evidence added ${submit ? "and submitted" : "as a draft"}.`
        : `${counted(added, "item")} added ${submit ? "and submitted" : "as drafts"}, one for each file.`,
  }),
});

export const editEvidenceAction = defineAction({
  needs: "evidence:write",
  input: editEvidenceInput,
  run: editEvidence,
  after: (slug, _data, { itemId }) => ({
    redirectTo: paths.evidenceItem(slug, itemId),
    flash: "Evidence saved.",
  }),
});

export const addArtifactAction = defineAction({
  needs: "evidence:write",
  input: addArtifactInput,
  run: addArtifact,
  after: (slug, { number }, { itemId, submit }) => ({
    redirectTo: paths.evidenceItem(slug, itemId),
    flash: submit ? `Version ${number} added and submitted.` : `Version ${number} added.`,
  }),
});

export const restoreArtifactAction = defineAction({
  needs: "evidence:write",
  input: restoreArtifactInput,
  run: restoreArtifact,
  after: (slug, { number }, input) => ({
    redirectTo: paths.evidenceItem(slug, input.itemId),
    flash: `Version ${input.number} brought back as version ${number}.`,
  }),
});

export const archiveEvidenceAction = defineAction({
  needs: "evidence:write",
  input: archiveEvidenceInput,
  run: archiveEvidence,
  after: (_slug, answer) => ({ flash: bulkSentence(answer, "archived") }),
});

export const unarchiveEvidenceAction = defineAction({
  needs: "evidence:write",
  input: archiveEvidenceInput,
  run: unarchiveEvidence,
  after: (_slug, answer) => ({ flash: bulkSentence(answer, "brought back") }),
});

export const submitEvidenceAction = defineAction({
  needs: "evidence:write",
  input: submitEvidenceInput,
  run: submitEvidence,
  after: (_slug, answer) => ({ flash: bulkSentence(answer, "submitted") }),
});

export const acceptEvidenceAction = defineAction({
  needs: "evidence:review",
  input: acceptEvidenceInput,
  run: acceptEvidence,
  after: (_slug, answer) => ({ flash: bulkSentence(answer, "accepted") }),
});

export const returnEvidenceAction = defineAction({
  needs: "evidence:review",
  input: returnEvidenceInput,
  run: returnEvidence,
  after: (_slug, answer) => ({ flash: bulkSentence(answer, "returned") }),
});

export const withdrawEvidenceAction = defineAction({
  needs: "evidence:write",
  input: returnEvidenceInput,
  run: withdrawEvidence,
  after: (_slug, answer) => ({ flash: bulkSentence(answer, "withdrawn") }),
});

/** One form for all verbs of the library: each verb asks for its own permission before it runs. */
export const bulkEvidenceAction = defineAction({
  needs: "evidence:read",
  input: bulkEvidenceInput,
  run: changeMany,
  after: (_slug, answer, { verb, script }) =>
    script && answer.undo !== undefined ? {} : { flash: bulkSentence(answer, BULK_PAST[verb]) },
});

export const undoBulkEvidenceAction = defineAction({
  needs: "evidence:write",
  input: undoBulkInput,
  run: undoBulk,
});

export const linkEvidenceAction = defineAction({
  needs: "evidence:write",
  input: linkEvidenceInput,
  run: linkEvidence,
  after: (_slug, { linked, already }) => ({
    flash:
      linked === 0
        ? `${counted(already, "link")} already there. Nothing was changed.`
        : `${counted(linked, "link")} added.`,
  }),
});

export const unlinkEvidenceAction = defineAction({
  needs: "evidence:write",
  input: unlinkEvidenceInput,
  run: unlinkEvidence,
});

export const restoreLinksAction = defineAction({
  needs: "evidence:write",
  input: unlinkEvidenceInput,
  run: restoreLinks,
});

export const giveVerdictAction = defineAction({
  needs: "evidence:review",
  input: giveVerdictInput,
  run: giveVerdict,
  after: (_slug, { judged }, { verdict }) => ({
    flash:
      verdict === "proposed"
        ? `Verdict taken back for ${counted(judged, "requirement")}.`
        : `Verdict given for ${counted(judged, "requirement")}.`,
  }),
});

export const reviewProposalsAction = defineAction({
  needs: "evidence:write",
  input: reviewProposalsInput,
  run: reviewProposals,
  after: (_slug, { decision, done }) => ({
    flash: `${counted(done, "proposed link")} ${decision === "confirm" ? "confirmed" : "dismissed"}.`,
  }),
});

export const restoreProposalsAction = defineAction({
  needs: "evidence:write",
  input: restoreProposalsInput,
  run: restoreProposals,
  after: (_slug, { done }) => ({ flash: `${counted(done, "proposal")} restored.` }),
});
