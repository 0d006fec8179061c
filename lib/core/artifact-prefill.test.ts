import { describe, expect, it } from "vitest";
import { startOfCorrection, startOfNext } from "@/lib/core/artifact-prefill";
import type { ArtifactFacts } from "@/lib/core/evidence-versions";

const last: ArtifactFacts = {
  kind: "population",
  url: null,
  body: "",
  effectiveOn: "2026-10-02",
  periodFrom: "2026-07-01",
  periodTo: "2026-09-30",
  sourceSystem: "Okta",
  collectedBy: "Ann",
  query: "status = 'active'",
  rowCount: 42,
  countedRows: 42,
  completeness: "Compared with payroll.",
  isScreenshot: false,
  showsDate: false,
  showsSource: false,
  showsAccount: false,
  showsProduction: false,
};
const quarterly = {
  cadence: "quarterly",
  cadenceDays: null,
  renewOverrideOn: null,
  renewOn: "2027-01-02",
} as const;
const given = { today: "2026-12-31", collector: "Ray" };

describe("startOfNext", () => {
  it("moves the period on by one and takes today, who opens the form, and what stays the same", () => {
    expect(startOfNext(quarterly, last, given)).toEqual({
      kind: "population",
      url: null,
      body: "",
      effectiveOn: "2026-12-31",
      periodFrom: "2026-10-01",
      periodTo: "2026-12-31",
      sourceSystem: "Okta",
      collectedBy: "Ray",
      query: "status = 'active'",
      completeness: "Compared with payroll.",
      isScreenshot: false,
      renewOn: null,
    });
  });

  it("keeps the distance of a date set by hand, and proposes a file where nothing better is known", () => {
    const byHand = {
      cadence: "none",
      cadenceDays: null,
      renewOverrideOn: null,
      renewOn: "2027-10-02",
    } as const;
    expect(startOfNext(byHand, last, given).renewOn).toBe("2027-12-31");
    expect(startOfNext(byHand, { ...last, kind: "register", periodTo: null }, given)).toMatchObject({
      kind: "file",
      periodFrom: null,
      periodTo: null,
    });
    expect(startOfNext(byHand, null, given)).toMatchObject({ kind: "file", renewOn: "2027-10-02" });
  });
});

describe("startOfCorrection", () => {
  it("leaves every fact as it stands", () => {
    expect(startOfCorrection(quarterly, last)).toMatchObject({
      effectiveOn: "2026-10-02",
      periodTo: "2026-09-30",
      collectedBy: "Ann",
      renewOn: null,
    });
    const byHand = {
      cadence: "none",
      cadenceDays: null,
      renewOverrideOn: null,
      renewOn: "2027-10-02",
    } as const;
    expect(startOfCorrection(byHand, last).renewOn).toBe("2027-10-02");
  });
});
