import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { MailRequest } from "@/lib/core/mail";

type Transaction = { readonly execute: (query: SQL) => PromiseLike<unknown> };

/** Puts a mail into the queue inside the caller's transaction: rolled back means not sent. Links are derived when it is written. */
export async function enqueueMail(tx: Transaction, mail: MailRequest): Promise<void> {
  await tx.execute(sql`select enqueue_job('send-mail', ${JSON.stringify(mail)}::json)`);
}

/** The same for several mails; one statement. */
export async function enqueueMails(tx: Transaction, mails: readonly MailRequest[]): Promise<void> {
  if (mails.length === 0) return;
  await tx.execute(
    sql`select enqueue_job('send-mail', mail) from json_array_elements(${JSON.stringify(mails)}::json) as mails (mail)`,
  );
}
