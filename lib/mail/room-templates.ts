import type { MailRequest } from "@/lib/core/mail";
import type { Draft } from "@/lib/mail/templates";

type RoomMail = Extract<MailRequest, { readonly kind: "room-invite" | "room-code" }>;

/** Mails to auditors. `secret` is the link of an invitation, or the six digits of a code. */
export function roomDraft(mail: RoomMail, secret: string): Draft {
  if (mail.kind === "room-code") {
    return {
      subject: `${secret} is your code for the auditor's room`,
      lines: [
        "Hello,",
        `type this code in the browser that asked for it: ${secret}`,
        "It works once, for 10 minutes.",
      ],
      closing:
        "If you did not ask for it, ignore this mail. Nobody can enter without the code; give it to nobody.",
    };
  }
  return {
    subject: `${mail.workspace}: auditor's room ${mail.room}`,
    lines: [
      `Hello ${mail.name},`,
      `${mail.invitedBy} of ${mail.workspace} opens the room "${mail.room}" to you until ${mail.until}. You need no account.`,
      "The link is for your address only and works once, for 14 days. On a browser that you use here for the first time, a code is sent to this address.",
    ],
    link: { label: "Enter the room", url: secret },
    closing: "Do not forward this mail: the link opens nothing without a code sent to your address.",
  };
}
