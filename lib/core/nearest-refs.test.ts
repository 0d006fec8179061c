import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALL_REQUIREMENTS, entryOf } from "@/lib/core/frameworks/catalogue";
import { nearestRefs, nearestWords } from "@/lib/core/nearest-refs";

describe("nearestRefs", () => {
  it.each([
    ["A.5.38", "A.5.37"],
    ["A.8.35", "A.8.34"],
    ["cc6.9", "CC6.8"],
    ["CC10.1", "CC1.1"],
    ["P9.1", "P8.1"],
    ["6.1.4", "6.1.3"],
    ["a 7-15", "A.7.14"],
    ["CCC6.1", "CC6.1"],
  ])("puts the nearest of %s first: %s", (text, ref) => {
    expect(nearestRefs(text)[0]).toBe(ref);
  });

  it("puts a reference that the text names first", () => {
    for (const { ref } of ALL_REQUIREMENTS) expect(nearestRefs(ref.toLowerCase())[0]).toBe(ref);
  });

  it("gives as many different known references as asked, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
        const refs = nearestRefs(text, limit);
        expect(new Set(refs).size).toBe(limit);
        expect(refs.every((ref) => entryOf(ref) !== undefined)).toBe(true);
      }),
    );
  });
});

describe("nearestWords", () => {
  it("puts the most similar first and leaves out what is too far", () => {
    expect(nearestWords("privcy", ["security", "privacy", "availability"])[0]).toBe("privacy");
    expect(nearestWords("privcy", ["security", "privacy"], 5, 2)).toEqual(["privacy"]);
    expect(nearestWords("A5", ["A.5", "CC6"])[0]).toBe("A.5");
  });
});
