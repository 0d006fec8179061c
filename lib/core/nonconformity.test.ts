import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CorrectiveAction,
  canReviewEffectiveness,
  finishAction,
  isImprovement,
  isVerification,
  moveNonconformity,
  movesFrom,
  type NcFacts,
  ncMoveNeedsReason,
  nextStep,
  stepGate,
  stepsOf,
} from "@/lib/core/nonconformity";
import { NC_GRADES, NC_STATES, type NcState } from "@/lib/core/statuses";

const action = (change: Partial<CorrectiveAction> = {}): CorrectiveAction => ({
  id: "a1",
  ownerId: "owner",
  dueOn: "2026-11-27",
  state: "done",
  hasProof: true,
  inCurrentLoop: true,
  ...change,
});
/** Everything recorded, found effective. */
const complete = (change: Partial<NcFacts> = {}): NcFacts => ({
  grade: "major",
  state: "open",
  loop: 1,
  raisedBy: "auditor",
  requirementRefs: ["A.5.18"],
  requirementText: "Access ends within one working day.",
  objectiveEvidence: "11 of 40 accounts stayed active.",
  gap: "Leavers keep access.",
  extent: "All systems checked.",
  correction: "Accounts disabled.",
  rootCause: "The ticket is opened by hand.",
  effectivenessCriteria: "Every leaver of December within a day.",
  effectivenessDueOn: "2027-01-08",
  effectivenessReviewerId: "reviewer",
  effectivenessResult: "effective",
  effectivenessNote: "All 6 leavers looked at.",
  ismsChange: "No",
  actions: [action()],
  ...change,
});
const move = (nc: NcFacts, to: NcState, userId = "somebody", reason: string | null = "because") =>
  moveNonconformity(nc, to, { userId }, { reason });
const refusal = (nc: NcFacts, to: NcState, userId = "somebody", reason: string | null = "because") => {
  const decision = move(nc, to, userId, reason);
  return decision.ok ? null : decision.reason;
};

describe("the machine of majors and minors", () => {
  const edges = [
    "open>investigating",
    "investigating>action_planned",
    "action_planned>implemented",
    "implemented>effectiveness_check",
    "effectiveness_check>closed",
    "effectiveness_check>investigating",
    "closed>open",
    "open>withdrawn",
    "investigating>withdrawn",
    "action_planned>withdrawn",
    "implemented>withdrawn",
    "effectiveness_check>withdrawn",
  ];
  const all = NC_STATES.flatMap((from) => NC_STATES.map((to) => [from, to] as const));

  it.each(all)("from %s to %s is allowed exactly when the machine has the edge", (from, to) => {
    for (const grade of ["major", "minor"] as const) {
      const effectivenessResult = to === "investigating" ? "not_effective" : "effective";
      const nc = complete({ grade, state: from, effectivenessResult });
      expect(move(nc, to, "auditor").ok).toBe(edges.includes(`${from}>${to}`));
    }
  });

  it("shows six steps and the next one", () => {
    expect(stepsOf("major")).toHaveLength(6);
    expect(nextStep({ grade: "minor", state: "open" })).toBe("investigating");
    expect(nextStep({ grade: "minor", state: "closed" })).toBeNull();
    expect(nextStep({ grade: "minor", state: "withdrawn" })).toBeNull();
    expect(movesFrom({ grade: "major", state: "withdrawn" })).toEqual([]);
  });

  it("says what is possible instead", () => {
    expect(refusal(complete(), "closed")).toBe(
      "Major: Open cannot become Closed. Possible: Investigating, Withdrawn.",
    );
    expect(refusal(complete(), "open")).toBe("It is already open.");
    expect(refusal(complete({ state: "withdrawn" }), "open")).toBe("Major: Withdrawn is final.");
  });
});

describe("the machine of opportunities and observations", () => {
  const edges = [
    "open>accepted",
    "open>declined",
    "open>withdrawn",
    "accepted>done",
    "accepted>declined",
    "accepted>withdrawn",
  ];
  const all = NC_STATES.flatMap((from) => NC_STATES.map((to) => [from, to] as const));

  it.each(all)("from %s to %s", (from, to) => {
    for (const grade of ["ofi", "observation"] as const) {
      expect(move(complete({ grade, state: from }), to, "auditor").ok).toBe(edges.includes(`${from}>${to}`));
    }
  });

  it("is short and asks for a reason to decline", () => {
    expect(NC_GRADES.filter(isImprovement)).toEqual(["observation", "ofi"]);
    expect(stepsOf("ofi")).toEqual(["open", "accepted", "done"]);
    expect(refusal(complete({ grade: "ofi" }), "declined", "x", "")).toBe("Say why it is declined.");
    expect(refusal(complete({ grade: "ofi", objectiveEvidence: "" }), "accepted")).toBe(
      "Before accepted: Opportunity described.",
    );
    const open = complete({ grade: "ofi", state: "accepted", actions: [action({ state: "open" })] });
    expect(refusal(open, "done")).toBe("Before done: Finish 1 action.");
    expect(move(complete({ grade: "ofi", state: "accepted", actions: [] }), "done").ok).toBe(true);
  });
});

const NO_ACTION = ["At least one corrective action", "Every action has an owner and a due date"];

describe("the gates", () => {
  const unmet = (state: NcState, to: NcState, change: Partial<NcFacts>) =>
    stepGate(complete({ state, ...change }), to)
      .filter((condition) => !condition.met)
      .map((condition) => condition.label);

  it.each([
    ["open", "investigating", { requirementRefs: [], requirementText: " " }, ["Requirement named"]],
    ["open", "investigating", { requirementRefs: [] }, []],
    ["open", "investigating", { requirementText: "" }, []],
    ["open", "investigating", { objectiveEvidence: "" }, ["Objective evidence recorded"]],
    ["open", "investigating", { gap: "" }, ["Gap stated"]],
    ["investigating", "action_planned", { correction: "" }, ["Correction recorded"]],
    ["investigating", "action_planned", { extent: "" }, ["Extent checked: does it exist elsewhere"]],
    ["investigating", "action_planned", { rootCause: "" }, ["Root cause recorded"]],
    ["investigating", "action_planned", { actions: [] }, NO_ACTION],
    ["investigating", "action_planned", { actions: [action({ state: "dropped" })] }, NO_ACTION],
    [
      "investigating",
      "action_planned",
      { actions: [action({ ownerId: null })] },
      ["Every action has an owner and a due date"],
    ],
    [
      "investigating",
      "action_planned",
      { actions: [action({ dueOn: null })] },
      ["Every action has an owner and a due date"],
    ],
    [
      "investigating",
      "action_planned",
      { loop: 2, actions: [action({ inCurrentLoop: false })] },
      ["A new action since the last check found it not effective"],
    ],
    ["investigating", "action_planned", { loop: 2 }, []],
    ["action_planned", "implemented", { rootCause: "" }, ["Root cause recorded"]],
    ["action_planned", "implemented", { effectivenessCriteria: "" }, ["Effectiveness criteria set"]],
    [
      "action_planned",
      "implemented",
      { actions: [action(), action({ state: "open" }), action({ state: "open" })] },
      ["Finish 2 actions"],
    ],
    [
      "action_planned",
      "implemented",
      { actions: [action({ hasProof: false })] },
      ["Proof attached to each finished action"],
    ],
    [
      "action_planned",
      "implemented",
      { actions: [action({ state: "dropped" })] },
      ["Proof attached to each finished action"],
    ],
    ["implemented", "effectiveness_check", { effectivenessCriteria: "" }, ["Effectiveness criteria set"]],
    ["implemented", "effectiveness_check", { effectivenessDueOn: null }, ["Date of the check set"]],
    [
      "implemented",
      "effectiveness_check",
      { effectivenessReviewerId: null },
      ["Reviewer named", "Reviewer owns none of the actions"],
    ],
    [
      "implemented",
      "effectiveness_check",
      { effectivenessReviewerId: "owner" },
      ["Reviewer owns none of the actions"],
    ],
    ["effectiveness_check", "closed", { effectivenessResult: null }, ["Found effective"]],
    ["effectiveness_check", "closed", { effectivenessResult: "not_effective" }, ["Found effective"]],
    ["effectiveness_check", "closed", { effectivenessNote: "" }, ["What the check looked at recorded"]],
    [
      "effectiveness_check",
      "closed",
      { ismsChange: "" },
      ["Answered: does the management system or the risk register change"],
    ],
    ["effectiveness_check", "investigating", { effectivenessResult: "effective" }, ["Found not effective"]],
    ["closed", "open", {}, []],
    ["open", "withdrawn", { objectiveEvidence: "" }, []],
  ] as const)("from %s to %s without %j", (state, to, change, labels) => {
    expect(unmet(state, to, change as Partial<NcFacts>)).toEqual(labels);
    if (labels.length > 0) {
      const decision = move(complete({ state, ...(change as Partial<NcFacts>) }), to, "auditor");
      expect(decision).toMatchObject({ ok: false });
    }
  });

  it("prints met conditions too, for the panel", () => {
    const panel = stepGate(complete({ state: "action_planned" }), "implemented");
    expect(panel).toEqual([
      { label: "Root cause recorded", met: true },
      { label: "Effectiveness criteria set", met: true },
      { label: "All actions finished", met: true },
      { label: "Proof attached to each finished action", met: true },
    ]);
  });

  it("refuses with all that is missing in one sentence", () => {
    const nc = complete({ state: "investigating", correction: "", rootCause: "" });
    expect(move(nc, "action_planned")).toEqual({
      ok: false,
      reason: "Before action planned: Correction recorded; Root cause recorded.",
      unmet: ["Correction recorded", "Root cause recorded"],
    });
  });
});

describe("who may move it", () => {
  const checking = complete({ state: "effectiveness_check" });

  it("lets only the person who raised it withdraw it, with a reason", () => {
    expect(refusal(complete(), "withdrawn", "owner")).toBe("Only the person who raised it may withdraw it.");
    expect(refusal(complete(), "withdrawn", "auditor", null)).toBe("Say why it is withdrawn.");
    expect(move(complete(), "withdrawn", "auditor").ok).toBe(true);
  });

  it("keeps the owner of an action from closing a major, not a minor", () => {
    expect(refusal(checking, "closed", "owner")).toBe(
      "You own one of its actions. A major nonconformity is closed by somebody else.",
    );
    expect(move(checking, "closed", "reviewer").ok).toBe(true);
    expect(move({ ...checking, grade: "minor" }, "closed", "owner").ok).toBe(true);
    expect(
      move(
        { ...checking, actions: [action(), action({ ownerId: "late", state: "dropped" })] },
        "closed",
        "late",
      ).ok,
    ).toBe(true);
  });

  it("keeps an action owner from being the judge, for both grades and both results", () => {
    for (const grade of ["major", "minor"] as const) {
      const nc = { ...checking, grade, effectivenessReviewerId: "owner" };
      expect(refusal(nc, "closed")).toBe(
        "The reviewer owns one of the actions. Name a reviewer who owns none.",
      );
      expect(refusal({ ...nc, effectivenessResult: "not_effective" }, "investigating")).toContain(
        "The reviewer owns",
      );
    }
    expect(canReviewEffectiveness(checking, "owner").ok).toBe(false);
    expect(canReviewEffectiveness(checking, "reviewer").ok).toBe(true);
  });

  it("names the moves that need the permission to verify, and those that need a reason", () => {
    expect(isVerification("effectiveness_check", "closed")).toBe(true);
    expect(isVerification("effectiveness_check", "investigating")).toBe(true);
    expect(isVerification("open", "investigating")).toBe(false);
    expect(isVerification("closed", "open")).toBe(false);
    expect(ncMoveNeedsReason("closed", "open")).toBe(true);
    expect(ncMoveNeedsReason("open", "investigating")).toBe(false);
  });
});

type Step = {
  readonly to: NcState;
  readonly userId: string;
  readonly result: NcFacts["effectivenessResult"];
  readonly reviewer: string | null;
  readonly done: boolean;
};

/** Takes the step when the machine lets it, and checks what must hold for every step that it lets. */
function walk(nc: NcFacts, { to, userId, result, reviewer, done }: Step): NcFacts {
  const actions = [action({ state: done ? "done" : "open" })];
  const next = { ...nc, effectivenessResult: result, effectivenessReviewerId: reviewer, actions };
  const decision = move(next, to, userId);
  if (!decision.ok) return nc;
  expect(movesFrom(nc)).toContain(to);
  expect(decision.loop - nc.loop).toBe(decision.clearsResult ? 1 : 0);
  if (to === "withdrawn") expect(userId).toBe("auditor");
  if (to === "closed")
    expect([result, reviewer === "owner", userId === "owner"]).toEqual(["effective", false, false]);
  return { ...next, state: to, loop: decision.loop };
}

describe("loops", () => {
  it("go back once when not effective, with the result cleared", () => {
    const nc = complete({ state: "effectiveness_check", effectivenessResult: "not_effective" });
    expect(move(nc, "investigating")).toEqual({ ok: true, loop: 2, clearsResult: true, reopens: false });
  });

  it("begin again when a closed record is reopened with a reason", () => {
    const nc = complete({ state: "closed", loop: 2 });
    expect(move(nc, "open")).toEqual({ ok: true, loop: 3, clearsResult: true, reopens: true });
    expect(refusal(nc, "open", "x", " ")).toBe("Say why it is opened again.");
  });

  it("stay the same for a step forward", () => {
    expect(move(complete(), "investigating")).toEqual({
      ok: true,
      loop: 1,
      clearsResult: false,
      reopens: false,
    });
  });

  it("close nothing on any path without effective judgement by somebody independent", () => {
    const people = ["auditor", "owner", "reviewer", "somebody"];
    const step = fc.record({
      to: fc.constantFrom(...NC_STATES),
      userId: fc.constantFrom(...people),
      result: fc.constantFrom("effective" as const, "not_effective" as const, null),
      reviewer: fc.constantFrom(...people, null),
      done: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let nc = complete({ effectivenessResult: null, effectivenessReviewerId: null });
        for (const one of steps) nc = walk(nc, one);
      }),
    );
  });
});

describe("finishAction", () => {
  it("wants proof to be done and a reason to be dropped, once", () => {
    const open = { state: "open", hasProof: true } as const;
    expect(finishAction(open, "done", { reason: null }).ok).toBe(true);
    expect(finishAction({ ...open, hasProof: false }, "done", { reason: null }).ok).toBe(false);
    expect(finishAction(open, "dropped", { reason: " " }).ok).toBe(false);
    expect(finishAction({ ...open, hasProof: false }, "dropped", { reason: "Not needed" }).ok).toBe(true);
    expect(finishAction({ state: "done", hasProof: true }, "dropped", { reason: "x" })).toEqual({
      ok: false,
      reason: "The action is already finished.",
    });
  });
});
