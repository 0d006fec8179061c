import { z } from "zod";
import { isTimeZone } from "@/lib/core/dates";
import { normaliseEmail } from "@/lib/core/email";
import { requiredText } from "@/lib/core/form-fields";
import { PASSWORD_MAX } from "@/lib/core/password-rule";

const emailText = "Enter an e-mail address such as name@example.com.";
export const emailField = z.string({ error: emailText }).transform((text, context) => {
  const email = normaliseEmail(text);
  if (email === null) {
    context.addIssue({ code: "custom", message: emailText });
    return z.NEVER;
  }
  return email;
});

/** A password that is being proven, not chosen: only its length is bounded. */
const provenPassword = z
  .string({ error: "Enter your password." })
  .min(1, "Enter your password.")
  .max(4 * PASSWORD_MAX, `A password has at most ${PASSWORD_MAX} characters.`);
/** The password asked for again where the last sign-in is some time ago; null when the form did not ask. */
export const passwordAgain = z
  .string()
  .max(4 * PASSWORD_MAX, `A password has at most ${PASSWORD_MAX} characters.`)
  .optional()
  .transform((text) => (text === undefined || text === "" ? null : text));
/** A password that is being chosen; the rule of lib/core is applied where name and address are known. */
const chosenPassword = z
  .string({ error: "Choose a password." })
  .min(1, "Choose a password.")
  .max(4 * PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters.`);
const personName = requiredText("Your name", 80);
const timeZone = z
  .string()
  .max(60)
  .optional()
  .transform((zone) => zone ?? "UTC")
  .refine(isTimeZone, "Choose a time zone from the list.");
const tokenField = z.string().trim().max(100);
const nextField = z
  .string()
  .max(2_000)
  .optional()
  .transform((path) => path ?? "");

export const signInInput = z.strictObject({ email: emailField, password: provenPassword, next: nextField });

export const signUpInput = z.strictObject({
  name: personName,
  email: emailField,
  password: chosenPassword,
  workspaceName: requiredText("A workspace name", 80),
  timeZone,
  token: tokenField.optional().transform((token) => token ?? ""),
});
export type SignUpInput = z.output<typeof signUpInput>;
/** The form also says which page to open afterwards. */
export const signUpFormInput = signUpInput.extend({ next: nextField });

export const signUpInvitedInput = z.strictObject({
  token: tokenField,
  name: personName,
  password: chosenPassword,
  timeZone,
});
export type SignUpInvitedInput = z.output<typeof signUpInvitedInput>;

export const forgotInput = z.strictObject({ email: emailField });
export const resetInput = z.strictObject({ token: tokenField, password: chosenPassword });
export type ResetInput = z.output<typeof resetInput>;
export const verifyInput = z.strictObject({ token: tokenField, password: provenPassword.optional() });
export type VerifyInput = z.output<typeof verifyInput>;

export const setProfileInput = z.strictObject({ name: personName, timeZone });
export type SetProfileInput = z.output<typeof setProfileInput>;
export const changePasswordInput = z.strictObject({
  currentPassword: provenPassword,
  newPassword: chosenPassword,
});
export type ChangePasswordInput = z.output<typeof changePasswordInput>;
export const changeEmailInput = z.strictObject({ email: emailField, currentPassword: provenPassword });
export type ChangeEmailInput = z.output<typeof changeEmailInput>;
export const endSessionInput = z.strictObject({ sessionId: z.uuid("Choose a session from the list.") });
export const noInput = z.strictObject({});
