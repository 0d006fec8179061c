import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { comments } from "@/db/schema/nonconformities";
import { notifications } from "@/db/schema/work";
import { memberships } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { createPerson, createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { queuedMails } from "@/db/testing/queue";
import { requestsOf } from "@/db/testing/requests";
import { writeComment } from "@/lib/comments/mutations";
import { countComments, listComments } from "@/lib/comments/queries";
import { raiseNonconformity } from "@/lib/nonconformities/mutations";

let home: TestWorkspace;
let foreign: TestWorkspace;
let subjectId: string;

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "approver", "viewer"] });
  foreign = await createWorkspaceWith({ roles: ["owner", "lead"] });
  const raised = await raiseNonconformity(home.scope("lead", "nonconformity:write"), {
    onceKey: "",
    grade: "minor",
    title: "Access stays on",
    source: "self",
    refs: ["A.5.18"],
    itemIds: [],
    requirementText: "",
    objectiveEvidence: "11 of 40 accounts stayed active.",
    gap: "",
    ownerId: null,
    dueOn: null,
  });
  subjectId = raised.id;
});

const comment = (body: string, onceKey = "") => ({
  onceKey,
  subjectKind: "nonconformity" as const,
  subjectId,
  body,
});
const thread = (workspace: TestWorkspace) =>
  listComments(workspace.scope("owner", "workspace:read"), "nonconformity", subjectId);

describe("writeComment", () => {
  it("adds a comment with its author and a log entry, oldest first", async () => {
    await writeComment(home.scope("approver", "comment:write"), comment("First"));
    await writeComment(home.scope("lead", "comment:write"), comment("Second"));
    expect(await thread(home)).toMatchObject([
      { body: "First", author: home.people.approver.name },
      { body: "Second", author: home.people.lead.name },
    ]);
    const entries = await inWorkspace(home.system, (tx) =>
      tx
        .select({ verb: activity.verb })
        .from(activity)
        .where(and(eq(activity.verb, "comment.write"), eq(activity.subjectRef, subjectId))),
    );
    expect(entries).toHaveLength(2);
  });

  it("has one effect when the same form arrives twice at once", async () => {
    const input = comment("Only once", randomUUID());
    const scope = home.scope("lead", "comment:write");
    await Promise.all([writeComment(scope, input), writeComment(scope, input)]);
    expect((await thread(home)).filter(({ body }) => body === "Only once")).toHaveLength(1);
  });

  it("shows the newest 200 of a longer thread, oldest first", async () => {
    const authorId = home.people.lead.userId;
    const rows = Array.from({ length: 201 }, (_, at) => ({
      ...{ workspaceId: home.workspaceId, subjectKind: "supplier" as const, subjectId: "long", authorId },
      body: `Comment ${at}`,
      createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, at)),
    }));
    await inWorkspace(home.system, (tx) => tx.insert(comments).values(rows));
    const shown = await listComments(home.scope("owner", "workspace:read"), "supplier", "long");
    expect(shown).toHaveLength(200);
    const counted = (workspace: TestWorkspace) =>
      countComments(workspace.scope("owner", "workspace:read"), "supplier");
    expect(await counted(home)).toEqual({ long: 201 });
    expect(await counted(foreign)).toEqual({});
    expect([shown[0]?.body, shown.at(-1)?.body]).toEqual(["Comment 1", "Comment 200"]);
  });

  it("is not found from another workspace, which reads nothing either", async () => {
    const before = await thread(home);
    await expect(
      writeComment(foreign.scope("lead", "comment:write"), comment("Elsewhere")),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await thread(foreign)).toEqual([]);
    expect(await thread(home)).toEqual(before);
  });
});

describe("mentions", () => {
  const write = (body: string, more: { mentions?: string[]; onceKey?: string } = {}) =>
    writeComment(home.scope("lead", "comment:write"), { ...comment(body), ...more });
  const toldOf = (userId: string) =>
    inWorkspace(home.system, (tx) =>
      tx
        .select({ detail: notifications.detail, title: notifications.title })
        .from(notifications)
        .where(and(eq(notifications.personId, userId), eq(notifications.kind, "mention"))),
    );

  it("keeps whom a comment names, tells them by bell and mail, and marks them for readers", async () => {
    const { approver, lead, owner } = home.people;
    const body = `@${approver.name.toUpperCase()} and @${lead.name}: look. @Nobody Here and ${owner.name} are text.`;
    await write(body);
    const found = (await thread(home)).find((one) => one.body === body);
    expect(found?.mentions.map(({ userId }) => userId).sort()).toEqual([approver.userId, lead.userId].sort());
    expect(await toldOf(approver.userId)).toMatchObject([
      { detail: body, title: expect.stringMatching(/^NC-\d{4}-\d{3} Access stays on$/) },
    ]);
    expect([await toldOf(lead.userId), await toldOf(owner.userId)]).toEqual([[], []]);
    expect((await queuedMails(approver.email)).at(-1)).toMatchObject({
      kind: "notice",
      words: "mentioned you on a nonconformity",
      path: `/w/${home.slug}/nonconformities/${subjectId}`,
    });
  });

  it("tells nobody when two share the name, and the one who was picked", async () => {
    const twin = await createPerson({ name: home.people.viewer.name });
    const { workspaceId } = home;
    await inWorkspace(home.system, (tx) =>
      tx.insert(memberships).values({ workspaceId, userId: twin.userId, role: "viewer" }),
    );
    await write(`@${twin.name} first`);
    expect([await toldOf(twin.userId), await toldOf(home.people.viewer.userId)]).toEqual([[], []]);
    await write(`@${twin.name} second`, { mentions: [twin.userId] });
    expect(await toldOf(twin.userId)).toMatchObject([{ detail: `@${twin.name} second` }]);
  });

  it("never names a stranger, whatever the form says, and tells once when it arrives twice", async () => {
    const stranger = foreign.people.owner;
    await write(`@${stranger.name} look`, { mentions: [stranger.userId] });
    expect((await thread(home)).at(-1)?.mentions).toEqual([]);
    const before = (await toldOf(home.people.owner.userId)).length;
    const onceKey = randomUUID();
    const body = `@${home.people.owner.name} once`;
    await Promise.all([write(body, { onceKey }), write(body, { onceKey })]);
    expect(await toldOf(home.people.owner.userId)).toHaveLength(before + 1);
  });

  it("discusses a request, whose draft only those who ask can see", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
    const mine = requestsOf(ws);
    const [open, draft] = [await mine.ask(), await mine.ask({ draft: "on" })];
    const on = (id: string) => ({
      onceKey: "",
      subjectKind: "request" as const,
      subjectId: id,
      body: "Which month?",
    });
    const asContributor = ws.scope("contributor", "comment:write");
    await writeComment(asContributor, on(open));
    expect(await listComments(ws.scope("lead", "workspace:read"), "request", open)).toHaveLength(1);
    await expect(writeComment(asContributor, on(draft))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await writeComment(ws.scope("lead", "comment:write"), on(draft));
  });
});
