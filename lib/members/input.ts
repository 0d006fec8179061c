import { z } from "zod";
import { emailField } from "@/lib/accounts/input";
import { ROLES } from "@/lib/core/access";
import { onceKey, versionField } from "@/lib/core/form-fields";

const role = z.enum(ROLES, "Choose a role.");

export const inviteInput = z.strictObject({ email: emailField, role, once: onceKey });
export type InviteInput = z.output<typeof inviteInput>;

export const invitationInput = z.strictObject({ id: z.uuid("Choose an invitation from the list.") });
export type InvitationInput = z.output<typeof invitationInput>;

export const changeRoleInput = z.strictObject({
  userId: z.uuid("Choose a member from the list."),
  role,
  version: versionField,
});
export type ChangeRoleInput = z.output<typeof changeRoleInput>;

export const removeInput = z.strictObject({
  userId: z.uuid("Choose a member from the list."),
  version: versionField,
});
export type RemoveInput = z.output<typeof removeInput>;

export const leaveInput = z.strictObject({});
export const acceptInput = z.strictObject({ token: z.string().trim().max(100) });
