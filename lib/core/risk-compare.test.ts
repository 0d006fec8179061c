import fc from "fast-check";
import { expect, test } from "vitest";
import { compareRisks, snapshotChoice } from "@/lib/core/risk-compare";
import type { RiskRecord } from "@/lib/core/risk-record";

const LEVEL = { likelihood: 4, consequence: 3, score: 12, band: "High", method: 1 };
const RISK: RiskRecord = {
  ...{ number: "R-002", title: "Disk fills", asset: "Database", cause: "Logs", consequence: "It stops" },
  ...{ confidentiality: false, integrity: false, availability: true, owner: "Ada", state: "Assessed" },
  ...{ inherent: LEVEL, treatment: "", treatmentNote: "", controls: ["A.8.6"], residual: null },
  ...{ targetOn: null, reviewOn: null, acceptedUntil: null, openActions: 0 },
};

/** Every cell of a risk with another value in it. */
const OTHERS: {
  readonly [K in keyof Omit<RiskRecord, "number">]: readonly [string, RiskRecord[K], string, string];
} = {
  title: ["Title", "Disk full", "Disk fills", "Disk full"],
  asset: ["Asset or process", "", "Database", ""],
  cause: ["Cause", "Dumps", "Logs", "Dumps"],
  consequence: ["Consequence", "It halts", "It stops", "It halts"],
  confidentiality: ["Confidentiality", true, "No", "Yes"],
  integrity: ["Integrity", true, "No", "Yes"],
  availability: ["Availability", false, "Yes", "No"],
  owner: ["Owner", "", "Ada", ""],
  state: ["State", "Treating", "Assessed", "Treating"],
  inherent: ["Inherent risk", null, "4 x 3 = 12 High, method 1", ""],
  treatment: ["Treatment", "Modify", "", "Modify"],
  treatmentNote: ["Treatment note", "Quota", "", "Quota"],
  controls: ["Controls", ["A.8.6", "A.8.16"], "A.8.6", "A.8.6, A.8.16"],
  residual: ["Residual risk", { ...LEVEL, score: 4, method: 2 }, "", "4 x 3 = 4 High, method 2"],
  targetOn: ["Target date", "2026-12-01", "", "1 Dec 2026"],
  reviewOn: ["Next review", "2026-12-02", "", "2 Dec 2026"],
  acceptedUntil: ["Accepted until", "2026-12-03", "", "3 Dec 2026"],
  openActions: ["Open actions", 2, "0", "2"],
};

test.each(Object.entries(OTHERS))(
  "a different %s is one cell that differs, in words",
  (field, [cell, value, before, after]) => {
    const changed = { ...RISK, [field]: value };
    expect(compareRisks([RISK], [changed])).toEqual([
      { kind: "changed", ref: "R-002", title: changed.title, cell, before, after },
    ]);
  },
);

test("risks that came or went stand as a whole, in the order of their numbers", () => {
  const treated = { ...RISK, number: "R-1000", residual: { ...LEVEL, score: 2, band: "Low" } };
  const fresh = { ...RISK, number: "R-010", title: "New", inherent: null, state: "Identified" };
  expect(compareRisks([treated, RISK], [fresh, { ...RISK, owner: "Bo" }])).toEqual([
    { kind: "changed", ref: "R-002", title: "Disk fills", cell: "Owner", before: "Ada", after: "Bo" },
    { kind: "added", ref: "R-010", title: "New", cell: null, before: "", after: "Identified" },
    {
      ...{ kind: "removed", ref: "R-1000", title: "Disk fills", cell: null, after: "" },
      before: "Assessed, 4 x 3 = 2 Low, method 1",
    },
  ]);
});

test("nothing differs from itself, whatever order the risks have, and both directions say the same", () => {
  const risk = fc.record({
    number: fc.integer({ min: 1, max: 30 }).map((n) => `R-${String(n).padStart(3, "0")}`),
    title: fc.string(),
    owner: fc.constantFrom("", "Ada"),
    openActions: fc.nat(3),
    inherent: fc.constantFrom(null, LEVEL),
  });
  const register = fc
    .uniqueArray(risk, { selector: ({ number }) => number, maxLength: 8 })
    .map((rows) => rows.map((row) => ({ ...RISK, ...row })));
  fc.assert(
    fc.property(register, register, (one, other) => {
      expect(compareRisks(one, one.toReversed())).toEqual([]);
      const there = compareRisks(one, other);
      const back = compareRisks(other, one);
      expect(back.map(({ ref, cell, before, after }) => [ref, cell, after, before])).toEqual(
        there.map(({ ref, cell, before, after }) => [ref, cell, before, after]),
      );
    }),
  );
});

test("a snapshot is chosen by its name and the moment that tells it from another of the same name", () => {
  const choose = snapshotChoice("UTC");
  expect(choose({ id: "1", label: "Stage 1", at: new Date("2026-11-20T10:00:00Z") })).toEqual({
    value: "1",
    label: "Stage 1, 20 Nov 2026, 10:00",
  });
});
