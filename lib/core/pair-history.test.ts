import { describe, expect, it } from "vitest";
import type { ActivityVerb } from "@/lib/core/audit-actions";
import { pairEvents } from "@/lib/core/pair-history";

function event(verb: ActivityVerb, before: unknown, after: unknown) {
  const [found] = pairEvents([
    { seq: 1, at: "20 Nov 2026, 09:12", actor: "Alex", verb, body: JSON.stringify({ before, after }) },
  ]);
  return [found?.words, found?.detail];
}

describe("pairEvents", () => {
  it("says what happened to the pair", () => {
    const decision = { overlap: "partial", note: "Add minutes.", reason: "We read it so." };
    expect(event("crosswalk.override", { overlap: "full" }, decision)).toEqual([
      "decided Partial instead of Full",
      "We read it so. · To add: Add minutes.",
    ]);
    expect(event("crosswalk.override", { overlap: null }, decision)[0]).toBe("decided Partial");
    expect(event("crosswalk.override", { overlap: "partial" }, decision)[0]).toBe("decided Partial again");
    expect(event("crosswalk.reset", decision, { overlap: "full" })).toEqual([
      "took the decision Partial back to Full",
      null,
    ]);
    expect(event("crosswalk.reset", decision, { overlap: null })[0]).toBe("took the decision Partial back");
    expect(event("crosswalk.restore", {}, decision)[0]).toBe("brought the decision Partial back");
    expect(event("crosswalk.review", {}, { overlap: "none", remark: "Looked at the policy." })).toEqual([
      "read the pair and confirmed None",
      "Looked at the policy.",
    ]);
  });

  it("falls back to the verb for an entry that cannot be read", () => {
    expect(event("crosswalk.override", null, null)[0]).toBe("decided a pair of the crosswalk");
    expect(event("crosswalk.review", {}, { overlap: "toString" })[0]).toBe(
      "reviewed a pair of the crosswalk",
    );
  });
});
