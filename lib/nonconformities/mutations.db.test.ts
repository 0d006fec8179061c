import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { evidenceItems } from "@/db/schema/evidence";
import { memberships } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import type { Role } from "@/lib/core/access";
import { addDays, dateIn } from "@/lib/core/dates";
import type { NcGrade, NcState } from "@/lib/core/statuses";
import {
  type RaiseNonconformityInput,
  raiseNonconformityInput,
  setCauseInput,
  setStatementInput,
} from "@/lib/nonconformities/input";
import {
  raiseNonconformity,
  setCause,
  setCorrection,
  setEffectiveness,
  setStatement,
} from "@/lib/nonconformities/mutations";
import { addAction, completeAction, setAction } from "@/lib/nonconformities/mutations/actions";
import { judgeEffectiveness, takeStep } from "@/lib/nonconformities/mutations/steps";
import { getNonconformity, listNonconformities } from "@/lib/nonconformities/queries";
import { getNcContext, getPrefill } from "@/lib/nonconformities/queries/context";

let home: TestWorkspace;
let foreign: TestWorkspace;
const today = dateIn("UTC", new Date());
const year = today.slice(0, 4);

beforeAll(async () => {
  home = await createWorkspaceWith({
    roles: ["owner", "lead", "contributor", "contributor", "approver", "viewer"],
  });
  foreign = await createWorkspaceWith({ roles: ["owner", "lead"] });
});

const as = (role: Role, workspace: TestWorkspace = home) =>
  workspace.scope(role, "nonconformity:read", "nonconformity:write");
const judge = (role: Role) => home.scope(role, "nonconformity:read", "nonconformity:verify");
const person = (role: Role) => home.people[role].userId;

function given(more: Partial<RaiseNonconformityInput> = {}): RaiseNonconformityInput {
  return {
    onceKey: "",
    grade: "minor",
    title: "Access stays on after people leave",
    source: "internal_audit",
    refs: ["A.5.18"],
    itemIds: [],
    requirementText: "Access ends within one working day.",
    objectiveEvidence: "11 of 40 accounts stayed active.",
    gap: "Access is not removed in time.",
    ownerId: null,
    dueOn: null,
    ...more,
  };
}

const raise = async (more: Partial<RaiseNonconformityInput> = {}, role: Role = "lead") =>
  (await raiseNonconformity(as(role), given(more))).id;
const read = (id: string) => getNonconformity(as("lead"), id);

async function step(id: string, to: NcState, role: Role = "lead", reason = "") {
  const { version } = await read(id);
  return takeStep(home.scope(role, "nonconformity:read"), { id, to, version, reason });
}

async function statement(id: string, extent = "Checked all 40 leavers.") {
  const nc = await read(id);
  const { grade, title, source, requirementText, objectiveEvidence, gap, consequences, dueOn, version } = nc;
  const evidence = nc.evidence.map((item) => item.id);
  const ownerId = nc.owner?.userId ?? null;
  const text = { grade, title, source, requirementText, objectiveEvidence, gap, consequences, extent };
  return { id, version, ...text, refs: [...nc.refs], itemIds: evidence, ownerId, dueOn };
}

const NO_CAUSE = setCauseInput.parse({ id: randomUUID(), version: 1, method: "five_whys" });
const because = { why_1: "Why did it stay on?", because_1: "IT was told late." };

async function plan(id: string) {
  await setStatement(as("lead"), await statement(id));
  const correction = { correction: "All 11 accounts disabled.", correctionOn: today };
  await setCorrection(as("lead"), { id, version: (await read(id)).version, ...correction });
  const cause = { ...NO_CAUSE, ...because, id, rootCause: "The systems are not connected." };
  await setCause(as("lead"), { ...cause, version: (await read(id)).version });
  await act(id);
}

async function act(id: string, ownerId = person("contributor")) {
  const dueOn = addDays(today, 14);
  await addAction(as("lead"), { id, onceKey: "", title: "Connect the systems", ownerId, dueOn });
}

async function finish(id: string, role: Role = "lead") {
  for (const action of (await read(id)).actions.filter(({ state }) => state === "open")) {
    const { id: actionId, version } = action;
    const proof = { proofNote: "Ticket closed with a log.", proofItemId: null };
    await completeAction(as(role), { id, actionId, version, to: "done", ...proof });
  }
}

async function measure(id: string, reviewer = person("approver")) {
  const { version } = await read(id);
  const criteria = { effectivenessCriteria: "No leaver keeps access in December." };
  const check = { effectivenessDueOn: addDays(today, 60), effectivenessReviewerId: reviewer };
  return setEffectiveness(as("lead"), { id, version, ...criteria, ...check });
}

async function result(id: string, verdict: "effective" | "not_effective", role: Role = "approver") {
  const { version } = await read(id);
  const text = { note: "December leavers sampled.", ismsChange: "No change: the risk was known." };
  return judgeEffectiveness(judge(role), { id, version, result: verdict, ...text });
}

async function toCheck(grade: NcGrade) {
  const id = await raise({ grade });
  await step(id, "investigating");
  await plan(id);
  await step(id, "action_planned");
  await measure(id);
  await finish(id);
  await step(id, "implemented");
  await step(id, "effectiveness_check");
  return id;
}

async function verbsOf(id: string) {
  const rows = await inWorkspace(home.system, (tx) =>
    tx
      .select({ verb: activity.verb })
      .from(activity)
      .where(and(eq(activity.subjectKind, "nonconformity"), eq(activity.subjectRef, id)))
      .orderBy(activity.seq),
  );
  return rows.map(({ verb }) => verb);
}

describe("raiseNonconformity", () => {
  it("numbers 20 that are raised at once without a gap or a double", async () => {
    const other = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const numbers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        raiseNonconformity(as("lead", other), given({ title: `Finding ${at}` })),
      ),
    );
    const expected = Array.from({ length: 20 }, (_, at) => `NC-${year}-${String(at + 1).padStart(3, "0")}`);
    expect(numbers.map(({ number }) => number).sort()).toEqual(expected);
    expect(await listNonconformities(other.scope("lead", "nonconformity:read"), today)).toHaveLength(20);
  });

  it("does not use up a number when raising fails", async () => {
    const other = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const missing = raiseNonconformity(as("lead", other), given({ refs: ["X.999"] }));
    await expect(missing).rejects.toMatchObject({ code: "INVALID", fields: { refs: expect.any(String) } });
    expect((await raiseNonconformity(as("lead", other), given())).number).toBe(`NC-${year}-001`);
  });

  it("has one effect when the same form arrives twice", async () => {
    const input = given({ onceKey: randomUUID() });
    const [first, second] = await Promise.all([
      raiseNonconformity(as("lead"), input),
      raiseNonconformity(as("lead"), input),
    ]);
    expect(second).toEqual(first);
    expect(await verbsOf(first.id)).toEqual(["nonconformity.raise"]);
  });

  it("proposes the due date by grade and keeps one that was chosen", async () => {
    const [major, minor, chosen] = [
      await raise({ grade: "major" }),
      await raise(),
      await raise({ dueOn: "2031-01-15" }),
    ];
    expect((await read(major)).dueOn).toBe(addDays(today, 60));
    expect((await read(minor)).dueOn).toBe(addDays(today, 90));
    expect((await read(chosen)).dueOn).toBe("2031-01-15");
  });

  it("asks for a requirement, a member as owner and evidence of this workspace", async () => {
    await expect(raise({ refs: [], requirementText: "" })).rejects.toMatchObject({ code: "INVALID" });
    expect(await raise({ refs: [], requirementText: "Contract clause 4" })).toEqual(expect.any(String));
    await expect(raise({ ownerId: foreign.people.owner.userId })).rejects.toMatchObject({
      code: "INVALID",
      fields: { ownerId: expect.stringContaining("no member") },
    });
    await expect(raise({ itemIds: [randomUUID()] })).rejects.toMatchObject({ code: "NOT_FOUND" });
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

describe("the whole path", () => {
  it.each(["minor", "major"] as const)(
    "takes a %s from raising to closure, every step logged",
    async (grade) => {
      const id = await toCheck(grade);
      await expect(step(id, "closed", "approver")).rejects.toMatchObject({ code: "CONFLICT" });
      await result(id, "effective");
      await step(id, "closed", "approver");
      const nc = await read(id);
      expect(nc).toMatchObject({ state: "closed", loop: 1, closedBy: { userId: person("approver") } });
      expect(nc.closedAt).toBeInstanceOf(Date);
      expect(nc.steps.map(({ state }) => state)).toEqual([
        "open",
        "investigating",
        "action_planned",
        "implemented",
        "effectiveness_check",
        "closed",
      ]);
      const verbs = await verbsOf(id);
      expect(verbs.filter((verb) => verb === "nonconformity.move")).toHaveLength(5);
      expect(verbs.filter((verb) => verb === "nonconformity.edit")).toHaveLength(5);
      expect(verbs).toContain("nonconformity.complete-action");
    },
  );

  it("goes back as loop 2 when it did not work, and asks for a new action there", async () => {
    const id = await toCheck("minor");
    await result(id, "not_effective");
    await expect(step(id, "closed", "approver")).rejects.toMatchObject({
      message: expect.stringContaining("Found effective"),
    });
    await step(id, "investigating", "approver");
    expect(await read(id)).toMatchObject({ state: "investigating", loop: 2, effectivenessResult: null });
    await expect(step(id, "action_planned")).rejects.toMatchObject({
      message: expect.stringContaining("A new action"),
    });
    await act(id);
    await step(id, "action_planned");
    await finish(id);
    await step(id, "implemented");
    await step(id, "effectiveness_check");
    await result(id, "effective");
    await step(id, "closed", "lead");
    expect(await read(id)).toMatchObject({ state: "closed", loop: 2 });
  });

  it("reopens a closed record with a reason only", async () => {
    const id = await toCheck("minor");
    await result(id, "effective");
    await step(id, "closed", "approver");
    await expect(
      setCorrection(as("lead"), { id, version: 1, correction: "x", correctionOn: null }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(step(id, "open")).rejects.toMatchObject({ fields: { reason: expect.any(String) } });
    await step(id, "open", "lead", "It happened again in January.");
    expect(await read(id)).toMatchObject({
      state: "open",
      loop: 2,
      stateReason: "It happened again in January.",
      closedBy: null,
      closedAt: null,
      effectivenessResult: null,
    });
  });

  it("takes an opportunity through its own short path", async () => {
    const id = await raise({ grade: "ofi" });
    await expect(step(id, "investigating")).rejects.toMatchObject({ code: "CONFLICT" });
    await step(id, "accepted");
    await act(id);
    await expect(step(id, "done")).rejects.toMatchObject({
      message: expect.stringContaining("Finish 1 action"),
    });
    await finish(id);
    await step(id, "done");
    expect((await read(id)).state).toBe("done");
    const other = await raise({ grade: "observation" });
    await expect(step(other, "declined")).rejects.toMatchObject({ message: "Say why it is declined." });
    await step(other, "declined", "lead", "Costs more than it gives.");
    expect((await read(other)).stateReason).toBe("Costs more than it gives.");
  });
});

describe("guards", () => {
  it("refuses every step whose conditions are unmet, and names them", async () => {
    const id = await raise({ gap: "" });
    await expect(step(id, "investigating")).rejects.toMatchObject({
      message: expect.stringContaining("Gap stated"),
    });
    await setStatement(as("lead"), { ...(await statement(id)), gap: "Too late." });
    await step(id, "investigating");
    await expect(step(id, "action_planned")).rejects.toMatchObject({
      message: expect.stringContaining("Root cause recorded"),
    });
    await plan(id);
    await step(id, "action_planned");
    await expect(step(id, "implemented")).rejects.toMatchObject({
      message: expect.stringMatching(/criteria set; Finish 1 action; Proof/),
    });
    await expect(step(id, "closed")).rejects.toMatchObject({
      message: expect.stringContaining("cannot become"),
    });
  });

  it("withdraws only for the person who raised it, with a reason", async () => {
    const id = await raise({}, "contributor");
    await expect(step(id, "withdrawn", "lead", "Not needed.")).rejects.toMatchObject({
      message: "Only the person who raised it may withdraw it.",
    });
    await expect(step(id, "withdrawn", "contributor")).rejects.toMatchObject({
      message: "Say why it is withdrawn.",
    });
    await step(id, "withdrawn", "contributor", "The sample was wrong.");
    expect((await read(id)).state).toBe("withdrawn");
  });

  it("keeps the review apart from the actions", async () => {
    const id = await raise();
    await step(id, "investigating");
    await plan(id);
    await step(id, "action_planned");
    await expect(measure(id, person("contributor"))).rejects.toMatchObject({
      fields: { effectivenessReviewerId: expect.stringContaining("owns one of the actions") },
    });
    await act(id, person("lead"));
    await measure(id);
    await finish(id);
    await step(id, "implemented");
    await step(id, "effectiveness_check");
    await expect(result(id, "effective", "lead")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await result(id, "effective", "approver");
  });

  it("lets nobody who owns an action close a major one", async () => {
    const id = await raise({ grade: "major" });
    await step(id, "investigating");
    await plan(id);
    await act(id, person("lead"));
    await step(id, "action_planned");
    await measure(id);
    await finish(id);
    await step(id, "implemented");
    await step(id, "effectiveness_check");
    await result(id, "effective");
    await expect(step(id, "closed", "lead")).rejects.toMatchObject({
      message: expect.stringContaining("closed by somebody else"),
    });
    await step(id, "closed", "owner");
  });

  it("lets contributors judge nothing, and change only what they own or raised", async () => {
    const id = await toCheck("minor");
    await result(id, "effective");
    await expect(step(id, "closed", "contributor")).rejects.toMatchObject({ code: "FORBIDDEN" });
    const [second] = home.others;
    const other = home.scopeOf(second ?? home.people.contributor, "contributor", "nonconformity:write");
    const mine = await raise({}, "contributor");
    const { version } = await read(mine);
    const change = { id: mine, version, correction: "Done.", correctionOn: null };
    await expect(setCorrection(other, change)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await setCorrection(as("contributor"), change);
    await act(mine, second?.userId);
    const action = (await read(mine)).actions[0];
    const proof = { proofNote: "Done.", proofItemId: null };
    await completeAction(other, { id: mine, actionId: action?.id ?? "", version: 1, to: "done", ...proof });
    expect((await read(mine)).actions[0]).toMatchObject({ state: "done" });
  });

  it("lets viewers and approvers take no working step", async () => {
    const id = await raise();
    await expect(step(id, "investigating", "viewer")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(step(id, "investigating", "approver")).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await read(id)).state).toBe("open");
  });

  it("settles the grade with the first step, the criteria and the actions with the implementation", async () => {
    const id = await toCheck("minor");
    await expect(
      setStatement(as("lead"), { ...(await statement(id)), grade: "major" }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    const nc = await read(id);
    const check = { effectivenessDueOn: null, effectivenessReviewerId: null };
    const easier = { id, version: nc.version, effectivenessCriteria: "Anything", ...check };
    await expect(setEffectiveness(as("lead"), easier)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(act(id)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("asks for a why before the root cause", async () => {
    const id = await raise();
    const cause = { ...NO_CAUSE, id, version: 1, rootCause: "Haste" };
    await expect(setCause(as("lead"), cause)).rejects.toMatchObject({
      fields: { because_1: expect.any(String) },
    });
    const fish = { ...cause, method: "fishbone" as const, branch_process: "By hand" };
    await setCause(as("lead"), fish);
    expect((await read(id)).cause).toMatchObject({ method: "fishbone", branches: { process: "By hand" } });
    await setCause(as("lead"), { ...cause, version: 2, method: "free", text: "Long story" });
    expect((await read(id)).cause).toEqual({ method: "free", text: "Long story" });
  });
});

describe("actions", () => {
  it("are numbered, edited, finished with proof or dropped with a reason, once", async () => {
    const id = await raise();
    const key = randomUUID();
    const input = { id, onceKey: key, title: "Tell IT earlier", ownerId: null, dueOn: null };
    await addAction(as("lead"), input);
    await addAction(as("lead"), input);
    await act(id);
    const [first, second] = (await read(id)).actions;
    expect([first?.number, second?.number]).toEqual([1, 2]);
    const target = { id, actionId: first?.id ?? "", version: 1 };
    await setAction(as("lead"), { ...target, title: "Tell IT at once", ownerId: null, dueOn: today });
    await expect(
      setAction(as("lead"), { ...target, title: "Other", ownerId: null, dueOn: null }),
    ).rejects.toMatchObject({ code: "CONFLICT", current: { title: "Tell IT at once", version: 2 } });
    const bare = { ...target, version: 2, to: "done" as const, proofNote: "", proofItemId: null };
    await expect(completeAction(as("lead"), bare)).rejects.toMatchObject({
      fields: { proofNote: expect.stringContaining("proves") },
    });
    await expect(completeAction(as("lead"), { ...bare, to: "dropped" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await completeAction(as("lead"), { ...bare, to: "dropped", proofNote: "Covered by AC-2." });
    await expect(completeAction(as("lead"), { ...bare, version: 3, proofNote: "x" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const foreignItem = { ...bare, actionId: second?.id ?? "", version: 1, proofItemId: randomUUID() };
    await expect(completeAction(as("lead"), foreignItem)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("tenancy and concurrency", () => {
  it("reads as not found elsewhere and changes nothing there", async () => {
    const id = await raise();
    const before = await read(id);
    const there = as("lead", foreign);
    const key = { id, version: 1 };
    const check = { effectivenessCriteria: "x", effectivenessDueOn: null, effectivenessReviewerId: null };
    const verdict = { result: "effective" as const, note: "x", ismsChange: "" };
    const work = { title: "x", ownerId: null, dueOn: null };
    const stolen = { ...(await statement(id)), title: "Taken over" };
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
      () => getNonconformity(as("lead"), "not-an-id"),
      () => getNonconformity(as("lead"), randomUUID()),
    ];
    for (const refusal of refusals) await expect(refusal()).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await read(id)).toEqual(before);
  });

  it("lets one of two at once win and shows the other what is stored", async () => {
    const id = await raise();
    const change = (correction: string) =>
      setCorrection(as("lead"), { id, version: 1, correction, correctionOn: null });
    const both = await Promise.allSettled([change("First"), change("Second")]);
    const lost = both.find((one) => one.status === "rejected");
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const stored = (await read(id)).correction;
    expect(lost).toMatchObject({ reason: { code: "CONFLICT", current: { correction: stored, version: 2 } } });
    const moves = await Promise.allSettled([
      takeStep(as("lead"), { id, to: "investigating", version: 2, reason: "" }),
      takeStep(as("lead"), { id, to: "investigating", version: 2, reason: "" }),
    ]);
    expect(moves.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect((await read(id)).steps).toHaveLength(2);
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
    const prefill = await getPrefill(as("lead"), { refs: ["A.5.18", "nonsense"], itemId });
    expect(prefill).toMatchObject({
      refs: ["A.5.18"],
      source: "self",
      title: "Offboarding tickets was returned",
      requirementText: expect.stringContaining("A.5.18"),
      objectiveEvidence: "Offboarding tickets. Returned: Two tickets are missing.",
      candidates: [{ id: itemId }],
    });
    expect((await getPrefill(as("lead", foreign), { refs: [], itemId })).evidence).toEqual([]);
    const id = await raise({ itemIds: [itemId] });
    const nc = await read(id);
    expect(nc.evidence).toMatchObject([{ id: itemId }]);
    const context = await getNcContext(as("lead"), nc);
    expect(context.criteria).toContain("CC6.2");
    expect(context.history.map(({ words }) => words)).toEqual(["raised it as Minor"]);
    expect(context.members.map(({ userId }) => userId)).toContain(person("approver"));
  });

  it("lists age, bucket and overdue work", async () => {
    const id = await raise({ dueOn: addDays(today, -1), refs: ["A.5.18", "A.5.2"] });
    await addAction(as("lead"), { id, onceKey: "", title: "Late", ownerId: null, dueOn: addDays(today, -2) });
    const row = (await listNonconformities(as("lead"), today)).find((one) => one.id === id);
    expect(row).toMatchObject({
      refs: ["A.5.2", "A.5.18"],
      ageDays: 0,
      bucket: "0-30",
      openActions: 1,
      overdueActions: 1,
    });
  });
});
