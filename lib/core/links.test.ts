import { describe, expect, it } from "vitest";
import { pairsOf } from "@/lib/core/crosswalk";
import { proposalSteps, proposeFrom, proposeLinks } from "@/lib/core/links";

const input = {
  categories: ["security", "availability", "confidentiality"] as const,
  countWildcard: true,
  overrides: [],
};

describe("proposeLinks", () => {
  it("ticks Full pairs and leaves Partial pairs with what to add", () => {
    const proposals = proposeLinks({ from: ["CC6.1", "CC1.1"], known: [] }, input);
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
    const [first] = proposeLinks({ from: ["CC1.1", "CC5.3"], known: [] }, input);
    expect(first).toMatchObject({
      ref: "A.5.1",
      overlap: "full",
      ticked: true,
      via: ["CC1.1", "CC5.3"],
      toAdd: [],
    });
  });

  it("proposes clauses, with their disputes", () => {
    const proposals = proposeLinks({ from: ["CC3.2"], known: [] }, input);
    expect(proposals.map(({ ref }) => ref)).toEqual(["6.1.2", "6.1.3"]);
    expect(proposals[1]?.disputes).toContain("K21");
  });

  it("leaves out what is linked or declined, excluded, or out of scope", () => {
    const known = ["A.5.15", "A.5.16", "A.5.17", "A.5.18"];
    const rest = proposeLinks({ from: ["CC6.1"], known }, input, new Set(["A.8.3"]));
    expect(rest.map(({ ref }) => ref)).toEqual(["A.8.5"]);
    expect(proposeLinks({ from: ["P1.1"], known: [] }, input)).toEqual([]);
    expect(proposeLinks({ from: [], known: [] }, input)).toEqual([]);
  });

  it("proposes nothing for a theme", () => {
    const refs = proposeLinks({ from: ["CC5.2"], known: [] }, input).map(({ ref }) => ref);
    expect(refs).toEqual(["A.5.3"]);
  });

  it("leads back from controls and clauses, never ticked, and asks for operation over the window", () => {
    const back = proposeLinks({ from: ["A.5.15"], known: [] }, input);
    expect(back.map(({ ref }) => ref)).toContain("CC6.1");
    expect(
      back.every(({ direction, ticked, via }) => direction === "soc2" && !ticked && via.join() === "A.5.15"),
    ).toBe(true);
    expect(back.every(({ toAdd }) => toAdd.join().includes("observation window"))).toBe(true);
  });

  it("is the same relation both ways", () => {
    for (const { criterion, ref } of pairsOf(input)) {
      const there = proposeLinks({ from: [criterion], known: [] }, input).map((one) => one.ref);
      const back = proposeLinks({ from: [ref], known: [] }, input).map((one) => one.ref);
      expect([there.includes(ref), back.includes(criterion)], `${criterion} ${ref}`).toEqual([true, true]);
    }
  });

  it("proposes nothing that is linked already, nor the way back from an excluded control", () => {
    const refs = proposeLinks({ from: ["CC6.1", "A.5.15"], known: [] }, input, new Set(["A.5.15"])).map(
      ({ ref }) => ref,
    );
    expect(refs).not.toContain("CC6.1");
    expect(refs).not.toContain("A.5.15");
    expect(proposeLinks({ from: ["A.5.15"], known: [] }, input, new Set(["A.5.15"]))).toEqual([]);
  });

  it("counts by the database over the same steps", () => {
    const steps = proposalSteps(pairsOf(input), new Set(["A.5.15"]));
    for (const from of ["CC6.1", "A.5.16", "6.1.2"]) {
      const targets = [...new Set(steps.filter((step) => step.source === from).map((step) => step.target))];
      const proposed = proposeLinks({ from: [from], known: [] }, input, new Set(["A.5.15"])).map(
        ({ ref }) => ref,
      );
      expect(targets.sort()).toEqual([...proposed].sort());
    }
  });

  it("gives the same from pairs that were computed once", () => {
    const item = { from: ["CC7.5"], known: [] };
    expect(proposeFrom(item, pairsOf(input), new Set())).toEqual(proposeLinks(item, input));
  });
});
