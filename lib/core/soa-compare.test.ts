import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changedDecisions, changedWords, compareSoa } from "@/lib/core/soa-compare";
import { contentText, documentOfVersion, type SoaDocumentRow } from "@/lib/core/soa-document";
import { APPLICABILITIES, CONTROL_METHODS, DELIVERIES, IMPLEMENTATIONS } from "@/lib/core/statuses";

function row(ref: string, more: Partial<SoaDocumentRow> = {}): SoaDocumentRow {
  return {
    ...{ ref, title: `Control ${ref}`, about: "", theme: null, applicability: "included", reasons: [] },
    ...{ justification: "", exclusionJustification: "", description: "", implementation: "planned" },
    ...{ targetOn: null, delivery: "own", evidenceOverride: "", ownerId: null, ownerName: null },
    ...{ evidenceCount: 0, currentCount: 0, evidencedCurrent: false, acceptedOn: null, citedBy: [] },
    ...{ openMajor: 0, criteria: [], nonconformities: [], risks: [], obligations: [], reliance: null },
    ...{ reviewedOn: null, evidence: [] },
    ...more,
  };
}

describe("compareSoa", () => {
  test("names each cell that differs, and whole rows that came or went, in standard order (S-10)", () => {
    const before = [row("A.5.10"), row("A.5.2", { justification: "Old." }), row("X.1")];
    const after = [
      row("A.5.2", { justification: "New.", delivery: "shared", evidence: ["E-001"] }),
      row("A.5.10"),
      row("X.2"),
    ];
    expect(
      compareSoa(before, after).map(({ kind, ref, cell, before: b, after: a }) => [kind, ref, cell, b, a]),
    ).toEqual([
      ["changed", "A.5.2", "Justification", "Old.", "New."],
      ["changed", "A.5.2", "Delivery", "Own", "Shared"],
      ["changed", "A.5.2", "Evidence", "", "E-001"],
      ["removed", "X.1", null, "Included, Planned", ""],
      ["added", "X.2", null, "", "Included, Planned"],
    ]);
    expect(changedDecisions(before, after)).toEqual([
      { ref: "A.5.2", cell: "Justification" },
      { ref: "A.5.2", cell: "Delivery" },
      { ref: "X.2", cell: null },
      { ref: "X.1", cell: null },
    ]);
  });

  test("looks at every cell of a row, and tells decisions from the facts beside them", () => {
    const changes: readonly (readonly [string, Partial<SoaDocumentRow>])[] = [
      ["Control", { title: "Renamed" }],
      ["Applicability", { applicability: "excluded" }],
      ["Reasons for inclusion", { reasons: [{ kind: "legal", detail: "GDPR", cited: false }] }],
      ["Justification", { justification: "New." }],
      ["Justification for exclusion", { exclusionJustification: "None here." }],
      ["Implementation", { implementation: "implemented" }],
      ["Target date", { targetOn: "2027-01-01" }],
      ["Delivery", { delivery: "inherited" }],
      [
        "Reliance",
        {
          reliance: {
            ...{ supplierId: "s", provider: "Nimbus", document: "C-1", validUntil: "2027-01-01" },
            ...{ valid: true, residual: [] },
          },
        },
      ],
      ["Method", { methods: ["policy", "technical"] }],
      ["How it is implemented", { description: "By a script." }],
      ["Owner", { ownerName: "Lea" }],
      ["Why no evidence is needed", { evidenceOverride: "Seen on site." }],
    ];
    for (const [cell, change] of changes) {
      const [before, after] = [[row("A.5.1")], [row("A.5.1", change)]];
      expect(compareSoa(before, after).map((one) => one.cell)).toEqual([cell]);
      expect(changedDecisions(before, after)).toEqual([{ ref: "A.5.1", cell }]);
    }
    const facts = { evidence: ["E-1"], criteria: ["CC6.1"], nonconformities: ["NC-1"] };
    expect(compareSoa([row("A.5.1")], [row("A.5.1", facts)])).toHaveLength(3);
    expect(changedDecisions([row("A.5.1")], [row("A.5.1", facts)])).toEqual([]);
  });

  test("does not mind the order of reasons", () => {
    const risk = { kind: "risk", detail: "R-001", cited: true } as const;
    const need = { kind: "business", detail: "Trust", cited: false } as const;
    expect(
      compareSoa([row("A.5.1", { reasons: [risk, need] })], [row("A.5.1", { reasons: [need, risk] })]),
    ).toEqual([]);
  });

  const some = fc.uniqueArray(
    fc.record({
      ref: fc.constantFrom("A.5.1", "A.5.2", "A.5.10", "A.8.1", "X.1", "X.2"),
      applicability: fc.constantFrom(...APPLICABILITIES),
      implementation: fc.constantFrom(...IMPLEMENTATIONS),
      delivery: fc.constantFrom(...DELIVERIES),
      methods: fc.option(fc.subarray([...CONTROL_METHODS]), { nil: undefined }),
      justification: fc.constantFrom("", "One.", "Two."),
    }),
    { selector: (one) => one.ref, maxLength: 6 },
  );
  const rowsOf = (list: readonly ({ ref: string } & Partial<SoaDocumentRow>)[]) =>
    list.map(({ ref, ...more }) => row(ref, more));

  test("finds nothing exactly between equal states, and mirrors when they are swapped", () => {
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [before, after] = [rowsOf(a), rowsOf(b)];
        expect(compareSoa(before, before.toReversed())).toEqual([]);
        const there = compareSoa(before, after);
        const back = compareSoa(after, before);
        const swapped = back.map((change) => ({ ...change, before: change.after, after: change.before }));
        const kindless = (list: typeof there) => list.map(({ kind: _kind, ...rest }) => rest);
        expect(kindless(there)).toEqual(kindless(swapped));
        const missing = a.filter((one) => !b.some((other) => other.ref === one.ref)).length;
        expect(there.filter((change) => change.kind === "removed")).toHaveLength(missing);
      }),
      { numRuns: 100 },
    );
  });
});

test("a row says what somebody changed since the approval, and nothing while none is", () => {
  const changes = [
    { ref: "A.5.1", cell: "Justification" },
    { ref: "X.1", cell: null },
    { ref: "A.5.1", cell: "Owner" },
  ];
  const approved = { id: "v", label: "1.0", on: "2026-11-01", damaged: false };
  const standing = { approved, inReview: null, next: { minor: "1.1", major: "2.0" }, changes };
  expect(["A.5.1", "X.1", "A.5.2"].map((ref) => changedWords(ref, standing))).toEqual([
    ...["Since 1.0: Justification, Owner", "Since 1.0: new row", ""],
  ]);
  expect(changedWords("A.5.1", { ...standing, approved: null })).toBe("");
});

const header = {
  ...{
    organisation: "Größe \u202eX",
    standard: "S",
    classification: "Internal",
    scope: null,
    categories: [],
  },
  ...{ dataset: "2026.11.1", label: "1.0", date: "2026-11-20", preparedBy: "Lea", changeReason: "First." },
  totals: { rows: 1, included: 1, excluded: 0, undecided: 0, decidedAndJustified: 0, implemented: 0 },
};
const facts = {
  state: "approved",
  sha256: "h",
  approval: { name: "Ann", role: "Owner", on: "2026-12-01" },
} as const;

test("frozen text reads back as the same document, and nothing else is read", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string(), (words, title) => {
      const content = {
        header,
        rows: [row("A.5.1", { justification: words, title })],
        checks: [],
        changes: [],
        history: [],
      };
      const text = contentText(content);
      const { header: read, ...rest } = documentOfVersion(text, facts);
      expect(rest).toEqual({ rows: content.rows, checks: [], changes: [], history: [] });
      expect(read).toEqual({ ...header, status: "approved", sha256: "h", approval: facts.approval });
      expect(contentText({ ...rest, header })).toBe(text);
    }),
    { numRuns: 50 },
  );
  const text = contentText({ header, rows: [], checks: [], changes: [], history: [] });
  expect(() => documentOfVersion(text.replace('"label"', '"title"'), facts)).toThrow();
  expect(() => documentOfVersion(`${text.slice(0, -1)},"more":1}`, facts)).toThrow();
});

test("a version frozen before methods were recorded reads back, gives the same text again and differs from no empty method", () => {
  const rows = [row("A.5.1")];
  const body = { checks: [], changes: [], history: [] };
  const old = contentText({ header, rows, ...body });
  expect(old).not.toContain("methods");
  const read = documentOfVersion(old, facts);
  expect(read.rows[0]).not.toHaveProperty("methods");
  expect(contentText({ header, rows: read.rows, ...body })).toBe(old);
  expect(compareSoa(read.rows, [row("A.5.1", { methods: [] })])).toEqual([]);
  expect(compareSoa(read.rows, [row("A.5.1", { methods: ["policy", "provider"] })])).toMatchObject([
    { cell: "Method", before: "", after: "Policy; Provider" },
  ]);

  const now = contentText({ header, rows: [row("A.5.1", { methods: ["technical"] })], ...body });
  expect(documentOfVersion(now, facts).rows[0]?.methods).toEqual(["technical"]);
  expect(() => documentOfVersion(now.replace("technical", "magical"), facts)).toThrow();
});
