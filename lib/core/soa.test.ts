import { describe, expect, it } from "vitest";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import {
  canInherit,
  isJustified,
  isSoaFilter,
  isUnsupported,
  proposedDelivery,
  SOA_FILTER_NAMES,
  type SoaRow,
  selectSoaRows,
  soaTotals,
  validateRow as validate,
} from "@/lib/core/soa";

const row = (change: Partial<SoaRow> = {}): SoaRow => ({
  ref: "A.5.1",
  title: "Policies",
  theme: "A.5",
  applicability: "undecided",
  reasons: [],
  justification: "",
  exclusionJustification: "",
  description: "",
  implementation: "not_started",
  targetOn: null,
  delivery: "own",
  evidenceOverride: "",
  ownerId: null,
  evidenceCount: 0,
  evidencedCurrent: false,
  citedBy: [],
  openMajor: 0,
  ...change,
});
const risk = { kind: "risk", detail: "R-001" } as const;

describe("delivery", () => {
  it("proposes inheritance and sharing for cloud hosting only, and covers nothing by it", () => {
    const proposed = (hosting: "cloud" | "premises", delivery: string) =>
      CONTROLS.map(({ ref }) => ref).filter((ref) => proposedDelivery(ref, hosting) === delivery);
    expect(proposed("cloud", "inherited")).toEqual(["A.7.5", "A.7.11", "A.7.12", "A.7.13"]);
    expect(proposed("cloud", "shared")).toEqual(["A.7.1", "A.7.2", "A.7.3", "A.7.4", "A.7.6"]);
    expect(proposed("premises", "own")).toHaveLength(93);
  });

  it("refuses inheritance where no provider can take it over (S-05)", () => {
    const refusedRefs = CONTROLS.map(({ ref }) => ref).filter((ref) => !canInherit(ref).ok);
    expect(refusedRefs).toEqual(["A.7.7", "A.7.8", "A.7.9", "A.7.10", "A.7.14", "A.8.1"]);
    expect(canInherit("A.7.7")).toMatchObject({ reason: expect.stringContaining("No provider") });
    expect(canInherit("A.7.9")).toMatchObject({ reason: expect.stringContaining("Choose Shared") });
    expect(canInherit("X.1").ok).toBe(true);
  });
});

const validateRow = (change: Parameters<typeof validate>[0], of: SoaRow) => validate(change, of, true);

describe("validateRow", () => {
  it("includes with a reason only", () => {
    expect(validateRow({ applicability: "included" }, row())).toEqual({
      reasons: "Give at least one reason: risk, legal, contract or business.",
    });
    expect(validateRow({ applicability: "included", reasons: [risk] }, row())).toEqual({});
    expect(validateRow({ applicability: "included" }, row({ reasons: [risk] }))).toEqual({});
    expect(validateRow({ reasons: [] }, row({ applicability: "included", reasons: [risk] }))).toEqual({});
  });

  it("excludes with a justification only, and not while something cites the control (S-01)", () => {
    expect(validateRow({ applicability: "excluded" }, row())).toEqual({
      exclusionJustification: "Say why A.5.1 is not necessary.",
    });
    expect(validateRow({ applicability: "excluded", exclusionJustification: " - " }, row())).toHaveProperty(
      "exclusionJustification",
    );
    const why = { exclusionJustification: "No software is developed." };
    expect(validateRow({ applicability: "excluded", ...why }, row())).toEqual({});
    expect(validateRow({ applicability: "excluded" }, row(why))).toEqual({});
    expect(validateRow({ applicability: "excluded", ...why }, row({ citedBy: ["R-001", "C-2"] }))).toEqual({
      applicability: "A.5.1 cannot be excluded while it is cited by R-001, C-2.",
    });
    const excluded = row({ applicability: "excluded", ...why });
    expect(validateRow({ exclusionJustification: " " }, excluded)).toHaveProperty("exclusionJustification");
    expect(validateRow({ description: "x" }, row({ applicability: "excluded" }))).toEqual({});
    expect(validateRow({ applicability: "undecided" }, excluded)).toEqual({});
  });

  it("plans with a date only", () => {
    expect(validateRow({ implementation: "planned" }, row())).toEqual({
      targetOn: "Planned needs a target date.",
    });
    expect(validateRow({ implementation: "planned", targetOn: "2027-01-01" }, row())).toEqual({});
    expect(
      validateRow({ targetOn: null }, row({ implementation: "planned", targetOn: "2027-01-01" })),
    ).toHaveProperty("targetOn");
    expect(validateRow({ description: "x" }, row({ implementation: "planned" }))).toEqual({});
    for (const implementation of ["not_started", "partial", "implemented"] as const) {
      expect(validateRow({ implementation }, row())).toEqual({});
    }
  });

  it("refuses inheritance and long texts with every sentence at once", () => {
    const long = "x".repeat(4001);
    expect(
      validateRow(
        { delivery: "inherited", implementation: "planned", description: long },
        row({ ref: "A.7.8" }),
      ),
    ).toEqual({
      delivery: "A.7.8 concerns your own desks, screens and equipment. No provider can take it over.",
      targetOn: "Planned needs a target date.",
      description: "Write at most 4,000 characters.",
    });
    expect(validateRow({ delivery: "inherited" }, row({ ref: "A.7.11" }))).toEqual({});
    expect(validate({ delivery: "inherited" }, row({ ref: "A.7.11" }), false).delivery).toContain(
      "Suppliers",
    );
    expect(validateRow({ delivery: "shared" }, row({ ref: "A.7.7" }))).toEqual({});
    expect(validateRow({ description: "x".repeat(4000) }, row())).toEqual({});
    expect(validateRow({ description: "\u{1f512}".repeat(4000) }, row())).toEqual({});
    expect(validateRow({ description: "\u{1f512}".repeat(4001) }, row())).toHaveProperty("description");
  });
});

describe("totals and saved views", () => {
  const rows = [
    row({
      ref: "A.5.1",
      applicability: "included",
      reasons: [risk],
      implementation: "implemented",
      evidencedCurrent: true,
      evidenceCount: 1,
    }),
    row({ ref: "A.5.2", applicability: "included", implementation: "implemented", evidenceCount: 1 }),
    row({
      ref: "A.5.3",
      applicability: "excluded",
      exclusionJustification: "None here.",
      implementation: "implemented",
      delivery: "inherited",
    }),
    row({ ref: "A.5.4", applicability: "excluded" }),
    row({ ref: "A.5.5", delivery: "inherited" }),
    row({ ref: "X.1", theme: null }),
  ];

  it("counts both sides", () => {
    const totals = soaTotals(rows);
    expect(totals.included).toEqual({ count: 2, of: 6, refs: ["A.5.1", "A.5.2"] });
    expect(totals.excluded.refs).toEqual(["A.5.3", "A.5.4"]);
    expect(totals.undecided.refs).toEqual(["A.5.5", "X.1"]);
    expect(totals.decidedAndJustified.refs).toEqual(["A.5.1", "A.5.3"]);
    expect(totals.implemented).toEqual({ count: 2, of: 4, refs: ["A.5.1", "A.5.2"] });
  });

  it("lists exactly the counted rows", () => {
    const refs = (filter: (typeof SOA_FILTER_NAMES)[number]) =>
      selectSoaRows(rows, filter).map(({ ref }) => ref);
    expect(refs("all")).toHaveLength(6);
    expect(refs("justified")).toEqual(soaTotals(rows).decidedAndJustified.refs);
    expect(refs("not-justified")).toEqual(["A.5.2", "A.5.4", "A.5.5", "X.1"]);
    expect(refs("no-evidence")).toEqual(["A.5.5", "X.1"]);
    expect(refs("unsupported")).toEqual(["A.5.2"]);
    expect(refs("inherited")).toEqual(["A.5.5"]);
    expect(refs("own")).toEqual(["X.1"]);
    expect(SOA_FILTER_NAMES.every(isSoaFilter)).toBe(true);
    expect(isSoaFilter("constructor")).toBe(false);
  });

  it("knows justified and unsupported rows", () => {
    expect(isJustified(row())).toBe(false);
    expect(isUnsupported(row({ implementation: "implemented" }))).toBe(true);
    expect(isUnsupported(row({ implementation: "implemented", evidenceOverride: "Seen on site." }))).toBe(
      false,
    );
    expect(isUnsupported(row({ implementation: "partial" }))).toBe(false);
  });
});
