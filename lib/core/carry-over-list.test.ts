import { describe, expect, it } from "vitest";
import {
  type CarryOverFilters,
  carryOverRows,
  criteriaCount,
  filterCarryOver,
  readingProgress,
} from "@/lib/core/carry-over-list";
import { type CrosswalkInput, knownPairsOf } from "@/lib/core/crosswalk";
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

describe("marks and readings", () => {
  const decided: CrosswalkInput = {
    ...sac,
    overrides: [{ criterion: "CC2.3", ref: "A.5.6", overlap: "none", note: "", reason: "Ours." }],
  };
  const read = (pair: { readonly criterion: string }) => ({
    state: pair.criterion === "CC6.1" ? ("reviewed" as const) : ("open" as const),
    review: null,
    reason: null,
  });
  const rows = carryOverRows(facts, decided, { direction: "iso", today: TODAY, reviewOf: read });
  const refs = (filters: Partial<CarryOverFilters>) =>
    filterCarryOver(rows, { ...none, ...filters }).map((row) => row.ref);

  it("keeps a pair that was taken out in sight, with what the source says", () => {
    const row = rows.find((one) => one.ref === "A.5.6");
    expect(row).toMatchObject({ outcome: "net_new", pairs: [], reading: { of: 1, overlap: null } });
    expect(row?.takenOut).toMatchObject([{ ref: "CC2.3", inherited: "partial", overrideReason: "Ours." }]);
    expect(refs({ mark: "decided" })).toEqual(["A.5.6"]);
    expect(refs({ q: "CC2.3", mark: "decided" })).toEqual(["A.5.6"]);
  });

  it("finds disputed rows, those read, those not read, and those whose lower value holds", () => {
    expect(refs({ mark: "disputed" })).toContain("A.5.1");
    expect(refs({ reading: "read" })).toEqual(["A.5.16", "A.5.17", "A.8.3", "A.8.5"]);
    expect(refs({ reading: "held" })).toContain("A.5.1");
    expect(refs({ reading: "stale" })).toEqual([]);
    const unread = refs({ reading: "unread" });
    expect(unread).toContain("A.5.15");
    expect(unread).not.toContain("A.5.16");
    expect(unread).not.toContain("A.5.5");
  });

  it("counts how far the pairs in scope are read and names the next", () => {
    const progress = readingProgress(decided, read);
    expect(progress).toMatchObject({ reviewed: 6, stale: 0, next: { criterion: "CC1.1", ref: "A.5.1" } });
    expect(progress.of).toBe(knownPairsOf(decided).length);
  });
});
