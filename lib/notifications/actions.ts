"use server";

import { defineAction } from "@/lib/auth/define-action";
import { MAIL_WISH_LABEL } from "@/lib/core/notification";
import { paths } from "@/lib/core/paths";
import {
  markAllSeenInput,
  markSeenInput,
  openNotificationInput,
  setMailWishesInput,
  stopMailInput,
} from "@/lib/notifications/input";
import {
  markAllSeen,
  markSeen,
  openNotification,
  setMailWishes,
  stopMail,
} from "@/lib/notifications/mutations";

export const openNotificationAction = defineAction({
  needs: "workspace:read",
  input: openNotificationInput,
  run: openNotification,
  after: (_slug, { href }) => ({ redirectTo: href }),
});

export const markSeenAction = defineAction({
  needs: "workspace:read",
  input: markSeenInput,
  run: markSeen,
});

export const markAllSeenAction = defineAction({
  needs: "workspace:read",
  input: markAllSeenInput,
  run: markAllSeen,
  after: (slug) => ({ redirectTo: paths.notifications(slug), flash: "All notifications are read." }),
});

export const setMailWishesAction = defineAction({
  needs: "workspace:read",
  input: setMailWishesInput,
  run: setMailWishes,
  after: (slug) => ({ redirectTo: paths.settingsNotifications(slug), flash: "Mail settings saved." }),
});

export const stopMailAction = defineAction({
  needs: "workspace:read",
  input: stopMailInput,
  run: stopMail,
  after: (slug, _data, { wish }) => ({
    redirectTo: paths.settingsNotifications(slug),
    flash: `Mails ended: ${MAIL_WISH_LABEL[wish].label.toLowerCase()}.`,
  }),
});
