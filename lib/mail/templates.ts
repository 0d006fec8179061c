import type { Role } from "@/lib/core/access";
import type { MailRequest } from "@/lib/core/mail";
import { roomDraft } from "@/lib/mail/room-templates";
import { workDraft } from "@/lib/mail/work-templates";

type Attachment = { readonly name: string; readonly text: string };
export type WrittenMail = {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachment?: Attachment;
};

type Link = { readonly label: string; readonly url: string };
export type Draft = {
  readonly subject: string;
  readonly lines: readonly string[];
  /** Lists under a heading; each line opens its own page. */
  readonly sections?: readonly {
    readonly title: string;
    readonly links: readonly Link[];
    readonly more: number;
  }[];
  /** Lines that have to arrive as they are, and paragraphs after them. */
  readonly verbatim?: string;
  readonly after?: readonly string[];
  readonly attachment?: Attachment;
  readonly link?: Link;
  readonly closing?: string;
  /** Where mails of this kind are ended. */
  readonly off?: Link;
};

const ARTICLE: Readonly<Record<Role, string>> = {
  owner: "an owner",
  lead: "a lead",
  contributor: "a contributor",
  approver: "an approver",
  viewer: "a viewer",
};

const NOT_YOU = "If you did not ask for this, ignore this mail: nothing changes.";

/** One line without control characters, so that no name can add a header or a paragraph. */
function line(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function draftOf(mail: MailRequest, link: string, origin: string): Draft {
  switch (mail.kind) {
    case "verify":
      return {
        subject: "Confirm your e-mail address",
        lines: [
          `Hello ${mail.name},`,
          "confirm this address to use your Carryover account. The link works for 3 days.",
        ],
        link: { label: "Confirm the address", url: link },
        closing: NOT_YOU,
      };
    case "reset":
      return {
        subject: "Set a new password",
        lines: [`Hello ${mail.name},`, "a new password was asked for. The link works once, for 1 hour."],
        link: { label: "Set a new password", url: link },
        closing: NOT_YOU,
      };
    case "change-email":
      return {
        subject: "Confirm your new e-mail address",
        lines: [
          `Hello ${mail.name},`,
          "this address was entered as the new one of a Carryover account. Open the link in the browser in which you are signed in. It works for 1 hour.",
        ],
        link: { label: "Use this address", url: link },
        closing: NOT_YOU,
      };
    case "account-exists":
      return {
        subject: "You have a Carryover account already",
        lines: [
          "Hello,",
          "somebody entered this address for a new account, but it has one already. Sign in, or set a new password if you forgot it.",
        ],
        link: { label: "Sign in", url: `${origin}/sign-in` },
        closing: NOT_YOU,
      };
    case "password-changed":
      return {
        subject: "Your password was changed",
        lines: [
          `Hello ${mail.name},`,
          "the password of your Carryover account was changed and your other sessions were ended.",
          "If that was not you, set a new password at once.",
        ],
        link: { label: "Set a new password", url: `${origin}/forgot` },
      };
    case "email-changed":
      return {
        subject: "Your e-mail address was changed",
        lines: [
          `Hello ${mail.name},`,
          `the e-mail address of your Carryover account is now ${mail.newEmail}.`,
          "If that was not you, tell an owner of your workspace and the operator of this server.",
        ],
      };
    case "invite":
      return {
        subject: `Invitation to ${mail.workspace}`,
        lines: [
          "Hello,",
          `${mail.invitedBy} invites you to the workspace ${mail.workspace} as ${ARTICLE[mail.role]}. The link works once, for 14 days, and for this address only.`,
        ],
        link: { label: "See the invitation", url: link },
      };
    case "room-invite":
    case "room-code":
    case "room-answers":
      return roomDraft(mail, link);
    default:
      return workDraft(mail, origin);
  }
}

type Section = NonNullable<Draft["sections"]>[number];

function sectionText({ title, links, more }: Section): string {
  const lines = links.map(({ label, url }) => `- ${line(label)}\n  ${url}`);
  return [title, ...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join("\n");
}

function sectionHtml({ title, links, more }: Section): string {
  const lines = links.map(
    ({ label, url }) => `<li><a href="${escapeHtml(url)}">${escapeHtml(line(label))}</a></li>`,
  );
  const rest = more > 0 ? `<li>and ${more} more</li>` : "";
  return `<p><b>${escapeHtml(title)}</b></p><ul>${lines.join("")}${rest}</ul>`;
}

function textOf(draft: Draft): string {
  const parts = [...draft.lines.map(line), ...(draft.sections ?? []).map(sectionText)];
  if (draft.verbatim !== undefined) parts.push(draft.verbatim.trimEnd());
  parts.push(...(draft.after ?? []).map(line));
  if (draft.link !== undefined) parts.push(`${draft.link.label}: ${draft.link.url}`);
  if (draft.closing !== undefined) parts.push(draft.closing);
  if (draft.off !== undefined) parts.push(`${draft.off.label}: ${draft.off.url}`);
  return `${parts.join("\n\n")}\n`;
}

function htmlOf(draft: Draft): string {
  const paragraphs = draft.lines.map((one) => `<p>${escapeHtml(line(one))}</p>`);
  paragraphs.push(...(draft.sections ?? []).map(sectionHtml));
  if (draft.verbatim !== undefined) paragraphs.push(`<pre>${escapeHtml(draft.verbatim)}</pre>`);
  paragraphs.push(...(draft.after ?? []).map((one) => `<p>${escapeHtml(line(one))}</p>`));
  if (draft.link !== undefined) {
    const url = escapeHtml(draft.link.url);
    paragraphs.push(`<p><a href="${url}">${escapeHtml(draft.link.label)}</a></p>`, `<p>${url}</p>`);
  }
  if (draft.closing !== undefined) paragraphs.push(`<p>${escapeHtml(draft.closing)}</p>`);
  if (draft.off !== undefined) {
    paragraphs.push(`<p><a href="${escapeHtml(draft.off.url)}">${escapeHtml(draft.off.label)}</a></p>`);
  }
  return `<!doctype html><html lang="en"><body>${paragraphs.join("")}</body></html>\n`;
}

/** The mail in words: `link` opens what the mail is about, or is the code that it brings, `origin` is the product's own address. Typed text is escaped. */
export function writeMail(mail: MailRequest, link: string, origin: string): WrittenMail {
  const draft = draftOf(mail, link, origin);
  return {
    subject: line(draft.subject).slice(0, 150),
    text: textOf(draft),
    html: htmlOf(draft),
    ...(draft.attachment === undefined ? {} : { attachment: draft.attachment }),
  };
}
