import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  guessIdColumn,
  headingOf,
  keepLines,
  keepShown,
  listProblem,
  nameOfLine,
  scanList,
} from "@/lib/core/population";
import { LIST_LIMITS, ListRefusal, listReader } from "@/lib/core/population-list";
import { parseRegister } from "@/lib/core/register-text";

function recordsOf(pieces: readonly string[]): (readonly string[])[] {
  const out: (readonly string[])[] = [];
  const reader = listReader((cells) => out.push(cells));
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return out;
}

function cut(text: string, at: readonly number[]): string[] {
  const places = [...new Set(at.map((one) => one % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, index) => text.slice(from, places[index] ?? text.length));
}

const cell = fc.oneof(
  fc.constantFrom("", "x", " padded ", "a,b", 'say "no"', "two\nlines", "a;b", "é€", "\r\n"),
  fc.string({ maxLength: 8 }).map((text) => text.replaceAll("\u0000", "")),
);
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 });
const written = (rows: readonly (readonly string[])[], end: string) =>
  rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(",")).join(end);

describe("reading a list in pieces (A-08)", () => {
  it("gives the same records however the text is cut, with any line ending", () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.array(fc.nat(), { maxLength: 9 }),
        (rows, end, at) => {
          const text = `sep=,\n${written(rows, end)}`;
          const whole = recordsOf([text]);
          expect(recordsOf(cut(text, at))).toEqual(whole);
          const trimmed = rows.map((row) => row.map((one) => one.trim())).filter((row) => row.some(Boolean));
          expect(whole).toEqual(trimmed);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("reads as the import of registers reads", () => {
    for (const text of [
      "sep=;\nid;name\n1;Ada\n\n2;Bob, the second\n",
      'id,name\r\n1,"Ada ""A"""\r\n ,\r\n2,"two\r\nlines"',
      "id\tname\n1\tAda\n2\tBob",
      "id|name\n1|Ada\n",
    ]) {
      const parsed = parseRegister(text);
      if (!parsed.ok) throw new Error(parsed.reason);
      expect(recordsOf([text])).toEqual([parsed.header, ...parsed.records.map(({ cells }) => cells)]);
    }
  });

  it("refuses what is no list with a sentence", () => {
    const refusal = (pieces: readonly string[]) => {
      try {
        recordsOf(pieces);
        return "";
      } catch (error) {
        return error instanceof ListRefusal ? error.message : `another error: ${error}`;
      }
    };
    expect(refusal(["id,name\n1,\u0000"])).toBe("The file is no list of text lines.");
    expect(refusal(['id,name\n1,"open\n2,Bob\n'])).toBe(
      "A quotation mark is opened after line 0 and never closed.".replace("line 0", "line 1"),
    );
    expect(refusal([`id\n"${"x".repeat(LIST_LIMITS.record + 70_000)}`])).toContain("never closed");
    expect(refusal([`id\n${"x".repeat(LIST_LIMITS.cell + 1)}`])).toBe(
      "Line 1 has a cell of more than 4,000 characters.",
    );
    expect(refusal([`${"h,".repeat(LIST_LIMITS.columns)}h\n`])).toBe(
      "The heading has 101 columns; a list has at most 100.",
    );
    expect(refusal(["id\n", "x\n".repeat(LIST_LIMITS.lines + 1)])).toContain("more than 200,000 lines");
  });

  it("reads 50,000 lines within seconds", () => {
    const text = Array.from(
      { length: 50_001 },
      (_, at) => `P-${at},2026-01-01,Person ${at},"note, ${at}"`,
    ).join("\n");
    const fold = scanList({ idColumn: null, keep: keepLines([50_000]) });
    const reader = listReader(fold.take);
    const began = performance.now();
    for (let at = 0; at < text.length; at += 65_536) reader.push(text.slice(at, at + 65_536));
    reader.end();
    const facts = fold.done();
    expect(facts.lines).toBe(50_000);
    expect(facts.kept).toEqual([
      { line: 50_000, cells: ["P-50000", "2026-01-01", "Person 50000", "note, 50000"] },
    ]);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

const facts = (text: string, idColumn: number | null = null, keep = keepLines([])) => {
  const fold = scanList({ idColumn, keep });
  const reader = listReader(fold.take);
  reader.push(text);
  reader.end();
  return fold.done();
};

describe("what a list holds (A-08)", () => {
  it("counts lines below the heading without blank ones, repeated and missing names, and lines that are too wide", () => {
    const text = "Employee,Left on\nP-1,a\n\n ,\nP-2,b\nP-1,c,more\n,d\nP-3,e,\n";
    expect(facts(text, 0)).toMatchObject({
      ...{ lines: 5, repeated: 2, repeatedName: "P-1", unnamed: 1, wide: 1, firstWide: 3 },
    });
    expect(facts(text, 1)).toMatchObject({ repeated: 0, repeatedName: "" });
  });

  it("refuses an empty list, a heading alone and a column that is not there", () => {
    expect(() => facts("")).toThrow("The list is empty.");
    expect(() => facts("\n \n")).toThrow("The list is empty.");
    expect(() => facts("id,name\n")).toThrow("no line below it");
    expect(() => facts("id,name\n1,2", 2)).toThrow("no such column");
  });

  it("keeps the lines of a page, of a search, or exactly those asked for", () => {
    const text = `id\n${Array.from({ length: 9 }, (_, at) => `Row ${at + 1}`).join("\n")}`;
    const kept = (keep: Parameters<typeof facts>[2]) => facts(text, 0, keep).kept.map(({ line }) => line);
    expect(kept(keepShown({ from: 3, find: "", limit: 2 }))).toEqual([3, 4]);
    expect(kept(keepShown({ from: 1, find: " ROW 7 ", limit: 5 }))).toEqual([7]);
    expect(kept(keepLines([2, 9, 40]))).toEqual([2, 9]);
  });

  it("guesses the column that names an item", () => {
    const guess = (...header: string[]) => guessIdColumn(header);
    expect(guess("employee_id", "terminated_on", "ticket")).toBe(0);
    expect(guess("Left on", "TicketNumber")).toBe(1);
    expect(guess("Joined", "E-mail address")).toBe(1);
    expect(guess("Team", "Full name")).toBe(1);
    expect(guess("Paid", "Total")).toBe(0);
  });

  it("names what has no heading and no name", () => {
    expect([headingOf(["", "b"], 0), headingOf(["", "b"], 1)]).toEqual(["Column 1", "b"]);
    expect(nameOfLine({ line: 4, cells: ["", "x"] }, 0)).toBe("Line 4");
    expect(nameOfLine({ line: 4, cells: ["", "x"] }, 1)).toBe("x");
    expect([listProblem("a.CSV"), listProblem("a.xlsx")]).toEqual([null, null]);
    expect(listProblem("a.pdf")).toContain("CSV, TSV or XLSX");
  });
});
