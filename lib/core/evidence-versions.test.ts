import { describe, expect, it } from "vitest";
import {
  artifactChanges,
  compareVersions,
  missingPoints,
  periodText,
  readRefs,
  type VersionFacts,
} from "@/lib/core/evidence-versions";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { CLAUSES } from "@/lib/core/frameworks/clauses";
import { CRITERIA } from "@/lib/core/frameworks/tsc";

const first: VersionFacts = {
  kind: "link",
  url: "https://wiki.example/policy",
  body: "",
  effectiveOn: "2025-03-03",
  periodFrom: null,
  periodTo: null,
  sourceSystem: "Wiki",
  collectedBy: "",
  query: "",
  rowCount: null,
  countedRows: null,
  completeness: "",
  isScreenshot: false,
  showsDate: false,
  showsSource: false,
  showsAccount: false,
  showsProduction: false,
  file: null,
};

describe("artifactChanges", () => {
  it("finds nothing between equal versions", () => {
    expect(artifactChanges(first, { ...first })).toEqual([]);
  });

  it("names each fact that differs, with empty for what was not said", () => {
    const second: VersionFacts = {
      ...first,
      kind: "attestation",
      url: null,
      body: "Reviewed on site.",
      effectiveOn: null,
      periodFrom: "2025-10-01",
      periodTo: "2026-09-30",
      sourceSystem: "",
      collectedBy: "IT lead",
    };
    expect(artifactChanges(first, second)).toEqual([
      { label: "Kind", from: "Link", to: "Text attestation" },
      { label: "Address", from: "https://wiki.example/policy", to: "empty" },
      { label: "Text", from: "empty", to: "Reviewed on site." },
      { label: "Effective date", from: "3 Mar 2025", to: "empty" },
      { label: "Period covered", from: "empty", to: "1 Oct 2025 to 30 Sep 2026" },
      { label: "Source system", from: "Wiki", to: "empty" },
      { label: "Collected by", from: "empty", to: "IT lead" },
    ]);
  });
});

describe("compareVersions", () => {
  const file = { fileName: "Q3.csv", sizeBytes: 2048, mediaType: "text/csv", sha256: "ab".repeat(32) };
  const list: VersionFacts = {
    ...first,
    kind: "population",
    url: null,
    file,
    query: "status = terminated",
    rowCount: 48,
    countedRows: 48,
  };

  it("sets every stated fact side by side and marks what differs", () => {
    const pairs = compareVersions(list, { ...list, rowCount: 50, file: { ...file, sizeBytes: 2050 } });
    expect(pairs.filter((pair) => pair.changed).map(({ label, from, to }) => [label, from, to])).toEqual([
      ["Size", "2,048 bytes", "2,050 bytes"],
      ["Rows stated", "48", "50"],
    ]);
    expect(pairs.map((pair) => pair.label)).toContain("SHA-256");
    expect(pairs.map((pair) => pair.label)).not.toContain("Address");
  });

  it("names what a screenshot's collector attested, and what not", () => {
    const shot = {
      ...first,
      kind: "file" as const,
      isScreenshot: true,
      showsSource: true,
      showsAccount: true,
    };
    expect(missingPoints(shot)).toEqual(["showsDate", "showsProduction"]);
    expect(missingPoints({ ...shot, isScreenshot: false })).toEqual([]);
    expect(compareVersions(shot, shot).find((pair) => pair.label === "Screenshot")?.from).toBe(
      "The address or the system is visible; The account or organisation is visible",
    );
  });
});

describe("periodText", () => {
  it("says which ends are known", () => {
    expect(periodText("2025-10-01", null)).toBe("from 1 Oct 2025");
    expect(periodText(null, "2026-09-30")).toBe("until 30 Sep 2026");
    expect(periodText(null, null)).toBeNull();
  });
});

describe("readRefs", () => {
  it("reads references of every kind in any case, once, in standard order", () => {
    expect(readRefs("cc6.1; A 5.15,\n6.1.2, x.2, A.5.15")).toEqual({
      refs: ["A.5.15", "6.1.2", "CC6.1", "X.2"],
      unknown: [],
    });
  });

  it("reads what is printed as what it was, so that no clause comes back as a control", () => {
    const printed = [...CONTROLS, ...CLAUSES, ...CRITERIA].map(({ ref }) => ref);
    expect(readRefs(printed.join(", "))).toEqual({ refs: printed.toSorted(compareRefs), unknown: [] });
    expect(readRefs("7.2, A.7.2, 5.15").refs).toEqual(["A.5.15", "A.7.2", "7.2"]);
  });

  it("reports what names nothing", () => {
    expect(readRefs("CC10.1, access control, ")).toEqual({ refs: [], unknown: ["CC10.1", "access control"] });
    expect(readRefs("  ")).toEqual({ refs: [], unknown: [] });
  });
});
