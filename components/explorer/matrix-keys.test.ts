import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type MatrixPlace, nextPlace } from "@/components/explorer/matrix-keys";

const SIZE = { rows: 61, columns: 93 };
const from =
  (row: number, column: number) =>
  (key: string, jump = false) =>
    nextPlace(key, jump, { row, column }, SIZE);

describe("keys in the matrix", () => {
  test("arrows go by one, into the headers and no further", () => {
    expect(from(1, 1)("ArrowRight")).toEqual({ row: 1, column: 2 });
    expect(from(1, 1)("ArrowDown")).toEqual({ row: 2, column: 1 });
    expect(from(1, 1)("ArrowLeft")).toEqual({ row: 1, column: 0 });
    expect(from(1, 1)("ArrowUp")).toEqual({ row: 0, column: 1 });
    expect(from(1, 0)("ArrowUp")).toBeNull();
    expect(from(0, 1)("ArrowLeft")).toBeNull();
    expect(from(61, 93)("ArrowRight")).toBeNull();
    expect(from(61, 93)("ArrowDown")).toBeNull();
  });

  test("Home, End and their Ctrl forms reach the ends of row and matrix", () => {
    expect(from(7, 40)("Home")).toEqual({ row: 7, column: 1 });
    expect(from(7, 40)("End")).toEqual({ row: 7, column: 93 });
    expect(from(7, 40)("Home", true)).toEqual({ row: 1, column: 1 });
    expect(from(7, 40)("End", true)).toEqual({ row: 61, column: 93 });
    expect(from(7, 93)("End")).toBeNull();
  });

  test("Page up and down go by ten rows and stop at the ends", () => {
    expect(from(5, 3)("PageDown")).toEqual({ row: 15, column: 3 });
    expect(from(58, 3)("PageDown")).toEqual({ row: 61, column: 3 });
    expect(from(5, 3)("PageUp")).toEqual({ row: 1, column: 3 });
    expect(from(1, 3)("PageUp")).toBeNull();
    expect(from(0, 3)("PageDown")).toEqual({ row: 10, column: 3 });
    expect(from(5, 0)("PageDown")).toEqual({ row: 15, column: 0 });
  });

  test("no key leads out of the matrix, and every place but the corner is reached", () => {
    const keys = fc.constantFrom(
      ...[
        "ArrowUp",
        "ArrowDown",
        "ArrowLeft",
        "ArrowRight",
        "Home",
        "End",
        "PageUp",
        "PageDown",
        "Enter",
        "a",
      ],
    );
    fc.assert(
      fc.property(
        fc.record({ rows: fc.integer({ min: 1, max: 61 }), columns: fc.integer({ min: 1, max: 93 }) }),
        fc.array(fc.tuple(keys, fc.boolean()), { maxLength: 40 }),
        (size, presses) => {
          let at: MatrixPlace = { row: 1, column: 1 };
          for (const [key, jump] of presses) {
            at = nextPlace(key, jump, at, size) ?? at;
            expect(at.row >= 0 && at.row <= size.rows && at.column >= 0 && at.column <= size.columns).toBe(
              true,
            );
            expect(at.row + at.column).toBeGreaterThan(0);
          }
        },
      ),
    );
  });
});
