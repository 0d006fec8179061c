import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, type IsoDate } from "@/lib/core/dates";
import {
  ATTESTATION_KINDS,
  CLAUSE_STATES,
  SUPPLIER_DECISIONS,
  SUPPLIER_TIERS,
} from "@/lib/core/isms-statuses";
import {
  ATTESTATION_LEAD_DAYS,
  attestationState,
  attestationSummary,
  canEndSupplier,
  checkAttestation,
  checkReviewDecision,
  isReviewDue,
  leaningRefs,
  missingClauses,
  proposedReviewOn,
  proposedValidUntil,
  reuseCautions,
  SUPPLIER_CLAUSES,
} from "@/lib/core/supplier";

const today = "2026-11-22";
const day = fc.integer({ min: -800, max: 800 }).map((days) => addDays(today, days));
const maybeDay = fc.option(day, { nil: null });

describe("attestations on the day", () => {
  it("are valid up to and on their last day, and due for the days before it", () => {
    fc.assert(
      fc.property(day, (validUntil) => {
        const at = (on: IsoDate) => attestationState({ validUntil }, on);
        expect(at(validUntil)).toBe("due");
        expect(at(addDays(validUntil, 1))).toBe("expired");
        expect(at(addDays(validUntil, -ATTESTATION_LEAD_DAYS))).toBe("due");
        expect(at(addDays(validUntil, -ATTESTATION_LEAD_DAYS - 1))).toBe("valid");
      }),
    );
    expect(attestationState({ validUntil: null }, today)).toBe("undated");
  });

  it("count by the newest of each kind: an old report is replaced by the next, never by another kind", () => {
    const one = (kind: (typeof ATTESTATION_KINDS)[number], days: number | null) => ({
      kind,
      validUntil: days === null ? null : addDays(today, days),
    });
    expect(attestationSummary([], today).state).toBe("none");
    expect(attestationSummary([one("soc2_type2", -5), one("soc2_type2", 300)], today).state).toBe("valid");
    expect(attestationSummary([one("soc2_type2", -5), one("iso27001", 300)], today)).toEqual({
      state: "expired",
      validUntil: addDays(today, -5),
    });
    expect(attestationSummary([one("other", null), one("iso27001", 300)], today).state).toBe("undated");
  });

  it("summarise to a state that one of them has, whatever the order", () => {
    const document = fc.record({ kind: fc.constantFrom(...ATTESTATION_KINDS), validUntil: maybeDay });
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 6 }), (all) => {
        const { state } = attestationSummary(all, today);
        expect(all.map((one) => attestationState(one, today))).toContain(state);
        expect(attestationSummary(all.toReversed(), today).state).toBe(state);
      }),
    );
  });

  it("take a year after the period of a report and ask for what a certificate prints", () => {
    expect(proposedValidUntil("soc2_type2", "2026-06-30")).toBe("2027-06-30");
    expect(proposedValidUntil("bridge_letter", "2026-06-30")).toBe("2026-09-30");
    expect(proposedValidUntil("iso27001", "2026-06-30")).toBeNull();
    const bare = { issuer: "", number: "", periodFrom: null, periodTo: null, validUntil: null };
    expect(Object.keys(checkAttestation({ ...bare, kind: "iso27001" })).sort()).toEqual([
      "issuer",
      "number",
      "validUntil",
    ]);
    expect(checkAttestation({ ...bare, kind: "soc2_type2" })).toHaveProperty("periodFrom");
    expect(checkAttestation({ ...bare, kind: "questionnaire" })).toEqual({});
    expect(
      checkAttestation({ ...bare, kind: "other", periodFrom: "2026-02-01", periodTo: "2026-01-01" }),
    ).toHaveProperty("periodTo");
  });

  it("lower reuse by exceptions, age and a single day (R7)", () => {
    const sound = { kind: "soc2_type2", periodTo: "2026-09-30", exceptions: "" } as const;
    expect(reuseCautions(sound, today)).toEqual([]);
    expect(reuseCautions({ ...sound, exceptions: "Late removals." }, today).join()).toMatch(
      /Needs supplement/,
    );
    expect(reuseCautions({ ...sound, periodTo: "2025-09-30" }, today).join()).toMatch(/12 months/);
    expect(reuseCautions({ ...sound, kind: "soc2_type1" }, today).join()).toMatch(/one day/);
    expect(reuseCautions({ ...sound, exceptions: "  " }, today)).toEqual([]);
  });
});

describe("the days of a document", () => {
  it("are in order, on the same day at the least, whatever kind it is", () => {
    const bare = { issuer: "Meridian", number: "C-1", periodFrom: null, periodTo: null };
    for (const kind of ATTESTATION_KINDS) {
      const at = (periodFrom: IsoDate | null, periodTo: IsoDate | null, validUntil: IsoDate | null) =>
        Object.keys(checkAttestation({ ...bare, kind, periodFrom, periodTo, validUntil }));
      expect(at("2026-01-02", "2026-03-31", "2026-01-01"), kind).toEqual(["validUntil"]);
      expect(at("2026-01-02", "2026-03-31", "2026-01-02"), kind).toEqual([]);
      expect(at("2026-01-02", "2026-01-01", "2027-01-01"), kind).toEqual(["periodTo"]);
      expect(at("2026-01-02", "2026-01-02", "2027-01-01"), kind).toEqual([]);
    }
  });
});

describe("clauses", () => {
  it("are missing unless present or not needed: unknown is never yes", () => {
    const states = fc.tuple(...SUPPLIER_CLAUSES.map(() => fc.constantFrom(...CLAUSE_STATES)));
    fc.assert(
      fc.property(states, (all) => {
        const clauses = Object.fromEntries(SUPPLIER_CLAUSES.map(({ field }, at) => [field, all[at]]));
        const open = all.filter((state) => state === "absent" || state === "unknown").length;
        expect(missingClauses(clauses as Parameters<typeof missingClauses>[0])).toHaveLength(open);
      }),
    );
  });
});

describe("reviews", () => {
  it("come sooner the more depends on the supplier", () => {
    const [critical, important, standard] = SUPPLIER_TIERS.map((tier) => proposedReviewOn(tier, today));
    expect([critical, important, standard]).toEqual([6, 12, 24].map((months) => addMonths(today, months)));
    expect(isReviewDue(null, today)).toBe(true);
    expect(isReviewDue(addDays(today, 30), today)).toBe(true);
    expect(isReviewDue(addDays(today, 31), today)).toBe(false);
  });

  it("close with findings, with conditions where there are any, and with a date ahead", () => {
    const values = fc.record({
      decision: fc.constantFrom(...SUPPLIER_DECISIONS),
      findings: fc.constantFrom("", " ", "Looked at incidents."),
      conditions: fc.constantFrom("", "Notice within a day."),
      nextReviewOn: maybeDay,
    });
    fc.assert(
      fc.property(values, (given) => {
        const wanted = [
          given.conditions === "" && given.decision === "conditions" ? ["conditions"] : [],
          given.findings.trim() === "" ? ["findings"] : [],
          (given.nextReviewOn === null && given.decision !== "reject") ||
          (given.nextReviewOn !== null && given.nextReviewOn <= today)
            ? ["nextReviewOn"]
            : [],
        ].flat();
        expect(Object.keys(checkReviewDecision(given, today)).sort()).toEqual(wanted);
      }),
    );
  });
});

describe("ending", () => {
  it("is refused with the controls and documents that lean on the supplier", () => {
    expect(canEndSupplier([])).toEqual({ ok: true });
    expect(canEndSupplier([{ refs: ["A.7.5"], document: "SOC 2 Type 2 report" }]).ok).toBe(false);
    const decision = canEndSupplier([
      { refs: ["A.7.11", "A.7.5"], document: "ISO/IEC 27001 certificate C-1" },
      { refs: ["A.7.5"], document: "SOC 2 Type 2 report" },
    ]);
    expect(decision.ok).toBe(false);
    expect(decision.ok ? "" : decision.reason).toMatch(
      /^The supplier cannot end yet: A\.7\.5, A\.7\.11 lean on it/,
    );
  });

  it("names each control that rests on it once, in standard order", () => {
    const leaning = [
      { refs: ["A.7.11", "A.7.5"], document: "ISO/IEC 27001 certificate C-1" },
      { refs: ["A.7.5"], document: "SOC 2 Type 2 report" },
    ];
    expect(leaningRefs(leaning)).toEqual(["A.7.5", "A.7.11"]);
    expect(leaningRefs([])).toEqual([]);
  });
});
