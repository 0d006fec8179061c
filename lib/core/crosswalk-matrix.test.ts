import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  crosswalkMatrix,
  MATRIX_CRITERIA,
  matrixCells,
  matrixQuery,
  readMatrixSelection,
} from "@/lib/core/crosswalk-matrix";
import { crosswalkInputOf, DEFAULT_VIEW } from "@/lib/core/explorer-view";
import { NEWEST_EDITION } from "@/lib/core/frameworks/editions";
import { ANNEX_THEMES } from "@/lib/core/frameworks/types";

const ALL = { criteria: null, theme: null } as const;
const input = (wildcard = false) => crosswalkInputOf({ ...DEFAULT_VIEW, wildcard });

describe("the matrix", () => {
  test("holds 61 criteria by 93 controls whatever the scope, with the 122 pairs of the rows and nothing else", () => {
    const matrix = crosswalkMatrix(input(), ALL);
    expect([matrix.criteria.length, matrix.controls.length]).toEqual([61, 93]);
    expect(matrix.counts).toEqual({ full: 72, partial: 50, theme: 0 });
    const named = new Map(
      NEWEST_EDITION.rows.flatMap((row) =>
        row.overlap === "additive"
          ? []
          : row.references.map(({ ref }) => [`${row.criterion} ${ref}`, row.overlap]),
      ),
    );
    for (const criterion of matrix.criteria) {
      for (const control of matrix.controls) {
        const key = `${criterion.ref} ${control.ref}`;
        expect(matrix.valueAt(criterion.ref, control.ref), key).toBe(named.get(key) ?? null);
      }
    }
  });

  test("adds theme-level cells beside the pairs, never over them", () => {
    const matrix = crosswalkMatrix(input(true), ALL);
    expect(matrix.counts).toEqual({ full: 72, partial: 50, theme: 34 });
    expect(matrix.valueAt("CC5.2", "A.8.1")).toBe("theme");
    expect(matrix.valueAt("CC5.2", "A.5.3")).toBe("full");
    expect(matrix.valueAt("CC5.3", "A.8.1")).toBeNull();
  });

  test("shows the rows and columns that are asked for", () => {
    const shown = (
      criteria: (typeof MATRIX_CRITERIA)[number] | null,
      theme: (typeof ANNEX_THEMES)[number] | null,
    ) => {
      const matrix = crosswalkMatrix(input(), { criteria, theme });
      return [matrix.criteria.length, matrix.controls.length];
    };
    expect(shown("in_scope", null)).toEqual([38, 93]);
    expect(shown("privacy", "A.5")).toEqual([18, 37]);
    expect(shown("processing_integrity", "A.7")).toEqual([5, 14]);
  });

  test("turns into one letter per cell in either direction", () => {
    const { criteria, controls, valueAt } = crosswalkMatrix(input(true), ALL);
    const there = matrixCells(criteria, controls, valueAt);
    const back = matrixCells(controls, criteria, (control, criterion) => valueAt(criterion, control));
    expect(there.map((row) => row.length)).toEqual(criteria.map(() => 93));
    expect(there[0]?.[0]).toBe("P");
    const turned = controls.map((_, column) => there.map((row) => row[column]).join(""));
    expect(back).toEqual(turned);
    expect(new Set(there.join(""))).toEqual(new Set(["F", "P", "t", "."]));
  });

  test("reads its address back", () => {
    const selections = fc.record({
      criteria: fc.constantFrom(null, ...MATRIX_CRITERIA),
      theme: fc.constantFrom(null, ...ANNEX_THEMES),
    });
    fc.assert(
      fc.property(selections, (selection) => {
        expect(readMatrixSelection(matrixQuery(selection))).toEqual({ ok: true, selection });
      }),
    );
    expect(readMatrixSelection({ theme: " a.8 ", category: "Privacy", other: "x" })).toEqual({
      ok: true,
      selection: { criteria: "privacy", theme: "A.8" },
    });
  });

  test("hands an unknown value back", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const known = ["", ...MATRIX_CRITERIA].includes(text.trim().toLowerCase());
        expect(readMatrixSelection({ category: text }).ok).toBe(known);
      }),
    );
    expect(readMatrixSelection({ theme: "A.9" })).toMatchObject({
      ...{ ok: false, name: "theme", unknown: "A.9" },
      offered: expect.arrayContaining([...ANNEX_THEMES]),
    });
  });
});
