"use server";

import { signUpInvitedInput } from "@/lib/accounts/input";
import { defineAction, definePublicAction } from "@/lib/auth/define-action";
import { requirePerson, startSession } from "@/lib/auth/session";
import { requireRecentSignIn } from "@/lib/auth/step-up";
import { paths } from "@/lib/core/paths";
import {
  acceptInput,
  changeRoleInput,
  invitationInput,
  inviteInput,
  leaveInput,
  removeInput,
} from "@/lib/members/input";
import {
  acceptInvitation,
  inviteMember,
  resendInvitation,
  revokeInvitation,
  signUpInvited,
} from "@/lib/members/mutations/invitations";
import { changeRole, leaveWorkspace, removeMember } from "@/lib/members/mutations/roles";
import { mailWorks } from "@/lib/platform/mailer";
import { requestFacts } from "@/lib/platform/request";

function sent(email: string): string {
  return mailWorks()
    ? `The invitation to ${email} is on its way.`
    : `The invitation to ${email} waits in the operator's mail folder.`;
}

export const inviteAction = defineAction({
  needs: "member:write",
  input: inviteInput,
  run: async (scope, { password, ...input }) => {
    await requireRecentSignIn(password);
    return inviteMember(scope, input);
  },
  after: (slug, { email }) => ({ redirectTo: paths.settingsMembers(slug), flash: sent(email) }),
});

export const resendInvitationAction = defineAction({
  needs: "member:write",
  input: invitationInput,
  run: resendInvitation,
  after: (slug, { email }) => ({ redirectTo: paths.settingsMembers(slug), flash: sent(email) }),
});

export const revokeInvitationAction = defineAction({
  needs: "member:write",
  input: invitationInput,
  run: revokeInvitation,
  after: (slug, { email }) => ({
    redirectTo: paths.settingsMembers(slug),
    flash: `The invitation to ${email} is revoked.`,
  }),
});

export const changeRoleAction = defineAction({
  needs: "member:write",
  input: changeRoleInput,
  run: async (scope, { password, ...input }) => {
    await requireRecentSignIn(password);
    return changeRole(scope, input);
  },
  after: (slug) => ({ redirectTo: paths.settingsMembers(slug), flash: "Role changed. It applies at once." }),
});

export const removeMemberAction = defineAction({
  needs: "member:write",
  input: removeInput,
  run: async (scope, { password, ...input }) => {
    await requireRecentSignIn(password);
    return removeMember(scope, input);
  },
  after: (slug) => ({ redirectTo: paths.settingsMembers(slug), flash: "Member removed." }),
});

export const leaveWorkspaceAction = defineAction({
  needs: "workspace:read",
  input: leaveInput,
  run: leaveWorkspace,
  after: () => ({ redirectTo: paths.landing(), flash: "You left the workspace." }),
});

export const acceptInvitationAction = definePublicAction({
  input: acceptInput,
  run: async ({ token }) => acceptInvitation(await requirePerson(), token, await requestFacts()),
  after: (slug) => ({ redirectTo: paths.home(slug), flash: "Welcome to the workspace." }),
});

export const signUpInvitedAction = definePublicAction({
  input: signUpInvitedInput,
  run: async (input) => {
    const { userId, slug } = await signUpInvited(input, await requestFacts());
    await startSession(userId);
    return slug;
  },
  after: (slug) => ({ redirectTo: paths.home(slug), flash: "Welcome to the workspace." }),
});
