import { describe, expect, it } from "vitest";
import { pairsOf } from "@/lib/core/crosswalk";
import { proposeFrom, proposeLinks } from "@/lib/core/links";

const input = {
  categories: ["security", "availability", "confidentiality"] as const,
  countWildcard: true,
  overrides: [],
};

describe("proposeLinks", () => {
  it("ticks Full pairs and leaves Partial pairs with what to add", () => {
    const proposals = proposeLinks({ criteria: ["CC6.1", "CC1.1"], known: [] }, input);
    expect(proposals.map(({ ref, ticked, via }) => [ref, ticked, via.join()])).toEqual([
      ["A.5.1", false, "CC1.1"],
      ["A.5.10", false, "CC1.1"],
      ["A.5.15", true, "CC6.1"],
      ["A.5.16", true, "CC6.1"],
      ["A.5.17", true, "CC6.1"],
      ["A.5.18", true, "CC6.1"],
      ["A.6.2", false, "CC1.1"],
      ["A.8.3", true, "CC6.1"],
      ["A.8.5", true, "CC6.1"],
    ]);
    expect(proposals[0]?.toAdd).toHaveLength(1);
    expect(proposals[2]?.toAdd).toEqual([]);
  });

  it("is Full when one of several criteria is", () => {
    const [first] = proposeLinks({ criteria: ["CC1.1", "CC5.3"], known: [] }, input);
    expect(first).toMatchObject({
      ref: "A.5.1",
      overlap: "full",
      ticked: true,
      via: ["CC1.1", "CC5.3"],
      toAdd: [],
    });
  });

  it("proposes clauses, with their disputes", () => {
    const proposals = proposeLinks({ criteria: ["CC3.2"], known: [] }, input);
    expect(proposals.map(({ ref }) => ref)).toEqual(["6.1.2", "6.1.3"]);
    expect(proposals[1]?.disputes).toContain("K21");
  });

  it("leaves out what is linked or declined, excluded, or out of scope", () => {
    const known = ["A.5.15", "A.5.16", "A.5.17", "A.5.18"];
    const rest = proposeLinks({ criteria: ["CC6.1"], known }, input, new Set(["A.8.3"]));
    expect(rest.map(({ ref }) => ref)).toEqual(["A.8.5"]);
    expect(proposeLinks({ criteria: ["P1.1"], known: [] }, input)).toEqual([]);
    expect(proposeLinks({ criteria: [], known: [] }, input)).toEqual([]);
  });

  it("proposes nothing for a theme", () => {
    const refs = proposeLinks({ criteria: ["CC5.2"], known: [] }, input).map(({ ref }) => ref);
    expect(refs).toEqual(["A.5.3"]);
  });

  it("gives the same from pairs that were computed once", () => {
    const item = { criteria: ["CC7.5"], known: [] };
    expect(proposeFrom(item, pairsOf(input), new Set())).toEqual(proposeLinks(item, input));
  });
});
