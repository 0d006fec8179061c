"use server";

import { defineAction } from "@/lib/auth/define-action";
import { paths } from "@/lib/core/paths";
import { remindSentence } from "@/lib/core/request-words";
import {
  acceptRequestInput,
  answerRequestInput,
  askInput,
  cancelRequestInput,
  editRequestInput,
  remindRequestsInput,
  returnRequestInput,
  sendRequestInput,
} from "@/lib/requests/input";
import { answerRequest } from "@/lib/requests/mutations/answer";
import {
  askForEvidence,
  cancelRequest,
  editRequest,
  remindRequests,
  sendRequest,
} from "@/lib/requests/mutations/ask";
import { acceptRequest, returnRequest } from "@/lib/requests/mutations/decide";

const DECIDE = ["request:write", "evidence:review"] as const;

export const askForEvidenceAction = defineAction({
  needs: "request:write",
  input: askInput,
  run: askForEvidence,
  after: (slug, { ids, numbers }, { draft }) => {
    const [id] = ids;
    const single = ids.length === 1 && id !== undefined;
    const what = single ? `${numbers[0]} ` : `${ids.length} requests `;
    return {
      redirectTo: single ? paths.request(slug, id) : paths.requests(slug),
      flash: `${what}${draft ? "kept as draft" : "sent"}.`,
    };
  },
});

export const editRequestAction = defineAction({
  needs: "request:write",
  input: editRequestInput,
  run: editRequest,
  after: (slug, { id, number }) => ({ redirectTo: paths.request(slug, id), flash: `${number} saved.` }),
});

export const sendRequestAction = defineAction({
  needs: "request:write",
  input: sendRequestInput,
  run: sendRequest,
  after: (slug, { id, number }) => ({ redirectTo: paths.request(slug, id), flash: `${number} sent.` }),
});

export const cancelRequestAction = defineAction({
  needs: "request:write",
  input: cancelRequestInput,
  run: cancelRequest,
  after: (slug, { id, number }) => ({ redirectTo: paths.request(slug, id), flash: `${number} cancelled.` }),
});

export const answerRequestAction = defineAction({
  needs: "evidence:write",
  input: answerRequestInput,
  run: answerRequest,
  after: (slug, { id, number }) => ({
    redirectTo: paths.request(slug, id),
    flash: `${number} answered. It waits for a decision.`,
  }),
});

export const acceptRequestAction = defineAction({
  needs: DECIDE,
  input: acceptRequestInput,
  run: acceptRequest,
  after: (slug, { id, number }) => ({ redirectTo: paths.request(slug, id), flash: `${number} accepted.` }),
});

export const returnRequestAction = defineAction({
  needs: DECIDE,
  input: returnRequestInput,
  run: returnRequest,
  after: (slug, { id, number }) => ({ redirectTo: paths.request(slug, id), flash: `${number} returned.` }),
});

export const remindRequestsAction = defineAction({
  needs: "request:write",
  input: remindRequestsInput,
  run: remindRequests,
  after: (_slug, answer) => ({ flash: remindSentence(answer) }),
});
