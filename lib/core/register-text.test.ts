import { describe, expect, it } from "vitest";
import { decodeRegister, detectDelimiter, parseRegister, REGISTER_LIMITS } from "@/lib/core/register-text";

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...values: number[]) => new Uint8Array(values);

describe("decodeRegister", () => {
  it("reads UTF-8 with and without a byte order mark", () => {
    expect(decodeRegister(utf8("Schl\u00fcssel"))).toEqual({
      ok: true,
      text: "Schl\u00fcssel",
      encoding: "UTF-8",
    });
    expect(decodeRegister(utf8("\ufeffName"))).toEqual({
      ok: true,
      text: "Name",
      encoding: "UTF-8 with BOM",
    });
  });

  it("reads UTF-16 in both byte orders", () => {
    const little = decodeRegister(bytes(0xff, 0xfe, 0x41, 0, 0xfc, 0));
    expect(little).toEqual({ ok: true, text: "A\u00fc", encoding: "UTF-16 little endian" });
    const big = decodeRegister(bytes(0xfe, 0xff, 0, 0x41, 0, 0xfc));
    expect(big).toEqual({ ok: true, text: "A\u00fc", encoding: "UTF-16 big endian" });
  });

  it("falls back to Windows-1252 when the bytes are no UTF-8", () => {
    const read = decodeRegister(bytes(0x53, 0x63, 0x68, 0x6c, 0xfc, 0x73, 0x20, 0x96, 0x20, 0x80));
    expect(read).toEqual({ ok: true, text: "Schl\u00fcs \u2013 \u20ac", encoding: "Windows-1252" });
  });

  it.each([
    ["an empty file", bytes(), "The file is empty."],
    ["white space", utf8("  \n"), "The file has no lines with text."],
    ["a workbook", bytes(0x50, 0x4b, 0x03, 0x04, 0), "This is a spreadsheet workbook."],
    ["an old workbook", bytes(0xd0, 0xcf, 0x11, 0xe0, 0), "This is a spreadsheet workbook."],
    ["binary", bytes(0x41, 0, 0x41), "This is not a text file."],
    [
      "a bell",
      utf8("Name,Owner\r\nRota \u0007,Ada"),
      'holds a control character (U+0007) after "Rota". Take it out.',
    ],
    [
      "too large",
      new Uint8Array(REGISTER_LIMITS.bytes + 1),
      "The file has 5.1 MB; an import takes at most 5 MB.",
    ],
  ])("refuses %s with a sentence", (_, file, sentence) => {
    const read = decodeRegister(file);
    expect(read.ok ? "" : read.reason).toContain(sentence);
  });
});

describe("parseRegister", () => {
  const parse = (text: string) => {
    const read = parseRegister(text);
    if (!read.ok) throw new Error(read.reason);
    return read;
  };

  it.each([",", ";", "\t", "|"] as const)("recognises the delimiter %j", (delimiter) => {
    const lines = [
      ["Name", "Criteria"],
      ["a", "CC6.1 CC6.2"],
    ].map((cells) => cells.join(delimiter));
    expect(parse(lines.join("\n")).delimiter).toBe(delimiter);
  });

  it("is not misled by the other separators inside values", () => {
    expect(detectDelimiter('Name,Criteria,Owner\nx,"CC1.1; CC1.2",y\nz,CC1.1; CC1.2,y')).toBe(",");
    expect(detectDelimiter("Name;Criteria;Owner\nx;CC1.1, CC1.2;y\nz;CC1.1;y")).toBe(";");
    expect(detectDelimiter("Name\nonly one column")).toBe(",");
    expect(detectDelimiter("")).toBe(",");
    expect(detectDelimiter('"never closed')).toBe(",");
  });

  it("follows a sep= line and a delimiter chosen by hand", () => {
    expect(parse("sep=|\nName|Owner\nx|y")).toMatchObject({ delimiter: "|", records: [{ line: 3 }] });
    const chosen = parseRegister("Name,Owner;x\na,b;c", ";");
    expect(chosen).toMatchObject({ ok: true, header: ["Name,Owner", "x"] });
  });

  it("keeps line breaks in quotes and counts them", () => {
    const read = parse('Name,Comment\r\n"a","one\r\ntwo\rthree"\r\n\r\nb,"say ""no"""\rc,last');
    expect(read.records).toEqual([
      { line: 2, cells: ["a", "one\r\ntwo\rthree"], problem: null },
      { line: 6, cells: ["b", 'say "no"'], problem: null },
      { line: 7, cells: ["c", "last"], problem: null },
    ]);
  });

  it("takes off the apostrophe that our export wrote and nothing else", () => {
    expect(parse("Name,X\n'=1+1,'hello").records[0]?.cells).toEqual(["=1+1", "'hello"]);
  });

  it("reports the line of a quotation mark that is never closed", () => {
    const read = parseRegister('Name,X\na,b\n"open,c\nd,e');
    expect(read).toMatchObject({ ok: false, line: 3 });
    expect(read.ok ? "" : read.reason).toContain("opened on line 3 is never closed");
  });

  it("marks a line with text behind a closing quotation mark, and lines that are too wide", () => {
    const read = parse('Name,X\n"a"b,c\n"a" ,c\nd,e,f\ng,h,,\ni');
    expect(read.records.map((record) => record.problem?.slice(0, 30) ?? null)).toEqual([
      "Text follows a closing quotati",
      null,
      "The line has 3 cells, the head",
      null,
      null,
    ]);
    expect(read.records[3]?.cells).toEqual(["g", "h"]);
  });

  it.each([
    ["\n\n", "no lines with text"],
    ["Name,Owner\n\n", "no line below it"],
    [`${"a,".repeat(101)}a\nx`, "102 columns"],
    [`Name\n${"x\n".repeat(10_001)}`, "more than 10,000 lines"],
  ])("refuses what cannot be a register", (text, sentence) => {
    const read = parseRegister(text);
    expect(read.ok ? "" : read.reason).toContain(sentence);
  });

  it("takes 10,000 lines", () => {
    expect(parse(`Name\n${"x\n".repeat(10_000)}`).records).toHaveLength(10_000);
  });
});
