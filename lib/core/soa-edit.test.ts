import { describe, expect, test } from "vitest";
import type { SoaPatch } from "@/lib/core/soa-dto";
import { formValues, planEdit, type StoredSoaRow, valuesOf } from "@/lib/core/soa-edit";

const ROW: StoredSoaRow = {
  ref: "A.5.15",
  title: "Access control",
  theme: "A.5",
  applicability: "included",
  reasons: [{ kind: "business", detail: "", cited: false }],
  justification: "Roles in the access matrix.",
  exclusionJustification: "",
  description: "",
  evidenceOverride: "",
  delivery: "own",
  methods: ["policy"],
  implementation: "partial",
  targetOn: null,
  ownerId: null,
  citedBy: [],
  relied: false,
  version: 3,
  requirementVersion: 5,
};
const CITED = { kind: "risk", detail: "R-004", cited: true } as const;

const plan = (patch: SoaPatch, row = ROW, seen: { version?: number; requirementVersion?: number } = {}) =>
  planEdit(row, { ref: row.ref, version: 3, requirementVersion: 5, ...seen, patch });

describe("an edit", () => {
  test("that repeats what is stored changes nothing, however old the versions", () => {
    const patch = { applicability: "included", reasons: [{ kind: "business", detail: "" }] } as const;
    expect(plan(patch, ROW, { version: 1, requirementVersion: 1 })).toEqual({ kind: "unchanged" });
    expect(plan({})).toEqual({ kind: "unchanged" });
  });

  test("names the fields that change and the part they belong to", () => {
    expect(plan({ justification: "New.", implementation: "implemented" })).toMatchObject({
      kind: "change",
      fields: ["justification", "implementation"],
      inRow: true,
      inRequirement: true,
    });
    expect(plan({ methods: ["technical"] })).toMatchObject({ fields: ["methods"], inRequirement: false });
    expect(plan({ delivery: "shared" })).toMatchObject({ inRow: true, inRequirement: false });
    expect(plan({ ownerId: "o" })).toMatchObject({ fields: ["ownerId"], inRow: false, inRequirement: true });
  });

  test("is stale only for the part that it changes", () => {
    expect(plan({ justification: "New." }, ROW, { version: 2 }).kind).toBe("stale");
    expect(plan({ justification: "New." }, ROW, { requirementVersion: 1 }).kind).toBe("change");
    expect(plan({ targetOn: "2027-01-01" }, ROW, { requirementVersion: 4 }).kind).toBe("stale");
    expect(plan({ targetOn: "2027-01-01" }, ROW, { version: 1 }).kind).toBe("change");
  });

  test("of both parts is stale when either was changed meanwhile", () => {
    const both = { justification: "New.", targetOn: "2027-01-01" };
    expect(plan(both).kind).toBe("change");
    expect(plan(both, ROW, { version: 2 }).kind).toBe("stale");
    expect(plan(both, ROW, { requirementVersion: 4 }).kind).toBe("stale");
  });

  test("is refused by the rules of the row, but an inclusion without a reason is stored", () => {
    expect(plan({ applicability: "excluded" })).toMatchObject({
      kind: "refused",
      fields: { exclusionJustification: "Say why A.5.15 is not necessary." },
    });
    expect(plan({ implementation: "planned" })).toMatchObject({ kind: "refused" });
    expect(plan({ implementation: "planned", targetOn: "2027-01-01" })).toMatchObject({ kind: "change" });
    expect(plan({ delivery: "inherited" }, { ...ROW, ref: "A.7.7" })).toMatchObject({ kind: "refused" });
    expect(plan({ applicability: "excluded", exclusionJustification: "No access at all." })).toMatchObject({
      kind: "change",
    });
    const undecided: StoredSoaRow = { ...ROW, applicability: "undecided", reasons: [] };
    expect(plan({ applicability: "included" }, undecided)).toMatchObject({ kind: "change" });
  });

  test("cannot exclude what something cites", () => {
    const cited: StoredSoaRow = { ...ROW, reasons: [CITED], citedBy: ["Risk R-004"] };
    expect(plan({ applicability: "excluded", exclusionJustification: "None." }, cited)).toMatchObject({
      kind: "refused",
      fields: { applicability: "A.5.15 cannot be excluded while it is cited by Risk R-004." },
    });
  });
});

describe("reasons", () => {
  const next = (patch: SoaPatch, row = ROW) => {
    const result = plan(patch, row);
    return result.kind === "change" ? result.next.reasons : result.kind;
  };

  test("are replaced as a whole, in the order of the kinds, and cited ones stay", () => {
    const row: StoredSoaRow = { ...ROW, reasons: [CITED, ...ROW.reasons] };
    expect(next({ reasons: [{ kind: "contractual", detail: "Annex 2" }] }, row)).toEqual([
      CITED,
      { kind: "contractual", detail: "Annex 2", cited: false },
    ]);
    expect(next({ reasons: [] }, row)).toEqual([CITED]);
  });

  test("that are added leave the words of a kind that is there already", () => {
    const row: StoredSoaRow = { ...ROW, reasons: [{ kind: "risk", detail: "R-001", cited: false }] };
    const added = [
      { kind: "risk", detail: "R-009" },
      { kind: "legal", detail: "" },
    ] as const;
    expect(next({ addReasons: added }, row)).toEqual([
      { kind: "risk", detail: "R-001", cited: false },
      { kind: "legal", detail: "", cited: false },
    ]);
    expect(next({ addReasons: [{ kind: "business", detail: "Other words" }] })).toBe("unchanged");
  });
});

describe("methods (S-02)", () => {
  const next = (methods: SoaPatch["methods"], row = ROW) => {
    const result = plan({ methods }, row);
    return result.kind === "change" ? result.next.methods : result.kind;
  };

  test("are replaced as a whole, each once and in one order", () => {
    expect(next(["provider", "technical", "provider", "policy"])).toEqual([
      "policy",
      "technical",
      "provider",
    ]);
    expect(next([])).toEqual([]);
  });

  test("that are the same in another order change nothing, and no other field touches them", () => {
    const row: StoredSoaRow = { ...ROW, methods: ["policy", "technical"] };
    expect(next(["technical", "policy"], row)).toBe("unchanged");
    expect(next(undefined, row)).toBe("unchanged");
    expect(plan({ delivery: "shared" }, row)).toMatchObject({
      fields: ["delivery"],
      next: { methods: ["policy", "technical"] },
    });
  });

  test("belong to the row: an edit of an older row is stale", () => {
    expect(plan({ methods: [] }, ROW, { version: 2 }).kind).toBe("stale");
    expect(plan({ methods: [] }, ROW, { requirementVersion: 1 }).kind).toBe("change");
  });

  test("name a provider whoever delivers the control, and stand on an excluded row", () => {
    expect(next(["provider"])).toEqual(["provider"]);
    expect(next(["provider"], { ...ROW, applicability: "excluded" })).toEqual(["provider"]);
  });
});

test("the log and a conflict get the values in words and under the form's names", () => {
  const row: StoredSoaRow = { ...ROW, reasons: [CITED, { kind: "legal", detail: "", cited: false }] };
  expect(valuesOf(row, ["reasons", "delivery", "methods"])).toEqual({
    reasons: ["risk: R-004", "legal"],
    delivery: "own",
    methods: ["policy"],
  });
  expect(formValues(row)).toMatchObject({
    version: 3,
    requirementVersion: 5,
    "reasons[]": ["legal"],
    "methods[]": ["policy"],
    riskDetail: "",
    targetOn: "",
    ownerId: "",
  });
});
