import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RISK_STATES, type RiskState } from "@/lib/core/isms-statuses";
import {
  type Assessed,
  afterAssessment,
  afterPlanChange,
  afterTreatment,
  canAssess,
  canTreat,
  moveRisk,
  type PlanAction,
  RISK_MOVES,
  type RiskFacts,
} from "@/lib/core/risk";

/** The machine in words of its own, kept apart from the code: where each event leads from each state. */
const AFTER: Readonly<
  Record<"inherent" | "residual" | "treat" | "change", Readonly<Record<RiskState, RiskState>>>
> = {
  inherent: {
    identified: "assessed",
    assessed: "assessed",
    treatment_chosen: "treatment_chosen",
    plan_approved: "treatment_chosen",
    treating: "treatment_chosen",
    residual_accepted: "treatment_chosen",
  },
  residual: {
    identified: "identified",
    assessed: "assessed",
    treatment_chosen: "treatment_chosen",
    plan_approved: "plan_approved",
    treating: "treating",
    residual_accepted: "treating",
  },
  treat: {
    identified: "identified",
    assessed: "treatment_chosen",
    treatment_chosen: "treatment_chosen",
    plan_approved: "treatment_chosen",
    treating: "treatment_chosen",
    residual_accepted: "treatment_chosen",
  },
  change: {
    identified: "identified",
    assessed: "assessed",
    treatment_chosen: "treatment_chosen",
    plan_approved: "treatment_chosen",
    treating: "treatment_chosen",
    residual_accepted: "treatment_chosen",
  },
};

/** What somebody decides, and whether it takes the named owner. */
const DECIDED: readonly { readonly from: RiskState; readonly to: RiskState; readonly owners: boolean }[] = [
  { from: "treatment_chosen", to: "plan_approved", owners: true },
  { from: "treatment_chosen", to: "assessed", owners: true },
  { from: "plan_approved", to: "treating", owners: false },
  { from: "treating", to: "residual_accepted", owners: true },
];

const level = (number: number, methodNumber: number): Assessed => ({
  ...{ number, methodNumber, likelihood: 2, consequence: 2, score: 4 },
});
const action = (more: Partial<PlanAction> = {}): PlanAction => ({
  ...{ ownerId: "ann", dueOn: "2027-01-01", state: "open" },
  ...more,
});

type Model = {
  state: RiskState;
  archived: boolean;
  treated: boolean;
  /** What was done with each assessment, oldest first. */
  assessed: { kind: "inherent" | "residual"; method: number }[];
  method: number;
  /** Of the plan: each action is whole or lacks something, and is open or not. */
  actions: { whole: boolean; open: boolean }[];
};
type Real = { risk: RiskFacts };

const newest = (model: Model, kind: "inherent" | "residual") =>
  model.assessed.findLastIndex((one) => one.kind === kind);
const isOnMethod = (model: Model, kind: "inherent" | "residual") =>
  model.assessed[newest(model, kind)]?.method === model.method;

function expectSame(model: Model, { risk }: Real): void {
  expect(risk.state).toBe(model.state);
  expect(risk.inherent !== null).toBe(newest(model, "inherent") >= 0);
}

class Assess implements fc.Command<Model, Real> {
  constructor(readonly kind: "inherent" | "residual") {}
  check = () => true;
  run(model: Model, real: Real): void {
    const may =
      model.method > 0 && (this.kind === "inherent" || (model.treated && isOnMethod(model, "inherent")));
    expect(canAssess(real.risk, this.kind).ok).toBe(may);
    if (!may || model.archived) return;
    model.assessed.push({ kind: this.kind, method: model.method });
    model.state = AFTER[this.kind][model.state];
    const made = level(model.assessed.length, model.method);
    real.risk = { ...real.risk, [this.kind]: made, state: afterAssessment(real.risk.state, this.kind) };
    expectSame(model, real);
  }
  toString = () => `assess ${this.kind}`;
}

class Treat implements fc.Command<Model, Real> {
  check = () => true;
  run(model: Model, real: Real): void {
    const may = newest(model, "inherent") >= 0;
    expect(canTreat(real.risk).ok).toBe(may);
    if (!may || model.archived) return;
    model.treated = true;
    model.state = AFTER.treat[model.state];
    real.risk = { ...real.risk, treatment: "modify", state: afterTreatment(real.risk.state) };
    expectSame(model, real);
  }
  toString = () => "treat";
}

class PutAction implements fc.Command<Model, Real> {
  constructor(readonly lack: "owner" | "date" | null) {}
  check = (model: Readonly<Model>) => !model.archived;
  run(model: Model, real: Real): void {
    model.actions.push({ whole: this.lack === null, open: true });
    model.state = AFTER.change[model.state];
    const lacks = { ...(this.lack === "owner" ? { ownerId: null } : {}) };
    const more = this.lack === "date" ? { dueOn: null } : lacks;
    real.risk = {
      ...real.risk,
      actions: [...real.risk.actions, action(more)],
      state: afterPlanChange(real.risk.state),
    };
    expectSame(model, real);
  }
  toString = () => `action without ${this.lack ?? "nothing"}`;
}

class FinishActions implements fc.Command<Model, Real> {
  constructor(readonly to: "done" | "dropped") {}
  check = (model: Readonly<Model>) => !model.archived;
  run(model: Model, real: Real): void {
    model.actions = model.actions.map((one) => ({ ...one, open: false }));
    const actions = real.risk.actions.map((one) => ({ ...one, state: this.to }));
    real.risk = { ...real.risk, actions };
  }
  toString = () => `all actions ${this.to}`;
}

class NewMethod implements fc.Command<Model, Real> {
  check = () => true;
  run(model: Model, real: Real): void {
    model.method += 1;
    real.risk = { ...real.risk, method: { number: model.method, acceptanceMax: 9 } };
  }
  toString = () => "new method";
}

class Archive implements fc.Command<Model, Real> {
  check = () => true;
  run(model: Model, real: Real): void {
    model.archived = !model.archived;
    real.risk = { ...real.risk, isArchived: model.archived };
  }
  toString = () => "archive or bring back";
}

class Decide implements fc.Command<Model, Real> {
  constructor(
    readonly to: RiskState,
    readonly actor: string | null,
    readonly reason: string,
  ) {}
  check = () => true;
  private allowed(model: Model): boolean {
    const step = DECIDED.find(({ from, to }) => from === model.state && to === this.to);
    if (step === undefined || model.archived || (step.owners && this.actor !== "owner")) return false;
    const open = model.actions.filter((one) => one.open);
    if (this.to === "plan_approved") return isOnMethod(model, "inherent") && open.every((one) => one.whole);
    if (this.to === "assessed") return this.reason.trim() !== "";
    if (this.to !== "residual_accepted") return true;
    const isNewer = newest(model, "residual") > newest(model, "inherent");
    return isNewer && isOnMethod(model, "residual") && open.length === 0;
  }
  run(model: Model, real: Real): void {
    const allowed = this.allowed(model);
    const decision = moveRisk(real.risk, this.to, this.actor, { reason: this.reason });
    expect(decision.ok).toBe(allowed);
    if (!decision.ok) {
      expect(decision.reason).toMatch(/^[A-Z].*\.$/);
      return;
    }
    expect(RISK_MOVES[model.state]).toContain(this.to);
    model.state = this.to;
    real.risk = { ...real.risk, state: this.to };
    expectSame(model, real);
  }
  toString = () => `${this.actor} moves to ${this.to} ("${this.reason}")`;
}

const decided = fc
  .tuple(
    fc.constantFrom(...RISK_STATES),
    fc.constantFrom("owner", "owner", "owner", "somebody", null),
    fc.constantFrom("", "  ", "Choose another control."),
  )
  .map(([to, actor, reason]) => new Decide(to, actor, reason));
const NEXT: Readonly<Partial<Record<RiskState, RiskState>>> = {
  treatment_chosen: "plan_approved",
  plan_approved: "treating",
  treating: "residual_accepted",
};

/** What leads on from wherever the risk stands, so that walks come to the end. */
class Onward implements fc.Command<Model, Real> {
  check = (model: Readonly<Model>) => !model.archived;
  run(model: Model, real: Real): void {
    if (model.state === "identified") new Assess("inherent").run(model, real);
    else if (model.state === "assessed") new Treat().run(model, real);
    else this.decide(model, real);
  }
  private decide(model: Model, real: Real): void {
    if (model.actions.some(({ open }) => open)) new FinishActions("done").run(model, real);
    if (model.state === "treating") new Assess("residual").run(model, real);
    new Decide(NEXT[model.state] ?? "assessed", "owner", "").run(model, real);
  }
  toString = () => "onward";
}

const onward = fc.constant(new Onward());
const steps = [
  onward,
  fc.constantFrom<"inherent" | "residual">("inherent", "residual").map((kind) => new Assess(kind)),
  onward,
  fc.oneof({ weight: 1, arbitrary: fc.constant(new Treat()) }, { weight: 2, arbitrary: onward }),
  fc.oneof(
    fc.constantFrom("owner" as const, "date" as const, null, null).map((lack) => new PutAction(lack)),
    fc.constantFrom("done" as const, "dropped" as const).map((to) => new FinishActions(to)),
  ),
  fc.oneof({ weight: 1, arbitrary: fc.constant(new NewMethod()) }, { weight: 4, arbitrary: onward }),
  fc.oneof({ weight: 1, arbitrary: fc.constant(new Archive()) }, { weight: 2, arbitrary: decided }),
  decided,
];

const fresh = (): { model: Model; real: Real } => ({
  model: {
    ...{ state: "identified", archived: false, treated: false, assessed: [], method: 1, actions: [] },
  },
  real: {
    risk: {
      ...{ state: "identified", isArchived: false, ownerId: "owner", treatment: null, treatmentNote: "" },
      ...{ controls: ["A.8.13"], inherent: null, residual: null, actions: [] },
      method: { number: 1, acceptanceMax: 9 },
    },
  },
});

describe("the machine of a risk", () => {
  it("follows the model in every order of events, steps and people (R-02, R-03)", () => {
    const reached = new Set<RiskState>();
    fc.assert(
      fc.property(fc.commands(steps, { maxCommands: 80, size: "+1" }), (commands) => {
        const walk = fresh();
        fc.modelRun(() => walk, commands);
        reached.add(walk.model.state);
      }),
      { numRuns: 150 },
    );
    expect([...reached].sort()).toEqual([...RISK_STATES].sort());
  });

  it.each(RISK_STATES)("leads on from %s as the words say, whatever happens to the risk", (state) => {
    expect(afterAssessment(state, "inherent")).toBe(AFTER.inherent[state]);
    expect(afterAssessment(state, "residual")).toBe(AFTER.residual[state]);
    expect(afterPlanChange(state)).toBe(AFTER.change[state]);
    // A risk that nobody has assessed is not treated at all, so that its state is nobody's concern.
    if (state !== "identified") expect(afterTreatment(state)).toBe(AFTER.treat[state]);
  });

  it("takes the named owner for the plan, for sending it back and for the residual risk (R-03)", () => {
    const whole: RiskFacts = {
      ...fresh().real.risk,
      ...{ treatment: "modify", inherent: level(1, 1), residual: level(2, 1) },
    };
    for (const { from, to, owners } of DECIDED) {
      const by = (actor: string | null, ownerId: string | null = "owner") =>
        moveRisk({ ...whole, state: from, ownerId }, to, actor, { reason: "So." }).ok;
      expect(by("owner"), `${from} to ${to}`).toBe(true);
      expect(by("somebody"), `${from} to ${to} by somebody`).toBe(!owners);
      expect(by(null, null), `${from} to ${to} by nobody`).toBe(!owners);
    }
  });
});
