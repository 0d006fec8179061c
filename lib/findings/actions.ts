"use server";

import { defineAction } from "@/lib/auth/define-action";
import { findingName } from "@/lib/core/finding";
import { paths } from "@/lib/core/paths";
import {
  acceptPartInput,
  answerFindingInput,
  editFindingInput,
  returnPartInput,
  takeOverFindingInput,
  withdrawFindingInput,
  writeFindingInput,
} from "@/lib/findings/input";
import {
  acceptPart,
  editFinding,
  returnPart,
  withdrawFinding,
  writeFinding,
} from "@/lib/findings/mutations/auditor";
import { answerFinding, takeOverFinding } from "@/lib/findings/mutations/company";
import { defineRoomAction } from "@/lib/rooms/gate";

export const writeFindingAction = defineRoomAction({
  input: writeFindingInput,
  run: writeFinding,
  after: (room, { id, number }) => ({
    redirectTo: paths.inRoomFinding(room, id),
    flash: number === null ? "Draft kept. The company does not see it." : `${findingName(number)} raised.`,
  }),
});

export const editFindingAction = defineRoomAction({
  input: editFindingInput,
  run: editFinding,
  after: (room, { id, number }, { raise }) => ({
    redirectTo: paths.inRoomFinding(room, id),
    flash: raise && number !== null ? `${findingName(number)} raised.` : "Finding saved.",
  }),
});

export const withdrawFindingAction = defineRoomAction({
  input: withdrawFindingInput,
  run: withdrawFinding,
  after: (room, { id, number }) => ({
    redirectTo: paths.inRoomFinding(room, id),
    flash: number === null ? "Draft put away." : `${findingName(number)} withdrawn.`,
  }),
});

export const acceptPartAction = defineRoomAction({
  input: acceptPartInput,
  run: acceptPart,
  after: (room, { id }, { part }) => ({
    redirectTo: paths.inRoomFinding(room, id),
    flash: part === "correction" ? "Correction accepted." : "Action accepted.",
  }),
});

export const returnPartAction = defineRoomAction({
  input: returnPartInput,
  run: returnPart,
  after: (room, { id }, { part }) => ({
    redirectTo: paths.inRoomFinding(room, id),
    flash: part === "correction" ? "Correction returned." : "Action returned.",
  }),
});

export const takeOverFindingAction = defineAction({
  needs: ["room:write", "nonconformity:write"],
  input: takeOverFindingInput,
  run: takeOverFinding,
  after: (slug, { id, number, finding }) => ({
    redirectTo: paths.nonconformity(slug, id),
    flash: `${number} raised of ${finding}.`,
  }),
});

export const answerFindingAction = defineAction({
  needs: "room:write",
  input: answerFindingInput,
  run: answerFinding,
  after: (slug, { id, roomId, finding }) => ({
    redirectTo: paths.finding(slug, roomId, id),
    flash: `The answer to ${finding} is with the auditor.`,
  }),
});
