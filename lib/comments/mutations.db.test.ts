import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { writeComment } from "@/lib/comments/mutations";
import { listComments } from "@/lib/comments/queries";
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

  it("is not found from another workspace, which reads nothing either", async () => {
    const before = await thread(home);
    await expect(
      writeComment(foreign.scope("lead", "comment:write"), comment("Elsewhere")),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await thread(foreign)).toEqual([]);
    expect(await thread(home)).toEqual(before);
  });
});
