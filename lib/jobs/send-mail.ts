import "server-only";
import { createHash } from "node:crypto";
import { and, eq, isNotNull } from "drizzle-orm";
import type { Task } from "graphile-worker";
import { users } from "@/db/schema/people";
import { asSystem } from "@/db/system";
import { type LinkPurpose, linkToken, mailedCode } from "@/lib/auth/tokens";
import { type MailRequest, mailRequest } from "@/lib/core/mail";
import { paths } from "@/lib/core/paths";
import { writeMail } from "@/lib/mail/templates";
import { env } from "@/lib/platform/env";
import { deliver } from "@/lib/platform/mailer";

type Linked = Exclude<Extract<MailRequest, { readonly nonce: string }>["kind"], "room-code">;

const LINKS: Readonly<Record<Linked, { purpose: LinkPurpose; path: (token: string) => string }>> = {
  verify: { purpose: "verify_email", path: paths.verifyEmail },
  "change-email": { purpose: "change_email", path: paths.verifyEmail },
  reset: { purpose: "reset", path: paths.reset },
  invite: { purpose: "invite", path: paths.invite },
  "room-invite": { purpose: "room", path: paths.openRoom },
};

function linkOf(mail: MailRequest, origin: string): string {
  if ("path" in mail) return `${origin}${mail.path}`;
  if (mail.kind === "room-answers") return `${origin}${paths.inRoom(mail.roomId)}`;
  if (!("nonce" in mail)) return origin;
  if (mail.kind === "room-code") return mailedCode(mail.nonce);
  const { purpose, path } = LINKS[mail.kind];
  return `${origin}${path(linkToken(purpose, mail.nonce))}`;
}

function unsubscribeOf(mail: MailRequest, origin: string): { readonly unsubscribe?: string } {
  if (mail.kind === "room-answers") return { unsubscribe: `${linkOf(mail, origin)}#mails` };
  return "off" in mail ? { unsubscribe: `${origin}${mail.off}` } : {};
}

/** Mails about work go to confirmed addresses only, so that nobody can have them sent to a stranger. */
async function isConfirmed(email: string): Promise<boolean> {
  const rows = await asSystem("account", (database) =>
    database
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.email, email), isNotNull(users.emailVerifiedAt))),
  );
  return rows.length > 0;
}

/**
 * Writes the mail of a queued request and hands it over. A second attempt writes the same mail with the same
 * Message-ID, so a repeated delivery can be recognised.
 */
export async function sendMail(payload: unknown, jobId: string): Promise<void> {
  const mail = mailRequest.parse(payload);
  if ("path" in mail && !(await isConfirmed(mail.to))) return;
  const { appOrigin } = env();
  const id = createHash("sha256").update(`${appOrigin} ${jobId}`).digest("hex").slice(0, 32);
  await deliver({
    kind: mail.kind,
    to: mail.to,
    ...writeMail(mail, linkOf(mail, appOrigin), appOrigin),
    ...unsubscribeOf(mail, appOrigin),
    messageId: `<${id}@${new URL(appOrigin).hostname}>`,
  });
}

/** The queue's task `send-mail`: tried again by the queue until it goes out. */
export const sendMailTask: Task = (payload, helpers) => sendMail(payload, helpers.job.id);
