import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { expect, test, vi } from "vitest";
import { users } from "@/db/schema/people";
import { requests } from "@/db/schema/work";
import { asSystem } from "@/db/system";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith } from "@/db/testing/factories";
import { queuedMails } from "@/db/testing/queue";
import { requestsOf } from "@/db/testing/requests";
import { remindWorkspace } from "@/lib/jobs/remind";
import { sendMail } from "@/lib/jobs/send-mail";
import { listReminders } from "@/lib/work/queries/reminders";

const place = vi.hoisted(() => ({ smtpUrl: null as string | null }));
vi.mock("@/lib/platform/env", async (original) => {
  const actual = await original<typeof import("@/lib/platform/env")>();
  return { ...actual, env: () => ({ ...actual.env(), smtpUrl: place.smtpUrl }) };
});

/** A workspace in Auckland, where Monday begins while it is Sunday in UTC, with requests due around the Monday of 2 Nov 2026. */
async function auckland() {
  const ws = await createWorkspaceWith({
    roles: ["owner", "lead", "contributor", "viewer"],
    timeZone: "Pacific/Auckland",
  });
  const mine = requestsOf(ws);
  const due = async (title: string, dueOn: string | null) => {
    const id = await mine.ask({ title });
    await inWorkspace(ws.system, (tx) => tx.update(requests).set({ dueOn }).where(eq(requests.id, id)));
    return id;
  };
  const late = await due("Backups of September", "2026-10-30");
  await due("Access review", "2026-11-08");
  await due("Next week", "2026-11-09");
  await due("Some day", null);
  const answered = await mine.ask({ title: "Answered" });
  await mine.answer(answered);
  const { email } = ws.people.contributor;
  const before = (await queuedMails(email)).length;
  return { ws, late, email, reminders: async () => (await queuedMails(email)).slice(before) };
}

// Auckland is 13 hours ahead of UTC in November.
const MONDAY_BEFORE_SEVEN = new Date("2026-11-01T17:59:00Z");
const MONDAY_AT_SEVEN = new Date("2026-11-01T18:00:00Z");
const THURSDAY = new Date("2026-11-04T19:07:00Z");
const NEXT_MONDAY = new Date("2026-11-08T18:07:00Z");

test("on Monday morning of the workspace the week goes out once, with the exact pages, and to deciders what waits", async () => {
  const { ws, late, reminders } = await auckland();
  await remindWorkspace(ws.system, MONDAY_BEFORE_SEVEN);
  expect(await reminders()).toEqual([]);
  await Promise.all([1, 2, 3].map(() => remindWorkspace(ws.system, MONDAY_AT_SEVEN)));
  await remindWorkspace(ws.system, new Date("2026-11-02T09:00:00Z"));
  expect(await reminders()).toMatchObject([
    {
      kind: "digest",
      overdue: {
        count: 1,
        lines: [
          {
            label: expect.stringMatching(/^REQ-\d{4}-001 Backups of September, due 30 Oct 2026$/),
            path: `/w/${ws.slug}/requests/${late}`,
          },
        ],
      },
      due: { count: 1, lines: [{ label: expect.stringContaining("Access review, due 8 Nov 2026") }] },
      waiting: { count: 0 },
    },
  ]);
  expect((await queuedMails(ws.people.lead.email)).at(-1)).toMatchObject({
    kind: "digest",
    overdue: { count: 0 },
    waiting: { count: 1 },
  });
  expect(await queuedMails(ws.people.viewer.email)).toEqual([]);
});

test("on Thursday what is overdue is repeated once, and the next Monday the week again", async () => {
  const { ws, reminders } = await auckland();
  for (const at of [MONDAY_AT_SEVEN, THURSDAY, THURSDAY, NEXT_MONDAY, NEXT_MONDAY]) {
    await remindWorkspace(ws.system, at);
  }
  expect((await reminders()).map((mail) => mail.kind)).toEqual(["digest", "overdue", "digest"]);
});

test("a section of many names ten and counts the rest", async () => {
  const ws = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
  const mine = requestsOf(ws);
  for (let at = 0; at < 12; at += 1) await mine.ask({ title: `Ask ${at}` });
  await inWorkspace(ws.system, (tx) => tx.update(requests).set({ dueOn: "2026-11-01" }));
  const [reminder] = await listReminders(ws.system, {
    day: "monday",
    on: "2026-11-02",
    weekEnds: "2026-11-08",
  });
  expect([reminder?.overdue.count, reminder?.overdue.lines.length]).toEqual([12, 10]);
});

test("the mail reaches the person over SMTP in both parts, and an unconfirmed address gets none", async () => {
  const received: { raw: string; to: string[] }[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, session, done) => {
      let raw = "";
      stream.on("data", (part: Buffer) => {
        raw += part.toString("utf8");
      });
      stream.on("end", () => {
        received.push({ raw, to: session.envelope.rcptTo.map((one) => one.address) });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve());
  });
  place.smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const { ws, late, email } = await auckland();
  const [mail] = await queuedMails(email);
  await sendMail(mail, "notice 1");
  await asSystem("set-up", (database) =>
    database.update(users).set({ emailVerifiedAt: null }).where(eq(users.email, email)),
  );
  await sendMail(mail, "notice 2");
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  place.smtpUrl = null;
  expect(received.map((one) => one.to)).toEqual([[email]]);
  const parsed = await PostalMime.parse(received[0]?.raw ?? "");
  expect(parsed.subject).toMatch(/ asked you for evidence: REQ-\d{4}-001 Backups of September$/);
  expect(parsed.text).toContain(`/w/${ws.slug}/requests/${late}`);
  expect(parsed.html).toContain(`/w/${ws.slug}/requests/${late}`);
  const header = parsed.headers.find((one) => one.key === "list-unsubscribe");
  expect(header?.value).toContain(`/w/${ws.slug}/settings/notifications?off=onAssignment`);
});
