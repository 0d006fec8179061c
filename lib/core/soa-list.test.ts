import { describe, expect, test } from "vitest";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { checkSoa } from "@/lib/core/soa-checks";
import { type SoaDraft, type SoaRowDto, soaBulkSentence } from "@/lib/core/soa-dto";
import {
  ALL_ROWS,
  gridRow,
  openProposal,
  readOpen,
  readSoaView,
  SOA_TABS,
  soaGroups,
  soaHref,
  soaTabs,
  viewRows,
  viewWords,
  waitsForReliance,
} from "@/lib/core/soa-list";

const OWNER = "0190a7b2-0000-7000-8000-000000000001";

function row(ref: string, more: Partial<SoaRowDto> = {}): SoaRowDto {
  const control = CONTROLS.find((each) => each.ref === ref);
  return {
    ref,
    title: control?.title ?? "Own",
    about: "",
    theme: control?.theme ?? null,
    applicability: "undecided",
    reasons: [],
    justification: "",
    exclusionJustification: "",
    description: "",
    implementation: "not_started",
    targetOn: null,
    delivery: "own",
    methods: [],
    evidenceOverride: "",
    ownerId: null,
    ownerName: null,
    evidenceCount: 0,
    currentCount: 0,
    evidencedCurrent: false,
    acceptedOn: null,
    citedBy: [],
    openMajor: 0,
    criteria: [],
    nonconformities: [],
    risks: [],
    obligations: [],
    reliance: null,
    reviewedOn: null,
    version: 1,
    requirementVersion: 1,
    ...more,
  };
}

const CHANGED: Readonly<Record<string, Partial<SoaRowDto>>> = {
  "A.5.1": {
    applicability: "included",
    reasons: [{ kind: "risk", detail: "R-001", cited: false }],
    implementation: "implemented",
    currentCount: 2,
    evidenceCount: 2,
    evidencedCurrent: true,
    ownerId: OWNER,
    ownerName: "Lea Lead",
    criteria: ["CC1.1"],
    nonconformities: ["NC-2026-001"],
  },
  "A.5.31": { applicability: "included", implementation: "partial", evidenceCount: 1 },
  "A.7.5": {
    applicability: "included",
    delivery: "inherited",
    implementation: "planned",
    targetOn: "2027-01-08",
  },
  "A.7.6": { applicability: "excluded", exclusionJustification: "No secure areas here." },
};

const rows = [...CONTROLS.map(({ ref }) => row(ref, CHANGED[ref])), row("X.1", { title: "Model cards" })];
const draft: SoaDraft = {
  organisation: "Northwind",
  today: "2026-11-20",
  hosting: "cloud",
  categories: ["security"],
  rows,
  checks: checkSoa(rows, {
    today: "2026-11-20",
    hosting: "cloud",
    categories: ["security"],
    remoteStaff: null,
    outsourcedDevelopment: null,
    relied: new Set(),
    lapsed: new Set(),
    suggested: new Set(),
    ground: {
      scopeApproved: true,
      methodApproved: true,
      climateDetermined: true,
      hasRisks: true,
      settled: new Set(),
      versionApproved: true,
      evidencedClauses: new Set(["9.2.1", "9.2.2", "9.3.1", "9.3.2", "9.3.3"]),
      symptoms: [],
    },
  }),
  suggestions: [],
  standing: { approved: null, inReview: null, next: { minor: "1.0", major: "1.0" }, changes: [] },
  archived: [],
  savedAt: null,
};

const refs = (view: Parameters<typeof viewRows>[1]) => viewRows(draft, view).map((each) => each.ref);

describe("the address", () => {
  test("is read leniently and written back without what is not set", () => {
    expect(readSoaView({})).toEqual(ALL_ROWS);
    const view = readSoaView({
      show: "blocked",
      theme: "A.7",
      status: "planned",
      owner: OWNER,
      q: "  access ",
      open: "A.5.1",
    });
    expect(view).toEqual({
      ...ALL_ROWS,
      ...{ show: "blocked", theme: "A.7", status: "planned", owner: OWNER, q: "access" },
    });
    expect(readSoaView({ show: "'; drop", theme: "A.9", status: "x", owner: "me" })).toEqual(ALL_ROWS);
    expect(soaHref("acme", ALL_ROWS)).toBe("/w/acme/soa");
    expect(soaHref("acme", { ...ALL_ROWS, show: "no-reason", q: "a b" }, "A.5.1")).toBe(
      "/w/acme/soa?show=no-reason&q=a+b&open=A.5.1",
    );
    expect(readOpen({ open: "A.5.1" })).toBe("A.5.1");
  });
});

describe("rows", () => {
  test("of every tab are as many as the tab says", () => {
    expect(soaTabs(draft, ALL_ROWS).map((tab) => [tab.show, tab.count])).toEqual([
      ["all", 94],
      ["blocked", 93],
      ["undecided", 90],
      ["no-evidence", 91],
      ["inherited", 1],
      ["excluded", 1],
      ["own", 1],
    ]);
    for (const { show } of SOA_TABS) {
      const count = soaTabs(draft, ALL_ROWS).find((tab) => tab.show === show)?.count;
      expect(refs({ ...ALL_ROWS, show })).toHaveLength(count ?? -1);
    }
  });

  test("of a check are those that it names, under a tab of their own", () => {
    const view = { ...ALL_ROWS, show: "no-reason" } as const;
    expect(refs(view)).toEqual(["A.5.31", "A.7.5"]);
    expect(soaTabs(draft, view).at(-1)).toEqual({
      show: "no-reason",
      label: "No reason",
      count: 2,
      current: true,
    });
  });

  test("are filtered by theme, status, owner and words (S-07)", () => {
    expect(refs({ ...ALL_ROWS, theme: "A.6" })).toHaveLength(8);
    expect(refs({ ...ALL_ROWS, status: "planned" })).toEqual(["A.7.5"]);
    expect(refs({ ...ALL_ROWS, owner: OWNER })).toEqual(["A.5.1"]);
    expect(refs({ ...ALL_ROWS, owner: "none" })).toHaveLength(93);
    expect(refs({ ...ALL_ROWS, q: "secure areas HERE" })).toEqual(["A.7.6"]);
    expect(refs({ ...ALL_ROWS, q: "cc1.1" })).toEqual(["A.5.1"]);
    expect(viewWords({ ...ALL_ROWS, show: "excluded", theme: "A.7", owner: OWNER, q: "x" }, "Lea")).toEqual([
      "Excluded",
      "A.7 Physical",
      "Lea",
      '"x"',
    ]);
  });

  test("are grouped by theme with their decisions, own controls last", () => {
    expect(soaGroups(rows).map(({ label, remark }) => `${label}: ${remark}`)).toEqual([
      "A.5 Organizational: 2 included, 35 undecided",
      "A.6 People: 8 undecided",
      "A.7 Physical: 1 included, 1 excluded, 12 undecided",
      "A.8 Technological: 34 undecided",
      "Own controls: 1 undecided",
    ]);
  });
});

describe("what a row prints", () => {
  const at = (ref: string) => gridRow(rows.find((each) => each.ref === ref) as SoaRowDto, draft);

  test("is evidence, criteria, nonconformities and owner (S-03)", () => {
    expect(at("A.5.1").facts).toEqual(["2 current evidence", "CC1.1", "NC-2026-001", "Lea Lead"]);
    expect(at("A.5.31").facts).toEqual(["1 evidence, none current"]);
  });

  test("is not said below the justification when it has a column of its own (S-07)", () => {
    const first = rows.find((each) => each.ref === "A.5.1") as SoaRowDto;
    const shown = gridRow(first, draft, ["reasons", "owner", "evidence"]);
    expect(shown.facts).toEqual(["CC1.1", "NC-2026-001"]);
    expect(shown.more).toEqual({ owner: "Lea Lead", evidence: "2 current" });
    expect(gridRow(first, draft).more).toEqual({});
  });

  test("names the methods unless the row is excluded, in a column of their own when that is shown (S-02)", () => {
    const by = row("A.8.5", { methods: ["policy", "technical"] });
    expect(gridRow(by, draft)).toMatchObject({
      methods: ["policy", "technical"],
      facts: ["Method: Policy, Technical"],
    });
    const shown = gridRow(by, draft, ["method"]);
    expect([shown.facts, shown.more]).toEqual([[], { method: "Policy, Technical" }]);
    const out = gridRow({ ...by, applicability: "excluded" }, draft, ["method"]);
    expect([out.facts, out.more]).toEqual([[], { method: "" }]);
  });

  test("leads to the risk, the obligation and the supplier behind it", () => {
    const valid = {
      supplierId: "s-1",
      provider: "Host",
      document: "D",
      validUntil: "2027-01-01",
      valid: true,
    };
    const leaning = row("A.7.11", {
      delivery: "inherited",
      reliance: valid,
      risks: [{ id: "r-1", number: "R-004", title: "Loss" }],
      obligations: [{ id: "o-1", number: "O-002", title: "Law" }],
    });
    expect(gridRow(leaning, draft)).toMatchObject({
      targets: { "R-004": "r-1", "O-002": "o-1" },
      reliance: { text: "Host until 1 Jan 2027", supplierId: "s-1" },
    });
    expect(gridRow({ ...leaning, delivery: "own" }, draft).reliance).toBeNull();
  });

  test("is what blocks and what warns, and nothing for a row that is only undecided", () => {
    expect(at("A.5.31").blocks).toEqual(["No reason recorded. Add one: risk, legal, contract or business."]);
    expect(at("A.5.31").warns).toEqual(["Partial with no current evidence."]);
    expect(at("A.5.2").blocks).toEqual([]);
  });

  test("is the exclusion's justification when it is excluded, and the date it waits for", () => {
    expect(at("A.7.6").text).toBe("No secure areas here.");
    expect(at("A.7.5").by).toBe("by 8 Jan 2027");
    expect(at("A.5.1").by).toBeNull();
  });

  test("is the hosting's proposal while own delivery stands, and never for an excluded row", () => {
    expect(at("A.7.11").proposed).toBeNull();
    const valid = { supplierId: "s", provider: "P", document: "D", validUntil: "2027-01-01", valid: true };
    expect(openProposal(row("A.7.11", { reliance: valid }), "cloud")).toBe("inherited");
    expect(waitsForReliance(row("A.7.11"), "cloud")).toBe(true);
    expect(waitsForReliance(row("A.7.11", { reliance: valid }), "cloud")).toBe(false);
    expect(at("A.7.1").proposed).toBe("shared");
    expect(at("A.7.5").proposed).toBeNull();
    expect(at("A.7.6").proposed).toBeNull();
    expect(openProposal(row("A.7.11"), "premises")).toBeNull();
    expect(at("A.7.7").noInherit).toContain("A.7.7");
    expect(at("A.5.1").noInherit).toContain("Suppliers");
  });
});

test("a bulk edit is told in one sentence that names three refused rows at most", () => {
  const saved = [{ ref: "A.5.1", version: 2, requirementVersion: 1 }];
  expect(soaBulkSentence({ saved, refused: [] })).toBe("1 row saved.");
  const refused = ["A.5.2", "A.5.3", "A.5.4", "A.5.5"].map((ref) => ({ ref, reason: "No." }));
  expect(soaBulkSentence({ saved: [], refused })).toBe(
    "0 rows saved. 4 left as they were. A.5.2: No. A.5.3: No. A.5.4: No. And 1 more.",
  );
});
