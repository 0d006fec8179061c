import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCsv } from "@/lib/core/csv";
import { CONTROL_BY_REF } from "@/lib/core/frameworks/catalogue";
import { planRiskImport, RISK_IMPORT_LIMITS, type RiskImportContext } from "@/lib/core/risk-import";
import { findScenarios, SCENARIO_GROUPS, SCENARIOS } from "@/lib/core/risk-library";
import { PROPOSED_METHOD } from "@/lib/core/risk-method";
import { type RiskRecord, readSnapshot, risksCsv } from "@/lib/core/risk-record";

const context: RiskImportContext = {
  existing: [{ number: "R-001", title: "Ransomware" }],
  owners: [
    { userId: "u1", name: "Ana Perez", email: "ana@example.com" },
    { userId: "u2", name: "Kim", email: "kim1@example.com" },
    { userId: "u3", name: "Kim", email: "kim2@example.com" },
  ],
  scales: PROPOSED_METHOD,
};
function plan(text: string, more: Partial<RiskImportContext> = {}) {
  const read = planRiskImport(text, { ...context, ...more });
  if (!read.ok) throw new Error(read.reason);
  return read;
}

const HEADER = "Title,Asset,Cause,Consequence,C,I,A,Owner,Likelihood,Inherent consequence";

describe("planRiskImport", () => {
  it("takes good lines and lists bad ones with the line and the reason", () => {
    const { lines } = plan(
      [
        HEADER,
        "Leak,Database,A bug,Data is read,yes,no,,ana@example.com,4,5",
        "Off the scale,Database,,,x,,,,3.7,6",
        ",No title,,,,,,,,",
        "ransomware,,,,,,,,,",
        "Leak,,,,,,,,,",
        "No level,,,,maybe,,,,,",
      ].join("\n"),
    );
    expect(lines[0]).toMatchObject({
      line: 2,
      remarks: [],
      risk: {
        title: "Leak",
        confidentiality: true,
        integrity: false,
        ownerId: "u1",
        levels: { likelihood: 4, consequence: 5 },
      },
    });
    expect(lines.map(({ risk }) => risk !== null)).toEqual([true, false, false, false, false, false]);
    expect(lines[1]?.remarks).toEqual([
      expect.stringContaining("3.7 is not on the scale"),
      expect.stringContaining("6 is not on the scale"),
    ]);
    expect(lines[2]?.remarks).toEqual(["A title is needed."]);
    expect(lines[3]?.remarks).toEqual(["The title is there already: R-001."]);
    expect(lines[4]?.remarks).toEqual(["The title is there already: line 2."]);
    expect(lines[5]?.remarks).toEqual(["Confidentiality is Yes or No."]);
  });

  it("brings a risk without an owner that it cannot tell, and without levels when no method is approved", () => {
    const text = `${HEADER}\nOne,,,,,,,Kim,,\nTwo,,,,,,,Nobody,2,2`;
    const { lines } = plan(text, { scales: null });
    expect(lines.map(({ risk }) => [risk?.ownerId, risk?.levels])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(lines[0]?.remarks[0]).toContain("Several people are called Kim");
    expect(lines[1]?.remarks).toHaveLength(2);
  });

  it("refuses a file as a whole with a sentence", () => {
    const reason = (text: string) => {
      const read = planRiskImport(text, context);
      return read.ok ? "" : read.reason;
    };
    expect(reason("Colour,Size\nred,1")).toContain("No column is called Title");
    expect(reason("Title")).toContain("no line below it");
    expect(reason(`Title\n${"x".repeat(RISK_IMPORT_LIMITS.characters)}`)).toContain("500 kB");
    expect(reason(`Title\n${"x\n".repeat(1_001)}`)).toContain("1,000 lines");
    expect(reason('Title\n"open')).toContain("never closed");
  });

  it("never loses a line and never takes one that is off the scale, whatever stands in the cells", () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom("1", "5", "6", "0", "2.5", "yes", "no", "", "=1+1", "Ana Perez"),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell, cell, cell), { minLength: 1, maxLength: 20 }),
        (rows) => {
          const given = rows.map(([title, c, owner, likelihood, impact]) => [
            `x${title}`,
            c,
            owner,
            likelihood,
            impact,
          ]);
          const csv = toCsv(["Title", "C", "Owner", "Likelihood", "Impact"], given);
          const { lines } = plan(csv);
          expect(lines).toHaveLength(rows.length);
          const titles = lines.flatMap(({ risk }) =>
            risk === null ? [] : [risk.title.toLowerCase().trim()],
          );
          expect(new Set(titles).size).toBe(titles.length);
          for (const { risk, remarks } of lines) {
            if (risk === null) expect(remarks.length).toBeGreaterThan(0);
            else if (risk.levels !== null) {
              expect([1, 2, 3, 4, 5]).toContain(risk.levels.likelihood);
              expect([1, 2, 3, 4, 5]).toContain(risk.levels.consequence);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("reads what the export writes, formula-like text included", () => {
    const record: RiskRecord = {
      number: "R-007",
      title: "=SUM(A1)",
      asset: "+Database",
      cause: 'A "quoted" cause,\nin two lines',
      consequence: "\u05d0\u05d1 \u{1f4a5}",
      confidentiality: true,
      integrity: false,
      availability: true,
      owner: "Ana Perez",
      state: "Assessed",
      inherent: { likelihood: 4, consequence: 3, score: 12, band: "High", method: 1 },
      treatment: "",
      treatmentNote: "",
      controls: [],
      residual: null,
      targetOn: null,
      reviewOn: null,
      acceptedUntil: null,
      openActions: 0,
    };
    const { lines } = plan(risksCsv([record]));
    expect(lines[0]?.risk).toEqual({
      title: record.title,
      asset: record.asset,
      cause: record.cause,
      consequence: record.consequence,
      confidentiality: true,
      integrity: false,
      availability: true,
      ownerId: "u1",
      levels: { likelihood: 4, consequence: 3 },
    });
  });
});

describe("snapshots", () => {
  it("reads only what was frozen by us", () => {
    const frozen = {
      format: "risk-register-1",
      takenOn: "2026-11-20",
      organisation: "N",
      method: null,
      risks: [],
    };
    expect(readSnapshot(JSON.stringify(frozen))).toEqual(frozen);
    for (const text of ["", "{}", "[]", JSON.stringify({ ...frozen, more: 1 })])
      expect(readSnapshot(text)).toBeNull();
  });
});

describe("the library", () => {
  it("has about 60 scenarios with a name of their own, words for everything and controls of Annex A (R-08)", () => {
    expect(SCENARIOS.length).toBeGreaterThanOrEqual(58);
    expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(SCENARIOS.length);
    expect(new Set(SCENARIOS.map(({ title }) => title)).size).toBe(SCENARIOS.length);
    for (const one of SCENARIOS) {
      expect(one.refs.filter((ref) => !CONTROL_BY_REF.has(ref))).toEqual([]);
      expect(one.refs.length).toBeGreaterThan(0);
      expect(one.cia).toMatch(/^C?I?A?$/);
      expect([one.asset, one.cause, one.consequence].every((text) => text.length > 5)).toBe(true);
    }
  });

  it("finds by group and words", () => {
    expect(findScenarios({ group: SCENARIO_GROUPS[0] ?? "", q: "" }).length).toBeGreaterThan(5);
    expect(findScenarios({ group: null, q: "a.8.13 ransomware" }).map(({ id }) => id)).toEqual([
      "ransomware",
    ]);
    expect(findScenarios({ group: null, q: "no such words" })).toEqual([]);
  });
});
