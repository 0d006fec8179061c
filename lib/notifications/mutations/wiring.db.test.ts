import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { requirements } from "@/db/schema/requirements";
import { notifications } from "@/db/schema/work";
import { inWorkspace } from "@/db/tenant";
import { evidenceOf, seenItem } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { nonconformityPath } from "@/db/testing/nonconformity-path";
import type { Role } from "@/lib/core/access";
import { assignEvidence } from "@/lib/evidence/mutations/bulk";
import { acceptEvidence, returnEvidence } from "@/lib/evidence/mutations/moves";
import { setStatement } from "@/lib/nonconformities/mutations";
import { setAction } from "@/lib/nonconformities/mutations/actions";
import { bulkEditInput } from "@/lib/requirements/input";
import { assign } from "@/lib/requirements/mutations";
import { bulkEdit } from "@/lib/requirements/mutations/bulk";

let ws: TestWorkspace;
beforeAll(async () => {
  ws = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver"] });
});

const toldOf = (role: Role, subjectKind: string) =>
  inWorkspace(ws.system, (tx) =>
    tx
      .select({
        kind: notifications.kind,
        title: notifications.title,
        detail: notifications.detail,
        subjectId: notifications.subjectId,
      })
      .from(notifications)
      .where(
        and(eq(notifications.personId, ws.people[role].userId), eq(notifications.subjectKind, subjectKind)),
      )
      .orderBy(notifications.createdAt),
  );
const idOf = (role: Role) => ws.people[role].userId;

describe("who is told of what", () => {
  it("the new owner of a requirement, once for many rows, and nobody who assigns to themselves", async () => {
    const scope = ws.scope("lead", "requirement:assign");
    await assign(scope, { ref: "A.5.1", ownerId: idOf("contributor"), dueOn: "2027-03-01", version: 1 });
    await assign(scope, { ref: "A.5.2", ownerId: idOf("lead"), version: 1 });
    await assign(scope, { ref: "A.5.1", dueOn: "2027-04-01", version: 2 });
    const rows = await inWorkspace(ws.system, (tx) =>
      tx.select({ ref: requirements.ref, version: requirements.version }).from(requirements).limit(200),
    );
    const ticks = rows.filter((row) => row.ref.startsWith("A.8.")).map((row) => `${row.ref}:${row.version}`);
    const input = bulkEditInput.parse({ rows: ticks, change: "owner", ownerId: idOf("contributor") });
    await bulkEdit(ws.scope("lead", "requirement:write"), input);
    expect(await toldOf("contributor", "requirement")).toMatchObject([
      { kind: "assignment", subjectId: "A.5.1", detail: "Due 1 Mar 2027." },
      { kind: "assignment", title: "34 requirements" },
    ]);
    expect(await toldOf("lead", "requirement")).toEqual([]);
  });

  it("the owner of evidence when it is given, returned or accepted", async () => {
    const evidence = evidenceOf(ws);
    const ids = [await evidence.add({ title: "One" }), await evidence.add({ title: "Two" })];
    await assignEvidence(ws.scope("lead"), {
      itemIds: ids.flatMap((id) => seenItem(id)),
      ownerId: idOf("contributor"),
    });
    const [returned, accepted] = [
      await evidence.submitted({ title: "Blurred", ownerId: idOf("contributor") }),
      await evidence.submitted({ title: "Fine" }),
    ];
    await returnEvidence(ws.scope("approver"), {
      itemIds: seenItem(returned),
      reason: "Nothing can be read.",
    });
    await acceptEvidence(ws.scope("approver"), { itemIds: seenItem(accepted), sufficient: false });
    expect(await toldOf("contributor", "evidence")).toMatchObject([
      { kind: "assignment", title: "2 pieces of evidence", detail: "One, Two" },
      { kind: "return", title: "Blurred", detail: "Nothing can be read.", subjectId: returned },
    ]);
    expect(await toldOf("lead", "evidence")).toMatchObject([
      { kind: "return", title: "Blurred" },
      { kind: "decision", title: "Fine", detail: "Accepted.", subjectId: accepted },
    ]);
    expect(await toldOf("approver", "evidence")).toEqual([]);
  });

  it("the new owner of a nonconformity and of an action", async () => {
    const path = nonconformityPath(ws);
    const id = await path.raise({ ownerId: idOf("lead") });
    await setStatement(path.as("lead"), { ...(await path.statement(id)), ownerId: idOf("contributor") });
    await path.act(id, idOf("approver"));
    const [action] = (await path.read(id)).actions;
    const { id: actionId = "", title = "", dueOn = null, version = 1 } = action ?? {};
    await setAction(path.as("lead"), { id, actionId, version, title, dueOn, ownerId: idOf("contributor") });
    expect(await toldOf("contributor", "nonconformity")).toMatchObject([
      { kind: "assignment", subjectId: id },
    ]);
    expect(await toldOf("approver", "action")).toMatchObject([
      { kind: "assignment", title: "AC-1 Connect the systems", subjectId: id },
    ]);
    expect(await toldOf("contributor", "action")).toMatchObject([{ title: "AC-1 Connect the systems" }]);
    expect(await toldOf("lead", "nonconformity")).toEqual([]);
  });
});
