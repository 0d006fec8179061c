import "server-only";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";

export type OutgoingMail = {
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same for every attempt at the same mail, so that a repeated delivery can be recognised. */
  readonly messageId: string;
  /** The page that ends mails of this kind. */
  readonly unsubscribe?: string;
  /** A text that travels as a file, byte for byte. */
  readonly attachment?: { readonly name: string; readonly text: string };
};

/** Whether mails reach people by themselves; otherwise they wait in a folder that only the operator reads. */
export function mailWorks(): boolean {
  return env().smtpUrl !== null;
}

async function writeToFolder(mail: OutgoingMail, message: Buffer): Promise<void> {
  const { mailDir } = env();
  await mkdir(mailDir, { recursive: true, mode: 0o700 });
  const time = now().toISOString().replace(/[:.]/g, "-");
  const name = `${time}-${mail.kind}-${mail.messageId.replace(/\W+/g, "").slice(0, 24)}.eml`;
  await writeFile(join(mailDir, name), message, { mode: 0o600, flag: "wx" });
}

/** Sends the mail through SMTP_URL, or writes it as an .eml file (0600) into the mail folder. Throws when neither worked. */
export async function deliver(mail: OutgoingMail): Promise<void> {
  const { createTransport } = await import("nodemailer");
  const { smtpUrl, mailFrom } = env();
  const { kind, unsubscribe, attachment, ...fields } = mail;
  const message = {
    ...fields,
    from: mailFrom,
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Carryover-Mail": kind,
      ...(unsubscribe === undefined ? {} : { "List-Unsubscribe": `<${unsubscribe}>` }),
    },
    ...(attachment === undefined
      ? {}
      : {
          attachments: [
            {
              filename: attachment.name,
              content: Buffer.from(attachment.text, "utf8"),
              contentType: "text/plain; charset=utf-8",
            },
          ],
        }),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  if (smtpUrl !== null) {
    const transport = createTransport(smtpUrl);
    try {
      await transport.sendMail(message);
    } finally {
      transport.close();
    }
    return;
  }
  const built = await createTransport({ streamTransport: true, buffer: true, newline: "windows" }).sendMail(
    message,
  );
  if (!Buffer.isBuffer(built.message)) throw new Error("The mail was not built as one buffer.");
  await writeToFolder(mail, built.message);
}
