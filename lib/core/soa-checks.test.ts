import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import type { SoaRow } from "@/lib/core/soa";
import { blockedRefs, checkSoa, isApprovable, SOA_RULE_NAMES, type SoaRule } from "@/lib/core/soa-checks";
import type { SoaContext } from "@/lib/core/soa-findings";
import { isCircular, isGeneric } from "@/lib/core/soa-wording";

const REVIEWED = ["9.3.1", "9.3.2", "9.3.3"];
const GROUND: SoaContext["ground"] = {
  scopeApproved: true,
  methodApproved: true,
  climateDetermined: true,
  hasRisks: true,
  settled: new Set(),
  versionApproved: true,
  evidencedClauses: new Set(["9.2.1", "9.2.2", ...REVIEWED]),
  symptoms: [],
};

const CONTEXT: SoaContext = {
  today: "2026-11-20",
  hosting: "premises",
  categories: ["security"],
  remoteStaff: null,
  outsourcedDevelopment: null,
  relied: new Set(),
  lapsed: new Set(),
  suggested: new Set(),
  ground: GROUND,
};

const sound = (ref: string, theme: SoaRow["theme"]): SoaRow => ({
  ref,
  title: ref,
  theme,
  applicability: "included",
  reasons: [{ kind: "business", detail: `Promise about ${ref}` }],
  justification: `Protects what ${ref} is about in our hosting.`,
  exclusionJustification: "",
  description: "",
  implementation: "implemented",
  targetOn: null,
  delivery: "own",
  evidenceOverride: "",
  ownerId: "u",
  evidenceCount: 1,
  evidencedCurrent: true,
  citedBy: [],
  openMajor: 0,
});
const SOUND = CONTROLS.map(({ ref, theme }) => sound(ref, theme));

const changed = (changes: Readonly<Record<string, Partial<SoaRow>>>) =>
  SOUND.map((row) => ({ ...row, ...changes[row.ref] }));
const check = (changes: Readonly<Record<string, Partial<SoaRow>>>, context: Partial<SoaContext> = {}) =>
  checkSoa(changed(changes), { ...CONTEXT, ...context });
const OUT = {
  applicability: "excluded",
  exclusionJustification: "No development outside the company.",
} as const;

type Case = readonly [
  rule: SoaRule,
  severity: "blocking" | "warning",
  change: Partial<SoaRow>,
  context?: Partial<SoaContext>,
  ref?: string,
];

describe("checkSoa", () => {
  it("finds nothing in a sound statement", () => {
    expect(check({})).toEqual([]);
    expect(isApprovable(check({}))).toBe(true);
  });

  const cases: readonly Case[] = [
    ["undecided", "blocking", { applicability: "undecided" }],
    ["no-reason", "blocking", { reasons: [] }],
    ["circular-reason", "blocking", { justification: "Because Annex A of ISO 27001 lists it." }],
    ["exclusion-without-justification", "blocking", { ...OUT, exclusionJustification: " " }],
    ["circular-exclusion", "blocking", { ...OUT, exclusionJustification: "Not applicable." }],
    ["excluded-while-cited", "blocking", { ...OUT, citedBy: ["R-001"] }],
    ["exclusion-against-scope", "blocking", OUT, { remoteStaff: true }, "A.6.7"],
    ["exclusion-against-scope", "blocking", OUT, { outsourcedDevelopment: true }, "A.8.30"],
    ["exclusion-against-scope", "blocking", OUT, { hosting: "cloud" }, "A.5.23"],
    ["exclusion-against-scope", "blocking", OUT, { categories: ["security", "privacy"] }, "A.5.34"],
    ["planned-without-date", "blocking", { implementation: "planned" }],
    ["implemented-without-evidence", "blocking", { evidencedCurrent: false }],
    ["inheritance-refused", "blocking", { delivery: "inherited" }, {}, "A.7.8"],
    ["inherited-without-reliance", "blocking", { delivery: "inherited" }, {}, "A.7.11"],
    ["reliance-expired", "blocking", { delivery: "inherited" }, { lapsed: new Set(["A.7.11"]) }, "A.7.11"],
    ["not-traceable", "blocking", { reasons: [{ kind: "business", detail: "" }], justification: "" }],
    ["out-of-step", "blocking", { reasons: [{ kind: "risk", detail: "R-009" }], citedBy: ["Risk R-001"] }],
    ["suggestions-unread", "blocking", {}, { suggested: new Set(["A.5.1"]) }],
    ["no-scope", "blocking", {}, { ground: { ...GROUND, scopeApproved: false } }, "4.3"],
    ["no-risk-method", "blocking", {}, { ground: { ...GROUND, methodApproved: false } }, "6.1.2"],
    ["no-climate", "blocking", {}, { ground: { ...GROUND, climateDetermined: false } }, "4.1"],
    ["not-approved", "warning", {}, { ground: { ...GROUND, versionApproved: false } }, "6.1.3"],
    [
      "no-internal-audit",
      "warning",
      {},
      { ground: { ...GROUND, evidencedClauses: new Set([...REVIEWED, "9.2.1"]) } },
      "9.2.2",
    ],
    [
      "no-management-review",
      "warning",
      {},
      { ground: { ...GROUND, evidencedClauses: new Set(["9.2.1", "9.2.2", "9.3.1", "9.3.2"]) } },
      "9.3.3",
    ],
    [
      "cause-repeats-finding",
      "warning",
      {},
      { ground: { ...GROUND, symptoms: ["NC-2026-004"] } },
      "NC-2026-004",
    ],
    ["in-words-only", "warning", { reasons: [{ kind: "legal", detail: "Article 32 GDPR" }] }],
    [
      "accepted-before-control",
      "warning",
      { implementation: "planned", targetOn: "2027-01-01" },
      { ground: { ...GROUND, settled: new Set(["A.5.1"]) } },
    ],
    ["generic-reason", "warning", { justification: "Best practice" }],
    ["old-numbering", "warning", { description: "See A.9.2.1 of our manual." }],
    [
      "partial-without-evidence",
      "warning",
      { implementation: "partial", evidencedCurrent: false, targetOn: "2027-01-01" },
    ],
    ["target-passed", "warning", { implementation: "partial", targetOn: "2026-11-19" }],
    ["no-target", "warning", { implementation: "not_started" }],
    ["implemented-with-major", "warning", { openMajor: 1 }],
    ["no-owner", "warning", { ownerId: null }],
  ];

  const all = cases.map(([rule, severity, change, context = {}, ref = "A.5.1"]) => {
    return { rule, severity, change, context, ref };
  });

  it.each(all)("$rule is $severity for $ref", ({ rule, severity, change, context, ref }) => {
    const found = check({ [ref]: change }, context);
    expect(found.map((one) => one.rule)).toEqual([rule]);
    expect(found[0]).toMatchObject({ severity, refs: [ref] });
    expect(found[0]?.sentence.startsWith(`${ref} `)).toBe(true);
    expect(isApprovable(found)).toBe(severity === "warning");
  });

  it("finds exactly the rules that are broken, whichever rows break them together", () => {
    const inRows = all.filter(({ context, ref }) => Object.keys(context).length === 0 && ref === "A.5.1");
    const refs = CONTROLS.map((control) => control.ref).filter((ref) => ref.startsWith("A.8."));
    fc.assert(
      fc.property(
        fc.subarray(inRows),
        fc.shuffledSubarray(refs, { minLength: refs.length }),
        (broken, places) => {
          const changes = Object.fromEntries(broken.map(({ change }, at) => [places[at] ?? "", change]));
          const found = check(changes);
          expect(new Set(found.map((one) => one.rule))).toEqual(new Set(broken.map((one) => one.rule)));
          for (const [at, { rule }] of broken.entries()) {
            expect(found.find((one) => one.rule === rule)?.refs).toContain(places[at]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("has a case for every rule", () => {
    const covered = new Set<string>([...cases.map(([rule]) => rule), "not-addressed", "same-text"]);
    expect([...covered].sort()).toEqual([...SOA_RULE_NAMES].sort());
  });

  it("wants all 93 addressed", () => {
    const found = checkSoa(SOUND.slice(2), CONTEXT);
    expect(found).toMatchObject([
      { rule: "not-addressed", refs: ["A.5.1", "A.5.2"], sentence: "2 controls have no row." },
    ]);
  });

  it("warns about one text on five rows, not on four (S-08)", () => {
    const same = (refs: readonly string[]) =>
      check(
        Object.fromEntries(refs.map((ref) => [ref, { justification: "Keeps our data safe  everywhere." }])),
      );
    expect(same(["A.5.1", "A.5.2", "A.5.3", "A.5.4"])).toEqual([]);
    expect(same(["A.5.10", "A.5.2", "A.5.3", "A.5.4", "A.5.1"])).toMatchObject([
      { rule: "same-text", refs: ["A.5.1", "A.5.2", "A.5.3", "A.5.4", "A.5.10"] },
    ]);
    const blank = Object.fromEntries(
      ["A.5.1", "A.5.2", "A.5.3", "A.5.4", "A.5.5"].map((ref) => [ref, { justification: "" }]),
    );
    expect(check(blank)).toEqual([]);
  });

  it("takes one text for the same whatever its case, and looks at exclusions as well (S-08)", () => {
    const refs = ["A.5.1", "A.5.2", "A.5.3", "A.5.4", "A.5.5"];
    const each = (change: (at: number) => Partial<SoaRow>) =>
      check(Object.fromEntries(refs.map((ref, at) => [ref, change(at)]))).map(({ rule }) => rule);
    expect(
      each((at) => ({ justification: at % 2 === 0 ? "KEEPS our data safe." : "Keeps our data\nsafe." })),
    ).toEqual(["same-text"]);
    expect(each(() => OUT)).toEqual(["same-text"]);
    const kept = { ...OUT, applicability: "included", justification: "" } as const;
    expect(each((at) => (at === 0 ? kept : OUT))).toEqual([]);
  });

  it("is out of step as soon as one of the named risks did not choose the control, once there are risks", () => {
    const two: Partial<SoaRow> = { reasons: [{ kind: "risk", detail: "R-001, R-002" }] };
    const named = (citedBy: readonly string[], context: Partial<SoaContext> = {}) =>
      check({ "A.5.1": { ...two, citedBy } }, context).map(({ rule }) => rule);
    expect(named(["Risk R-001"])).toEqual(["out-of-step"]);
    expect(named(["Risk R-002", "Risk R-001"])).toEqual([]);
    expect(named([], { ground: { ...GROUND, hasRisks: false } })).toEqual(["in-words-only"]);
    const business = { reasons: [{ kind: "business", detail: "As R-009 says" }] } as const;
    expect(check({ "A.5.1": business })).toEqual([]);
  });

  it("reads the words of reasons as it reads the justification, and every text for old numbers", () => {
    const rulesOf = (change: Partial<SoaRow>) => check({ "A.5.1": change }).map(({ rule }) => rule);
    const worded = (detail: string) => rulesOf({ reasons: [{ kind: "business", detail }] });
    expect(worded("Listed in Annex A")).toEqual(["circular-reason"]);
    expect(worded("Best practice")).toEqual(["generic-reason"]);
    expect(worded("As A.12.1.2 says")).toEqual(["old-numbering"]);
    expect(rulesOf({ justification: "As A.12.1.2 says" })).toEqual(["old-numbering"]);
    expect(rulesOf({ ...OUT, exclusionJustification: "A.14.2.7 is gone here." })).toEqual(["old-numbering"]);
    expect(rulesOf({ ...OUT, exclusionJustification: "Best practice." })).toEqual(["circular-exclusion"]);
  });

  it("takes a control that a record names for traced, with no word written, and a partial one for operating", () => {
    const cited: Partial<SoaRow> = {
      ...{ reasons: [{ kind: "risk", detail: "" }], justification: "", citedBy: ["Risk R-001"] },
    };
    expect(check({ "A.5.1": cited })).toEqual([]);
    const partial = { implementation: "partial", targetOn: "2027-01-01" } as const;
    const settled = { ground: { ...GROUND, settled: new Set(["A.5.1"]) } };
    expect(check({ "A.5.1": partial }, settled)).toEqual([]);
    expect(check({ "A.5.1": { ...OUT, openMajor: 1 } })).toEqual([]);
  });

  it("accepts exclusions that do not contradict what is known", () => {
    expect(check({ "A.6.7": OUT, "A.8.30": OUT, "A.5.23": OUT, "A.5.34": OUT })).toEqual([]);
    expect(check({ "A.6.7": OUT }, { remoteStaff: false })).toEqual([]);
  });

  it("blocks Implemented without current evidence, and accepts an override, a relied-on inheritance and a future target (S-04)", () => {
    for (const evidenceOverride of ["", "  "]) {
      expect(check({ "A.5.1": { evidencedCurrent: false, evidenceOverride } })).toMatchObject([
        { severity: "blocking", refs: ["A.5.1"] },
      ]);
    }
    expect(check({ "A.5.1": { evidencedCurrent: false, evidenceOverride: "Seen on site." } })).toEqual([]);
    const relied = new Set(["A.7.11"]);
    expect(check({ "A.7.11": { delivery: "inherited" } }, { relied })).toEqual([]);
    expect(check({ "A.7.12": { delivery: "inherited" } }, { relied })).toMatchObject([{ refs: ["A.7.12"] }]);
    expect(check({ "A.5.1": { implementation: "planned", targetOn: "2026-11-20" } })).toEqual([]);
  });

  it("asks nothing about implementation of excluded rows", () => {
    expect(
      check({
        "A.5.1": { ...OUT, implementation: "planned", delivery: "inherited", ownerId: null, openMajor: 1 },
      }),
    ).toEqual([]);
  });

  it("counts clauses and nonconformities as what they are", () => {
    const ground = {
      ...GROUND,
      evidencedClauses: new Set<string>(),
      symptoms: ["NC-2026-010", "NC-2026-009"],
    };
    expect(check({}, { ground }).map(({ sentence, refs }) => [sentence, refs.length])).toEqual([
      ["2 clauses have no current evidence of an internal audit.", 2],
      ["3 clauses have no current evidence of a management review.", 3],
      ["2 nonconformities name the finding itself as their root cause.", 2],
    ]);
  });

  it("puts blocking checks first and names blocked rows once, in standard order", () => {
    const found = check({
      "A.8.1": { ownerId: null, reasons: [], justification: "Because the standard requires it." },
      "A.5.2": { applicability: "undecided" },
    });
    expect(found.map(({ rule }) => rule)).toEqual(["undecided", "no-reason", "circular-reason", "no-owner"]);
    expect(blockedRefs(found)).toEqual(["A.5.2", "A.8.1"]);
  });
});

describe("wording", () => {
  it.each([
    "Because it is in the standard.",
    "Required by ISO 27001",
    "Listed in Annex A",
    "Part of ISO/IEC 27001:2022",
    "Mandatory in the Statement of Applicability",
    "the standard asks for it, it is required",
  ])("finds %j circular", (text) => {
    expect(isCircular(text)).toBe(true);
  });

  it.each([
    "Required by contract with our largest customer.",
    "R-004 and ISO 27001 certification for customers",
    "GDPR article 32",
    "Access to the standard build pipeline of the product",
    "Laptops are used outside the office.",
    "ISO 27001",
  ])("does not find %j circular", (text) => {
    expect(isCircular(text)).toBe(false);
  });

  it("finds reasons generic that fit any control", () => {
    expect(["Best practice.", "applicable", "It is necessary", "OK", "Compliance"].every(isGeneric)).toBe(
      true,
    );
    expect(["Laptops leave the office.", "Best practice for our build servers", ""].some(isGeneric)).toBe(
      false,
    );
  });
});
