import fc from "fast-check";
import { writeXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, it } from "vitest";
import { guessMapping } from "@/lib/core/register-columns";
import { registerSheet, tableRegister, withSerialDates } from "@/lib/core/register-table";
import { readWorkbook, WorkbookError } from "@/lib/platform/workbook";

type Cell = string | number | boolean | Date | null;
type Sheets = readonly { readonly name: string; readonly rows: Cell[][]; readonly hidden?: boolean }[];

async function book(sheets: Sheets): Promise<Buffer> {
  return Buffer.from(await writeXlsx({ sheets: sheets.map((sheet) => ({ ...sheet })) }));
}

/** The same archive with one number of one directory entry overwritten. */
function patched(bytes: Buffer, name: string, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  const mark = Buffer.from("PK\u0001\u0002");
  for (let place = copy.indexOf(mark); place !== -1; place = copy.indexOf(mark, place + 4)) {
    if (copy.toString("utf8", place + 46, place + 46 + copy.readUInt16LE(place + 28)) !== name) continue;
    copy.writeUInt32LE(value, place + at);
  }
  return copy;
}

describe("readWorkbook", () => {
  let plain: Buffer;
  beforeAll(async () => {
    plain = await book([
      { name: "Cover", rows: [["Evidence register"], [], ["made by us"]] },
      {
        name: "Secret",
        rows: [
          ["Name", "Owner"],
          ["hidden", "x"],
        ],
        hidden: true,
      },
      {
        name: "Evidence",
        rows: [
          ["Reference", "Evidence name", "Collected on", "Owner"],
          ["007", '=HYPERLINK("http://evil.example")', new Date(Date.UTC(2026, 0, 15)), "a@example.com"],
          ["E-2", "Plan", 46_001, null],
          [12, "Review", "2026-03-01", true],
        ],
      },
    ]);
  });

  it("puts spaces in place of characters that no export could carry", async () => {
    const given = await book([{ name: "S", rows: [["a\u000bb\u0007c", "d\te"]] }]);
    expect((await readWorkbook(given))[0]?.rows).toEqual([["a b c", "d\te"]]);
  });

  it("reads texts as texts, ids with their zeros, and dates as dates or as their numbers", async () => {
    const sheets = await readWorkbook(plain);
    expect(sheets.map((sheet) => sheet.name)).toEqual(["Cover", "Evidence"]);
    const sheet = registerSheet(sheets, null);
    expect(sheet?.name).toBe("Evidence");
    if (sheet === null) return;
    const parsed = tableRegister(sheet);
    if (!parsed.ok) throw new Error(parsed.reason);
    const records = withSerialDates(parsed.records, guessMapping(parsed.header));
    expect(records.map(({ line, cells }) => [line, ...cells])).toEqual([
      [2, "007", '=HYPERLINK("http://evil.example")', "2026-01-15", "a@example.com"],
      [3, "E-2", "Plan", "2025-12-10", ""],
      [4, "12", "Review", "2026-03-01", "yes"],
    ]);
  });

  it("takes the sheet that a person chose", async () => {
    expect(registerSheet(await readWorkbook(plain), "Cover")?.name).toBe("Cover");
  });

  it.each([
    ["no archive at all", () => Buffer.from("Name\nx"), /damaged/],
    ["an old or protected workbook", () => Buffer.from("d0cf11e0a1b11ae10000", "hex"), /password/],
    ["one that was cut off", () => plain.subarray(0, plain.length - 30), /damaged/],
    ["one with an encrypted part", () => patched(plain, "xl/workbook.xml", 8, 0x0008_0001), /password/],
    ["sizes that are not true", () => patched(plain, "xl/workbook.xml", 24, 10), /damaged/],
    ["sizes beyond the limit", () => patched(plain, "xl/workbook.xml", 24, 0x7fff_ffff), /too large/],
  ])("refuses %s with a sentence", async (_what, bytes, sentence) => {
    await expect(readWorkbook(bytes())).rejects.toThrow(sentence);
    await expect(readWorkbook(bytes())).rejects.toBeInstanceOf(WorkbookError);
  });

  it("refuses a bomb before it unpacks", async () => {
    const rows = Array.from({ length: 100 }, () => ["a".repeat(30_000)]);
    const bomb = Buffer.from(await writeXlsx({ sheets: [{ name: "B", rows }], stringMode: "inline" }));
    await expect(readWorkbook(bomb)).rejects.toThrow(/not read|too large/);
  });

  it("says so when there is nothing in it", async () => {
    await expect(readWorkbook(await book([{ name: "E", rows: [] }]))).rejects.toThrow(/no sheet with text/);
  });

  it("answers damage of any byte with a sentence or with texts, never otherwise", {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(plain.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const bytes = Buffer.from(plain);
        bytes[at] = (bytes[at] ?? 0) ^ by;
        const read = await readWorkbook(bytes).catch((error: unknown) => error);
        const sound = Array.isArray(read) && read.every((sheet) => typeof sheet.name === "string");
        expect(sound || read instanceof WorkbookError).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
