import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { carryOverTable } from "@/lib/core/crosswalk";
import { bySupport, explorerRef, readRefAddress } from "@/lib/core/explorer-ref";
import { crosswalkInputOf, DEFAULT_VIEW, type ExplorerView } from "@/lib/core/explorer-view";
import { ALL_REQUIREMENTS, entryOf, ROW_BY_CRITERION } from "@/lib/core/frameworks/catalogue";
import { DISPUTES } from "@/lib/core/frameworks/disputes";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import { TSC_CATEGORIES } from "@/lib/core/frameworks/types";

const ALL: ExplorerView = { ...DEFAULT_VIEW, categories: TSC_CATEGORIES };

function pageOf(ref: string, view: ExplorerView = ALL) {
  const entry = entryOf(ref);
  if (entry === undefined) throw new Error(ref);
  return explorerRef(entry, view);
}

describe("the page of a requirement", () => {
  it("shows every pair from both sides with the same overlap, source line and disputes", () => {
    for (const { ref } of CRITERIA) {
      for (const pair of pageOf(ref).pairs) {
        const back = pageOf(pair.iso).pairs.find((one) => one.criterion === ref);
        expect(back, `${ref} ${pair.iso}`).toMatchObject({
          overlap: pair.overlap,
          kind: pair.kind,
          disputes: pair.disputes,
          row: { source: pair.row.source },
        });
      }
    }
    const both = ALL_REQUIREMENTS.filter(({ kind }) => kind !== "criterion");
    const isoPairs = both.flatMap(({ ref }) => pageOf(ref).pairs);
    expect(isoPairs).toHaveLength(CRITERIA.flatMap(({ ref }) => pageOf(ref).pairs).length);
    expect(isoPairs).toHaveLength(129);
  });

  it("says for every scope what the numbers say", () => {
    const views = fc.record({
      categories: fc.subarray([...TSC_CATEGORIES]),
      wildcard: fc.boolean(),
    });
    fc.assert(
      fc.property(views, (some) => {
        const view = { ...DEFAULT_VIEW, ...some };
        for (const [ref, carried] of carryOverTable(crosswalkInputOf(view))) {
          const page = pageOf(ref, view);
          expect(page.outcome).toBe(carried.outcome);
          expect(page.pairs.filter((pair) => pair.inScope).map((pair) => pair.criterion)).toEqual(
            carried.pairs.map((pair) => pair.criterion),
          );
          expect(page.themeLevel !== null).toBe(carried.themeLevelOnly);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("shows every dispute that names the requirement or its row", () => {
    for (const dispute of DISPUTES) {
      for (const ref of dispute.refs) expect(pageOf(ref).disputes, ref).toContain(dispute);
    }
    for (const [criterion, row] of ROW_BY_CRITERION) {
      expect(pageOf(criterion).disputes.map((one) => one.id)).toEqual(
        expect.arrayContaining([...row.disputes]),
      );
    }
  });

  it("leads through all requirements of a kind by previous and next", () => {
    for (const [first, count] of [
      ["A.5.1", 93],
      ["4.1", 30],
      ["CC1.1", 61],
    ] as const) {
      const walked = [first as string];
      let page = pageOf(first);
      expect(page.previous).toBeNull();
      while (page.next !== null) {
        expect(pageOf(page.next.ref).previous?.ref).toBe(page.entry.ref);
        walked.push(page.next.ref);
        page = pageOf(page.next.ref);
      }
      expect(new Set(walked).size).toBe(count);
    }
  });

  it("keeps pairs of other categories apart and counts a criterion out of scope as such", () => {
    const page = pageOf("A.5.34", DEFAULT_VIEW);
    expect(page.outcome).toBe("net_new");
    expect(page.pairs.map((pair) => pair.inScope)).not.toContain(true);
    expect(page.pairs.every((pair) => pair.category === "privacy")).toBe(true);
    expect(pageOf("P6.1", DEFAULT_VIEW).inScope).toBe(false);
    expect(pageOf("P6.1", ALL).inScope).toBe(true);
  });

  it("names what has to be made and the theme-level row only where they stand", () => {
    expect(pageOf("A.5.5").toMake).toHaveLength(1);
    expect(pageOf("A.8.18", { ...ALL, wildcard: true }).themeLevel).toEqual({
      theme: "A.8",
      criteria: ["CC5.2"],
    });
    expect(pageOf("A.8.18").themeLevel).toBeNull();
    expect(pageOf("A.5.5", { ...ALL, wildcard: true }).themeLevel).toBeNull();
  });
});

describe("bySupport", () => {
  it("puts every paired requirement into one group, with all that it supports", () => {
    for (const { ref } of CRITERIA) {
      const { pairs } = pageOf(ref);
      const groups = bySupport(ref, pairs);
      expect(groups.flatMap((group) => group.refs).sort()).toEqual(pairs.map((pair) => pair.iso).sort());
      expect(new Set(groups.map((group) => group.supports.join())).size).toBe(groups.length);
      for (const { supports, refs } of groups) {
        for (const iso of refs) {
          const criteria = pageOf(iso).pairs.map((pair) => pair.criterion);
          expect([...criteria].sort()).toEqual([...supports].sort());
        }
      }
    }
  });
});

describe("readRefAddress", () => {
  it("knows the canonical reference of all 184 as the address itself", () => {
    for (const entry of ALL_REQUIREMENTS) expect(readRefAddress(entry.ref)).toEqual({ kind: "entry", entry });
  });

  it.each([
    ["cc6.1", "CC6.1"],
    ["5.15", "A.5.15"],
    ["a 5.15", "A.5.15"],
    ["Annex A 8.1", "A.8.1"],
    ["clause 5.1", "5.1"],
    ["6.1.3 d)", "6.1.3"],
  ])("moves %s to %s", (text, ref) => {
    expect(readRefAddress(text)).toEqual({ kind: "moved", ref });
  });

  it("tells groups and unknown text apart", () => {
    expect(readRefAddress("A.5")).toEqual({ kind: "group", id: "A.5" });
    expect(readRefAddress("cc6")).toEqual({ kind: "group", id: "CC6" });
    expect(["A.5.99", "CC10.1", "", "privacy"].map((text) => readRefAddress(text).kind)).toEqual(
      Array(4).fill("unknown"),
    );
  });
});
