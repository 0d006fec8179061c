"use server";

import { defineAction, definePublicAction } from "@/lib/auth/define-action";
import { requireRecentSignIn } from "@/lib/auth/step-up";
import { paths, withQuery } from "@/lib/core/paths";
import { mailWorks } from "@/lib/platform/mailer";
import {
  askForCode,
  confirmCode,
  defineRoomAction,
  enterByLink,
  enterListed,
  enterPreview,
  leaveRoom,
} from "@/lib/rooms/gate";
import {
  acceptAnswerInput,
  askForCodeInput,
  askInRoomInput,
  auditorInput,
  buildRoomPackInput,
  confirmCodeInput,
  createRoomInput,
  editRoomInput,
  enterByLinkInput,
  enterRoomInput,
  importInRoomInput,
  importRequestsInput,
  inviteAuditorInput,
  moveRoomInput,
  noInput,
  openRoomInput,
  previewInput,
  releaseInput,
  returnAnswerInput,
  revokeRoomInput,
  roomPackInput,
  roomRequestInput,
  sayInRoomInput,
  setAnswerMailsInput,
  setScopeInput,
  shareAnswerInput,
  takeBackInput,
  withholdInput,
  writeToAuditorInput,
} from "@/lib/rooms/input";
import { setAnswerMails } from "@/lib/rooms/mutations/answer-mails";
import { inviteAuditor, resendInvitation, revokeAuditor } from "@/lib/rooms/mutations/auditors";
import { acceptAnswer, askInRoom, returnAnswer, sayInRoom } from "@/lib/rooms/mutations/decide";
import { importInRoom, importRequests } from "@/lib/rooms/mutations/import";
import { buildRoomPack, sharePack, takePackBack } from "@/lib/rooms/mutations/packs";
import {
  shareAnswer,
  takeBackAnswer,
  writeRoomRequest,
  writeToAuditor,
} from "@/lib/rooms/mutations/requests";
import { closeRoom, createRoom, editRoom, openRoom, revokeRoom, setScope } from "@/lib/rooms/mutations/rooms";
import { releaseEvidence, withholdEvidence } from "@/lib/rooms/mutations/withhold";

const access = (slug: string, roomId: string) => withQuery(paths.room(slug, roomId), { tab: "access" });

function onItsWay(email: string): string {
  return mailWorks()
    ? `The link to ${email} is on its way.`
    : `The link to ${email} waits in the operator's mail folder.`;
}

export const createRoomAction = defineAction({
  needs: "room:write",
  input: createRoomInput,
  run: createRoom,
  after: (slug, { id, name }) => ({
    redirectTo: withQuery(paths.room(slug, id), { tab: "scope" }),
    flash: `${name} created as a draft.`,
  }),
});

export const editRoomAction = defineAction({
  needs: "room:write",
  input: editRoomInput,
  run: editRoom,
  after: (slug, { id, name }) => ({
    redirectTo: withQuery(paths.room(slug, id), { tab: "scope" }),
    flash: `${name} saved.`,
  }),
});

export const setScopeAction = defineAction({
  needs: "room:write",
  input: setScopeInput,
  run: setScope,
  after: (slug, { id }) => ({
    redirectTo: withQuery(paths.room(slug, id), { tab: "scope" }),
    flash: "What the room shares is saved. It holds from the next page on.",
  }),
});

export const openRoomAction = defineAction({
  needs: "room:write",
  input: openRoomInput,
  run: async (scope, { password, ...input }) => {
    await requireRecentSignIn(password);
    return openRoom(scope, input);
  },
  after: (slug, { id, name }) => ({
    redirectTo: withQuery(paths.room(slug, id), { tab: "access" }),
    flash: `${name} is open. Its auditors get their links by mail.`,
  }),
});

export const closeRoomAction = defineAction({
  needs: "room:write",
  input: moveRoomInput,
  run: closeRoom,
  after: (slug, { id, name }) => ({ redirectTo: paths.room(slug, id), flash: `${name} is closed.` }),
});

export const revokeRoomAction = defineAction({
  needs: "room:write",
  input: revokeRoomInput,
  run: revokeRoom,
  after: (slug, { id, name }) => ({ redirectTo: paths.room(slug, id), flash: `${name} is revoked.` }),
});

export const inviteAuditorAction = defineAction({
  needs: "room:write",
  input: inviteAuditorInput,
  run: async (scope, { password, ...input }) => {
    await requireRecentSignIn(password);
    return inviteAuditor(scope, input);
  },
  after: (slug, { roomId, email, sent }) => ({
    redirectTo: access(slug, roomId),
    flash: sent ? onItsWay(email) : `${email} gets a link when the room is opened.`,
  }),
});

export const resendRoomInvitationAction = defineAction({
  needs: "room:write",
  input: auditorInput,
  run: resendInvitation,
  after: (slug, { roomId, email }) => ({ redirectTo: access(slug, roomId), flash: onItsWay(email) }),
});

export const revokeAuditorAction = defineAction({
  needs: "room:write",
  input: auditorInput,
  run: revokeAuditor,
  after: (slug, { roomId, email }) => ({
    redirectTo: access(slug, roomId),
    flash: `${email} has no access any more.`,
  }),
});

const packs = (slug: string, roomId: string) => withQuery(paths.room(slug, roomId), { tab: "packs" });

export const buildRoomPackAction = defineAction({
  needs: ["room:read", "room:write", "pack:build"],
  input: buildRoomPackInput,
  run: buildRoomPack,
  after: (slug, { roomId, title }) => ({
    redirectTo: packs(slug, roomId),
    flash: `${title} is being built. Give it to the auditors when it is ready.`,
  }),
});

export const shareRoomPackAction = defineAction({
  needs: ["room:write", "pack:build"],
  input: roomPackInput,
  run: sharePack,
  after: (slug, { roomId, title }) => ({
    redirectTo: packs(slug, roomId),
    flash: `Auditors of the room can download ${title}.`,
  }),
});

export const takeRoomPackAction = defineAction({
  needs: ["room:write", "pack:build"],
  input: roomPackInput,
  run: takePackBack,
  after: (slug, { roomId, title }) => ({
    redirectTo: packs(slug, roomId),
    flash: `${title} is not in the room any more. Downloads that were made stay with whoever made them.`,
  }),
});

export const withholdEvidenceAction = defineAction({
  needs: "room:write",
  input: withholdInput,
  run: withholdEvidence,
});

export const releaseEvidenceAction = defineAction({
  needs: "room:write",
  input: releaseInput,
  run: releaseEvidence,
});

export const previewRoomAction = defineAction({
  needs: "room:write",
  input: previewInput,
  run: async (scope, { roomId }) => enterPreview(scope, roomId),
  after: (_slug, _done, { roomId }) => ({ redirectTo: paths.inRoom(roomId) }),
});

export const enterByLinkAction = definePublicAction({
  input: enterByLinkInput,
  run: ({ token }) => enterByLink(token),
  after: (path) => ({ redirectTo: path }),
});

export const askForCodeAction = definePublicAction({
  input: askForCodeInput,
  run: ({ email }) => askForCode(email),
  after: (path) => ({ redirectTo: path }),
});

export const confirmCodeAction = definePublicAction({
  input: confirmCodeInput,
  run: ({ code }) => confirmCode(code),
  after: (path) => ({ redirectTo: path }),
});

export const enterRoomAction = definePublicAction({
  input: enterRoomInput,
  run: ({ roomId }) => enterListed(roomId),
  after: (path) => ({ redirectTo: path }),
});

export const setAnswerMailsAction = defineRoomAction({
  input: setAnswerMailsInput,
  run: setAnswerMails,
});

export const leaveRoomAction = defineRoomAction({
  input: noInput,
  preview: true,
  run: (scope) => leaveRoom(scope),
  after: (roomId, { preview, slug }) => ({
    redirectTo: preview ? paths.room(slug, roomId) : paths.roomDoor(),
    ...(preview ? {} : { flash: "You left the room." }),
  }),
});

export const writeRoomRequestAction = defineAction({
  needs: "room:write",
  input: roomRequestInput,
  run: writeRoomRequest,
  after: (slug, { roomId, number }, { draft }) => ({
    redirectTo: withQuery(paths.room(slug, roomId), { tab: "requests" }),
    flash: `${number} ${draft ? "kept as draft" : "sent"}.`,
  }),
});

export const shareAnswerAction = defineAction({
  needs: ["room:write", "request:write"],
  input: shareAnswerInput,
  run: shareAnswer,
  after: (slug, { id, number }) => ({
    redirectTo: paths.request(slug, id),
    flash: `The answer to ${number} is with the auditor.`,
  }),
});

export const takeBackAnswerAction = defineAction({
  needs: ["room:write", "request:write"],
  input: takeBackInput,
  run: takeBackAnswer,
  after: (slug, { id, number }) => ({ redirectTo: paths.request(slug, id), flash: `${number} sent back.` }),
});

export const writeToAuditorAction = defineAction({
  needs: "comment:write",
  input: writeToAuditorInput,
  run: writeToAuditor,
  after: (slug, { id }) => ({ redirectTo: paths.request(slug, id) }),
});

const request = (room: string, id: string) => withQuery(paths.inRoomPage(room, "requests"), { id });

export const acceptAnswerAction = defineRoomAction({
  input: acceptAnswerInput,
  run: acceptAnswer,
  after: (room, { id }) => ({ redirectTo: request(room, id), flash: "Answer accepted." }),
});

export const returnAnswerAction = defineRoomAction({
  input: returnAnswerInput,
  run: returnAnswer,
  after: (room, { id }) => ({ redirectTo: request(room, id), flash: "Answer returned. Its owner is told." }),
});

export const sayInRoomAction = defineRoomAction({
  input: sayInRoomInput,
  run: sayInRoom,
  after: (room, { id }) => ({ redirectTo: request(room, id) }),
});

export const askInRoomAction = defineRoomAction({
  input: askInRoomInput,
  run: askInRoom,
  after: (room, { id, number }) => ({
    redirectTo: request(room, id),
    flash: `${number} sent to the company.`,
  }),
});

export const importRequestsAction = defineAction({
  needs: "room:write",
  input: importRequestsInput,
  run: importRequests,
});

export const importInRoomAction = defineRoomAction({ input: importInRoomInput, run: importInRoom });
