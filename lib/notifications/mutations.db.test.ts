import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { notificationSettings, notifications } from "@/db/schema/work";
import { memberships } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestPerson, type TestWorkspace } from "@/db/testing/factories";
import { queuedMails } from "@/db/testing/queue";
import type { AnyScope } from "@/lib/core/access";
import type { Notice } from "@/lib/core/notification";
import {
  markAllSeen,
  markSeen,
  notify,
  openNotification,
  remind,
  setMailWishes,
  stopMail,
} from "@/lib/notifications/mutations";
import { getMailWishes, listNotifications } from "@/lib/notifications/queries";

let home: TestWorkspace;
let foreign: TestWorkspace;
const REF = "A.5.15";

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "viewer", "contributor"] });
  foreign = await createWorkspaceWith({ roles: ["owner"] });
});

const noticeTo = (person: TestPerson, more: Partial<Notice> = {}): Notice => ({
  personId: person.userId,
  kind: "assignment",
  subjectKind: "requirement",
  subjectId: REF,
  title: "A.5.15 Access control",
  detail: "",
  ...more,
});
const tell = (scope: AnyScope, notices: readonly Notice[]) =>
  inWorkspace(scope, (tx) => notify(tx, scope, notices));
const listOf = (person: TestPerson, unread = false) =>
  listNotifications(home.scopeOf(person, "contributor", "workspace:read"), { unread, before: null });
const all = {
  ...{ onAssignment: true, onReturn: true, onMention: true, weeklyDigest: true, onOverdue: true },
  checkpointMail: false,
};

describe("notify", () => {
  it("writes a row and queues a mail that opens the exact place", async () => {
    const { contributor } = home.people;
    await tell(home.scope("lead"), [noticeTo(contributor)]);
    const { rows, unread } = await listOf(contributor);
    expect(rows[0]).toMatchObject({
      kind: "assignment",
      subjectId: REF,
      actorName: home.people.lead.name,
      seen: false,
    });
    expect(unread).toBe(1);
    expect(await queuedMails(contributor.email)).toMatchObject([
      {
        kind: "notice",
        words: "made you the owner of a requirement",
        path: `/w/${home.slug}/controls/A.5.15`,
        off: `/w/${home.slug}/settings/notifications?off=onAssignment`,
      },
    ]);
  });

  it("tells nobody of their own act, and passes nobody and former members over", async () => {
    const { lead } = home.people;
    const gone = home.others[0] as TestPerson;
    await inWorkspace(home.system, (tx) =>
      tx.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.userId, gone.userId)),
    );
    await tell(home.scope("lead"), [
      noticeTo(lead),
      noticeTo(gone),
      noticeTo(lead, { personId: null }),
      noticeTo(foreign.people.owner),
    ]);
    const rows = await inWorkspace(home.system, (tx) => tx.select().from(notifications));
    expect(rows.filter((row) => [lead.userId, gone.userId].includes(row.personId))).toEqual([]);
    expect(await queuedMails(gone.email)).toEqual([]);
    expect(await queuedMails(foreign.people.owner.email)).toEqual([]);
  });

  it("makes one notification and one mail of many rows", async () => {
    const { viewer } = home.people;
    const refs = ["A.5.1", "A.5.2", "A.5.3"];
    await tell(
      home.scope("lead"),
      refs.map((ref) => noticeTo(viewer, { subjectId: ref, title: ref })),
    );
    const { rows } = await listNotifications(home.scope("viewer", "workspace:read"), {
      unread: true,
      before: null,
    });
    expect(rows).toMatchObject([{ title: "3 requirements", subjectId: "A.5.1,A.5.2,A.5.3" }]);
    expect(await queuedMails(viewer.email)).toHaveLength(1);
  });

  it("keeps decisions behind the bell, and asks the person's wishes for the rest", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "contributor"] });
    const { contributor } = ws.people;
    await setMailWishes(ws.scope("contributor", "workspace:read"), { ...all, onReturn: false });
    await tell(ws.scope("owner"), [
      noticeTo(contributor, { kind: "decision" }),
      noticeTo(contributor, { kind: "return" }),
      noticeTo(contributor, { kind: "mention" }),
    ]);
    expect(await queuedMails(contributor.email)).toMatchObject([{ kind: "notice", words: /mentioned you/ }]);
    const { rows } = await listNotifications(ws.scope("contributor", "workspace:read"), {
      unread: true,
      before: null,
    });
    expect(rows).toHaveLength(3);
  });

  it("leaves neither row nor mail when the change is rolled back", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "contributor"] });
    const { contributor } = ws.people;
    const failing = inWorkspace(ws.scope("owner"), async (tx) => {
      await notify(tx, ws.scope("owner"), noticeTo(contributor));
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await inWorkspace(ws.system, (tx) => tx.select().from(notifications))).toEqual([]);
    expect(await queuedMails(contributor.email)).toEqual([]);
  });
});

describe("reading", () => {
  it("marks one's own as read, and finds nobody else's", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "contributor", "viewer"] });
    const { contributor } = ws.people;
    const mine = ws.scope("contributor", "workspace:read");
    const tellTwo = ["A.5.1", "A.5.2"].map((ref) => noticeTo(contributor, { subjectId: ref }));
    for (const notice of tellTwo) await tell(ws.scope("owner"), [notice]);
    const { rows } = await listNotifications(mine, { unread: true, before: null });
    const [first = { id: "" }, second = { id: "" }] = rows;
    for (const other of [ws.scope("viewer", "workspace:read"), foreign.scope("owner", "workspace:read")]) {
      await expect(openNotification(other, { id: first.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(markSeen(other, { ids: [first.id] })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(markAllSeen(other, { newest: first.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await openNotification(mine, { id: second.id })).toEqual({ href: `/w/${ws.slug}/controls/A.5.1` });
    expect((await listNotifications(mine, { unread: true, before: null })).unread).toBe(1);
    expect(await markAllSeen(mine, { newest: first.id })).toEqual({ seen: 1 });
    expect(await markSeen(mine, { ids: [first.id] })).toEqual({ seen: 0 });
    expect((await listNotifications(mine, { unread: true, before: null })).rows).toEqual([]);
  });

  it("leaves unread what came after the page was drawn", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "contributor"] });
    const mine = ws.scope("contributor", "workspace:read");
    await tell(ws.scope("owner"), [noticeTo(ws.people.contributor)]);
    const { rows } = await listNotifications(mine, { unread: true, before: null });
    await tell(ws.scope("owner"), [noticeTo(ws.people.contributor, { subjectId: "A.5.9" })]);
    await markAllSeen(mine, { newest: rows[0]?.id ?? "" });
    expect((await listNotifications(mine, { unread: true, before: null })).rows).toMatchObject([
      { subjectId: "A.5.9" },
    ]);
  });

  it("pages without losing or repeating a row", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "contributor"] });
    const mine = ws.scope("contributor", "workspace:read");
    const wanted = Array.from({ length: 120 }, (_, at) => ({
      workspaceId: ws.workspaceId,
      personId: ws.people.contributor.userId,
      kind: "mention" as const,
      subjectKind: "requirement",
      subjectId: `A.5.${at}`,
      title: "t",
    }));
    await inWorkspace(ws.system, (tx) => tx.insert(notifications).values(wanted));
    const seen: string[] = [];
    let before: string | null = null;
    for (let page = 0; page < 5; page += 1) {
      const found: Awaited<ReturnType<typeof listNotifications>> = await listNotifications(mine, {
        unread: false,
        before,
      });
      seen.push(...found.rows.map((row) => row.subjectId));
      before = found.before;
      if (before === null) break;
    }
    expect(new Set(seen).size).toBe(120);
    expect(seen).toHaveLength(120);
  });
});

describe("mail settings", () => {
  it("keeps what was chosen, with an entry of what changed, and ends one kind alone", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "viewer"] });
    const mine = ws.scope("viewer", "workspace:read");
    expect(await getMailWishes(mine)).toEqual(all);
    await setMailWishes(mine, { ...all, onMention: false });
    await stopMail(mine, { wish: "weeklyDigest" });
    await stopMail(mine, { wish: "weeklyDigest" });
    expect(await getMailWishes(mine)).toEqual({ ...all, onMention: false, weeklyDigest: false });
    expect(await getMailWishes(ws.scope("owner", "workspace:read"))).toEqual(all);
    const entries = await inWorkspace(ws.system, (tx) =>
      tx
        .select({ body: activity.body })
        .from(activity)
        .where(and(eq(activity.verb, "notification.set"), eq(activity.subjectRef, ws.people.viewer.userId)))
        .orderBy(activity.seq),
    );
    expect(entries.map((entry) => JSON.parse(entry.body).after)).toEqual([
      { onMention: false },
      { weeklyDigest: false },
    ]);
  });
});

const NONE = { count: 0, lines: [] };
const some = { count: 1, lines: [{ label: "Backups", path: "/w/x/requests/1" }] };
const monday = { day: "monday", on: "2026-11-23", weekEnds: "2026-11-29" } as const;
const thursday = { day: "thursday", on: "2026-11-26", weekEnds: "2026-11-29" } as const;

describe("remind", () => {
  it("sends once a day however many workers ask at once", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "contributor"] });
    const { userId, email } = ws.people.contributor;
    const work = { overdue: some, due: NONE, waiting: NONE };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => remind(ws.system, userId, monday, work)),
    );
    expect(answers.filter((kind) => kind === "digest")).toHaveLength(1);
    expect(await remind(ws.system, userId, monday, work)).toBeNull();
    expect(await remind(ws.system, userId, thursday, work)).toBe("overdue");
    expect((await queuedMails(email)).map((mail) => mail.kind)).toEqual(["digest", "overdue"]);
    const [row] = await inWorkspace(ws.system, (tx) => tx.select().from(notificationSettings));
    expect(row).toMatchObject({ digestSentOn: "2026-11-23", overdueSentOn: "2026-11-26" });
  });

  it("sends nothing when nothing is due, to former members, or against the person's wish", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "contributor", "viewer"] });
    const { contributor, viewer } = ws.people;
    const nothing = { overdue: NONE, due: NONE, waiting: NONE };
    expect(await remind(ws.system, contributor.userId, monday, nothing)).toBeNull();
    await stopMail(ws.scope("contributor", "workspace:read"), { wish: "onOverdue" });
    expect(await remind(ws.system, contributor.userId, thursday, { ...nothing, overdue: some })).toBeNull();
    await inWorkspace(ws.system, (tx) =>
      tx.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.userId, viewer.userId)),
    );
    expect(await remind(ws.system, viewer.userId, monday, { ...nothing, due: some })).toBeNull();
    expect([...(await queuedMails(contributor.email)), ...(await queuedMails(viewer.email))]).toEqual([]);
  });
});
