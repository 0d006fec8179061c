"use server";

import {
  changeEmailInput,
  changePasswordInput,
  endSessionInput,
  forgotInput,
  noInput,
  resetInput,
  setProfileInput,
  signInInput,
  signUpFormInput,
  verifyInput,
} from "@/lib/accounts/input";
import { signUp } from "@/lib/accounts/mutations/create-account";
import {
  changeEmail,
  confirmNewEmail,
  requireConfirmedEmail,
  resendVerification,
  setProfile,
  verifyEmail,
} from "@/lib/accounts/mutations/emails";
import { changePassword, requestReset, resetPassword } from "@/lib/accounts/mutations/passwords";
import { definePublicAction } from "@/lib/auth/define-action";
import { endOtherSessions, endSession } from "@/lib/auth/mutations";
import { listWorkspacesOf } from "@/lib/auth/queries";
import { leaveSession, readAccess, requirePerson, startSession } from "@/lib/auth/session";
import { provePassword } from "@/lib/auth/sign-in";
import { internalPath } from "@/lib/core/internal-path";
import { paths, withQuery } from "@/lib/core/paths";
import { requestFacts } from "@/lib/platform/request";

async function startOf(userId: string): Promise<string> {
  const [first] = await listWorkspacesOf(userId);
  return first === undefined ? paths.newWorkspace() : paths.home(first.slug);
}

export const signInAction = definePublicAction({
  input: signInInput,
  run: async ({ email, password, next }) => {
    const facts = await requestFacts();
    const account = await provePassword(email, password, facts.ip);
    await requireConfirmedEmail(account, facts);
    await startSession(account.userId);
    return internalPath(next) ?? startOf(account.userId);
  },
  after: (redirectTo) => ({ redirectTo }),
});

export const signUpAction = definePublicAction({
  input: signUpFormInput,
  run: async ({ next, ...input }) => {
    const wanted = internalPath(next);
    const newcomer = await signUp(input, await requestFacts());
    if (newcomer === null) return withQuery(paths.signUp(), { sent: "1", next: wanted });
    await startSession(newcomer.userId);
    return wanted ?? paths.onboarding(newcomer.slug);
  },
  after: (redirectTo) => ({ redirectTo }),
});

export const signOutAction = definePublicAction({
  input: noInput,
  run: async () => {
    await leaveSession();
    return null;
  },
  after: () => ({ redirectTo: paths.signIn(), flash: "Signed out." }),
});

export const signOutEverywhereAction = definePublicAction({
  input: noInput,
  run: async () => {
    const person = await requirePerson();
    return endOtherSessions(person.userId, person.sessionId);
  },
  after: (count) => ({
    redirectTo: paths.account(),
    flash: count === 1 ? "1 other session ended." : `${count} other sessions ended.`,
  }),
});

export const endSessionAction = definePublicAction({
  input: endSessionInput,
  run: async ({ sessionId }) => {
    const person = await requirePerson();
    await endSession(person.userId, sessionId);
    return null;
  },
  after: () => ({ redirectTo: paths.account(), flash: "Session ended." }),
});

export const forgotAction = definePublicAction({
  input: forgotInput,
  run: async ({ email }) => requestReset(email, await requestFacts()),
  after: () => ({ redirectTo: withQuery(paths.forgot(), { sent: "1" }) }),
});

export const resetAction = definePublicAction({
  input: resetInput,
  run: async (input) => resetPassword(input, await requestFacts()),
  after: () => ({ redirectTo: paths.signIn(), flash: "Password changed. Sign in with the new one." }),
});

export const verifyAction = definePublicAction({
  input: verifyInput,
  run: async (input) => {
    const access = await readAccess(null);
    const userId = await verifyEmail(input, access?.userId ?? null, await requestFacts());
    if (access === null) await startSession(userId);
    return startOf(userId);
  },
  after: (redirectTo) => ({ redirectTo, flash: "E-mail address confirmed." }),
});

export const resendVerificationAction = definePublicAction({
  input: noInput,
  run: async () => resendVerification(await requirePerson(), await requestFacts()),
  after: () => ({ redirectTo: paths.account(), flash: "The mail is on its way." }),
});

export const setProfileAction = definePublicAction({
  input: setProfileInput,
  run: async (input) => setProfile(await requirePerson(), input),
  after: () => ({ redirectTo: paths.account(), flash: "Account saved." }),
});

export const changePasswordAction = definePublicAction({
  input: changePasswordInput,
  run: async (input) => changePassword(await requirePerson(), input),
  after: () => ({ redirectTo: paths.account(), flash: "Password changed. Your other sessions ended." }),
});

export const changeEmailAction = definePublicAction({
  input: changeEmailInput,
  run: async (input) => changeEmail(await requirePerson(), input, await requestFacts()),
  after: ({ waits }) => ({
    redirectTo: paths.account(),
    flash: waits ? "Open the link in the mail to the new address." : "E-mail address changed.",
  }),
});

export const confirmNewEmailAction = definePublicAction({
  input: verifyInput,
  run: async ({ token }) => confirmNewEmail(await requirePerson(), token, await requestFacts()),
  after: () => ({ redirectTo: paths.account(), flash: "E-mail address changed." }),
});
