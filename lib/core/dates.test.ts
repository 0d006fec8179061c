import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { addDays, addMonths, isIsoDate } from "@/lib/core/dates";

test("takes dates that exist and that the database can keep", () => {
  const refused = [
    "0000-01-01",
    "0999-12-31",
    "2026-02-29",
    "2026-13-01",
    "2026-1-1",
    "10000-01-01",
    "",
    "x",
  ];
  expect(refused.filter(isIsoDate)).toEqual([]);
  expect(["1000-01-01", "2024-02-29", "9999-12-31"].every(isIsoDate)).toBe(true);
});

test("stays within the days that have an ISO form, also where somebody wrote the last one for never", () => {
  expect(addDays("9999-12-31", 30)).toBe("9999-12-31");
  expect(addMonths("9999-06-30", 12)).toBe("9999-12-31");
  expect(addMonths("2026-08-31", 6)).toBe("2027-02-28");
});

test("agrees with the calendar on every day that numbers can name", () => {
  const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, "0"));
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 9999 }), two(14), two(33), (year, month, day) => {
      const given = { year, month: Number(month), day: Number(day) };
      const exists = (() => {
        try {
          return Temporal.PlainDate.from(given, { overflow: "reject" }) !== null;
        } catch {
          return false;
        }
      })();
      expect(isIsoDate(`${year}-${month}-${day}`)).toBe(exists);
    }),
    { numRuns: 2_000 },
  );
});
