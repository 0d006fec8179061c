import { describe, expect, it } from "vitest";
import { carryOverRows } from "@/lib/core/carry-over-list";
import { type CrosswalkOverride, carryOver } from "@/lib/core/crosswalk";
import { ALL_REQUIREMENTS } from "@/lib/core/frameworks/catalogue";
import { NEWEST_EDITION } from "@/lib/core/frameworks/editions";
import { neighbours, pairLayers } from "@/lib/core/pair-detail";
import { gapsOf } from "@/lib/core/pair-gaps";
import { matrixCellsOf } from "@/lib/core/pair-matrix";
import { rowLayers } from "@/lib/core/pair-row";
import { readPairText } from "@/lib/core/pair-text";
import type { RequirementRow } from "@/lib/core/requirement-rows";

const TODAY = "2026-11-22";
const override = (criterion: string, ref: string, overlap: CrosswalkOverride["overlap"]) => ({
  ...{ criterion, ref, overlap, note: "", reason: "Ours." },
});
const input = (...overrides: CrosswalkOverride[]) => ({
  ...{ categories: [], countWildcard: true, overrides, rows: NEWEST_EDITION.rows },
});
const facts = ALL_REQUIREMENTS.map((entry) => ({
  ...{ ref: entry.ref, kind: entry.kind, title: entry.title, evidenceStatus: "missing", overridden: false },
  ...{ applicability: "included", implementation: "planned", evidencedCurrent: false, linkedCount: 2 },
  ...{ expiredCount: 0, dueSoonCount: 0, returnedCount: 0, openMajor: 0, openMinor: 0 },
  ...{ ownerId: null, ownerName: "Alex", dueOn: null },
})) as unknown as readonly RequirementRow[];

describe("pairLayers", () => {
  it("keeps what the source says apart from what follows and what is decided", () => {
    const layers = pairLayers({ criterion: "CC6.1", ref: "A.5.15" }, input());
    expect(layers).toMatchObject({ named: true, inScope: true, outcome: "reuse", without: "reuse" });
    expect(layers.others).toEqual([{ criterion: "CC6.3", overlap: "full" }]);
    expect(layers.siblings).toEqual(["A.5.16", "A.5.17", "A.5.18", "A.8.3", "A.8.5"]);
    const gone = pairLayers({ criterion: "CC2.3", ref: "A.5.6" }, input(override("CC2.3", "A.5.6", "none")));
    expect(gone).toMatchObject({ named: true, outcome: "net_new", row: { overlap: "partial" } });
    expect(gone.known).toMatchObject({ overlap: "none", inherited: "partial" });
  });

  it("tells what the requirement would be without the pair, as the rules compute it", () => {
    const pair = { criterion: "CC2.3", ref: "A.5.6" };
    const { outcome, without } = pairLayers(pair, input());
    expect([outcome, without]).toEqual(["supplement", "net_new"]);
    expect(without).toBe(carryOver("A.5.6", input(override("CC2.3", "A.5.6", "none"))).outcome);
  });

  it("names disputes about both sides, and apart from them those about one", () => {
    const { disputes, nearby } = pairLayers({ criterion: "CC2.3", ref: "A.5.6" }, input());
    expect(disputes.map((one) => one.id)).toContain("K13");
    expect(nearby.some((one) => disputes.includes(one))).toBe(false);
  });

  it("shows a pair that nobody has, and one out of scope", () => {
    expect(pairLayers({ criterion: "CC6.1", ref: "A.5.9" }, input())).toMatchObject({
      ...{ known: null, named: false, without: "net_new" },
    });
    expect(pairLayers({ criterion: "P8.1", ref: "A.5.34" }, input())).toMatchObject({
      ...{ inScope: false, named: true, outcome: "net_new" },
    });
  });
});

describe("neighbours", () => {
  const pairs = ["A.5.1", "A.5.2", "A.5.3"].map((ref) => ({ criterion: "CC1.1", ref }));
  it("are the pairs before and after", () => {
    expect(neighbours(pairs, { criterion: "CC1.1", ref: "A.5.2" })).toEqual({
      previous: pairs[0],
      following: pairs[2],
    });
    expect(neighbours(pairs, { criterion: "CC1.1", ref: "A.5.1" }).previous).toBeNull();
    expect(neighbours(pairs, { criterion: "CC1.1", ref: "A.9.9" })).toEqual({
      previous: null,
      following: null,
    });
  });
});

describe("readPairText", () => {
  it.each([
    ["cc6.1", "a.5.15"],
    ["A.5.15", "CC6.1"],
    ["CC 6.1", "5.15"],
  ])("reads %s and %s", (one, other) => {
    expect(readPairText(one, other)).toEqual({ criterion: "CC6.1", ref: "A.5.15" });
  });

  it("reads clauses, and nothing that is no pair", () => {
    expect(readPairText("CC3.1", "6.1.2")).toEqual({ criterion: "CC3.1", ref: "6.1.2" });
    for (const [one, other] of [
      ["CC6.1", "CC6.2"],
      ["A.5.15", "A.5.16"],
      ["", ""],
      ["CC6.1", "%00"],
    ] as const)
      expect(readPairText(one, other)).toBeNull();
  });
});

describe("gapsOf", () => {
  it("lists what no pair leads to, with what has to be made and why", () => {
    const crosswalk = input(override("CC2.3", "A.5.6", "none"));
    const rows = carryOverRows(facts, crosswalk, { direction: "iso", today: TODAY });
    const gaps = gapsOf(rows, facts);
    expect(gaps.every((gap) => gap.artefacts.length > 0)).toBe(true);
    expect(gaps.find((gap) => gap.ref === "A.5.6")?.why).toBe("taken_out");
    expect(gaps.find((gap) => gap.ref === "A.8.4")).toMatchObject({
      ...{ why: "theme_level", implementation: "planned", ownerName: "Alex", linked: 2 },
    });
    expect(gaps.some((gap) => gap.ref === "6.1.2")).toBe(false);
    expect(gaps.filter((gap) => gap.kind === "clause")).toHaveLength(28);
    const back = carryOverRows(facts, crosswalk, { direction: "soc2", today: TODAY });
    expect(gapsOf(back, facts)).toEqual([]);
  });
});

describe("matrixCellsOf", () => {
  it("writes small letters for what the team decided, x for what it took out, t for theme-level", () => {
    const crosswalk = input(override("CC2.3", "A.5.6", "none"), override("CC6.1", "A.5.9", "partial"));
    const selection = { criteria: "in_scope", theme: null } as const;
    const plain = matrixCellsOf(input(), selection, new Map());
    const found = matrixCellsOf(crosswalk, selection, new Map([["CC2.3", 4]]));
    const at = (criterion: string, ref: string) =>
      found.cells[found.rows.findIndex((one) => one.ref === criterion)]?.[
        found.columns.findIndex((one) => one.ref === ref)
      ];
    expect([at("CC2.3", "A.5.6"), at("CC6.1", "A.5.9"), at("CC6.1", "A.5.15")]).toEqual(["x", "p", "F"]);
    expect([at("CC5.2", "A.8.4"), at("CC1.1", "A.8.4")]).toEqual(["t", "."]);
    expect(found).toMatchObject({ pairs: plain.pairs, decided: 2 });
    expect(found.rows.find((one) => one.ref === "CC2.3")?.linked).toBe(4);
  });
});

describe("rowLayers", () => {
  it("holds every pair of the criterion with decision, reading and the evidence of the other side", () => {
    const overrides = [override("CC6.1", "A.5.9", "partial")];
    const stored = overrides.map((one) => ({
      ...one,
      ...{ decided: { by: "Alex", on: TODAY }, decidedAt: new Date(0), datasetVersion: "x", version: 3 },
    }));
    const unread = () => ({ state: "open" as const, review: null, reason: null });
    const row = rowLayers("CC6.1", {
      ...{ crosswalk: input(...stored), overrides: stored, facts, reviewOf: unread },
    });
    expect(row?.pairs).toHaveLength(7);
    expect(row?.pairs.at(-1)).toMatchObject({
      inherited: null,
      version: 3,
      linked: 2,
      decided: { by: "Alex" },
    });
    expect(row?.reading).toMatchObject({ reviewed: 0, of: 7, overlap: "full", held: "partial" });
    expect(rowLayers("A.5.15", { crosswalk: input(), overrides: [], facts, reviewOf: unread })).toBeNull();
  });
});
