import { z } from "zod";
import { emailField, passwordAgain } from "@/lib/accounts/input";
import { ROLES } from "@/lib/core/access";
import { onceKey, versionField } from "@/lib/core/form-fields";

const role = z.enum(ROLES, "Choose a role.");

export const inviteInput = z.strictObject({
  email: emailField,
  role,
  once: onceKey,
  password: passwordAgain,
});
export type InviteInput = Omit<z.output<typeof inviteInput>, "password">;

export const invitationInput = z.strictObject({ id: z.uuid("Choose an invitation from the list.") });
export type InvitationInput = z.output<typeof invitationInput>;

export const changeRoleInput = z.strictObject({
  userId: z.uuid("Choose a member from the list."),
  role,
  version: versionField,
  password: passwordAgain,
});
export type ChangeRoleInput = Omit<z.output<typeof changeRoleInput>, "password">;

export const removeInput = z.strictObject({
  userId: z.uuid("Choose a member from the list."),
  version: versionField,
  password: passwordAgain,
});
export type RemoveInput = Omit<z.output<typeof removeInput>, "password">;

export const leaveInput = z.strictObject({});
export const acceptInput = z.strictObject({ token: z.string().trim().max(100) });
