// The job queue as a test sees it: through the worker's own login.
import postgres from "postgres";
import { databaseUrls } from "@/db/connections";
import { type MailRequest, mailRequest } from "@/lib/core/mail";

/** What waits for the task, oldest first. */
export async function queuedPayloads(task: string): Promise<readonly unknown[]> {
  const { jobs } = databaseUrls();
  if (jobs === null) throw new Error("DATABASE_JOBS_URL is not set.");
  const sql = postgres(jobs, { max: 1 });
  try {
    const rows = await sql<{ payload: unknown }[]>`
      select j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = ${task} order by j.id`;
    return rows.map((row) => row.payload);
  } finally {
    await sql.end();
  }
}

/** The mails that wait for the address, oldest first. */
export async function queuedMails(to: string): Promise<readonly MailRequest[]> {
  const mails = (await queuedPayloads("send-mail")).map((payload) => mailRequest.parse(payload));
  return mails.filter((mail) => mail.to === to);
}

/** The nonce of the newest mail of the kind. */
export async function newestNonce(to: string, kind: MailRequest["kind"]): Promise<string> {
  const found = (await queuedMails(to)).findLast((mail) => mail.kind === kind);
  if (found === undefined || !("nonce" in found)) throw new Error(`No ${kind} mail waits for ${to}.`);
  return found.nonce;
}
