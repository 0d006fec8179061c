import { expect, test } from "vitest";
import { libraryFilters } from "@/lib/evidence/input";

test("an address of the library that makes no sense is ignored, never an error", () => {
  const odd = ["x".repeat(401), "a\0b", "\ud800", ["x".repeat(500), "y"], { a: 1 }];
  for (const q of odd) {
    expect(libraryFilters.parse({ q, state: q, owner: q, sort: q, cursor: q })).toMatchObject({
      q: "",
      state: null,
      owner: "",
      sort: null,
      cursor: "",
    });
  }
  expect(libraryFilters.parse({ q: ["plan", "other"] }).q).toBe("plan");
});
