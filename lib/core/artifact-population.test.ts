import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkRows, rowCounter } from "@/lib/core/artifact-population";
import { toCsv } from "@/lib/core/csv";

const encode = (text: string) => new TextEncoder().encode(text);

function count(text: string, size = 4_096): number | null {
  const counter = rowCounter();
  const bytes = encode(text);
  for (let at = 0; at < bytes.length; at += size) counter.push(bytes.subarray(at, at + size));
  return counter.records();
}

describe("rowCounter", () => {
  it.each([
    ["", 0],
    ["name\n", 1],
    ["name\r\nann\r\nray", 3],
    ["name\n\n\nann\n", 2],
    ['name,note\nann,"two\nlines"\nray,"a ""b"" c"\n', 3],
    ["name\rann\rray\r", 3],
    ['name\n"never closed', null],
    ["na\u0000me\n", null],
  ])("%j: %s", (text, expected) => {
    expect(count(text)).toBe(expected);
  });

  it("counts what the CSV writer wrote, however the bytes arrive", () => {
    const cell = fc.stringMatching(/^[a-z",;\n\r ]{0,8}[a-z]$/);
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { maxLength: 20 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), (all, size) => {
        const csv = toCsv(["first", "second"], all);
        expect(count(csv, size)).toBe(all.length + 1);
      }),
    );
  });
});

describe("checkRows", () => {
  it("takes the number with or without the heading, and counts where none is stated", () => {
    expect(checkRows(48, 49)).toEqual({ ok: true, rowCount: 48, countedRows: 48 });
    expect(checkRows(49, 49)).toEqual({ ok: true, rowCount: 49, countedRows: 49 });
    expect(checkRows(null, 49)).toEqual({ ok: true, rowCount: 48, countedRows: 48 });
    expect(checkRows(null, 0)).toEqual({ ok: true, rowCount: 0, countedRows: 0 });
  });

  it("believes what it cannot count, and says so", () => {
    expect(checkRows(48, null)).toEqual({ ok: true, rowCount: 48, countedRows: null });
    expect(checkRows(null, null)).toEqual({ ok: true, rowCount: null, countedRows: null });
  });

  it("refuses any other number", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (stated, records) => {
        const fits = stated === records || stated === Math.max(0, records - 1);
        expect(checkRows(stated, records).ok).toBe(fits);
      }),
    );
  });
});
