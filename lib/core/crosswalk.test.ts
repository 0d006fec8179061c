import { describe, expect, it } from "vitest";
import {
  type CrosswalkInput,
  carryOver,
  carryOverTable,
  coverage,
  criteriaInScope,
  criterionSupport,
  criterionView,
  disputesOf,
  pairsOf,
  soc2Only,
  themeLevelRefs,
} from "@/lib/core/crosswalk";
import type { TscCategory } from "@/lib/core/frameworks/types";

const scope = (...categories: TscCategory[]): CrosswalkInput => ({
  categories: ["security", ...categories],
  countWildcard: false,
  overrides: [],
});
const S = scope();
const SAC = scope("availability", "confidentiality");
const SACP = scope("availability", "confidentiality", "privacy");
const ALL = scope("availability", "confidentiality", "processing_integrity", "privacy");
const override = (
  criterion: string,
  ref: string,
  overlap: "full" | "partial" | "additive" | "none",
  note = "",
) => ({ criterion, ref, overlap, note, reason: "our reading" });

describe("coverage by scope, worked by hand from the rows", () => {
  it.each([
    ["S", S, 61, 56, 5, 32],
    ["S+A", scope("availability"), 65, 59, 6, 28],
    ["S+C", scope("confidentiality"), 65, 56, 9, 28],
    ["S+A+C", SAC, 69, 59, 10, 24],
    ["S+A+C+PI", scope("availability", "confidentiality", "processing_integrity"), 70, 59, 11, 23],
    ["S+A+C+P", SACP, 70, 59, 11, 23],
    ["all five", ALL, 71, 59, 12, 22],
  ])(
    "%s: %i mapped, of which %i reusable and %i to supplement, %i net-new",
    (_, input, mapped, full, partial, none) => {
      const found = coverage(input as CrosswalkInput);
      expect([found.mapped.count, found.reusable.count, found.supplement.count, found.netNew.count]).toEqual([
        mapped,
        full,
        partial,
        none,
      ]);
      expect(found.mapped.of).toBe(93);
    },
  );

  it("counts Security whether listed or not", () => {
    expect(coverage({ ...S, categories: [] }).mapped.count).toBe(61);
    expect(criteriaInScope({ ...S, categories: [] })).toHaveLength(33);
  });

  it("counts the reference screens' story: A.7.6 and A.8.30 excluded", () => {
    const found = coverage(SACP, new Set(["A.7.6", "A.8.30"]));
    expect(found.reusable).toMatchObject({ count: 59, of: 91 });
    expect(found.supplement).toMatchObject({ count: 11, of: 91 });
    expect(found.netNew).toMatchObject({ count: 21, of: 91 });
    expect(
      found.byTheme.map((theme) => [
        theme.theme,
        theme.reusable.count,
        theme.supplement.count,
        theme.netNew.count,
        theme.mapped.of,
      ]),
    ).toEqual([
      ["A.5", 23, 7, 7, 37],
      ["A.6", 6, 0, 2, 8],
      ["A.7", 5, 2, 6, 13],
      ["A.8", 25, 2, 6, 33],
    ]);
  });

  it("lists the 22 controls that no row names", () => {
    expect(coverage(ALL).netNew.refs.join(" ")).toBe(
      "A.5.5 A.5.9 A.5.11 A.5.23 A.5.31 A.5.32 A.5.33 A.6.7 A.6.8 A.7.6 A.7.7 A.7.8 A.7.9 A.7.10 A.7.12 A.7.13 A.8.4 A.8.18 A.8.19 A.8.23 A.8.30 A.8.34",
    );
  });

  it("counts the clauses apart: 28 of 30 are net-new", () => {
    const { clauses } = coverage(SAC);
    expect(clauses.mapped).toEqual({ count: 2, of: 30, refs: ["6.1.2", "6.1.3"] });
    expect(clauses.netNew).toMatchObject({ count: 28, of: 30 });
    expect(coverage(SAC, new Set(["6.1.2"])).clauses.mapped).toMatchObject({ count: 1, of: 29 });
  });

  it("takes excluded controls out of both sides", () => {
    expect(coverage(SAC, new Set(["A.5.15"])).mapped).toMatchObject({ count: 68, of: 92 });
    expect(coverage(SAC, new Set(["A.5.5"])).mapped).toMatchObject({ count: 69, of: 92 });
  });
});

describe("theme-level rows", () => {
  const on = { ...SAC, countWildcard: true };

  it("are shown apart and raise no number", () => {
    expect(themeLevelRefs(SAC).size).toBe(0);
    expect(themeLevelRefs(on).size).toBe(34);
    expect(coverage(on).mapped.count).toBe(69);
    expect(coverage(SAC).themeLevel.count).toBe(0);
    expect(coverage(on).themeLevel.refs).toEqual([
      "A.8.4",
      "A.8.9",
      "A.8.18",
      "A.8.19",
      "A.8.23",
      "A.8.30",
      "A.8.34",
    ]);
    expect(carryOver("A.8.4", on)).toMatchObject({ outcome: "net_new", themeLevelOnly: true, pairs: [] });
    expect(carryOver("A.8.3", on).themeLevelOnly).toBe(false);
    expect(pairsOf(on)).toEqual(pairsOf(SAC));
  });
});

describe("pairsOf", () => {
  it("has 122 control pairs, 72 of them in Full rows, and 7 clause pairs", () => {
    const pairs = pairsOf(ALL);
    const controls = pairs.filter((pair) => pair.target === "control");
    expect(controls).toHaveLength(122);
    expect(controls.filter((pair) => pair.overlap === "full")).toHaveLength(72);
    expect(pairs.filter((pair) => pair.target === "clause")).toHaveLength(7);
    expect(pairs.filter((pair) => pair.kind === "range").map((pair) => pair.ref)).toEqual([
      "A.8.26",
      "A.8.27",
      "A.8.28",
      "A.8.29",
    ]);
  });

  it("carries the row's source, evidence and what to add", () => {
    const pair = pairsOf(S).find((one) => one.criterion === "CC1.1" && one.ref === "A.5.1");
    expect(pair).toMatchObject({
      overlap: "partial",
      inherited: "partial",
      overridden: false,
      overrideReason: null,
      source: { document: "mapping-article", line: 42 },
    });
    expect(pair?.toAdd).not.toBe("");
    expect(pair?.evidence.length).toBe(3);
  });

  it("marks a pair disputed when a dispute names both its sides", () => {
    const disputed = (criterion: string, ref: string) =>
      pairsOf(ALL).find((pair) => pair.criterion === criterion && pair.ref === ref)?.disputes;
    expect(disputed("CC2.3", "A.5.6")).toContain("K13");
    expect(disputed("CC9.2", "A.5.21")).toContain("K22");
    expect(disputed("CC3.2", "6.1.3")).toContain("K21");
    expect(disputed("CC6.1", "A.5.15")).toEqual([]);
  });
});

describe("carryOver", () => {
  it("reuses what a Full pair covers, with the Full pairs first", () => {
    const view = carryOver("A.5.15", SAC);
    expect(view).toMatchObject({ outcome: "reuse", toAdd: [] });
    expect(view.pairs.map((pair) => [pair.criterion, pair.overlap])).toEqual([
      ["CC6.1", "full"],
      ["CC6.3", "full"],
    ]);
    const mixed = carryOver("A.5.1", SAC).pairs.map((pair) => pair.overlap);
    expect(mixed).toEqual([...mixed].sort());
  });

  it("says what to add for Partial pairs, once each", () => {
    const view = carryOver("A.5.2", SAC);
    expect(view.outcome).toBe("supplement");
    expect(view.toAdd.length).toBeGreaterThan(0);
    expect(new Set(view.toAdd).size).toBe(view.toAdd.length);
  });

  it("is net-new where no row leads: also for own controls", () => {
    expect(carryOver("A.5.5", ALL)).toMatchObject({ outcome: "net_new", pairs: [], toAdd: [] });
    expect(carryOver("X.1", ALL).outcome).toBe("net_new");
  });

  it("follows the scope", () => {
    expect(carryOver("A.5.34", SAC).outcome).toBe("net_new");
    expect(carryOver("A.5.34", SACP).outcome).toBe("supplement");
  });

  it("equals its row of the table for all 123 requirements", () => {
    const table = carryOverTable(SAC);
    expect(table.size).toBe(123);
    for (const [ref, view] of table) expect(carryOver(ref, SAC)).toEqual(view);
  });
});

describe("overrides", () => {
  const withOverrides = (...overrides: ReturnType<typeof override>[]) => ({ ...SAC, overrides });

  it("change the pair, keep what the source said, and move the numbers", () => {
    const input = withOverrides(override("CC7.2", "A.8.17", "partial", "Add the time source."));
    const pair = carryOver("A.8.17", input).pairs.find((one) => one.criterion === "CC7.2");
    expect(pair).toMatchObject({
      overlap: "partial",
      inherited: "full",
      overridden: true,
      overrideReason: "our reading",
      toAdd: "Add the time source.",
    });
    expect(carryOver("A.8.17", SAC).outcome).toBe("reuse");
    expect(carryOver("A.8.17", input).outcome).toBe("supplement");
    expect(coverage(input).reusable.count).toBe(58);
  });

  it.each(["none", "additive"] as const)("take a pair out: %s", (overlap) => {
    const input = withOverrides(override("CC2.3", "A.5.6", overlap));
    expect(carryOver("A.5.6", input).outcome).toBe("net_new");
    expect(coverage(input).mapped.count).toBe(68);
  });

  it("add a pair that no row has, without a source", () => {
    const input = withOverrides(override("CC6.1", "A.5.9", "partial"));
    expect(carryOver("A.5.9", input).pairs).toMatchObject([
      { criterion: "CC6.1", kind: "added", inherited: null, source: null, overridden: true },
    ]);
    expect(coverage(input).mapped.count).toBe(70);
  });

  it("are ignored outside the scope and for references that are no ISO requirement", () => {
    expect(coverage(withOverrides(override("P1.1", "A.5.9", "full"))).mapped.count).toBe(69);
    expect(coverage(withOverrides(override("CC6.1", "CC6.2", "full"))).mapped.count).toBe(69);
  });

  it("decide what is SOC 2 only", () => {
    const joined = { ...SACP, overrides: [override("P2.1", "A.5.34", "partial")] };
    expect(soc2Only(joined).count).toBe(7);
    const emptied = {
      ...SACP,
      overrides: [override("P8.1", "A.5.34", "none"), override("P8.1", "A.5.36", "none")],
    };
    expect(soc2Only(emptied).refs).toContain("P8.1");
  });
});

describe("soc2Only", () => {
  it("lists the eight privacy criteria without counterpart, of the criteria in scope", () => {
    expect(soc2Only(SACP)).toEqual({
      count: 8,
      of: 56,
      refs: ["P2.1", "P3.1", "P3.2", "P4.1", "P5.1", "P5.2", "P6.7", "P7.1"],
    });
    expect(soc2Only(SAC)).toMatchObject({ count: 0, of: 38 });
    expect(soc2Only(ALL)).toMatchObject({ count: 8, of: 61 });
  });
});

describe("criterionView", () => {
  it("shows the pairs and who shares them", () => {
    const view = criterionView("CC6.1", SAC);
    expect(view?.pairs.map((pair) => [pair.ref, pair.alsoPairedWith])).toEqual([
      ["A.5.15", ["CC6.3"]],
      ["A.5.16", []],
      ["A.5.17", []],
      ["A.5.18", ["CC6.2", "CC6.3"]],
      ["A.8.3", []],
      ["A.8.5", []],
    ]);
    expect(view).toMatchObject({ inScope: true, soc2Only: false, themeLevel: null });
  });

  it("shows theme-level statements, criteria out of scope, and those without counterpart", () => {
    expect(criterionView("CC5.2", SAC)).toMatchObject({ themeLevel: "A.8", soc2Only: false });
    expect(criterionView("P2.1", SAC)).toMatchObject({ inScope: false, soc2Only: true, pairs: [] });
    expect(criterionView("P1.1", SAC)?.inScope).toBe(false);
    expect(criterionView("CC10.1", SAC)).toBeNull();
  });
});

describe("criterionSupport", () => {
  it("counts what is held of what the criterion is paired with", () => {
    const held = new Set(["A.5.16", "A.5.17", "A.8.3", "A.8.5", "A.8.6"]);
    expect(criterionSupport("CC6.1", held, SAC)).toEqual({
      count: 4,
      of: 6,
      refs: ["A.5.16", "A.5.17", "A.8.3", "A.8.5"],
    });
    expect(criterionSupport("CC6.1", held, SAC, new Set(["A.5.15"]))).toMatchObject({ count: 4, of: 5 });
    expect(criterionSupport("CC10.1", held, SAC)).toEqual({ count: 0, of: 0, refs: [] });
  });
});

describe("disputesOf", () => {
  it("lists the disputes that mark a reference", () => {
    expect(disputesOf("A.5.6")).toContain("K13");
    expect(disputesOf("A.5.5")).toEqual([]);
  });
});
