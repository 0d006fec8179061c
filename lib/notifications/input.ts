import { z } from "zod";
import { checkbox, listOf } from "@/lib/core/form-fields";
import { MAIL_WISHES } from "@/lib/core/notification";

const id = z.uuid("Reload the page and try again.");

export const openNotificationInput = z.strictObject({ id });
export type OpenNotificationInput = z.output<typeof openNotificationInput>;

export const markSeenInput = z.strictObject({
  ids: listOf(id, 100).refine((all) => all.length > 0, "Choose at least one notification."),
});
export type MarkSeenInput = z.output<typeof markSeenInput>;

/** `newest` is the first row that the page showed: what arrived since stays unread. */
export const markAllSeenInput = z.strictObject({ newest: id });
export type MarkAllSeenInput = z.output<typeof markAllSeenInput>;

export const setMailWishesInput = z.strictObject({
  onAssignment: checkbox,
  onReturn: checkbox,
  onMention: checkbox,
  weeklyDigest: checkbox,
  onOverdue: checkbox,
  checkpointMail: checkbox,
});
export type SetMailWishesInput = z.output<typeof setMailWishesInput>;

export const stopMailInput = z.strictObject({ wish: z.enum(MAIL_WISHES, "Choose which mails end.") });
export type StopMailInput = z.output<typeof stopMailInput>;
