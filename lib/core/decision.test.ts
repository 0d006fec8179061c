import { describe, expect, it } from "vitest";
import { countOf } from "@/lib/core/count";
import { ALLOWED, firstRefusal, isWritten, refused } from "@/lib/core/decision";

describe("decisions", () => {
  it("gives the first refusal, or allows", () => {
    expect(firstRefusal([ALLOWED, refused("one"), refused("two")])).toEqual({ ok: false, reason: "one" });
    expect(firstRefusal([ALLOWED])).toBe(ALLOWED);
    expect(firstRefusal([])).toBe(ALLOWED);
  });

  it("takes white space for nothing written", () => {
    expect([null, undefined, "", " \n", " x "].map(isWritten)).toEqual([false, false, false, false, true]);
  });

  it.each(["-", "...", "\u2014", "\u061f", "\u200b", "\u2060 \u00a0", "\ufeff"])(
    "takes %j for nothing written: a mark gives no reason",
    (text) => {
      expect(isWritten(text)).toBe(false);
    },
  );

  it.each(["no", "1", "\u0416", "\u65e5", "\u0644\u0627", "\u{1f44d}", "- because", "e\u0301"])(
    "takes %j for written, in every script",
    (text) => {
      expect(isWritten(text)).toBe(true);
    },
  );
});

describe("countOf", () => {
  it("counts the references", () => {
    expect(countOf(["A.5.1", "A.5.2"], 93)).toEqual({ count: 2, of: 93, refs: ["A.5.1", "A.5.2"] });
  });
});
