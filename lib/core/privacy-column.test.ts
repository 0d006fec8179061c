import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { coverage, pairsOf, soc2Only } from "@/lib/core/crosswalk";
import { crosswalkInputOf, DEFAULT_VIEW, PRIVACY_EDITIONS } from "@/lib/core/explorer-view";
import { entryOf } from "@/lib/core/frameworks/catalogue";
import { PRIVACY_CONTROL_NAME, PRIVACY_ROWS } from "@/lib/core/frameworks/iso-27701";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import { TSC_CATEGORIES } from "@/lib/core/frameworks/types";
import { privacyTable, privacyView, successorOf } from "@/lib/core/privacy-column";

const numbers = (controls: readonly { readonly number: string }[]) => controls.map(({ number }) => number);

describe("the ISO/IEC 27701 column", () => {
  it("has one row for each of the 18 privacy criteria, in standard order", () => {
    expect(PRIVACY_ROWS.map((row) => row.criterion)).toEqual(
      CRITERIA.filter((criterion) => criterion.category === "privacy").map((criterion) => criterion.ref),
    );
    expect(privacyView("CC6.1", "2025")).toBeNull();
    expect(privacyView("nonsense", "2019")).toBeNull();
  });

  it("numbers the 2025 controls as successors of the 2019 ones", () => {
    for (const row of PRIVACY_ROWS) {
      expect(row.controller["2019"].map(successorOf), row.criterion).toEqual(row.controller["2025"]);
      expect(row.processor["2019"].map(successorOf), row.criterion).toEqual(row.processor["2025"]);
    }
    expect(successorOf("7.3.9")).toBe("A.1.3.10");
    expect(successorOf("8.4.2")).toBe("A.2.4.3");
    expect(successorOf("6.13.1")).toBeNull();
  });

  it("names every control of both editions in words of our own", () => {
    for (const edition of PRIVACY_EDITIONS) {
      for (const view of privacyTable(edition)) {
        for (const control of [...view.controller, ...view.processor, ...view.shared]) {
          expect(control.name.length, control.number).toBeGreaterThan(4);
        }
        expect(view.basis.length, view.criterion).toBeGreaterThan(10);
      }
    }
    const used = new Set(
      privacyTable("2025").flatMap((view) =>
        numbers([...view.controller, ...view.processor, ...view.shared]),
      ),
    );
    expect([...used].sort()).toEqual(Object.keys(PRIVACY_CONTROL_NAME).sort());
  });

  it("shows P6.6 without a controller control in either edition", () => {
    expect(privacyView("P6.6", "2025")).toMatchObject({ controller: [], processor: [], confidence: "low" });
    expect(numbers(privacyView("P6.6", "2025")?.shared ?? [])).toEqual(["A.3.11", "A.3.12"]);
    expect(privacyView("P6.6", "2019")).toMatchObject({ controller: [], processor: [], shared: [] });
    const without = PRIVACY_ROWS.filter((row) => row.controller["2025"].length === 0);
    expect(without.map((row) => row.criterion)).toEqual(["P6.6"]);
  });

  it("changes the numbers, not the criteria, when the edition is switched", () => {
    expect(numbers(privacyView("P1.1", "2019")?.controller ?? [])).toEqual(["7.3.2", "7.3.3"]);
    expect(numbers(privacyView("P1.1", "2025")?.controller ?? [])).toEqual(["A.1.3.3", "A.1.3.4"]);
    expect(privacyView("P1.1", "2019")?.controller[0]?.name).toBe(
      privacyView("P1.1", "2025")?.controller[0]?.name,
    );
  });
});

describe("no number counts it", () => {
  const input = (edition: "2025" | "2019" | null) =>
    crosswalkInputOf({ ...DEFAULT_VIEW, categories: TSC_CATEGORIES, edition });

  it.each(PRIVACY_EDITIONS)("coverage is the same with the %s column and without one", (edition) => {
    expect(coverage(input(edition))).toEqual(coverage(input(null)));
    expect(soc2Only(input(edition))).toEqual(soc2Only(input(null)));
  });

  it("none of its numbers ends a pair, and those of 2025 name nothing in the catalogue", () => {
    // 7.5.1 and 7.5.3 of the 2019 edition are clause numbers of ISO/IEC 27001, too, so the views carry no references.
    const paired = new Set(pairsOf(input("2025")).map((pair) => pair.ref));
    for (const edition of PRIVACY_EDITIONS) {
      for (const view of privacyTable(edition)) {
        for (const { number } of [...view.controller, ...view.processor, ...view.shared]) {
          expect(paired.has(number), number).toBe(false);
          if (edition === "2025") expect(entryOf(number), number).toBeUndefined();
        }
      }
    }
  });

  it("leaves the eight privacy criteria without a counterpart as SOC 2 only", () => {
    const alone = soc2Only(input("2025")).refs;
    expect(alone).toHaveLength(8);
    for (const criterion of alone) {
      expect(privacyView(criterion, "2025")?.controller.length, criterion).toBeGreaterThan(0);
    }
  });

  it.each([
    "crosswalk",
    "claims-view",
    "carry-over-list",
    "requirement-filters",
    "readiness",
    "explorer-list",
  ])("%s.ts, which counts, reads neither the data nor the column", (name) => {
    const source = readFileSync(new URL(`./${name}.ts`, import.meta.url), "utf8");
    expect(source).toContain("import ");
    expect(source).not.toMatch(/iso-27701|privacy-column/);
  });
});
