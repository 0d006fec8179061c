import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toCsv } from "@/lib/core/csv";
import type { SoaDocumentRow } from "@/lib/core/soa-document";
import type { SoaRowDto } from "@/lib/core/soa-dto";
import { planRoundTrip } from "@/lib/core/soa-round-trip";
import { soaCsv } from "@/lib/exports/soa-csv";
import { anyStatement, sampleDocument, sampleRow } from "@/lib/exports/soa-samples";

const MEMBERS = [
  { userId: "lea", name: "Lea Lead", email: "lea@example.com" },
  { userId: "omar", name: "Omar Ops", email: "omar@example.com" },
  { userId: "omar2", name: "Omar Ops", email: "second@example.com" },
];

function stored({ evidence: _evidence, methods = [], ...row }: SoaDocumentRow): SoaRowDto {
  return { ...row, methods, version: 3, requirementVersion: 4 };
}

const ROWS = [
  sampleRow("A.5.1"),
  sampleRow("A.5.10", {
    reasons: [
      { kind: "risk", detail: "R-004", cited: true },
      { kind: "business", detail: "Customers ask; often", cited: false },
    ],
  }),
  sampleRow("A.7.8", { applicability: "excluded", exclusionJustification: "No premises." }),
  sampleRow("X.2", { implementation: "planned", targetOn: "2027-01-31" }),
];

function plan(text: string, rows: readonly SoaDocumentRow[] = ROWS) {
  const planned = planRoundTrip(text.replace(/^\uFEFF/, ""), { rows: rows.map(stored), members: MEMBERS });
  if (!planned.ok) throw new Error(planned.reason);
  return planned.plan;
}

/** A file with the given columns, one line for each row. */
function file(header: readonly string[], ...lines: readonly (readonly string[])[]) {
  return toCsv(header, lines);
}

function one(column: string, ref: string, cell: string) {
  const { lines, edits } = plan(file(["Ref", column], [ref, cell]));
  return { problems: lines[0]?.problems ?? [], patch: edits[0]?.patch, changes: lines[0]?.changes ?? [] };
}

describe("the statement's CSV comes back", () => {
  test("unchanged as no change at all, whatever people typed", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyStatement, (document) => {
        const { lines, edits, unchanged } = plan(soaCsv(document, "internal"), document.rows);
        expect([lines, edits, unchanged]).toEqual([[], [], document.rows.length]);
      }),
      { numRuns: 100 },
    );
  });

  test("unchanged when a name is nothing but a tab, whose guard a reader leaves alone in the cell", () => {
    const rows = [sampleRow("A.5.1", { ownerName: "\t" })];
    const { lines, unchanged } = plan(soaCsv(sampleDocument(rows), "internal"), rows);
    expect([lines, unchanged]).toEqual([[], 1]);
  });

  test("from a spreadsheet that turned 5.10 into 5.1 and changed the separator", () => {
    const text = soaCsv(sampleDocument(ROWS), "internal")
      .replace('"A.5.10","5.10"', '"A.5.10","5.1"')
      .replaceAll('","', '";"');
    expect(plan(text)).toMatchObject({ lines: [], unchanged: ROWS.length });
  });

  test("with one edited cell as one change, with the versions of the row", () => {
    const text = soaCsv(sampleDocument(ROWS), "internal").replace(
      '"Because of the contract with customer A.5.10."',
      '"\'=Because of ""R-004"".\r\nSecond line"',
    );
    const { lines, edits, unchanged } = plan(text);
    expect(unchanged).toBe(ROWS.length - 1);
    expect(lines).toEqual([
      {
        ...{ line: 3, ref: "A.5.10", title: "Control A.5.10", outcome: "changed", problems: [] },
        changes: [
          {
            column: "Justification",
            from: "Because of the contract with customer A.5.10.",
            to: '=Because of "R-004".\nSecond line',
          },
        ],
      },
    ]);
    expect(edits).toEqual([
      {
        ...{ ref: "A.5.10", version: 3, requirementVersion: 4 },
        patch: { justification: '=Because of "R-004".\nSecond line' },
      },
    ]);
  });

  test("from a version of the product without the column Method, which takes no method away (S-02)", () => {
    const text = file(["Ref", "Owner", "Delivery"], ["A.5.1", "omar@example.com", "Shared"]);
    expect(plan(text).edits.map((edit) => edit.patch)).toEqual([{ ownerId: "omar", delivery: "shared" }]);
  });

  test("with the methods in another order as no change, and of an excluded row as Not needed", () => {
    const rows = [sampleRow("A.5.1", { methods: ["policy", "technical"] }), ...ROWS.slice(1)];
    const text = file(["Ref", "Method"], ["A.5.1", "Technical; Policy"], ["A.7.8", "not needed"]);
    expect(plan(text, rows)).toMatchObject({ lines: [], edits: [], unchanged: 2 });
  });

  test("with columns in any order and others left out, which stay as they are", () => {
    const { edits, ignored } = plan(file(["Notes", "owner", "REF"], ["x", "omar@example.com", "a.5.1"]));
    expect(edits.map((edit) => edit.patch)).toEqual([{ ownerId: "omar" }]);
    expect(ignored).toEqual(["Notes"]);
  });
});

describe("cells", () => {
  test.each([
    ["Applicability", "A.7.8", "included", { applicability: "included" }],
    ["Implementation", "A.5.1", "Partial", { implementation: "partial" }],
    ["Target date", "X.2", "28 Feb 2027", { targetOn: "2027-02-28" }],
    ["Target date", "A.5.1", "2027-02-28", { targetOn: "2027-02-28" }],
    ["Delivery", "A.5.1", "SHARED", { delivery: "shared" }],
    ["Owner", "A.5.1", "", { ownerId: null }],
    ["Method", "A.5.1", "provider; POLICY; Policy;", { methods: ["provider", "policy", "policy"] }],
    ["Method", "A.5.1", "Technical, Procedure", { methods: ["technical", "procedure"] }],
    ["Method", "A.5.1", "", { methods: [] }],
    ["Method", "A.7.8", "Policy", { methods: ["policy"] }],
    ["How it is implemented", "A.5.1", "By hand", { description: "By hand" }],
    ["Reasons for inclusion", "A.5.10", "Risk: R-004", { reasons: [] }],
    [
      ...(["Reasons for inclusion", "A.5.10", "Business: a; b: c; Risk: R-004; legal"] as const),
      {
        reasons: [
          { kind: "business", detail: "a; b: c" },
          { kind: "legal", detail: "" },
        ],
      },
    ],
  ] as const)("%s of %s: %s", (column, ref, cell, patch) => {
    const answer = one(column, ref, cell);
    expect(answer.problems).toEqual([]);
    expect(answer.patch).toEqual(patch);
  });

  test.each([
    ["Applicability", "A.5.1", "Maybe", '"Maybe" is not known. Use Undecided, Included, Excluded.'],
    [
      "Reasons for inclusion",
      "A.5.10",
      "Business",
      "Risk R-004 comes from a register and is changed there. Leave it in the cell.",
    ],
    ["Reasons for inclusion", "A.5.1", "because", "Begin each reason with its kind"],
    [
      "Target date",
      "X.2",
      "03/04/2027",
      '"03/04/2027" could be two days. Write it as 2027-04-03 or 2027-03-04.',
    ],
    ["Target date", "X.2", "soon", '"soon" is not a date that can be read.'],
    ["Target date", "X.2", "", "Planned needs a target date."],
    ["Owner", "A.5.1", "Nobody", 'No member is called "Nobody".'],
    ["Owner", "A.5.1", "Omar Ops", 'Several members are called "Omar Ops". Write the e-mail address.'],
    [
      ...(["Method", "A.5.1", "Policy; Magic"] as const),
      '"Magic" is not known. Use any of Policy, Procedure, Technical, Provider, with semicolons between.',
    ],
    ["Method", "A.5.1", ` ${"x".repeat(50)} `, `"${"x".repeat(40)}" is not known.`],
    ["Delivery", "A.7.8", "Inherited", "No provider can take it over."],
    ["Justification", "A.5.1", "x".repeat(50_000), "Write at most 4,000 characters."],
    ["Applicability", "A.5.10", "Excluded", "cannot be excluded while it is cited by Risk R-004"],
  ] as const)("%s of %s: a sentence", (column, ref, cell, sentence) => {
    const rows = ROWS.map((row) => (row.ref === "A.5.10" ? { ...row, citedBy: ["Risk R-004"] } : row));
    const { lines, edits } = plan(file(["Ref", column], [ref, cell]), rows);
    expect(edits).toEqual([]);
    expect(lines[0]?.problems.join(" ")).toContain(sentence);
    expect(lines[0]?.problems[0]).toMatch(/^Line 2, /);
  });
});

describe("lines", () => {
  test("of unknown controls, doubled ones and broken ones are left out with a sentence; good lines count", () => {
    const text = `${file(["Ref", "Justification"], ["A.9.1", "x"], ["A.5.1", "New."], ["A.5.1", "Other."])}"X.2","a","b"\r\n`;
    const { lines, edits } = plan(text);
    expect(lines.map(({ outcome, problems }) => [outcome, ...problems])).toEqual([
      ["refused", 'Line 2, Ref: "A.9.1" is no control of this statement.'],
      ["changed"],
      ["refused", "Line 4, Ref: A.5.1 stands on line 3 already."],
      ["refused", expect.stringContaining("Line 5, Ref: The line has 3 cells, the header has 2.")],
    ]);
    expect(edits.map(({ ref, patch }) => [ref, patch])).toEqual([["A.5.1", { justification: "New." }]]);
  });

  test("one bad cell leaves the whole row out, so that no row is stored by half", () => {
    const { lines, edits } = plan(
      file(["Ref", "Justification", "Owner"], ["A.5.1", "New.", "Nobody"], ["X.2", "Newer.", "Lea Lead"]),
    );
    expect(lines.map(({ outcome }) => outcome)).toEqual(["refused", "changed"]);
    expect(edits.map(({ ref }) => ref)).toEqual(["X.2"]);
  });

  test.each([
    ["Control,Owner\nx,y\n", "The file has no column Ref."],
    ["Ref,Control\nA.5.1,y\n", "The file has no column that an import reads"],
    ['Ref,Owner\n"A.5.1,y\n', "is never closed"],
  ])("a file that is none is refused: %j", (text, reason) => {
    const planned = planRoundTrip(text, { rows: [], members: [] });
    expect(planned.ok ? "" : planned.reason).toContain(reason);
  });
});
