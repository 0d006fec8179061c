// The mails that the worker writes into a folder while no server is set up for them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import PostalMime from "postal-mime";
import { serverEnv } from "./server";

export type Mail = { readonly subject: string; readonly text: string; readonly html: string };

/** All mails to an address, newest first. */
export async function mailsTo(email: string): Promise<readonly Mail[]> {
  const folder = join(serverEnv().CARRYOVER_DATA_DIR ?? "", "mail");
  const found: Mail[] = [];
  for (const name of readdirSync(folder).sort().reverse()) {
    const mail = await PostalMime.parse(readFileSync(join(folder, name)));
    if (!mail.to?.some((one) => one.address === email)) continue;
    found.push({ subject: mail.subject ?? "", text: mail.text ?? "", html: mail.html ?? "" });
  }
  return found;
}

/** Waits for a mail to the address whose subject matches. */
export async function mailTo(email: string, subject: RegExp): Promise<Mail> {
  const box: { mail?: Mail | undefined } = {};
  await expect
    .poll(
      async () => {
        box.mail = (await mailsTo(email)).find((mail) => subject.test(mail.subject));
        return box.mail?.subject ?? null;
      },
      { timeout: 30_000 },
    )
    .not.toBeNull();
  return box.mail ?? { subject: "", text: "", html: "" };
}

/** The first link of the mail's text that leads to `path`. */
export function linkIn(mail: Mail, path: string): string {
  return mail.text.split(/\s+/).find((word) => word.startsWith("http") && word.includes(path)) ?? "";
}
