import { expect, test } from "vitest";
import { isIsoDate } from "@/lib/core/dates";

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
