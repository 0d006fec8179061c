import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLAUSE_STATES, SUPPLIER_TIERS } from "@/lib/core/isms-statuses";
import { decodeRegister } from "@/lib/core/register-text";
import { announcedBy, EMPTY_SUPPLIER, planSupplierImport, SUPPLIER_COLUMNS } from "@/lib/core/supplier-csv";
import type { SupplierListRow, SupplierValues } from "@/lib/core/supplier-dto";
import { suppliersCsv } from "@/lib/exports/suppliers-csv";

const today = "2026-11-22";
const members = [
  { userId: "u1", name: "Lee Moss", email: "lee@example.com" },
  { userId: "u2", name: "Ada", email: "ada@example.com" },
  { userId: "u3", name: "ada", email: "ada2@example.com" },
];

function rowOf(values: SupplierValues, id: string): SupplierListRow {
  return {
    ...values,
    id,
    ownerName: values.ownerId === null ? null : "Lee Moss",
    endedOn: null,
    lastReviewOn: null,
    lastDecision: null,
    reviewOpen: false,
    relianceReviewOn: null,
    attestations: [],
    version: 1,
  };
}

function textOf(file: string): string {
  const decoded = decodeRegister(new TextEncoder().encode(file));
  return decoded.ok ? decoded.text : "";
}

function planOf(text: string, existing: readonly SupplierValues[] = []) {
  const result = planSupplierImport(text, {
    members,
    existing: existing.map((values, at) => ({ id: String(at), values, ownerName: "Lee Moss" })),
  });
  if (!result.ok) throw new Error(result.reason);
  return result.plan;
}

const words = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom(
    "=SUM(A1)",
    "+49 30",
    "@name",
    "a;b,c",
    'say "no"',
    "two\nlines",
    "مورد",
    "☁️ cloud",
    "'quoted",
  ),
);
const clause = fc.constantFrom(...CLAUSE_STATES);
const supplier: fc.Arbitrary<SupplierValues> = fc.record({
  name: words.filter((text) => /[a-z]/i.test(text)),
  service: words,
  tier: fc.constantFrom(...SUPPLIER_TIERS),
  ict: fc.boolean(),
  dataTypes: words,
  ownerId: fc.constantFrom("u1", null),
  contractRef: words,
  clauseSecurity: clause,
  clauseNotification: clause,
  clauseAudit: clause,
  clauseSubprocessing: clause,
  clauseExit: clause,
  incidentProcedure: words,
  exitNote: words,
  nextReviewOn: fc.constantFrom("2027-01-31", null),
});

/** As the forms store text: trimmed, lines ended as a browser ends them. */
function stored(values: SupplierValues): SupplierValues {
  const tidy = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === "string" ? value.replace(/[\0\r]/g, "").trim() : value,
  ]);
  return Object.fromEntries(tidy) as SupplierValues;
}

describe("the register as CSV", () => {
  it("comes back unchanged, formula-like cells, quotes, lines and right-to-left text among it", () => {
    fc.assert(
      fc.property(fc.array(supplier, { minLength: 1, maxLength: 4 }), (given) => {
        const all = given.map((values, at) => stored({ ...values, name: `${at} ${values.name}` }));
        const { lines } = planOf(
          textOf(
            suppliersCsv(
              all.map((values, at) => rowOf(values, String(at))),
              today,
            ),
          ),
          all,
        );
        expect(lines.map(({ outcome, problems }) => [outcome, problems])).toEqual(
          all.map(() => ["unchanged", []]),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("guards every cell that a spreadsheet could run", () => {
    const text = suppliersCsv([rowOf({ ...EMPTY_SUPPLIER, name: "=cmd", service: "+1" }, "1")], today);
    expect(text).toContain(`"'=cmd"`);
    expect(text).toContain(`"'+1"`);
  });
});

describe("planSupplierImport", () => {
  it("adds, changes, leaves alone and leaves out, each line with its reason", () => {
    const known = { ...EMPTY_SUPPLIER, name: "Nimbus", service: "Hosting", tier: "critical" as const };
    const plan = planOf(
      [
        "name,Tier,ICT supply chain,Owner,Next review,Clause: Audit or report,Colour",
        "NIMBUS,important,yes,lee@example.com,,Not needed,red",
        "Altus,Critical,,,2027-03-01,,",
        "Cirrus,Huge,maybe,Ada,31.12.2026,Perhaps,",
        ",Critical,,,,,",
        "altus,Standard,,,,,",
      ].join("\n"),
      [known],
    );
    expect(plan.lines.map(({ outcome }) => outcome)).toEqual([
      "changed",
      "new",
      "refused",
      "refused",
      "refused",
    ]);
    expect(plan.lines[0]?.changes.map(({ header, from, to }) => `${header}: ${from} > ${to}`)).toEqual([
      "Name: Nimbus > NIMBUS",
      "Tier: Critical > Important",
      "ICT supply chain: No > Yes",
      "Owner: Lee Moss > Lee Moss",
      "Clause: Audit or report: Unknown > Not needed",
    ]);
    expect(plan.lines[2]?.problems).toHaveLength(5);
    expect(plan.lines[3]?.problems).toEqual(["The line has no name."]);
    expect(plan.lines[4]?.problems).toEqual(["Line 3 names the same supplier."]);
    expect(plan.ignored).toEqual(["Colour"]);
    expect(announcedBy(plan)).toBe("1/1/3");
    expect(plan.writes).toMatchObject([
      { id: "0", values: { name: "NIMBUS", service: "Hosting", ownerId: "u1" } },
      { id: null, values: { name: "Altus", tier: "critical", nextReviewOn: "2027-03-01" } },
    ]);
  });

  it("takes the line ends of a form, of a spreadsheet and of the second press for the same words", () => {
    const known = { ...EMPTY_SUPPLIER, name: "Nimbus", exitNote: "Export,\r\nthen delete." };
    const file = (end: string, note: string) => `Name,Service,Exit note${end}Nimbus,Hosting,"${note}"${end}`;
    expect(planOf(`Name,Exit note\nNimbus,"Export,\nthen delete."\n`, [known]).lines[0]?.outcome).toBe(
      "unchanged",
    );
    const shown = planOf(file("\n", "Export,\nthen ask."), [known]);
    expect(shown.lines[0]?.changes.map(({ header }) => header)).toEqual(["Service", "Exit note"]);
    expect(planOf(file("\r\n", "Export,\r\nthen ask."), [known])).toEqual(shown);
  });

  it("refuses what is no register of suppliers, and more lines than it takes", () => {
    const facts = { members, existing: [] };
    expect(planSupplierImport("Tier\nCritical\n", facts)).toMatchObject({ ok: false });
    const many = `Name\n${Array.from({ length: 2_001 }, (_, at) => `S${at}`).join("\n")}\n`;
    expect(planSupplierImport(many, facts)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/2,000/),
    });
  });

  it("has one column for each field of the register", () => {
    expect(SUPPLIER_COLUMNS.map(({ field }) => field).sort()).toEqual(Object.keys(EMPTY_SUPPLIER).sort());
  });
});
