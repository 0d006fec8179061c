import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import { beforeAll, describe, expect, it } from "vitest";
import { readTogether } from "@/db/bulk";
import { activity } from "@/db/schema/activity";
import { partyNeeds, scopeStatements } from "@/db/schema/context";
import { notifications } from "@/db/schema/work";
import { inWorkspace } from "@/db/tenant";
import { contextOf } from "@/db/testing/context";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { queuedMails } from "@/db/testing/queue";
import { addIssueInput, setClimateInput } from "@/lib/context/input";
import { setArchived } from "@/lib/context/mutations/archive";
import { discardScope } from "@/lib/context/mutations/discard";
import { addIssue, editIssue, setClimate } from "@/lib/context/mutations/issues";
import { addNeed, editNeed, editParty } from "@/lib/context/mutations/parties";
import { approveScope, beginScope, returnScope, saveScope, submitScope } from "@/lib/context/mutations/scope";
import { getContext, getScopeVersion, scopeFactRows, scopeFactsOf } from "@/lib/context/queries";
import { parseFrozenScope } from "@/lib/core/scope-statement";
import { listMyWork } from "@/lib/work/queries";
import { setWaiver } from "@/lib/workspaces/mutations";

let ws: TestWorkspace;
let foreign: TestWorkspace;
let mine: ReturnType<typeof contextOf>;

beforeAll(async () => {
  ws = await createWorkspaceWith({ roles: ["owner", "lead", "approver", "approver", "contributor"] });
  foreign = await createWorkspaceWith({ roles: ["owner"] });
  mine = contextOf(ws);
});

const verbs = (ref: string) =>
  inWorkspace(ws.system, async (tx) => {
    const rows = await tx
      .select({ verb: activity.verb })
      .from(activity)
      .where(eq(activity.subjectRef, ref))
      .orderBy(activity.seq);
    return rows.map(({ verb }) => verb);
  });
const issueFields = (title: string) => ({ title, effect: "", reviewedOn: null });

describe("issues, parties and needs", () => {
  it("are added once, changed by version, archived and brought back, each with an entry", async () => {
    const scope = ws.scope("lead", "context:write");
    const input = addIssueInput.parse({ side: "internal", title: "Few people", onceKey: randomUUID() });
    const [{ id }, again] = await Promise.all([addIssue(scope, input), addIssue(scope, input)]);
    expect(again.id).toBe(id);
    await editIssue(scope, { id, version: 1, ...issueFields("Very few people") });
    await expect(editIssue(scope, { id, version: 1, ...issueFields("Stale") })).rejects.toMatchObject({
      code: "CONFLICT",
      current: { title: "Very few people", version: 2 },
    });
    await setArchived(scope, { kind: "issue", id, version: 2, archived: true });
    await expect(editIssue(scope, { id, version: 3, ...issueFields("No") })).rejects.toMatchObject({
      code: "CONFLICT",
      message: "The issue is archived. Bring it back before changing it.",
    });
    await setArchived(scope, { kind: "issue", id, version: 3, archived: false });
    expect(await verbs(id)).toEqual(Array(4).fill("context.edit"));
    const { context } = await getContext(ws.scope("contributor", "context:read"));
    expect(context.issues).toMatchObject([{ title: "Very few people", archived: false, version: 4 }]);
  });

  it("refuses a review of tomorrow and a need of an archived party", async () => {
    const scope = ws.scope("lead", "context:write");
    const tomorrow = { ...issueFields("Later"), side: "external", reviewedOn: "2999-01-01" } as const;
    await expect(addIssue(scope, { onceKey: "", ...tomorrow })).rejects.toMatchObject({
      fields: { reviewedOn: expect.stringContaining("has not come") },
    });
    const party = await mine.party("Former partner");
    await setArchived(scope, { kind: "party", id: party, version: 1, archived: true });
    const need = { partyId: party, need: "x", answered: null, how: "", climate: false, onceKey: "" };
    await expect(addNeed(scope, need)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("are not found from another workspace, whatever the act", async () => {
    const issue = await mine.issue("external", "Law");
    const party = await mine.party("Customers", "Their data stays confidential");
    const [need] = await inWorkspace(ws.system, (tx) =>
      tx.select().from(partyNeeds).where(eq(partyNeeds.partyId, party)),
    );
    const other = foreign.scope("owner", "context:write");
    const fields = { need: "x", answered: true, how: "", climate: false };
    const calls = [
      editIssue(other, { id: issue, version: 1, ...issueFields("Taken") }),
      editParty(other, { id: party, version: 1, name: "Taken", kind: "" }),
      editNeed(other, { id: need?.id ?? "", version: 1, ...fields }),
      addNeed(other, { partyId: party, onceKey: "", ...fields }),
      setArchived(other, { kind: "need", id: need?.id ?? "", version: 1, archived: true }),
    ];
    for (const call of await Promise.allSettled(calls)) {
      expect(call).toMatchObject({ status: "rejected", reason: { code: "NOT_FOUND" } });
    }
    expect((await getContext(foreign.scope("owner", "context:read"))).context).toEqual({
      climate: null,
      issues: [],
      parties: [],
    });
  });

  it("determines climate change once at a time", async () => {
    const given = setClimateInput.parse({ relevant: "no", reason: "Offices only.", version: 0 });
    const both = await Promise.allSettled([
      setClimate(ws.scope("lead", "context:write"), given),
      setClimate(ws.scope("owner", "context:write"), given),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await setClimate(ws.scope("lead", "context:write"), { ...given, relevant: true, version: 1 });
    const late = setClimate(ws.scope("owner", "context:write"), { ...given, version: 1 });
    await expect(late).rejects.toMatchObject({
      ...{ code: "CONFLICT", current: { relevant: "yes", reason: "Offices only.", version: 2 } },
    });
    const { context } = await getContext(ws.scope("lead", "context:read"));
    expect(context.climate).toMatchObject({
      relevant: true,
      decidedBy: ws.people.lead.name,
      version: 2,
    });
    expect(await verbs("climate")).toHaveLength(2);
  });
});

describe("the scope statement", () => {
  const facts = () =>
    inWorkspace(ws.system, async (tx) =>
      scopeFactsOf((await readTogether(tx, { rows: scopeFactRows(tx) })).rows),
    );
  const readScope = () => ws.scope("lead", "context:read");
  const rowOf = async (number: number) => (await getScopeVersion(readScope(), number, null)).shown;

  it("is refused while a check blocks, then approved by one of two, frozen and superseded", async () => {
    const lead = ws.scope("lead", "context:write");
    expect(await facts()).toEqual({ remoteStaff: null, outsourcedDevelopment: null, scope: null });
    const { number } = await beginScope(lead, { onceKey: "" });
    await expect(beginScope(lead, { onceKey: "" })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(
      submitScope(lead, { number, version: 1, changeReason: "First version" }),
    ).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("Write the scope statement"),
    });

    await mine.complete();
    await saveScope(lead, { number, version: 1, ...mine.parts });
    await expect(saveScope(lead, { number, version: 1, ...mine.parts })).rejects.toMatchObject({
      current: { units: mine.parts.units, version: 2 },
    });
    expect(await facts()).toMatchObject({ remoteStaff: true, outsourcedDevelopment: false, scope: null });
    await submitScope(lead, { number, version: 2, changeReason: "First version" });
    await expect(saveScope(lead, { number, version: 3, ...mine.parts })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("waits for approval"),
    });
    const waiting = await listMyWork(ws.scope("approver", "workspace:read"), "2026-11-22");
    expect(waiting.filter(({ kind }) => kind === "approve_scope")).toMatchObject([
      { title: `Scope statement ${number}`, target: String(number) },
    ]);

    const [second] = ws.others;
    if (second === undefined) throw new Error("The workspace has two approvers.");
    const both = await Promise.allSettled([
      approveScope(ws.scope("approver", "context:approve"), { number, version: 3 }),
      approveScope(ws.scopeOf(second, "approver", "context:approve"), { number, version: 3 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "CONFLICT" } });
    const approved = await rowOf(number);
    expect(approved).toMatchObject({ state: "approved", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await facts()).toMatchObject({ scope: { number, statement: mine.parts.statement } });
    expect(await verbs(`scope-${number}`)).toEqual([
      "context.edit",
      "context.edit",
      "context.submit",
      "context.approve",
    ]);

    const issues = approved.frozen?.issues.length ?? 0;
    await mine.issue("external", "A later issue");
    expect((await rowOf(number)).frozen?.issues).toHaveLength(issues);

    const next = await beginScope(lead, { onceKey: "" });
    expect((await rowOf(next.number)).parts).toEqual(mine.parts);
    const text = { ...mine.parts, statement: "Now with the mobile app." };
    await saveScope(lead, { number: next.number, version: 1, ...text });
    await submitScope(lead, { number: next.number, version: 2, changeReason: "Mobile app" });
    await approveScope(ws.scope("owner", "context:approve"), { number: next.number, version: 3 });
    expect((await rowOf(number)).state).toBe("superseded");
    expect((await rowOf(number)).frozen).toEqual(approved.frozen);
    const [stored] = await inWorkspace(ws.system, (tx) =>
      tx.select().from(scopeStatements).where(eq(scopeStatements.number, next.number)),
    );
    expect(parseFrozenScope(stored?.content ?? "").issues).toHaveLength(issues + 1);
  });

  it("goes back with a reason that its author is told, and is not approved by its author", async () => {
    const lead = ws.scope("lead", "context:write");
    const owner = ws.scope("owner", "context:write", "context:approve");
    const { number } = await beginScope(owner, { onceKey: "" });
    await submitScope(owner, { number, version: 1, changeReason: "Yearly review" });
    await expect(approveScope(owner, { number, version: 2 })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const approver = ws.scope("approver", "context:approve");
    await expect(returnScope(approver, { number, version: 2, reason: " " })).rejects.toMatchObject({
      fields: { reason: expect.any(String) },
    });
    await returnScope(approver, { number, version: 2, reason: "Name the second site." });
    const page = await getContext(readScope());
    expect(page.working?.state).toBe("draft");
    expect(page.sentBack).toMatchObject({ words: 'sent it back: "Name the second site."' });
    const told = await inWorkspace(ws.system, (tx) =>
      tx
        .select({ kind: notifications.kind, detail: notifications.detail })
        .from(notifications)
        .where(eq(notifications.personId, ws.people.owner.userId))
        .orderBy(notifications.createdAt),
    );
    expect(told.at(-1)).toEqual({ kind: "return", detail: "Name the second site." });

    await setWaiver(ws.scope("owner", "workspace:own"), { version: 1, selfAcceptance: true });
    await submitScope(lead, { number, version: 3, changeReason: "Second site" });
    await returnScope(approver, { number, version: 4, reason: "Once more." });
    await submitScope(owner, { number, version: 5, changeReason: "Second site" });
    await approveScope(owner, { number, version: 6 });
    const { history } = await getScopeVersion(readScope(), number, null);
    expect(history[0]?.words).toBe("approved their own version, as the workspace allows");
  });

  it("reaches its approvers by mail when it is submitted, and may be discarded while it is a draft", async () => {
    const place = await createWorkspaceWith({ roles: ["owner", "lead", "approver"] });
    const there = contextOf(place);
    const { number } = await there.approved();
    const [mail] = await queuedMails(place.people.approver.email);
    expect(mail).toMatchObject({
      kind: "notice",
      title: `Scope statement ${number}`,
      words: "submitted the scope statement",
    });
    const scope = place.scope("lead", "context:write", "context:read");
    const draft = await beginScope(scope, { onceKey: "" });
    await saveScope(scope, { number: draft.number, version: 1, ...there.parts, units: "Only Berlin" });
    await expect(discardScope(scope, { number, version: 3 })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(discardScope(scope, { number: draft.number, version: 1 })).rejects.toMatchObject({
      code: "CONFLICT",
      current: undefined,
    });
    const deleted = (state: string) =>
      inWorkspace(place.system, (tx) =>
        tx.delete(scopeStatements).where(eq(scopeStatements.state, state as "approved")),
      );
    await expect(deleted("approved")).rejects.toThrow();
    await discardScope(scope, { number: draft.number, version: 2 });
    const page = await getContext(scope);
    expect(page.working).toBeNull();
    expect(page.approved?.number).toBe(number);
    const [entry] = await inWorkspace(place.system, (tx) =>
      tx.select({ body: activity.body }).from(activity).where(eq(activity.verb, "context.discard")),
    );
    expect(entry?.body).toContain("Only Berlin");
    expect((await beginScope(scope, { onceKey: "" })).number).toBe(draft.number);
    for (const version of [1, 2]) {
      const old = { number: draft.number, version, ...there.parts, units: "Only Hamburg" };
      await expect(saveScope(scope, old)).rejects.toMatchObject({ code: "CONFLICT" });
    }
  });

  it("says so when its frozen text is not what was approved", async () => {
    const place = await createWorkspaceWith({ roles: ["owner", "lead", "approver"] });
    const { number } = await contextOf(place).approved();
    const whole = await getScopeVersion(place.scope("lead", "context:read"), number, null);
    expect(whole.shown).toMatchObject({ damaged: false, frozen: { number } });
    const owner = postgres(process.env.DATABASE_OWNER_URL ?? "", { max: 1, onnotice: () => undefined });
    await owner.begin(async (tx) => {
      await tx`alter table scope_statements disable trigger scope_statements_keep_approved`;
      await tx`update scope_statements set content = left(content, 40) where workspace_id = ${place.workspaceId}`;
      await tx`alter table scope_statements enable trigger scope_statements_keep_approved`;
    });
    await owner.end();
    const page = await getScopeVersion(place.scope("lead", "context:read"), number, null);
    expect(page.shown).toMatchObject({ damaged: true, frozen: null, state: "approved" });
    expect((await getContext(place.scope("lead", "context:read"))).approved?.damaged).toBe(true);
  });

  it("is not found from another workspace", async () => {
    const other = foreign.scope("owner", "context:write", "context:approve", "context:read");
    const calls = [
      saveScope(other, { number: 1, version: 1, ...mine.parts }),
      submitScope(other, { number: 1, version: 1, changeReason: "x" }),
      approveScope(other, { number: 1, version: 1 }),
      discardScope(other, { number: 1, version: 1 }),
      returnScope(other, { number: 1, version: 1, reason: "x" }),
      getScopeVersion(other, 1, null),
    ];
    for (const call of await Promise.allSettled(calls)) {
      expect(call).toMatchObject({ status: "rejected", reason: { code: "NOT_FOUND" } });
    }
  });
});
