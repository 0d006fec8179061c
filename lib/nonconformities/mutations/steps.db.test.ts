import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { NO_CAUSE, nonconformityPath } from "@/db/testing/nonconformity-path";
import { dateIn } from "@/lib/core/dates";
import { setCause, setCorrection, setEffectiveness, setStatement } from "@/lib/nonconformities/mutations";
import { addAction, completeAction, setAction } from "@/lib/nonconformities/mutations/actions";

let home: TestWorkspace;
let _foreign: TestWorkspace;
let path: ReturnType<typeof nonconformityPath>;
const today = dateIn("UTC", new Date());

beforeAll(async () => {
  home = await createWorkspaceWith({
    roles: ["owner", "lead", "contributor", "contributor", "approver", "viewer"],
  });
  _foreign = await createWorkspaceWith({ roles: ["owner", "lead"] });
  path = nonconformityPath(home);
});

describe("the whole path", () => {
  it.each(["minor", "major"] as const)(
    "takes a %s from raising to closure, every step logged",
    async (grade) => {
      const id = await path.toCheck(grade);
      await expect(path.step(id, "closed", "approver")).rejects.toMatchObject({ code: "CONFLICT" });
      await path.result(id, "effective");
      await path.step(id, "closed", "approver");
      const nc = await path.read(id);
      expect(nc).toMatchObject({ state: "closed", loop: 1, closedBy: { userId: path.person("approver") } });
      expect(nc.closedAt).toBeInstanceOf(Date);
      expect(nc.steps.map(({ state }) => state)).toEqual([
        "open",
        "investigating",
        "action_planned",
        "implemented",
        "effectiveness_check",
        "closed",
      ]);
      const verbs = await path.verbsOf(id);
      expect(verbs.filter((verb) => verb === "nonconformity.move")).toHaveLength(5);
      expect(verbs.filter((verb) => verb === "nonconformity.edit")).toHaveLength(5);
      expect(verbs).toContain("nonconformity.complete-action");
    },
  );

  it("goes back as loop 2 when it did not work, and asks for a new action there", async () => {
    const id = await path.toCheck("minor");
    await path.result(id, "not_effective");
    await expect(path.step(id, "closed", "approver")).rejects.toMatchObject({
      message: expect.stringContaining("Found effective"),
    });
    await path.step(id, "investigating", "approver");
    expect(await path.read(id)).toMatchObject({ state: "investigating", loop: 2, effectivenessResult: null });
    await expect(path.step(id, "action_planned")).rejects.toMatchObject({
      message: expect.stringContaining("A new action"),
    });
    await path.act(id);
    await path.step(id, "action_planned");
    await path.finish(id);
    await path.step(id, "implemented");
    await path.step(id, "effectiveness_check");
    await path.result(id, "effective");
    await path.step(id, "closed", "lead");
    expect(await path.read(id)).toMatchObject({ state: "closed", loop: 2 });
  });

  it("reopens a closed record with a reason only", async () => {
    const id = await path.toCheck("minor");
    await path.result(id, "effective");
    await path.step(id, "closed", "approver");
    await expect(
      setCorrection(path.as("lead"), { id, version: 1, correction: "x", correctionOn: null }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(path.step(id, "open")).rejects.toMatchObject({ fields: { reason: expect.any(String) } });
    await path.step(id, "open", "lead", "It happened again in January.");
    expect(await path.read(id)).toMatchObject({
      state: "open",
      loop: 2,
      stateReason: "It happened again in January.",
      closedBy: null,
      closedAt: null,
      effectivenessResult: null,
    });
    await expect(
      setStatement(path.as("lead"), { ...(await path.statement(id)), grade: "ofi" }),
    ).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("grade is settled") });
  });

  it("takes an opportunity through its own short path", async () => {
    const id = await path.raise({ grade: "ofi" });
    await expect(path.step(id, "investigating")).rejects.toMatchObject({ code: "CONFLICT" });
    await path.step(id, "accepted");
    await path.act(id);
    await expect(path.step(id, "done")).rejects.toMatchObject({
      message: expect.stringContaining("Finish 1 action"),
    });
    await path.finish(id);
    await path.step(id, "done");
    expect((await path.read(id)).state).toBe("done");
    const other = await path.raise({ grade: "observation" });
    await expect(path.step(other, "declined")).rejects.toMatchObject({ message: "Say why it is declined." });
    await path.step(other, "declined", "lead", "Costs more than it gives.");
    expect((await path.read(other)).stateReason).toBe("Costs more than it gives.");
  });
});

describe("guards", () => {
  it("keeps the name of the person who judged, whoever edits the check afterwards", async () => {
    const id = await path.toCheck("minor");
    await path.result(id, "effective");
    await expect(path.measure(id, path.person("owner"))).rejects.toMatchObject({
      code: "CONFLICT",
      fields: { effectivenessReviewerId: expect.stringContaining("stays the person who judged") },
    });
    await expect(path.measure(id)).resolves.toEqual({ id });
  });

  it("refuses every step whose conditions are unmet, and names them", async () => {
    const id = await path.raise({ gap: "" });
    await expect(path.step(id, "investigating")).rejects.toMatchObject({
      message: expect.stringContaining("Gap stated"),
    });
    await setStatement(path.as("lead"), { ...(await path.statement(id)), gap: "Too late." });
    await path.step(id, "investigating");
    await expect(path.step(id, "action_planned")).rejects.toMatchObject({
      message: expect.stringContaining("Root cause recorded"),
    });
    await path.plan(id);
    await path.step(id, "action_planned");
    await expect(path.step(id, "implemented")).rejects.toMatchObject({
      message: expect.stringMatching(/criteria set; Finish 1 action; Proof/),
    });
    await expect(path.step(id, "closed")).rejects.toMatchObject({
      message: expect.stringContaining("cannot become"),
    });
  });

  it("withdraws only for the person who raised it, with a reason", async () => {
    const id = await path.raise({}, "contributor");
    await expect(path.step(id, "withdrawn", "lead", "Not needed.")).rejects.toMatchObject({
      message: "Only the person who raised it may withdraw it.",
    });
    await expect(path.step(id, "withdrawn", "contributor")).rejects.toMatchObject({
      message: "Say why it is withdrawn.",
    });
    await path.step(id, "withdrawn", "contributor", "The sample was wrong.");
    expect((await path.read(id)).state).toBe("withdrawn");
  });

  it("keeps the review apart from the actions", async () => {
    const id = await path.raise();
    await path.step(id, "investigating");
    await path.plan(id);
    await path.step(id, "action_planned");
    await expect(path.measure(id, path.person("contributor"))).rejects.toMatchObject({
      fields: { effectivenessReviewerId: expect.stringContaining("owns one of the actions") },
    });
    await path.act(id, path.person("lead"));
    await path.measure(id);
    await path.finish(id);
    await path.step(id, "implemented");
    await path.step(id, "effectiveness_check");
    await expect(path.result(id, "effective", "lead")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await path.result(id, "effective", "approver");
  });

  it("lets nobody who owns an action close a major one", async () => {
    const id = await path.raise({ grade: "major" });
    await path.step(id, "investigating");
    await path.plan(id);
    await path.act(id, path.person("lead"));
    await path.step(id, "action_planned");
    await path.measure(id);
    await path.finish(id);
    await path.step(id, "implemented");
    await path.step(id, "effectiveness_check");
    await path.result(id, "effective");
    await expect(path.step(id, "closed", "lead")).rejects.toMatchObject({
      message: expect.stringContaining("closed by somebody else"),
    });
    await path.step(id, "closed", "owner");
  });

  it("lets contributors judge nothing, and change only what they own or raised", async () => {
    const id = await path.toCheck("minor");
    await path.result(id, "effective");
    await expect(path.step(id, "closed", "contributor")).rejects.toMatchObject({ code: "FORBIDDEN" });
    const [second] = home.others;
    const other = home.scopeOf(second ?? home.people.contributor, "contributor", "nonconformity:write");
    const mine = await path.raise({}, "contributor");
    const { version } = await path.read(mine);
    const change = { id: mine, version, correction: "Done.", correctionOn: null };
    await expect(setCorrection(other, change)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await setCorrection(path.as("contributor"), change);
    await path.act(mine, second?.userId);
    const action = (await path.read(mine)).actions[0];
    const proof = { proofNote: "Done.", proofItemId: null };
    await completeAction(other, { id: mine, actionId: action?.id ?? "", version: 1, to: "done", ...proof });
    expect((await path.read(mine)).actions[0]).toMatchObject({ state: "done" });
  });

  it("lets viewers and approvers take no working step", async () => {
    const id = await path.raise();
    await expect(path.step(id, "investigating", "viewer")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(path.step(id, "investigating", "approver")).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await path.read(id)).state).toBe("open");
  });

  it("settles the grade with the first step, the criteria and the actions with the implementation", async () => {
    const id = await path.toCheck("minor");
    await expect(
      setStatement(path.as("lead"), { ...(await path.statement(id)), grade: "major" }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    const nc = await path.read(id);
    const check = { effectivenessDueOn: null, effectivenessReviewerId: null };
    const easier = { id, version: nc.version, effectivenessCriteria: "Anything", ...check };
    await expect(setEffectiveness(path.as("lead"), easier)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(path.act(id)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("asks for a why before the root cause", async () => {
    const id = await path.raise();
    const cause = { ...NO_CAUSE, id, version: 1, rootCause: "Haste" };
    await expect(setCause(path.as("lead"), cause)).rejects.toMatchObject({
      fields: { because_1: expect.any(String) },
    });
    const fish = { ...cause, method: "fishbone" as const, branch_process: "By hand" };
    await setCause(path.as("lead"), fish);
    expect((await path.read(id)).cause).toMatchObject({
      method: "fishbone",
      branches: { process: "By hand" },
    });
    await setCause(path.as("lead"), { ...cause, version: 2, method: "free", text: "Long story" });
    expect((await path.read(id)).cause).toEqual({ method: "free", text: "Long story" });
  });
});

describe("actions", () => {
  it("are numbered, edited, finished with proof or dropped with a reason, once", async () => {
    const id = await path.raise();
    const key = randomUUID();
    const input = { id, onceKey: key, title: "Tell IT earlier", ownerId: null, dueOn: null };
    await addAction(path.as("lead"), input);
    await addAction(path.as("lead"), input);
    await path.act(id);
    const [first, second] = (await path.read(id)).actions;
    expect([first?.number, second?.number]).toEqual([1, 2]);
    const target = { id, actionId: first?.id ?? "", version: 1 };
    await setAction(path.as("lead"), { ...target, title: "Tell IT at once", ownerId: null, dueOn: today });
    await expect(
      setAction(path.as("lead"), { ...target, title: "Other", ownerId: null, dueOn: null }),
    ).rejects.toMatchObject({ code: "CONFLICT", current: { title: "Tell IT at once", version: 2 } });
    const bare = { ...target, version: 2, to: "done" as const, proofNote: "", proofItemId: null };
    await expect(completeAction(path.as("lead"), bare)).rejects.toMatchObject({
      fields: { proofNote: expect.stringContaining("proves") },
    });
    await expect(completeAction(path.as("lead"), { ...bare, to: "dropped" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await completeAction(path.as("lead"), { ...bare, to: "dropped", proofNote: "Covered by AC-2." });
    await expect(
      completeAction(path.as("lead"), { ...bare, version: 3, proofNote: "x" }),
    ).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const foreignItem = { ...bare, actionId: second?.id ?? "", version: 1, proofItemId: randomUUID() };
    await expect(completeAction(path.as("lead"), foreignItem)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
