import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CSV_BOM, csvCell, csvLine, guard, looksLikeFormula, toCsv, unguard } from "@/lib/core/csv";
import { parseRegister } from "@/lib/core/register-text";

const ZERO_WIDTH = "\u200b";

describe("the formula guard", () => {
  it.each(["=1+1", "+1 phone", "-2", "@SUM(A1)", "|cmd", "%x", "\t=1", "\tplain", "\rplain", "\nplain"])(
    "puts an apostrophe before %j",
    (text) => {
      expect(guard(text)).toBe(`'${text}`);
    },
  );

  it.each([`${ZERO_WIDTH}=1`, "  =1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20x", "\ufeff=1", "\u00a0=1"])(
    "sees through invisible characters and full-width signs: %j",
    (text) => {
      expect(looksLikeFormula(text)).toBe(true);
    },
  );

  it.each(["", "plain", "A.5.10", "2026-03-01", "1-2", "(+1)", "'quoted'", "'s Hertogenbosch"])(
    "leaves %j alone",
    (text) => {
      expect(guard(text)).toBe(text);
      expect(unguard(text)).toBe(text);
    },
  );

  it("takes off exactly the prefix it wrote", () => {
    expect(unguard("'=1")).toBe("=1");
    expect(guard("'=1")).toBe("''=1");
    expect(unguard("''=1")).toBe("'=1");
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => unguard(guard(text)) === text));
    const risky = fc.array(
      fc.constantFrom("'", "=", "+", "-", "@", "\t", "\n", ZERO_WIDTH, " ", "x", "|", "%"),
    );
    fc.assert(
      fc.property(risky, (parts) => {
        const text = parts.join("");
        expect(unguard(guard(text))).toBe(text);
        expect(looksLikeFormula(guard(text))).toBe(false);
      }),
    );
  });
});

describe("writing CSV", () => {
  it("quotes every cell, doubles quotes, and guards text but not numbers", () => {
    expect(csvCell('say "no"')).toBe('"say ""no"""');
    expect(csvCell("-5")).toBe(`"'-5"`);
    expect(csvCell(-5)).toBe('"-5"');
    expect(csvCell(true)).toBe('"true"');
    expect(csvCell(null)).toBe('""');
    expect(csvLine(["5.10", 3])).toBe('"5.10","3"\r\n');
  });

  it("starts with a byte order mark and ends lines with CR LF", () => {
    expect(toCsv(["Ref"], [["A.5.10"]])).toBe(`${CSV_BOM}"Ref"\r\n"A.5.10"\r\n`);
  });

  it("is read back as the same texts", () => {
    const cell = fc.string({ unit: "binary" }).filter((text) => text.trim() !== "" && text === text.trim());
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, (rows) => {
        const read = parseRegister(toCsv(["One", "Two"], rows).slice(1));
        expect(read.ok && read.records.map((record) => record.cells)).toEqual(rows);
      }),
    );
  });
});
