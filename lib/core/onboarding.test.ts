import { describe, expect, it } from "vitest";
import { type SetupFacts, setupSteps } from "@/lib/core/onboarding";

const fresh: SetupFacts = {
  scopeSet: false,
  evidence: 0,
  accepted: 0,
  waiting: 0,
  proposals: 0,
  controls: 93,
  undecided: 93,
  unassigned: 93,
  members: 1,
  invitations: 0,
};
const doneOf = (facts: SetupFacts) =>
  setupSteps(facts)
    .filter((step) => step.done)
    .map((step) => step.page);

describe("setupSteps", () => {
  it("has seven steps and none is done in a new workspace", () => {
    expect(setupSteps(fresh)).toHaveLength(7);
    expect(doneOf(fresh)).toEqual([]);
  });

  it("does not count links as confirmed while there is no evidence", () => {
    expect(doneOf({ ...fresh, scopeSet: true })).toEqual(["onboarding"]);
    expect(doneOf({ ...fresh, evidence: 3 })).toEqual(["import", "proposals"]);
    expect(doneOf({ ...fresh, evidence: 3, proposals: 1 })).toEqual(["import"]);
  });

  it("takes one invitation for inviting, and one acceptance for reviewing", () => {
    expect(doneOf({ ...fresh, evidence: 1, accepted: 1, proposals: 1 })).toEqual(["import", "review"]);
    expect(doneOf({ ...fresh, invitations: 1 })).toEqual(["members"]);
    expect(doneOf({ ...fresh, members: 2 })).toEqual(["members"]);
  });

  it("says how far it is", () => {
    const soa = setupSteps({ ...fresh, undecided: 81, unassigned: 0 });
    expect(soa.find((step) => step.page === "soa")?.progress).toBe("12 of 93 decided");
    expect(soa.find((step) => step.page === "unassigned")).toMatchObject({
      progress: "93 of 93 have an owner",
      done: true,
    });
  });
});
