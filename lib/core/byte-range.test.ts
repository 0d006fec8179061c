import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askedRange, mayContinue } from "@/lib/core/byte-range";

const size = fc.integer({ min: 0, max: 60 });
const end = fc.option(fc.integer({ min: 0, max: 90 }), { nil: null });

/** The positions that the range names, counted one by one. */
function named(from: number | null, to: number | null, sizeBytes: number): number[] {
  const all = Array.from({ length: sizeBytes }, (_, at) => at);
  if (from === null) return to === null ? [] : all.slice(Math.max(0, sizeBytes - to));
  return all.filter((at) => at >= from && (to === null || at <= to));
}

describe("one range", () => {
  test("gives exactly the bytes it names, and says when there are none", () => {
    fc.assert(
      fc.property(size, end, end, (sizeBytes, from, to) => {
        fc.pre(from !== null || to !== null);
        fc.pre(from === null || to === null || to >= from);
        const answer = askedRange(`bytes=${from ?? ""}-${to ?? ""}`, sizeBytes);
        const wanted = named(from, to, sizeBytes);
        if (wanted.length === 0) expect(answer).toEqual({ kind: "unsatisfiable" });
        else expect(answer).toEqual({ kind: "part", from: wanted[0], to: wanted.at(-1) });
      }),
    );
  });

  test.each([
    null,
    "",
    "bytes",
    "bytes=-",
    "bytes=5-2",
    "bytes=0-1,4-5",
    "items=0-1",
    "bytes=a-b",
    "bytes=-1-2",
    "bytes=0-99999999999999999",
  ])("%s is answered with the whole file", (header) => {
    expect(askedRange(header, 10)).toEqual({ kind: "whole" });
  });

  test("never throws and never leaves the file, whatever the header is", () => {
    fc.assert(
      fc.property(fc.string(), size, (text, sizeBytes) => {
        for (const header of [text, `bytes=${text}`]) {
          const answer = askedRange(header, sizeBytes);
          if (answer.kind !== "part") continue;
          expect(answer.from).toBeGreaterThanOrEqual(0);
          expect(answer.to).toBeGreaterThanOrEqual(answer.from);
          expect(answer.to).toBeLessThan(sizeBytes);
        }
      }),
    );
  });
});

test("a download goes on only with the bytes it began with", () => {
  expect(mayContinue(null, '"a"')).toBe(true);
  expect(mayContinue('"a"', '"a"')).toBe(true);
  for (const other of ['"b"', 'W/"a"', "Wed, 21 Oct 2026 07:28:00 GMT", ""]) {
    expect(mayContinue(other, '"a"')).toBe(false);
  }
});
