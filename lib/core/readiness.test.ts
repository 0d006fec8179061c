import { describe, expect, it } from "vitest";
import type { CrosswalkInput } from "@/lib/core/crosswalk";
import { ALL_REQUIREMENTS } from "@/lib/core/frameworks/catalogue";
import { ledger, NUMBERS, type NumberName, numberOf, readiness, snapshotOf } from "@/lib/core/readiness";
import {
  countSelection,
  filterContext,
  isInScope,
  isReady,
  isRequirementFilter,
  REQUIREMENT_FILTER_NAMES,
  type RequirementFacts,
  requirementGroup,
  selectionHref,
  selectRequirements,
} from "@/lib/core/requirement-filters";

const TODAY = "2026-11-20";
const SAC: CrosswalkInput = {
  categories: ["security", "availability", "confidentiality"],
  countWildcard: false,
  overrides: [],
};
const context = filterContext(SAC, TODAY);

const blank = (ref: string, kind: RequirementFacts["kind"], title: string): RequirementFacts => ({
  ref,
  kind,
  title,
  evidenceStatus: "missing",
  overridden: false,
  applicability: kind === "control" || kind === "own" ? "undecided" : "included",
  implementation: "not_started",
  evidencedCurrent: false,
  linkedCount: 0,
  expiredCount: 0,
  dueSoonCount: 0,
  returnedCount: 0,
  openMajor: 0,
  openMinor: 0,
  ownerId: null,
  dueOn: null,
});

const FRESH = [
  ...ALL_REQUIREMENTS.map((entry) => blank(entry.ref, entry.kind, entry.title)),
  blank("X.1", "own", "Own"),
];
const DONE = { implementation: "implemented", evidencedCurrent: true, linkedCount: 1 } as const;

function withFacts(
  changes: Readonly<Record<string, Partial<RequirementFacts>>>,
): readonly RequirementFacts[] {
  return FRESH.map((row) => ({ ...row, ...changes[row.ref] }));
}

const read = (rows: readonly RequirementFacts[], crosswalk = SAC) =>
  readiness(rows, filterContext(crosswalk, TODAY), { majors: 0, minors: 0 });
const sides = (count: { count: number; of: number }) => `${count.count}/${count.of}`;

describe("a fresh workspace with Security, Availability and Confidentiality", () => {
  const { numbers } = read(FRESH);

  it("maps 69 of 93, reuses 59, evidences nothing and is nowhere ready", () => {
    expect(sides(numbers.mapped)).toBe("69/93");
    expect(sides(numbers.reusable)).toBe("59/93");
    expect(sides(numbers.supplement)).toBe("10/93");
    expect(sides(numbers.netNew)).toBe("24/93");
    expect(sides(numbers.clausesNetNew)).toBe("28/30");
    expect(sides(numbers.soc2Only)).toBe("0/38");
    expect(sides(numbers.evidenced)).toBe("0/93");
    expect(sides(numbers.annexReady)).toBe("0/93");
    expect(sides(numbers.clausesReady)).toBe("0/30");
    expect(sides(numbers.noEvidence)).toBe("93/93");
    expect(sides(numbers.undecided)).toBe("93/93");
    expect(sides(numbers.overdue)).toBe("0/162");
  });

  it("follows the scope", () => {
    expect(sides(read(FRESH, { ...SAC, categories: ["security"] }).numbers.mapped)).toBe("61/93");
    const privacy = read(FRESH, { ...SAC, categories: [...SAC.categories, "privacy"] });
    expect(sides(privacy.numbers.soc2Only)).toBe("8/56");
    const wildcard = read(FRESH, { ...SAC, countWildcard: true }).numbers;
    expect([sides(wildcard.themeLevel), sides(wildcard.mapped)]).toEqual(["7/93", "69/93"]);
  });
});

describe("readiness", () => {
  it("asks for implementation, evidence today and no open major: each alone is not enough", () => {
    const row = { ...blank("A.5.1", "control", ""), ...DONE };
    expect(isReady(row)).toBe(true);
    expect(isReady({ ...row, openMinor: 3 })).toBe(true);
    expect(isReady({ ...row, openMajor: 1 })).toBe(false);
    expect(isReady({ ...row, evidencedCurrent: false, evidenceStatus: "ready", overridden: true })).toBe(
      false,
    );
    expect(isReady({ ...row, implementation: "partial" })).toBe(false);
  });

  it("counts Annex A and the clauses apart, and leaves own controls out", () => {
    const { numbers } = read(
      withFacts({ "A.5.1": DONE, "A.8.5": DONE, "6.1.2": DONE, "X.1": DONE, "CC6.1": DONE }),
    );
    expect(numbers.annexReady).toEqual({ count: 2, of: 93, refs: ["A.5.1", "A.8.5"] });
    expect(numbers.clausesReady).toEqual({ count: 1, of: 30, refs: ["6.1.2"] });
    expect(numbers.criteriaEvidenced).toMatchObject({ count: 1, of: 38 });
    expect(numbers.implemented.count).toBe(2);
    expect(numbers.clausesImplemented.count).toBe(1);
    expect(numbers.clausesEvidenced.count).toBe(1);
  });

  it("takes excluded controls out of both sides of every number", () => {
    const { numbers } = read(
      withFacts({ "A.5.1": { ...DONE, applicability: "excluded" }, "A.7.6": { applicability: "excluded" } }),
    );
    expect(sides(numbers.annexReady)).toBe("0/91");
    expect(sides(numbers.mapped)).toBe("68/91");
    expect(sides(numbers.noEvidence)).toBe("91/91");
  });

  it("groups by theme and chapter; the five statuses add up to the group", () => {
    const { byTheme, byChapter } = read(
      withFacts({
        "A.5.1": { ...DONE, evidenceStatus: "ready" },
        "A.5.2": { evidenceStatus: "in_review" },
        "A.7.6": { applicability: "excluded" },
      }),
    );
    expect(byTheme.map((group) => [group.group, group.title, group.inScope, sides(group.ready)])).toEqual([
      ["A.5", "Organizational", 37, "1/37"],
      ["A.6", "People", 8, "0/8"],
      ["A.7", "Physical", 13, "0/13"],
      ["A.8", "Technological", 34, "0/34"],
    ]);
    expect(byChapter.map((group) => [group.group, group.inScope])).toEqual([
      ["4", 4],
      ["5", 3],
      ["6", 5],
      ["7", 7],
      ["8", 3],
      ["9", 6],
      ["10", 2],
    ]);
    for (const group of [...byTheme, ...byChapter]) {
      const total = Object.values(group.statuses).reduce((sum, count) => sum + count.count, 0);
      expect(total).toBe(group.inScope);
    }
    expect(byTheme[0]?.statuses.in_review.refs).toEqual(["A.5.2"]);
  });

  it("is overdue from the day after the due date, for every kind, unless recorded as ready", () => {
    const late = { dueOn: "2026-11-19" };
    const { numbers } = read(
      withFacts({
        "A.5.1": late,
        "6.1.2": late,
        "CC6.1": late,
        "P1.1": late,
        "A.5.2": { dueOn: TODAY },
        "A.5.3": { ...late, evidenceStatus: "ready" },
        "A.7.6": { ...late, applicability: "excluded" },
      }),
    );
    expect(numbers.overdue.refs).toEqual(["A.5.1", "6.1.2", "CC6.1"]);
  });
});

describe("every number and the list behind it", () => {
  const rows = withFacts({
    "A.5.1": { ...DONE, evidenceStatus: "ready", ownerId: "u", dueOn: "2026-01-01" },
    "A.5.2": { applicability: "excluded", expiredCount: 1 },
    "A.5.3": { evidenceStatus: "ready", openMajor: 1, openMinor: 1, returnedCount: 1, dueSoonCount: 1 },
    "A.5.4": { evidenceStatus: "ready", overridden: true, expiredCount: 1, applicability: "included" },
    "6.1.2": DONE,
  });

  it.each(Object.keys(NUMBERS) as NumberName[])("%s counts the rows of its list", (name) => {
    const count = numberOf(name, rows, context);
    const list = selectRequirements(rows, NUMBERS[name].selection, context);
    expect(count.refs).toEqual(list.map((row) => row.ref));
    expect(count.count).toBe(list.length);
    expect(list.every((row) => isInScope(row, context))).toBe(true);
  });

  it.each([
    ["unsupported", ["A.5.3"]],
    ["expired", ["A.5.4"]],
    ["due-soon", ["A.5.3"]],
    ["returned", ["A.5.3"]],
    ["open-major", ["A.5.3"]],
    ["open-minor", ["A.5.3"]],
    ["excluded", ["A.5.2"]],
    ["ready", ["A.5.1"]],
    ["status-ready", ["A.5.1", "A.5.3", "A.5.4"]],
  ] as const)("%s lists %j among the controls", (show, refs) => {
    const list = selectRequirements(rows, { show, kind: "control" }, context);
    expect(list.map((row) => row.ref)).toEqual(refs);
  });

  it("has complements that add up", () => {
    const of = (
      show: "ready" | "not-ready" | "evidenced" | "not-evidenced" | "implemented" | "not-implemented",
    ) => countSelection(rows, { show, kind: "control" }, context).count;
    expect([of("ready") + of("not-ready"), of("evidenced") + of("not-evidenced")]).toEqual([92, 92]);
    expect(of("implemented") + of("not-implemented")).toBe(92);
  });

  it("maps criteria from the other side", () => {
    expect(countSelection(rows, { show: "mapped", kind: "criterion" }, context)).toMatchObject({
      count: 38,
      of: 38,
    });
    expect(countSelection(rows, { show: "net-new", kind: "criterion" }, context).count).toBe(0);
    expect(countSelection(rows, { show: "net-new", kind: "own" }, context).refs).toEqual(["X.1"]);
    expect(countSelection(rows, { show: "disputed", kind: "clause" }, context).refs).toContain("6.1.2");
  });

  it("narrows to a group", () => {
    expect(countSelection(rows, { show: "all", kind: "control", group: "A.6" }, context)).toMatchObject({
      count: 8,
      of: 8,
    });
    expect(
      ["A.5.15", "6.1.2", "10.1"].map((ref) =>
        requirementGroup({ ref, kind: ref.startsWith("A") ? "control" : "clause" }),
      ),
    ).toEqual(["A.5", "6", "10"]);
    expect(requirementGroup({ ref: "CC6.1", kind: "criterion" })).toBe("CC6");
    expect(requirementGroup({ ref: "ZZ1", kind: "criterion" })).toBe("ZZ1");
    expect(requirementGroup({ ref: "X.1", kind: "own" })).toBe("own");
  });

  it("has an address", () => {
    expect(selectionHref("acme", { show: "ready", kind: "control", group: "A.5" })).toBe(
      "/w/acme/controls?show=ready&kind=control&group=A.5",
    );
    expect(REQUIREMENT_FILTER_NAMES.every(isRequirementFilter)).toBe(true);
    expect(["", "toString", "x"].some(isRequirementFilter)).toBe(false);
  });
});

describe("ledger", () => {
  it("puts every in-scope control into exactly one of three", () => {
    const found = ledger(read(withFacts({ "A.7.6": { applicability: "excluded" } })));
    const refs = [...found.reuse.refs, ...found.supplement.refs, ...found.netNew.refs];
    expect(refs).toHaveLength(92);
    expect(new Set(refs).size).toBe(92);
    expect(found.clauses).toMatchObject({
      reuse: { count: 2 },
      supplement: { count: 0 },
      netNew: { count: 28 },
    });
    expect(found.byTheme[2]).toMatchObject({ group: "A.7", inScope: 13 });
  });
});

describe("snapshotOf", () => {
  it("keeps both sides of every number as plain numbers", () => {
    const snapshot = snapshotOf(readiness(FRESH, context, { majors: 1, minors: 5 }));
    expect(snapshot).toMatchObject({
      annexReady: 0,
      annexReadyOf: 93,
      mapped: 69,
      mappedOf: 93,
      majors: 1,
      minors: 5,
    });
    expect(Object.keys(snapshot)).toHaveLength(Object.keys(NUMBERS).length * 2 + 2);
    expect(Object.values(snapshot).every(Number.isInteger)).toBe(true);
  });
});
