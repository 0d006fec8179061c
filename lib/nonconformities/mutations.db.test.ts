import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { nonconformities } from "@/db/schema/nonconformities";
import { memberships } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { given, NO_CAUSE, nonconformityPath } from "@/db/testing/nonconformity-path";
import { addDays, dateIn } from "@/lib/core/dates";
import { raiseNonconformityInput, setStatementInput } from "@/lib/nonconformities/input";
import {
  raiseNonconformity,
  setCause,
  setCorrection,
  setEffectiveness,
  setStatement,
} from "@/lib/nonconformities/mutations";
import { addAction, setAction } from "@/lib/nonconformities/mutations/actions";
import { judgeEffectiveness, takeStep } from "@/lib/nonconformities/mutations/steps";
import { getNonconformity, listNonconformities } from "@/lib/nonconformities/queries";
import { getNcContext, getPrefill } from "@/lib/nonconformities/queries/context";

let home: TestWorkspace;
let foreign: TestWorkspace;
let path: ReturnType<typeof nonconformityPath>;
const today = dateIn("UTC", new Date());
const year = today.slice(0, 4);

beforeAll(async () => {
  home = await createWorkspaceWith({
    roles: ["owner", "lead", "contributor", "contributor", "approver", "viewer"],
  });
  foreign = await createWorkspaceWith({ roles: ["owner", "lead"] });
  path = nonconformityPath(home);
});

describe("raiseNonconformity", () => {
  it("numbers 20 that are raised at once without a gap or a double", async () => {
    const other = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const numbers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        raiseNonconformity(path.as("lead", other), given({ title: `Finding ${at}` })),
      ),
    );
    const expected = Array.from({ length: 20 }, (_, at) => `NC-${year}-${String(at + 1).padStart(3, "0")}`);
    expect(numbers.map(({ number }) => number).sort()).toEqual(expected);
    expect(await listNonconformities(other.scope("lead", "nonconformity:read"), today)).toHaveLength(20);
  });

  it("does not use up a number when raising fails", async () => {
    const other = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const missing = raiseNonconformity(path.as("lead", other), given({ refs: ["X.999"] }));
    await expect(missing).rejects.toMatchObject({ code: "INVALID", fields: { refs: expect.any(String) } });
    expect((await raiseNonconformity(path.as("lead", other), given())).number).toBe(`NC-${year}-001`);
  });

  it("has one effect when the same form arrives twice", async () => {
    const input = given({ onceKey: randomUUID() });
    const [first, second] = await Promise.all([
      raiseNonconformity(path.as("lead"), input),
      raiseNonconformity(path.as("lead"), input),
    ]);
    expect(second).toEqual(first);
    expect(await path.verbsOf(first.id)).toEqual(["nonconformity.raise"]);
  });

  it("proposes the due date by grade and keeps one that was chosen", async () => {
    const [major, minor, chosen] = [
      await path.raise({ grade: "major" }),
      await path.raise(),
      await path.raise({ dueOn: "2031-01-15" }),
    ];
    expect((await path.read(major)).dueOn).toBe(addDays(today, 60));
    expect((await path.read(minor)).dueOn).toBe(addDays(today, 90));
    expect((await path.read(chosen)).dueOn).toBe("2031-01-15");
  });

  it("asks for a requirement, a member as owner and evidence of this workspace", async () => {
    await expect(path.raise({ refs: [], requirementText: "" })).rejects.toMatchObject({ code: "INVALID" });
    expect(await path.raise({ refs: [], requirementText: "Contract clause 4" })).toEqual(expect.any(String));
    await expect(path.raise({ ownerId: foreign.people.owner.userId })).rejects.toMatchObject({
      code: "INVALID",
      fields: { ownerId: expect.stringContaining("no member") },
    });
    await expect(path.raise({ itemIds: [randomUUID()] })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("reads references as people type them and names those that do not exist", () => {
    const typed = { ...given(), refs: "a 5.18; 6.1.3, cc6.1" };
    expect(raiseNonconformityInput.parse(typed).refs).toEqual(["A.5.18", "6.1.3", "CC6.1"]);
    const wrong = raiseNonconformityInput.safeParse({ ...typed, refs: "A.5.99" });
    expect(wrong.error?.issues[0]?.message).toContain("A.5.99 is not a requirement");
    const { onceKey: _, ...sent } = typed;
    const edit = { ...sent, id: randomUUID(), version: "1", extent: "", consequences: "" };
    expect(setStatementInput.parse(edit).refs).toEqual(["A.5.18", "6.1.3", "CC6.1"]);
  });
});

describe("tenancy and concurrency", () => {
  it("reads as not found elsewhere and changes nothing there", async () => {
    const id = await path.raise();
    const before = await path.read(id);
    const there = path.as("lead", foreign);
    const key = { id, version: 1 };
    const check = { effectivenessCriteria: "x", effectivenessDueOn: null, effectivenessReviewerId: null };
    const verdict = { result: "effective" as const, note: "x", ismsChange: "" };
    const work = { title: "x", ownerId: null, dueOn: null };
    const stolen = { ...(await path.statement(id)), title: "Taken over" };
    const refusals = [
      () => getNonconformity(there, id),
      () => setCorrection(there, { ...key, correction: "x", correctionOn: null }),
      () => setStatement(there, stolen),
      () => setCause(there, { ...NO_CAUSE, ...key }),
      () => setEffectiveness(there, { ...key, ...check }),
      () => takeStep(there, { ...key, to: "investigating", reason: "" }),
      () => judgeEffectiveness(foreign.scope("lead", "nonconformity:verify"), { ...key, ...verdict }),
      () => addAction(there, { id, onceKey: "", ...work }),
      () => setAction(there, { ...key, actionId: randomUUID(), ...work }),
      () => getNonconformity(path.as("lead"), "not-an-id"),
      () => getNonconformity(path.as("lead"), randomUUID()),
    ];
    for (const refusal of refusals) await expect(refusal()).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await path.read(id)).toEqual(before);
  });

  it("lets one of two at once win and shows the other what is stored", async () => {
    const id = await path.raise();
    const change = (correction: string) =>
      setCorrection(path.as("lead"), { id, version: 1, correction, correctionOn: null });
    const both = await Promise.allSettled([change("First"), change("Second")]);
    const lost = both.find((one) => one.status === "rejected");
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const stored = (await path.read(id)).correction;
    expect(lost).toMatchObject({ reason: { code: "CONFLICT", current: { correction: stored, version: 2 } } });
    const moves = await Promise.allSettled([
      takeStep(path.as("lead"), { id, to: "investigating", version: 2, reason: "" }),
      takeStep(path.as("lead"), { id, to: "investigating", version: 2, reason: "" }),
    ]);
    expect(moves.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect((await path.read(id)).steps).toHaveLength(2);
  });

  it("refuses former members as new owners and keeps an old one", async () => {
    const other = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
    const ownerId = other.people.contributor.userId;
    const scope = other.scope("lead", "nonconformity:read", "nonconformity:write");
    const { id } = await raiseNonconformity(scope, given({ ownerId }));
    await inWorkspace(other.system, (tx) =>
      tx.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.userId, ownerId)),
    );
    await expect(raiseNonconformity(scope, given({ ownerId }))).rejects.toMatchObject({ code: "INVALID" });
    const nc = await getNonconformity(scope, id);
    const { onceKey: _, ...text } = given({ ownerId, dueOn: nc.dueOn });
    await setStatement(scope, {
      id,
      version: nc.version,
      extent: "Nowhere else.",
      consequences: "",
      ...text,
    });
    expect((await getNonconformity(scope, id)).owner?.userId).toBe(ownerId);
  });
});

describe("what stands around a record", () => {
  it("fills in the requirement, the evidence and the reason of a return", async () => {
    const itemId = await inWorkspace(home.system, async (tx) => {
      const [row] = await tx
        .insert(evidenceItems)
        .values({
          workspaceId: home.workspaceId,
          identity: "offboarding",
          title: "Offboarding tickets",
          state: "returned",
          stateReason: "Two tickets are missing.",
        })
        .returning({ id: evidenceItems.id });
      return row?.id ?? "";
    });
    const prefill = await getPrefill(path.as("lead"), { refs: ["A.5.18", "nonsense"], itemId });
    expect(prefill).toMatchObject({
      refs: ["A.5.18"],
      source: "self",
      title: "Offboarding tickets was returned",
      requirementText: expect.stringContaining("A.5.18"),
      objectiveEvidence: "Offboarding tickets. Returned: Two tickets are missing.",
      candidates: [{ id: itemId }],
    });
    await inWorkspace(home.system, (tx) =>
      tx
        .insert(evidenceItems)
        .values({ workspaceId: home.workspaceId, identity: "other", title: "A policy" }),
    );
    expect((await getPrefill(path.as("lead"), { refs: [], itemId })).candidates).toEqual([
      { id: itemId, title: "Offboarding tickets" },
    ]);
    await inWorkspace(home.system, (tx) =>
      tx.insert(evidenceLinks).values({
        workspaceId: home.workspaceId,
        itemId,
        ref: "CC6.2",
        origin: "manual",
        linkedBy: path.person("lead"),
      }),
    );
    expect((await getPrefill(path.as("lead"), { refs: ["A.5.18"], itemId })).refs).toEqual([
      "A.5.18",
      "CC6.2",
    ]);
    expect((await getPrefill(path.as("lead", foreign), { refs: [], itemId })).evidence).toEqual([]);
    const id = await path.raise({ itemIds: [itemId] });
    const nc = await path.read(id);
    expect(nc.evidence).toMatchObject([{ id: itemId }]);
    const context = await getNcContext(path.as("lead"), nc);
    expect(context.criteria).toContain("CC6.2");
    expect(context.history.map(({ words }) => words)).toEqual(["raised it as Minor"]);
    expect(context.members.map(({ userId }) => userId)).toContain(path.person("approver"));
  });

  it("lists age, bucket and overdue work", async () => {
    const id = await path.raise({ dueOn: addDays(today, -1), refs: ["A.5.18", "A.5.2"] });
    await addAction(path.as("lead"), {
      id,
      onceKey: "",
      title: "Late",
      ownerId: null,
      dueOn: addDays(today, -2),
    });
    const row = (await listNonconformities(path.as("lead"), today)).find((one) => one.id === id);
    expect(row).toMatchObject({
      refs: ["A.5.2", "A.5.18"],
      ageDays: 0,
      bucket: "0-30",
      openActions: 1,
      overdueActions: 1,
    });
    await inWorkspace(home.system, (tx) =>
      tx.update(nonconformities).set({ state: "withdrawn" }).where(eq(nonconformities.id, id)),
    );
    const ended = (await listNonconformities(path.as("lead"), today)).find((one) => one.id === id);
    expect(ended).toMatchObject({ state: "withdrawn", openActions: 0, overdueActions: 0 });
  });
});
