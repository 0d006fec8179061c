import { describe, expect, it } from "vitest";
import { coverage, knownPairsOf, knownPairsOfCriterion, pairsOf } from "@/lib/core/crosswalk";
import { type DatasetEdition, EDITIONS } from "@/lib/core/frameworks/editions";
import type { CrosswalkRow } from "@/lib/core/frameworks/types";
import {
  canDecide,
  fateOf,
  rowNaming,
  type StoredOverride,
  saysOtherwise,
  sortOverrides,
  workspaceInput,
} from "@/lib/core/overrides";
import { pairId, pairWords } from "@/lib/core/pair-id";
import { readPairId } from "@/lib/core/pair-read";

const [FIRST] = EDITIONS;

function edition(version: string, change: (row: CrosswalkRow) => CrosswalkRow | null): DatasetEdition {
  const rows = FIRST.rows.map(change).filter((row) => row !== null);
  return { version, publishedOn: "2027-01-01", changes: ["Artificial."], rows, privacy: [] };
}
const withoutPair = edition("2027.01.1", (row) =>
  row.criterion === "CC2.3"
    ? { ...row, references: row.references.filter(({ ref }) => ref !== "A.5.6") }
    : row,
);
const withoutRow = edition("2027.01.2", (row) => (row.criterion === "CC2.3" ? null : row));
const reworded = edition("2027.01.3", (row) =>
  row.criterion === "CC2.3" ? { ...row, toAdd: "Something else." } : row,
);
const ALL = [...EDITIONS, withoutPair, withoutRow, reworded];

const override = (given: Partial<StoredOverride> = {}): StoredOverride => ({
  criterion: "CC2.3",
  ref: "A.5.6",
  overlap: "full",
  note: "",
  reason: "We read it so.",
  decided: { by: "Alex", on: "2026-11-20" },
  decidedAt: new Date("2026-11-20T10:00:00Z"),
  datasetVersion: FIRST.version,
  version: 1,
  ...given,
});
const programme = { categories: ["security"], countWildcard: false } as const;

describe("fateOf", () => {
  it("holds in every edition that says the same about the pair", () => {
    for (const one of EDITIONS) expect(fateOf(override(), one, ALL)).toBe("holds");
  });

  it("tells a decision whose row says something else now", () => {
    expect(fateOf(override(), reworded, ALL)).toBe("row_changed");
    expect(fateOf(override({ ref: "A.5.9" }), reworded, ALL)).toBe("holds");
  });

  it("orphans a decision whose pair or row is gone, and one about what nobody knows", () => {
    expect(fateOf(override(), withoutPair, ALL)).toBe("orphaned");
    expect(fateOf(override(), withoutRow, ALL)).toBe("orphaned");
    expect(fateOf(override({ ref: "A.5.9" }), withoutRow, ALL)).toBe("orphaned");
    expect(fateOf(override({ ref: "A.9.9" }), FIRST, ALL)).toBe("orphaned");
    expect(fateOf(override({ criterion: "CC99.1" }), FIRST, ALL)).toBe("orphaned");
  });

  it("keeps a pair that the team added, wherever its row is", () => {
    expect(fateOf(override({ ref: "A.5.9" }), withoutPair, ALL)).toBe("holds");
  });

  it("takes a decision made again on the present edition as a pair of the team's own", () => {
    expect(fateOf(override({ datasetVersion: withoutPair.version }), withoutPair, ALL)).toBe("holds");
  });

  it("tells an added pair that the source has by now", () => {
    expect(fateOf(override({ datasetVersion: withoutPair.version }), FIRST, ALL)).toBe("row_changed");
  });

  it("does not guess about an edition that is not known", () => {
    expect(fateOf(override({ datasetVersion: "2031.01.1" }), FIRST, ALL)).toBe("row_changed");
    expect(fateOf(override({ datasetVersion: "2031.01.1" }), withoutPair, ALL)).toBe("orphaned");
  });
});

describe("workspaceInput", () => {
  const overrides = [override(), override({ ref: "A.5.9", overlap: "partial" })];

  it("counts decisions that hold and leaves orphaned ones out", () => {
    const before = workspaceInput(programme, overrides, FIRST, ALL);
    expect(pairsOf(before).find((pair) => pair.ref === "A.5.6")).toMatchObject({
      overlap: "full",
      inherited: "partial",
      overridden: true,
      decided: { by: "Alex", on: "2026-11-20" },
    });
    const after = workspaceInput(programme, overrides, withoutPair, ALL);
    expect(pairsOf(after).some((pair) => pair.ref === "A.5.6")).toBe(false);
    expect(pairsOf(after).some((pair) => pair.ref === "A.5.9")).toBe(true);
    expect(coverage(after).mapped.count).toBe(coverage(before).mapped.count - 1);
    expect(sortOverrides(overrides, withoutPair, ALL).orphaned.map(pairId)).toEqual(["CC2.3|A.5.6"]);
  });

  it("keeps a pair that the team took out among the known ones, with what the source says", () => {
    const input = workspaceInput(programme, [override({ overlap: "none" })], FIRST, ALL);
    expect(pairsOf(input).some((pair) => pair.ref === "A.5.6")).toBe(false);
    expect(knownPairsOf(input).find((pair) => pair.ref === "A.5.6")).toMatchObject({
      overlap: "none",
      inherited: "partial",
      source: { document: "mapping-article" },
    });
    expect(knownPairsOf(input)).toHaveLength(pairsOf(input).length + 1);
    expect(knownPairsOfCriterion("CC2.3", input).map((pair) => pair.ref)).toContain("A.5.6");
    expect(knownPairsOfCriterion("CC2.3", { ...input, rows: withoutRow.rows })).toEqual([]);
  });
});

describe("canDecide", () => {
  const pair = { criterion: "CC2.3", ref: "A.5.6" };
  const fresh = { edition: FIRST, decided: false };

  it("asks a decision to change something", () => {
    expect(canDecide(pair, { overlap: "partial", note: " " }, fresh).ok).toBe(false);
    expect(canDecide(pair, { overlap: "partial", note: "Add minutes." }, fresh).ok).toBe(true);
    expect(canDecide(pair, { overlap: "full", note: "" }, fresh).ok).toBe(true);
    expect(canDecide(pair, { overlap: "none", note: "" }, fresh).ok).toBe(true);
    expect(canDecide(pair, { overlap: "partial", note: "" }, { ...fresh, decided: true }).ok).toBe(true);
  });

  it("lets a pair be added, and refuses to take out what is not there", () => {
    const added = { criterion: "CC2.3", ref: "A.5.9" };
    expect(canDecide(added, { overlap: "partial", note: "" }, fresh).ok).toBe(true);
    expect(canDecide(added, { overlap: "none", note: "" }, fresh).ok).toBe(false);
    expect(canDecide(added, { overlap: "none", note: "" }, { ...fresh, decided: true }).ok).toBe(false);
  });

  it("refuses where the edition has no row for the criterion", () => {
    const gone = { edition: withoutRow, decided: true };
    expect(canDecide(pair, { overlap: "full", note: "" }, gone).ok).toBe(false);
  });
});

describe("saysOtherwise and rowNaming", () => {
  it("compare what is said about the pair, not the number of the edition", () => {
    const pair = { criterion: "CC2.3", ref: "A.5.6" };
    expect(EDITIONS.every((one) => !saysOtherwise(pair, FIRST, one))).toBe(true);
    expect(saysOtherwise(pair, FIRST, reworded)).toBe(true);
    expect(saysOtherwise({ criterion: "CC6.1", ref: "A.5.15" }, FIRST, reworded)).toBe(false);
    expect(saysOtherwise(pair, FIRST, withoutPair)).toBe(true);
    expect(saysOtherwise({ ...pair, ref: "A.5.9" }, FIRST, withoutPair)).toBe(false);
    expect(rowNaming(FIRST, { criterion: "CC3.1", ref: "6.1.2" })?.criterion).toBe("CC3.1");
    expect(rowNaming(FIRST, { criterion: "CC3.1", ref: "A.8.5" })).toBeUndefined();
  });
});

describe("the name of a pair", () => {
  it("is read back, and nothing else is", () => {
    const pair = { criterion: "CC6.1", ref: "A.5.15" };
    expect(readPairId(pairId(pair))).toEqual(pair);
    expect(readPairId("CC3.1|6.1.2")).toEqual({ criterion: "CC3.1", ref: "6.1.2" });
    for (const text of ["", "CC6.1", "A.5.15|CC6.1", "CC6.1|A.5.15|x", "cc6.1|A.5.15", "CC6.1|CC6.2", "|"])
      expect(readPairId(text)).toBeNull();
    expect(pairWords(pair)).toBe("CC6.1 to A.5.15");
  });
});
