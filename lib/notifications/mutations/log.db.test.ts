import { eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { activityCheckpoints } from "@/db/schema/packs";
import { notifications } from "@/db/schema/work";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { ownDataFolder } from "@/db/testing/files";
import { queuedMails } from "@/db/testing/queue";
import { record } from "@/lib/audit-log/mutations";
import { dailyCheckpoint } from "@/lib/audit-log/mutations/checkpoint";
import { readCheckpoint } from "@/lib/core/checkpoint";
import { readNote } from "@/lib/core/tlog";
import { checkLogOf } from "@/lib/jobs/check-logs";
import { writeMail } from "@/lib/mail/templates";
import { setMailWishes } from "@/lib/notifications/mutations";
import { mailCheckpoint } from "@/lib/notifications/mutations/log";

const owner = postgres(process.env.DATABASE_OWNER_URL ?? "", { max: 1, onnotice: () => undefined });
const WISHES = { onAssignment: true, onReturn: true, onMention: true, weeklyDigest: true, onOverdue: true };

beforeAll(() => {
  ownDataFolder();
});
afterAll(() => owner.end());

async function grown(ws: TestWorkspace, on: string): Promise<void> {
  await inWorkspace(ws.system, (tx) =>
    record(tx, ws.system, { verb: "comment.write", subject: { kind: "comment", ref: on } }),
  );
  const before = await inWorkspace(ws.system, (tx) => tx.select().from(activityCheckpoints));
  await dailyCheckpoint(ws.system, new Date("2036-01-01T00:00:00Z"));
  const after = await inWorkspace(ws.system, (tx) => tx.select().from(activityCheckpoints));
  const known = new Set(before.map(({ size }) => size));
  const added = after.find(({ size }) => !known.has(size));
  await owner.begin(async (sql) => {
    await sql`alter table activity_checkpoints disable trigger user`;
    await sql`update activity_checkpoints set created_at = ${on}
      where workspace_id = ${ws.workspaceId} and size = ${added?.size ?? 0}`;
    await sql`alter table activity_checkpoints enable trigger user`;
  });
}

const sizesFor = async (email: string) =>
  (await queuedMails(email)).flatMap((mail) => (mail.kind === "checkpoint" ? [mail.entries] : []));

test("who wants it gets the newest checkpoint once a week, and none when nothing was signed since", async () => {
  const ws = await createWorkspaceWith({ roles: ["owner", "lead"], timeZone: "Pacific/Auckland" });
  const { lead } = ws.people;
  await setMailWishes(ws.scope("lead"), { ...WISHES, checkpointMail: true });
  expect(await mailCheckpoint(ws.system, "2026-11-02")).toBe(0);
  // Sunday evening in Auckland, and Monday morning there while it is Sunday in UTC.
  await grown(ws, "2026-11-01T10:00:00Z");
  await grown(ws, "2026-11-01T17:00:00Z");
  const sent = await Promise.all([1, 2, 3].map(() => mailCheckpoint(ws.system, "2026-11-02")));
  expect(sent.toSorted()).toEqual([0, 0, 1]);
  const [first] = await sizesFor(lead.email);
  expect(await mailCheckpoint(ws.system, "2026-11-09")).toBe(1);
  expect(await mailCheckpoint(ws.system, "2026-11-16")).toBe(0);
  await grown(ws, "2026-11-18T10:00:00Z");
  expect(await mailCheckpoint(ws.system, "2026-11-23")).toBe(1);
  expect(await sizesFor(lead.email)).toEqual([first, (first ?? 0) + 1, (first ?? 0) + 2]);
  expect(await sizesFor(ws.people.owner.email)).toEqual([]);
});

test("the mail holds the note byte for byte, where to compare it, and the link that ends it", async () => {
  const ws = await createWorkspaceWith({ roles: ["owner"] });
  await setMailWishes(ws.scope("owner"), { ...WISHES, checkpointMail: true });
  await grown(ws, "2026-10-30T10:00:00Z");
  await mailCheckpoint(ws.system, "2026-11-02");
  const mail = (await queuedMails(ws.people.owner.email)).find(({ kind }) => kind === "checkpoint");
  if (mail?.kind !== "checkpoint") throw new Error("No checkpoint mail waits.");
  const { text, html, attachment } = writeMail(mail, "", "https://app.example");
  const [row] = await inWorkspace(ws.system, (tx) => tx.select().from(activityCheckpoints));
  expect(attachment?.text).toBe(row?.note);
  expect(text).toContain(row?.note.trimEnd());
  expect(html).toContain("<pre>");
  expect(readCheckpoint(readNote(attachment?.text ?? "")?.text ?? "")?.size).toBe(row?.size);
  expect(text).toContain("audit:verify -- --checkpoints");
  expect(text).toContain(row?.keyId);
  expect(text).toContain(`https://app.example/w/${ws.slug}/settings/notifications?off=checkpointMail`);
});

test("the nightly check tells the owners of a broken log once, and nobody of a whole one", async () => {
  const ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
  const whole = await createWorkspaceWith({ roles: ["owner"] });
  await grown(ws, "2026-10-30T10:00:00Z");
  await owner.begin(async (sql) => {
    await sql`alter table activity disable trigger user`;
    await sql`update activity set at = at + interval '1 second' where workspace_id = ${ws.workspaceId} and seq = 2`;
    await sql`alter table activity enable trigger user`;
  });
  for (const one of [ws, ws, whole]) await checkLogOf(one.system);
  const alarms = (at: TestWorkspace) =>
    inWorkspace(at.system, (tx) =>
      tx.select().from(notifications).where(eq(notifications.subjectKind, "activity")),
    );
  expect(await alarms(ws)).toMatchObject([
    { personId: ws.people.owner.userId, kind: "damage", actorId: null, detail: expect.stringMatching(/2/) },
  ]);
  expect(await alarms(whole)).toEqual([]);
  const mails = await queuedMails(ws.people.owner.email);
  expect(mails).toMatchObject([{ kind: "log-broken", path: `/w/${ws.slug}/activity/chain` }]);
  expect(await queuedMails(ws.people.lead.email)).toEqual([]);
});
