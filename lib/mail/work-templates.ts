import type { MailRequest, MailSection } from "@/lib/core/mail";
import { paths } from "@/lib/core/paths";
import type { Draft } from "@/lib/mail/templates";

export type WorkMail = Extract<MailRequest, { readonly path: string }>;

function sectionOf(title: string, { count, lines }: MailSection, origin: string) {
  if (count === 0) return [];
  return [
    {
      title: `${title} (${count})`,
      links: lines.map(({ label, path }) => ({ label, url: `${origin}${path}` })),
      more: count - lines.length,
    },
  ];
}

function things(count: number): string {
  return `${count} ${count === 1 ? "thing" : "things"}`;
}

function noticeDraft(mail: Extract<WorkMail, { readonly kind: "notice" }>, origin: string): Draft {
  return {
    subject: `${mail.actor} ${mail.words}: ${mail.title}`,
    lines: [
      `Hello ${mail.name},`,
      `${mail.actor} ${mail.words} in the workspace ${mail.workspace}.`,
      mail.title,
      ...(mail.detail === "" ? [] : [mail.detail]),
    ],
    link: { label: "Open it", url: `${origin}${mail.path}` },
    off: { label: "Stop mails of this kind", url: `${origin}${mail.off}` },
  };
}

type LogMail = Extract<WorkMail, { readonly kind: "checkpoint" | "log-broken" }>;

/** Mails that keep the activity log honest: one to be kept, one that asks for help. */
function logDraft(mail: LogMail, origin: string): Draft {
  const link = { label: "Open the state of the log", url: `${origin}${mail.path}` };
  if (mail.kind === "log-broken") {
    return {
      subject: `The activity log of ${mail.workspace} is not the one that was recorded`,
      lines: [
        `Hello ${mail.name},`,
        `the check of the activity log of the workspace ${mail.workspace} failed.`,
        mail.sentence,
        "Keep a copy of the database and of the folder of checkpoints as they are, and tell the operator of this server. Until the cause is known no checkpoint is signed and no pack is built.",
      ],
      link,
    };
  }
  return {
    subject: `Signed checkpoint of ${mail.workspace}: ${mail.entries} entries`,
    lines: [
      `Hello ${mail.name},`,
      `this is what the activity log of the workspace ${mail.workspace} was on ${mail.signedOn}: ${mail.entries} entries and one root over all of them, signed. Keep this mail where nobody who administers the server can change it.`,
    ],
    verbatim: mail.note,
    after: [
      `To compare it with the log later: in an empty folder, keep keys.txt of the installation's checkpoint folder, and the attached file ${mail.fileName} in a folder named after the workspace's id, which ends the first line above. Then the operator runs: npm run audit:verify -- --checkpoints that-folder`,
      `The key that signed it has the fingerprint ${mail.keyId}. The public keys are on ${origin}${paths.signingKeys()}.`,
    ],
    attachment: { name: mail.fileName, text: mail.note },
    link,
    off: { label: "Stop mails of this kind", url: `${origin}${mail.off}` },
  };
}

/** The mails about work as drafts; a section without lines is left out. */
export function workDraft(mail: WorkMail, origin: string): Draft {
  if (mail.kind === "notice") return noticeDraft(mail, origin);
  if (mail.kind === "checkpoint" || mail.kind === "log-broken") return logDraft(mail, origin);
  const work = { label: "Open my work", url: `${origin}${mail.path}` };
  const off = { label: "Stop this mail", url: `${origin}${mail.off}` };
  if (mail.kind === "overdue") {
    const { count } = mail.overdue;
    return {
      subject: `${things(count)} overdue in ${mail.workspace}`,
      lines: [`Hello ${mail.name},`, `${things(count)} of yours ${count === 1 ? "is" : "are"} overdue.`],
      sections: sectionOf("Overdue", mail.overdue, origin),
      link: work,
      off,
    };
  }
  return {
    subject: `Your week in ${mail.workspace}: ${mail.overdue.count} overdue, ${mail.due.count} due, ${mail.waiting.count} to decide`,
    lines: [
      `Hello ${mail.name},`,
      `this is what waits for you in the workspace ${mail.workspace} this week.`,
    ],
    sections: [
      ...sectionOf("Overdue", mail.overdue, origin),
      ...sectionOf("Due this week", mail.due, origin),
      ...sectionOf("Waiting for your decision", mail.waiting, origin),
    ],
    link: work,
    off,
  };
}
