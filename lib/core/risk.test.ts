import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/core/dates";
import { RISK_STATES, type RiskState, TREATMENTS } from "@/lib/core/isms-statuses";
import {
  type Assessed,
  acceptanceProblems,
  afterAssessment,
  afterPlanChange,
  afterTreatment,
  canAssess,
  canTreat,
  currentAssessment,
  isOwnersStep,
  moveRisk,
  nextRiskStep,
  RISK_FLAGS,
  RISK_MOVES,
  type RiskFacts,
  riskFlags,
  riskGate,
  riskNumber,
} from "@/lib/core/risk";
import { backWords } from "@/lib/core/risk-words";

const today = "2026-11-20";
const level = (number: number, score: number, methodNumber = 1): Assessed => ({
  number,
  methodNumber,
  likelihood: score,
  consequence: 1,
  score,
});
/** Everything there for every step. */
const complete = (change: Partial<RiskFacts> = {}): RiskFacts => ({
  state: "identified",
  isArchived: false,
  ownerId: "owner",
  treatment: "modify",
  treatmentNote: "",
  controls: ["A.8.13"],
  inherent: level(1, 16),
  residual: level(2, 6),
  actions: [],
  method: { number: 1, acceptanceMax: 9 },
  ...change,
});

describe("steps that somebody decides on", () => {
  const decided = [
    "treatment_chosen>plan_approved",
    "treatment_chosen>assessed",
    "plan_approved>treating",
    "treating>residual_accepted",
  ];
  const all = RISK_STATES.flatMap((from) => RISK_STATES.map((to) => [from, to] as const));

  it.each(all)("from %s to %s is possible exactly when the machine has it", (from, to) => {
    const decision = moveRisk(complete({ state: from }), to, "owner", { reason: "Change it." });
    expect(decision.ok).toBe(decided.includes(`${from}>${to}`));
    if (!decision.ok) expect(decision.reason).toMatch(/^[A-Z].*\.$/);
  });

  it.each(all)("from %s to %s takes the named owner where it is the owner's decision", (from, to) => {
    const risk = complete({ state: from });
    if (!moveRisk(risk, to, "owner", { reason: "x" }).ok || !isOwnersStep(from, to)) return;
    for (const actor of ["somebody", null]) {
      expect(moveRisk(risk, to, actor, { reason: "x" })).toEqual({
        ok: false,
        reason: "Only the named risk owner decides this.",
      });
    }
    const ownerless = moveRisk({ ...risk, ownerId: null }, to, null, { reason: "x" });
    expect(ownerless.ok).toBe(false);
  });

  it("refuses archived risks and a plan sent back without a reason", () => {
    expect(
      moveRisk(complete({ state: "treatment_chosen", isArchived: true }), "plan_approved", "owner", {
        reason: "",
      }).ok,
    ).toBe(false);
    expect(moveRisk(complete({ state: "treatment_chosen" }), "assessed", "owner", { reason: " " }).ok).toBe(
      false,
    );
  });

  it("every forward step of the page is one of the machine", () => {
    for (const state of RISK_STATES) {
      const next = nextRiskStep(state);
      if (next !== null) expect(RISK_MOVES[state]).toContain(next);
    }
  });
});

describe("gates", () => {
  const refusal = (change: Partial<RiskFacts>, to: RiskState) => {
    const decision = moveRisk(complete(change), to, "owner", { reason: "" });
    return decision.ok ? null : decision.reason;
  };

  it("asks for owner, assessment on the approved method, treatment and dated actions before approval", () => {
    const at = { state: "treatment_chosen" } as const;
    expect(refusal({ ...at }, "plan_approved")).toBeNull();
    expect(refusal({ ...at, ownerId: null }, "plan_approved")).toContain("owner");
    expect(refusal({ ...at, inherent: level(1, 16, 9) }, "plan_approved")).toContain("approved method");
    expect(refusal({ ...at, method: null }, "plan_approved")).toContain("approved method");
    expect(refusal({ ...at, controls: [] }, "plan_approved")).toContain("control");
    expect(refusal({ ...at, treatment: "retain", controls: [] }, "plan_approved")).toContain("why");
    expect(refusal({ ...at, treatment: "retain", treatmentNote: "It is low." }, "plan_approved")).toBeNull();
    const open = { ownerId: "somebody", dueOn: null, state: "open" } as const;
    expect(refusal({ ...at, actions: [open] }, "plan_approved")).toContain("due date");
    expect(
      refusal({ ...at, actions: [{ ...open, dueOn: today, ownerId: null }] }, "plan_approved"),
    ).toContain("an owner");
    expect(refusal({ ...at, actions: [{ ...open, dueOn: today }] }, "plan_approved")).toBeNull();
    expect(refusal({ ...at, actions: [{ ...open, state: "dropped" }] }, "plan_approved")).toBeNull();
  });

  it("asks for a residual assessment newer than the inherent one and for finished actions before acceptance", () => {
    const at = { state: "treating" } as const;
    expect(refusal({ ...at }, "residual_accepted")).toBeNull();
    expect(refusal({ ...at, residual: null }, "residual_accepted")).toContain("residual");
    expect(refusal({ ...at, inherent: level(3, 16) }, "residual_accepted")).toContain("residual");
    expect(refusal({ ...at, residual: level(2, 6, 7) }, "residual_accepted")).toContain("residual");
    const open = { ownerId: "somebody", dueOn: today, state: "open" } as const;
    expect(refusal({ ...at, actions: [open] }, "residual_accepted")).toContain("action");
  });

  it("shows what the move refuses: met conditions and the decision agree", () => {
    fc.assert(
      fc.property(
        fc.record({
          state: fc.constantFrom(...RISK_STATES),
          ownerId: fc.constantFrom("owner", null),
          treatment: fc.constantFrom(...TREATMENTS, null),
          treatmentNote: fc.constantFrom("", "Because."),
          controls: fc.constantFrom([], ["A.8.13"]),
          inherent: fc.constantFrom(null, level(1, 16), level(3, 16), level(1, 16, 2)),
          residual: fc.constantFrom(null, level(2, 6)),
        }),
        (given) => {
          const risk = complete(given);
          const next = nextRiskStep(risk.state);
          if (next === null) return;
          const isMet = riskGate(risk, next).every(({ met }) => met);
          const mayOwn = !isOwnersStep(risk.state, next) || risk.ownerId === "owner";
          expect(moveRisk(risk, next, "owner", { reason: "" }).ok).toBe(isMet && mayOwn);
        },
      ),
    );
  });
});

describe("a risk through any course of events", () => {
  type Event = "inherent" | "residual" | "treat" | "change" | "next" | "back";
  const events = fc.array(fc.constantFrom<Event>("inherent", "residual", "treat", "change", "next", "back"), {
    maxLength: 40,
  });

  const move = (risk: RiskFacts, to: RiskState | null) =>
    to !== null && moveRisk(risk, to, "owner", { reason: "x" }).ok ? { ...risk, state: to } : risk;
  const assess = (risk: RiskFacts, kind: "inherent" | "residual", at: number) =>
    canAssess(risk, kind).ok
      ? { ...risk, [kind]: level(at, kind === "inherent" ? 12 : 4), state: afterAssessment(risk.state, kind) }
      : risk;
  const step: Readonly<Record<Event, (risk: RiskFacts, at: number) => RiskFacts>> = {
    inherent: (risk, at) => assess(risk, "inherent", at),
    residual: (risk, at) => assess(risk, "residual", at),
    treat: (risk) =>
      canTreat(risk).ok ? { ...risk, treatment: "modify", state: afterTreatment(risk.state) } : risk,
    change: (risk) => ({ ...risk, state: afterPlanChange(risk.state) }),
    next: (risk) => move(risk, nextRiskStep(risk.state)),
    back: (risk) => move(risk, "assessed"),
  };

  function expectSound(risk: RiskFacts): void {
    const place = RISK_STATES.indexOf(risk.state);
    expect(risk.inherent !== null).toBe(place >= 1);
    if (place >= 2) expect(risk.treatment).not.toBeNull();
    if (risk.state !== "residual_accepted") return;
    expect(risk.residual?.number ?? 0).toBeGreaterThan(risk.inherent?.number ?? 0);
  }

  it("only moves along the machine, and whoever stands late has everything that came before", () => {
    fc.assert(
      fc.property(events, (course) => {
        let risk = complete({ treatment: null, inherent: null, residual: null });
        course.forEach((event, at) => {
          const before = risk.state;
          risk = step[event](risk, at + 1);
          if (risk.state !== before) expect(RISK_MOVES[before]).toContain(risk.state);
          if (event === "change") expect(RISK_STATES.indexOf(risk.state)).toBeLessThanOrEqual(2);
          expectSound(risk);
        });
      }),
      { numRuns: 300 },
    );
  });

  it("says in words when an approval was taken back, and nothing otherwise", () => {
    for (const from of RISK_STATES) {
      const to = afterPlanChange(from);
      expect(backWords(from, to) !== "").toBe(from !== to);
    }
    expect(backWords("residual_accepted", "treating")).toContain("residual");
    expect(backWords("assessed", "treatment_chosen")).toBe("");
  });

  it("assesses nothing without an approved method, and nothing residual before a treatment", () => {
    expect(canAssess(complete({ method: null }), "inherent").ok).toBe(false);
    expect(canAssess(complete({ treatment: null }), "residual").ok).toBe(false);
    expect(canAssess(complete({ inherent: level(1, 16, 4) }), "residual").ok).toBe(false);
    expect(canTreat(complete({ inherent: null })).ok).toBe(false);
  });
});

describe("acceptance", () => {
  it("needs a reason and a day after today exactly when the score is above the criterion", () => {
    fc.assert(
      fc.property(
        fc.record({
          score: fc.integer({ min: 1, max: 25 }),
          acceptanceMax: fc.integer({ min: 1, max: 25 }),
          reason: fc.constantFrom("", "  ", "The cost is out of proportion."),
          days: fc.option(fc.integer({ min: -5, max: 5 })),
        }),
        ({ days, ...given }) => {
          const expiresOn = days === null ? null : addDays(today, days);
          const problems = acceptanceProblems({ ...given, expiresOn }, today);
          const isAbove = given.score > given.acceptanceMax;
          expect("reason" in problems).toBe(isAbove && given.reason.trim() === "");
          expect("expiresOn" in problems).toBe(
            (isAbove && expiresOn === null) || (days !== null && days <= 0),
          );
        },
      ),
    );
  });
});

describe("attention", () => {
  const none = { reviewOn: null, expiresOn: null };
  const flags = (
    change: Partial<RiskFacts>,
    dates: Partial<typeof none | { reviewOn: string; expiresOn: string }> = {},
  ) => riskFlags(complete(change), { ...none, ...dates }, today);

  it("names what is missing, due or past", () => {
    expect(flags({ inherent: null, residual: null, treatment: null, controls: [], ownerId: null })).toEqual([
      "unassessed",
      "no_controls",
      "no_owner",
    ]);
    expect(flags({ treatment: null })).toEqual(["untreated"]);
    expect(flags({ residual: null })).toEqual(["above"]);
    expect(flags({ inherent: level(3, 16) })).toEqual(["above"]);
    expect(flags({}, { reviewOn: today })).toEqual(["review_due"]);
    expect(flags({}, { reviewOn: addDays(today, 1) })).toEqual([]);
    const accepted = { state: "residual_accepted" } as const;
    expect(flags(accepted, { expiresOn: addDays(today, -1) })).toEqual(["acceptance_expired"]);
    expect(flags(accepted, { expiresOn: today })).toEqual([]);
    expect(flags({ inherent: level(1, 16, 2), method: { number: 3, acceptanceMax: 9 } })).toContain(
      "earlier_method",
    );
    expect(flags({ isArchived: true, inherent: null })).toEqual([]);
    expect(RISK_FLAGS).toHaveLength(8);
  });

  it("counts the residual assessment until the inherent one is newer", () => {
    const [first, second] = [level(1, 16), level(2, 6)];
    expect(currentAssessment(first, null)).toBe(first);
    expect(currentAssessment(first, second)).toBe(second);
    expect(currentAssessment(level(3, 12), second)).toMatchObject({ number: 3 });
    expect(currentAssessment(null, null)).toBeNull();
  });

  it("numbers risks with three digits and more", () => {
    expect([riskNumber(1), riskNumber(42), riskNumber(1234)]).toEqual(["R-001", "R-042", "R-1234"]);
  });
});
