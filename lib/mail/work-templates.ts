import type { MailRequest, MailSection } from "@/lib/core/mail";
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

/** The mails about work as drafts; a section without lines is left out. */
export function workDraft(mail: WorkMail, origin: string): Draft {
  if (mail.kind === "notice") return noticeDraft(mail, origin);
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
