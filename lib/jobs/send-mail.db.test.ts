import { mkdtemp, readdir, readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { Logger, parseCrontab, runOnce } from "graphile-worker";
import { expect, test, vi } from "vitest";
import { databaseUrls } from "@/db/connections";
import { asSystem } from "@/db/system";
import { createPerson, createWorkspaceWith } from "@/db/testing/factories";
import { queuedMails } from "@/db/testing/queue";
import { requestReset, resetPassword } from "@/lib/accounts/mutations/passwords";
import { crontab, taskList } from "@/lib/jobs/registry";
import { sendMail } from "@/lib/jobs/send-mail";
import { sweep } from "@/lib/jobs/sweep";
import { enqueueMail } from "@/lib/mail/enqueue";
import { inviteMember } from "@/lib/members/mutations/invitations";
import { findOpenInvitation } from "@/lib/members/queries";

const place = vi.hoisted(() => ({ mailDir: "" }));
vi.mock("@/lib/platform/env", async (original) => {
  const actual = await original<typeof import("@/lib/platform/env")>();
  return { ...actual, env: () => ({ ...actual.env(), mailDir: place.mailDir || actual.env().mailDir }) };
});

const quiet = new Logger(() => () => undefined);
const facts = { requestId: "r", ip: "203.0.113.77", agent: null };

/** Writes the waiting mails of these people; the queue is shared with other suites. */
async function work(...people: readonly string[]): Promise<void> {
  for (const to of people) {
    for (const [index, mail] of (await queuedMails(to)).entries()) await sendMail(mail, `${to} ${index}`);
  }
}

async function mailTo(email: string): Promise<string> {
  for (const name of await readdir(place.mailDir)) {
    const file = join(place.mailDir, name);
    const text = (await readFile(file, "utf8")).replaceAll("=\r\n", "").replaceAll("=3D", "=");
    if (!text.includes(`To: ${email}`)) continue;
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(name).toMatch(/^\d{4}-.*\.eml$/);
    return text;
  }
  throw new Error(`no mail to ${email}`);
}

test("without SMTP mails become private files whose links work once, from our own address only", async () => {
  place.mailDir = join(await mkdtemp(join(tmpdir(), "mail-")), "mail");
  const person = await createPerson({ password: "walnut orbit canyon 42" });
  const ws = await createWorkspaceWith({ roles: ["owner"], name: "Ev\u00FCl\r\nBcc: x@example.org" });
  const guest = `guest-${ws.slug}@example.com`;
  await requestReset(person.email, facts);
  await inviteMember(ws.scope("owner", "member:write"), { email: guest, role: "viewer", once: "" });
  await work(person.email, guest);
  expect((await stat(place.mailDir)).mode & 0o777).toBe(0o700);
  const reset = await mailTo(person.email);
  const link = /http:\/\/localhost:3000\/reset\/([\w-]{43})\b/.exec(reset)?.[1] ?? "";
  await resetPassword({ token: link, password: "velvet harbour cobalt 19" }, facts);
  const invitation = await mailTo(guest);
  expect(invitation).not.toMatch(/^Bcc:/m);
  const token = /http:\/\/localhost:3000\/invite\/([\w-]{43})\b/.exec(invitation)?.[1] ?? "";
  expect(await findOpenInvitation(token)).toMatchObject({ email: guest });
  expect(await queuedMails(person.email)).toMatchObject([{ kind: "reset" }, { kind: "password-changed" }]);
});

test("a mail of a change that is rolled back is never queued", async () => {
  const to = `rolled-${Date.now()}@example.com`;
  const failing = asSystem("account", (database) =>
    database.transaction(async (tx) => {
      await enqueueMail(tx, { kind: "account-exists", to, name: "N" });
      throw new Error("no");
    }),
  );
  await expect(failing).rejects.toThrow("no");
  expect(await queuedMails(to)).toEqual([]);
});

test("the worker takes a job that the application's role queued, once", async () => {
  const task = `echo-${Date.now()}`;
  const seen: unknown[] = [];
  await asSystem("account", (database) =>
    database.execute(sql`select enqueue_job(${task}, ${JSON.stringify({ hello: 1 })}::json)`),
  );
  const options = { connectionString: databaseUrls().jobs ?? "", schema: "graphile_worker", logger: quiet };
  const echo = { [task]: (payload: unknown) => void seen.push(payload) };
  await runOnce({ ...options, taskList: echo });
  await runOnce({ ...options, taskList: echo });
  expect(seen).toEqual([{ hello: 1 }]);
});

test("the crontab names tasks that exist, and the sweep runs twice without harm", async () => {
  const items = parseCrontab(crontab);
  expect(items.length).toBeGreaterThan(0);
  for (const item of items) expect(Object.keys(taskList)).toContain(item.task);
  await sweep();
  await sweep();
});
