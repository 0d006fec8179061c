import { describe, expect, test } from "vitest";
import { clipped, isStorable, unstorableField } from "@/lib/core/storable";

describe("isStorable", () => {
  test("refuses NUL and halves of surrogate pairs, and keeps everything else", () => {
    expect(["a\0b", "\0", "a\ud800", "\udc00b", "\udc00\ud800"].filter(isStorable)).toEqual([]);
    const kept = ["", "a", "\u{1F600}", "\u0001\t\n", "\uFEFF", "\u202E", "e\u0301"];
    expect(kept.filter(isStorable)).toEqual(kept);
  });
});

test("clipped cuts at the limit and leaves no half of a pair", () => {
  const smile = "\u{1F600}";
  expect([clipped("abc", 2), clipped("abc", 3), clipped("", 1)]).toEqual(["ab", "abc", ""]);
  expect([clipped(`a${smile}`, 2), clipped(`a${smile}`, 3), clipped(smile, 1)]).toEqual([
    "a",
    `a${smile}`,
    "",
  ]);
  for (let limit = 0; limit < 12; limit += 1) expect(isStorable(clipped(smile.repeat(6), limit))).toBe(true);
});

describe("unstorableField", () => {
  test("names the field of the form, however deep the text lies", () => {
    expect(unstorableField({ title: "x", note: "a\0" })).toBe("note");
    expect(unstorableField({ refs: ["A.5.1", "A\0"] })).toBe("refs");
    expect(unstorableField({ edits: [{ patch: { justification: "\ud800" } }] })).toBe("edits");
    expect(unstorableField({ file: new File(["x"], "a\0.csv") })).toBe("file");
    expect(unstorableField("a\0")).toBe("");
    expect(unstorableField({ title: "x", on: true, number: 1, none: null, when: undefined })).toBeNull();
  });
});
