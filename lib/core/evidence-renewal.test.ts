import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/core/dates";
import {
  isRenewal,
  keepsVerdict,
  type NewVersion,
  type RenewalFacts,
  type StandingVerdict,
} from "@/lib/core/evidence-renewal";
import { VERDICTS } from "@/lib/core/statuses";

const q3: RenewalFacts = {
  kind: "file",
  sourceSystem: "Okta",
  effectiveOn: "2026-10-02",
  periodFrom: "2026-07-01",
  periodTo: "2026-09-30",
};
const q4: RenewalFacts = {
  ...q3,
  sourceSystem: "  OKTA ",
  effectiveOn: "2027-01-04",
  periodFrom: "2026-10-01",
  periodTo: "2026-12-31",
};

describe("isRenewal", () => {
  it("recognises the next quarter, although quarters differ by some days", () => {
    expect(isRenewal(q3, q4)).toEqual({ ok: true });
    const q1 = { ...q4, effectiveOn: "2027-04-02", periodFrom: "2027-01-01", periodTo: "2027-03-31" };
    expect(isRenewal(q4, q1)).toEqual({ ok: true });
  });

  it.each([
    [{ kind: "link" as const }, "It was a file and is a link now."],
    [{ sourceSystem: "Entra" }, "It comes from another source system."],
    [{ sourceSystem: "" }, "It comes from another source system."],
    [{ effectiveOn: "2026-10-01" }, "Its effective date is missing or earlier."],
    [{ effectiveOn: null }, "Its effective date is missing or earlier."],
    [{ periodTo: "2026-11-30" }, "It covers a shorter period."],
    [{ periodFrom: null }, "It covers a shorter period."],
  ])("refuses %j and says what differs", (change, reason) => {
    expect(isRenewal(q3, { ...q4, ...change })).toEqual({ ok: false, reason });
  });

  it("never accepts a period that is more than three days shorter, nor any shorter one below a month", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }), (before, after) => {
        const of = (days: number) => ({ ...q3, periodTo: addDays("2026-07-01", days - 1) });
        const allowed = before >= 28 ? after >= before - 3 : after >= before;
        expect(isRenewal(of(before), of(after)).ok).toBe(allowed);
      }),
    );
  });
});

describe("keepsVerdict", () => {
  const given: StandingVerdict = {
    verdict: "sufficient",
    forRenewals: true,
    reviewerId: "reviewer",
    reviewedArtifact: 1,
    seenArtifact: 1,
  };
  const next: NewVersion = {
    before: { number: 1, facts: q3 },
    facts: q4,
    restoredFrom: null,
    actorId: "owner",
    selfAcceptance: false,
  };

  it("keeps only a Sufficient that was given for renewals", () => {
    expect(VERDICTS.filter((verdict) => keepsVerdict({ ...given, verdict }, next).ok)).toEqual([
      "sufficient",
    ]);
    expect(keepsVerdict({ ...given, forRenewals: false }, next).ok).toBe(false);
  });

  it("asks again when its reviewer brings the version, unless that was waived", () => {
    expect(keepsVerdict(given, { ...next, actorId: "reviewer" }).ok).toBe(false);
    expect(keepsVerdict(given, { ...next, actorId: "reviewer", selfAcceptance: true }).ok).toBe(true);
  });

  it("does not wake a verdict that was asked again before", () => {
    const later = { ...next, before: { number: 2, facts: q3 } };
    expect(keepsVerdict(given, later)).toEqual({ ok: false, reason: "It was already asked for again." });
    expect(keepsVerdict({ ...given, reviewedArtifact: 2 }, later).ok).toBe(true);
  });

  it("gives a version that is brought back the verdicts it had, whatever they were", () => {
    const restored = { ...next, restoredFrom: 1, facts: { ...q3, kind: "link" as const } };
    for (const verdict of ["sufficient", "needs_supplement", "rejected"] as const) {
      expect(keepsVerdict({ ...given, verdict, forRenewals: false }, restored).ok).toBe(true);
    }
    expect(keepsVerdict({ ...given, reviewedArtifact: 2, seenArtifact: 2 }, restored)).toEqual({
      ok: false,
      reason: "It was not given on version 1.",
    });
    expect(keepsVerdict({ ...given, seenArtifact: null }, restored).ok).toBe(true);
  });
});
