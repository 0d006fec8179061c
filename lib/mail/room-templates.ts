import type { MailRequest } from "@/lib/core/mail";
import type { Draft } from "@/lib/mail/templates";

type RoomMail = Extract<MailRequest, { readonly kind: "room-invite" | "room-code" | "room-answers" }>;

function counted(n: number, one: string, many: string): string {
  return n === 1 ? `1 ${one}` : `${n} ${many}`;
}

/** Numbers and the room's address only: titles of requests and evidence stay behind its door. */
function answersDraft(mail: Extract<RoomMail, { readonly kind: "room-answers" }>, address: string): Draft {
  const { workspace, room, answers, findings, waiting } = mail;
  const news = [
    ...(answers > 0 ? [counted(answers, "answer to a request", "answers to requests")] : []),
    ...(findings > 0 ? [counted(findings, "answer to a finding", "answers to findings")] : []),
  ].join(" and ");
  const all = counted(waiting, "answer to a request waits", "answers to requests wait");
  return {
    subject: `${workspace}: ${counted(answers + findings, "new answer", "new answers")} in ${room}`,
    lines: [
      `Hello ${mail.name},`,
      `since your last visit ${workspace} gave ${news} in the room "${room}".`,
      ...(waiting > answers ? [`In all, ${all} for your decision.`] : []),
    ],
    link: { label: "Open the room", url: address },
    closing:
      "The address opens the room where you are in it already, and asks for a code elsewhere. This mail comes at most once a day.",
    off: { label: "End these mails on the first page of the room", url: `${address}#mails` },
  };
}

/** Mails to auditors. `secret` is the link of an invitation, the six digits of a code, or the room's plain address. */
export function roomDraft(mail: RoomMail, secret: string): Draft {
  if (mail.kind === "room-answers") return answersDraft(mail, secret);
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
