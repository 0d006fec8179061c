import { describe, expect, it } from "vitest";
import { planObligations } from "@/lib/core/obligation-csv";
import { guessMapping } from "@/lib/core/register-columns";
import { planImport } from "@/lib/core/register-csv";
import { tableRegister } from "@/lib/core/register-table";
import {
  decodeRegister,
  detectDelimiter,
  keepable,
  parseRegister,
  REGISTER_LIMITS,
} from "@/lib/core/register-text";
import { planRiskImport } from "@/lib/core/risk-import";
import { planRequestImport } from "@/lib/core/room-request-import";
import { planRoundTrip } from "@/lib/core/soa-round-trip";
import { planSupplierImport } from "@/lib/core/supplier-csv";
import { sampleRow } from "@/lib/exports/soa-samples";

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
    ["a NUL among the headings", bytes(0x41, 0, 0x41), "This is not a text file."],
    ["a picture", utf8(`\u0089PNG\n${"\u0000\u0001\u0002IHDR".repeat(9)}`), "This is not a text file."],
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

/** Lines 3 to 5 hold a bell, a NUL, and a mark that turns the rest of the page; 2 and 6 are good. */
const ODD = (head: string, cells: (name: string) => string) =>
  [
    head,
    cells("Fine"),
    cells("Rota \u0007x"),
    cells("Old\u0000x"),
    cells("Asked by \u202eAda"),
    cells("Good"),
  ].join("\r\n");
const TOLD = (cell: string) => [
  `${cell} holds a control character (U+0007) after "Rota". Take it out.`,
  `${cell} holds a control character (U+0000) after "Old". Take it out.`,
  `${cell} turns the direction of writing (U+202E) after "Asked by" and never turns it back. Take that character out.`,
];

function decodedOf(text: string): string {
  const decoded = decodeRegister(utf8(text));
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.text;
}

describe("a character that no text may hold", () => {
  type Found = readonly (readonly [line: number, taken: boolean, sentences: readonly string[]])[];
  const importers: readonly (readonly [string, string, (text: string) => Found | string])[] = [
    [
      "evidence",
      "Title",
      (text) => {
        const parsed = keepable(parseRegister(text));
        if (!parsed.ok) return parsed.reason;
        const { header, records } = parsed;
        const context = { mapping: guessMapping(header), dateOrder: null, existing: [], members: [] };
        const { lines } = planImport({
          header,
          records,
          ...context,
          programme: { categories: ["security"] },
        });
        return lines.map(({ line, outcome, problems }) => [
          line,
          outcome === "create",
          problems.map(({ message }) => message),
        ]);
      },
    ],
    [
      "risks",
      "Title",
      (text) => {
        const plan = planRiskImport(text, { existing: [], owners: [], scales: null });
        return plan.ok
          ? plan.lines.map(({ line, risk, remarks }) => [line, risk !== null, remarks])
          : plan.reason;
      },
    ],
    [
      "requests",
      "Title",
      (text) => {
        const numbered = text
          .split("\r\n")
          .map((line, at) => `${at === 0 ? "Reference" : `R-${at}`},${line}`);
        const context = { existing: new Set<string>(), known: new Set<string>(), owners: null };
        const plan = planRequestImport(numbered.join("\r\n"), context);
        if (!plan.ok) return plan.reason;
        return plan.lines.map(({ line, request, remarks }) => [
          line,
          request !== null,
          remarks.map((one) => one.text),
        ]);
      },
    ],
    [
      "suppliers",
      "Name",
      (text) => {
        const result = planSupplierImport(text, { existing: [], members: [] });
        if (!result.ok) return result.reason;
        return result.plan.lines.map(({ line, outcome, problems }) => [line, outcome === "new", problems]);
      },
    ],
    [
      "obligations",
      "Title",
      (text) => {
        const lines = text.split("\r\n").map((line, at) => `${line},${at === 0 ? "Kind" : "Law"}`);
        const known = { existing: [], members: [], ownControls: new Set<string>() };
        const result = planObligations(lines.join("\r\n"), known);
        if (!result.ok) return result.reason;
        return result.plan.lines.map(({ line, outcome, problems }) => [line, outcome === "new", problems]);
      },
    ],
  ];

  it.each(importers)("keeps one line of a register of %s out and no other (%s)", (_, head, plan) => {
    const found = plan(decodedOf(ODD(head, (name) => name)));
    const [bell, nul, turned] = TOLD(`The cell ${head}`);
    expect(found).toEqual([
      [2, true, []],
      [3, false, [bell]],
      [4, false, [nul]],
      [5, false, [turned]],
      [6, true, []],
    ]);
  });

  it.each(importers)("in a heading refuses a register of %s as a whole (%s)", (_, head, plan) => {
    const found = plan(decodedOf(`${head},Rem\u0007ark\r\nFine,x`));
    expect(found).toMatch(
      /^The heading of column \d holds a control character \(U\+0007\) after "Rem". Take it out.$/,
    );
  });

  it("keeps a row of a statement out only where somebody wrote it", () => {
    const rows = ["A.5.1", "A.5.2", "A.5.3", "A.5.4"].map((ref) => {
      const {
        evidence: _evidence,
        methods: _methods,
        ...row
      } = sampleRow(ref, { description: "Bell \u0007" });
      return { methods: [], ...row, version: 1, requirementVersion: 1 };
    });
    const file = [
      "Ref,Owner notes,Justification,How it is implemented",
      "A.5.1,\u0007,Good,",
      "A.5.2,,Rota \u0007x,By hand",
      `A.5.3,,${rows[2]?.justification},Bell \u0007`,
      "A.5.4\u0000,,Never,",
    ].join("\n");
    const planned = planRoundTrip(decodedOf(file), { rows, members: [] });
    if (!planned.ok) throw new Error(planned.reason);
    expect(planned.plan.edits.map(({ ref, patch }) => [ref, patch])).toEqual([
      ["A.5.1", { justification: "Good", description: "" }],
    ]);
    expect(planned.plan.unchanged).toBe(1);
    expect(planned.plan.lines.flatMap(({ problems }) => problems)).toEqual([
      'Line 3, Justification: The text holds a control character (U+0007) after "Rota". Take it out.',
      'Line 5, Ref: The text holds a control character (U+0000) after "A.5.4". Take it out.',
    ]);
    expect(planRoundTrip("Ref,Justi\u0007fication\nA.5.1,x", { rows, members: [] })).toEqual({
      ok: false,
      reason: 'The heading of column 2 holds a control character (U+0007) after "Justi". Take it out.',
    });
  });

  it("is named at each of the first three cells beside what else is wrong, and is in no cell afterwards", () => {
    const read = keepable(parseRegister("A,,C,D\n\u0001,x\u0002,\u202e,\u0004,extra\n"));
    if (!read.ok) throw new Error(read.reason);
    const [record] = read.records;
    expect(record?.problem).toContain("The line has 5 cells, the header has 4.");
    expect(record?.problem?.match(/The cell .*? (?:holds|turns)/g)).toEqual([
      "The cell A holds",
      "The cell in column 2 holds",
      "The cell C turns",
    ]);
    expect(record?.cells).toEqual([" ", "x ", "", " ", "extra"]);
  });

  it("is found in the rows of a workbook too", () => {
    const rows = [
      ["Title", "Owner"],
      ["Fine", "Ada"],
      ["Odd \u202e", "Ada"],
    ];
    const read = keepable(tableRegister({ name: "Evidence", rows }));
    expect(read.ok && read.records.map(({ line, problem }) => [line, problem !== null])).toEqual([
      [2, false],
      [3, true],
    ]);
    const refused = tableRegister({ name: "Evidence", rows: [["Title"]] });
    expect(keepable(refused)).toBe(refused);
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
