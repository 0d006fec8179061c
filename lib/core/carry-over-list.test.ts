import { describe, expect, it } from "vitest";
import {
  type CarryOverFilters,
  carryOverRows,
  criteriaCount,
  filterCarryOver,
} from "@/lib/core/carry-over-list";
import type { CrosswalkInput } from "@/lib/core/crosswalk";
import { ALL_REQUIREMENTS } from "@/lib/core/frameworks/catalogue";
import { NUMBERS, type NumberName } from "@/lib/core/readiness";
import { countSelection, filterContext, type RequirementFacts } from "@/lib/core/requirement-filters";

const TODAY = "2026-11-20";
const facts: readonly RequirementFacts[] = ALL_REQUIREMENTS.map((entry) => ({
  ref: entry.ref,
  kind: entry.kind,
  title: entry.title,
  evidenceStatus: "missing",
  overridden: false,
  applicability: entry.ref === "A.8.30" ? "excluded" : "included",
  implementation: "not_started",
  evidencedCurrent: false,
  linkedCount: entry.ref === "CC6.1" ? 3 : 0,
  expiredCount: 0,
  dueSoonCount: 0,
  returnedCount: 0,
  openMajor: 0,
  openMinor: 0,
  ownerId: null,
  dueOn: null,
}));
const sac: CrosswalkInput = {
  categories: ["security", "availability", "confidentiality"],
  countWildcard: false,
  overrides: [],
};
const none: CarryOverFilters = {
  direction: "iso",
  kind: null,
  outcome: null,
  group: "",
  q: "",
  mark: null,
  reading: null,
};
const iso = carryOverRows(facts, sac, { direction: "iso", today: TODAY });
const soc2 = carryOverRows(facts, sac, { direction: "soc2", today: TODAY });

describe("carryOverRows", () => {
  it("lists every control and clause in scope once", () => {
    expect(iso).toHaveLength(92 + 30);
    expect(soc2).toHaveLength(criteriaCount(sac));
    expect(criteriaCount(sac)).toBe(38);
  });

  it.each([
    ["reusable", { kind: "control", outcome: "reuse" }],
    ["supplement", { kind: "control", outcome: "supplement" }],
    ["netNew", { kind: "control", outcome: "net_new" }],
    ["clausesReusable", { kind: "clause", outcome: "reuse" }],
    ["clausesNetNew", { kind: "clause", outcome: "net_new" }],
  ] as const)("shows the rows that the dashboard counts as %s", (name: NumberName, filter) => {
    const context = filterContext(sac, TODAY);
    const counted = countSelection(facts, NUMBERS[name].selection, context).refs;
    expect(filterCarryOver(iso, { ...none, ...filter }).map((row) => row.ref)).toEqual(counted);
  });

  it("shows the criteria without a counterpart as SOC 2 only", () => {
    const all: CrosswalkInput = { ...sac, categories: [...sac.categories, "privacy"] };
    const rows = carryOverRows(facts, all, { direction: "soc2", today: TODAY });
    const counted = countSelection(facts, NUMBERS.soc2Only.selection, filterContext(all, TODAY)).refs;
    expect(filterCarryOver(rows, { ...none, outcome: "soc2_only" }).map((row) => row.ref)).toEqual(counted);
    expect(counted.length).toBeGreaterThan(0);
  });

  it("tells the evidence at hand on the other side, and what a net-new row asks for", () => {
    const access = iso.find((row) => row.ref === "A.5.15");
    expect(access?.pairs.find((pair) => pair.ref === "CC6.1")?.linked).toBe(3);
    const contact = iso.find((row) => row.ref === "A.5.5");
    expect(contact?.outcome).toBe("net_new");
    expect(contact?.toAdd).toHaveLength(1);
  });

  it("keeps theme-level rows apart", () => {
    const shown = carryOverRows(facts, { ...sac, countWildcard: true }, { direction: "iso", today: TODAY });
    const themed = filterCarryOver(shown, { ...none, outcome: "theme_level" });
    expect(themed.length).toBeGreaterThan(0);
    expect(themed.every((row) => row.outcome === "net_new" && row.ref.startsWith("A.8."))).toBe(true);
    expect(filterCarryOver(iso, { ...none, outcome: "theme_level" })).toEqual([]);
  });
});

describe("filterCarryOver", () => {
  it("narrows by group and by words of both sides", () => {
    expect(filterCarryOver(iso, { ...none, group: "A.6" })).toHaveLength(8);
    expect(filterCarryOver(iso, { ...none, q: "cc6.4 entry" }).map((row) => row.ref)).toEqual(["A.7.2"]);
    expect(filterCarryOver(iso, { ...none, q: "no such words" })).toEqual([]);
  });
});
