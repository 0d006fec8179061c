import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AnswerSource,
  canAnswerPart,
  canDecidePart,
  canEditFinding,
  canRaiseFinding,
  canTakeOver,
  canWithdrawFinding,
  countFindings,
  FINDING_STANDING,
  FINDING_STANDINGS,
  type FindingFacts,
  type FindingStanding,
  findingGrade,
  findingName,
  partLabel,
  partStanding,
  partsOf,
  proposedAnswer,
  sourceOf,
  standingOf,
  titleOf,
} from "@/lib/core/finding";
import { ROOM_TYPES } from "@/lib/core/room";
import { FINDING_PARTS, type FindingPart, type PartVerdict } from "@/lib/core/room-work-statuses";
import { NC_GRADE, NC_GRADES, NC_SOURCE_LABEL, type NcGrade } from "@/lib/core/statuses";

/** What the words say, written down a second time: who has which part in hand, and why. */
type Hand = "nobody" | "company" | "again" | "auditor" | "done";
type Model = { at: "draft" | "raised" | "nc" | "gone"; hand: Record<FindingPart, Hand> };
type Real = { facts: FindingFacts };
type Act =
  | { readonly kind: "raise" | "edit" | "take" }
  | { readonly kind: "withdraw"; readonly reason: string }
  | { readonly kind: "answer"; readonly part: FindingPart }
  | {
      readonly kind: "decide";
      readonly part: FindingPart;
      readonly verdict: "accepted" | "returned";
      readonly reason: string;
    };

const says = (text: string) => text.trim() !== "";
const asked = (grade: NcGrade): readonly FindingPart[] =>
  grade === "major" || grade === "minor" ? ["correction", "action"] : ["action"];

function expected({ at, hand }: Model, grade: NcGrade): FindingStanding {
  if (at === "gone") return "withdrawn";
  if (at !== "nc") return at;
  const hands = asked(grade).map((part) => hand[part]);
  if (hands.every((one) => one === "done")) return "settled";
  if (hands.includes("auditor")) return "answered";
  return hands.includes("again") ? "returned" : "taken_over";
}

function mayWithdraw(model: Model, grade: NcGrade, reason: string): boolean {
  if (model.at === "gone" || expected(model, grade) === "settled") return false;
  return model.at === "draft" || says(reason);
}

function mayIn(model: Model, grade: NcGrade, act: Act): boolean {
  switch (act.kind) {
    case "raise":
      return model.at === "draft";
    case "edit":
      return model.at === "draft" || model.at === "raised";
    case "take":
      return model.at === "raised";
    case "withdraw":
      return mayWithdraw(model, grade, act.reason);
    case "answer":
      return (
        model.at === "nc" &&
        asked(grade).includes(act.part) &&
        (model.hand[act.part] === "company" || model.hand[act.part] === "again")
      );
    case "decide":
      return (
        model.at === "nc" &&
        model.hand[act.part] === "auditor" &&
        (act.verdict === "accepted" || says(act.reason))
      );
  }
}

function stepModel(model: Model, act: Act): void {
  if (act.kind === "raise") model.at = "raised";
  if (act.kind === "take") {
    model.at = "nc";
    model.hand = { correction: "company", action: "company" };
  }
  if (act.kind === "withdraw") model.at = "gone";
  if (act.kind === "answer") model.hand[act.part] = "auditor";
  if (act.kind === "decide") model.hand[act.part] = act.verdict === "accepted" ? "done" : "again";
}

function decide(facts: FindingFacts, act: Act) {
  switch (act.kind) {
    case "raise":
      return canRaiseFinding({ state: facts.state, refs: ["A.5.18"], objectiveEvidence: "Seen" });
    case "edit":
      return canEditFinding(facts);
    case "take":
      return canTakeOver(facts);
    case "withdraw":
      return canWithdrawFinding(facts, act.reason);
    case "answer":
      return canAnswerPart(facts, act.part);
    case "decide":
      return canDecidePart(facts, act.part, act);
  }
}

function stepReal(facts: FindingFacts, act: Act): FindingFacts {
  const put = (part: FindingPart, verdict: PartVerdict) => ({
    ...facts,
    answers: { ...facts.answers, [part]: verdict },
  });
  if (act.kind === "raise") return { ...facts, state: "raised" };
  if (act.kind === "take") return { ...facts, state: "taken_over" };
  if (act.kind === "withdraw") return { ...facts, state: "withdrawn" };
  if (act.kind === "answer") return put(act.part, "waiting");
  return act.kind === "decide" ? put(act.part, act.verdict) : facts;
}

class Step implements fc.Command<Model, Real> {
  constructor(readonly act: Act) {}
  check(): boolean {
    return true;
  }
  run(model: Model, real: Real): void {
    const { grade } = real.facts;
    const decision = decide(real.facts, this.act);
    expect(decision.ok, `${this} in ${JSON.stringify(model)}`).toBe(mayIn(model, grade, this.act));
    if (!decision.ok) {
      expect(decision.reason).toMatch(/^[A-Z].*\.$/s);
      return;
    }
    stepModel(model, this.act);
    real.facts = stepReal(real.facts, this.act);
    expect(standingOf(real.facts)).toBe(expected(model, grade));
  }
  toString(): string {
    return JSON.stringify(this.act);
  }
}

const reason = fc.constantFrom("", "  ", "The cause is not covered");
const part = fc.constantFrom(...FINDING_PARTS);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constantFrom("raise" as const, "edit" as const, "take" as const) }),
  fc.record({ kind: fc.constant("withdraw" as const), reason }),
  fc.record({ kind: fc.constant("answer" as const), part }),
  fc.record({
    kind: fc.constant("decide" as const),
    part,
    verdict: fc.constantFrom("accepted" as const, "returned" as const),
    reason,
  }),
);
const grade = fc.constantFrom(...NC_GRADES);

const facts = (change: Partial<FindingFacts> = {}): FindingFacts => ({
  state: "taken_over",
  grade: "minor",
  answers: {},
  ...change,
});
const why = (decision: { ok: boolean; reason?: string }) => decision.reason ?? "allowed";

describe("the states of a finding (A-11)", () => {
  test("follow the model in every order of steps, by either side, for every grade", () => {
    fc.assert(
      fc.property(grade, fc.commands([act.map((one) => new Step(one))], { maxCommands: 40 }), (of, steps) => {
        const start = (): Model => ({ at: "draft", hand: { correction: "nobody", action: "nobody" } });
        fc.modelRun(() => ({ model: start(), real: { facts: facts({ state: "draft", grade: of }) } }), steps);
      }),
      { numRuns: 1_000 },
    );
  });

  test("have words of their own for every place that a finding can stand in", () => {
    expect(new Set(FINDING_STANDINGS.map((one) => FINDING_STANDING[one].label)).size).toBe(
      FINDING_STANDINGS.length,
    );
    expect(findingName(null)).toBe("Draft");
    expect(findingName(3)).toBe("F-3");
  });

  test("give each refusal the sentence that fits it", () => {
    expect(why(canEditFinding({ state: "taken_over" }))).toContain("raised a nonconformity");
    expect(why(canEditFinding({ state: "withdrawn" }))).toContain("is withdrawn");
    expect(why(canTakeOver({ state: "withdrawn" }))).toContain("withdrawn");
    expect(why(canTakeOver({ state: "taken_over" }))).toContain("already");
    expect(why(canAnswerPart(facts({ state: "raised" }), "action"))).toContain("first");
    expect(why(canAnswerPart(facts({ state: "withdrawn" }), "action"))).toContain("withdrawn");
    expect(why(canAnswerPart(facts({ grade: "ofi" }), "correction"))).toContain("an action only");
    expect(why(canAnswerPart(facts({ answers: { action: "waiting" } }), "action"))).toContain(
      "with the auditor",
    );
    expect(why(canAnswerPart(facts({ answers: { action: "accepted" } }), "action"))).toContain("accepted it");
    const accept = { verdict: "accepted", reason: "" } as const;
    expect(why(canDecidePart(facts({ state: "withdrawn" }), "action", accept))).toContain("withdrawn");
    expect(why(canDecidePart(facts(), "action", accept))).toContain("has not answered");
    expect(why(canDecidePart(facts({ answers: { action: "returned" } }), "action", accept))).toContain(
      "already",
    );
    const noReason = { verdict: "returned", reason: " " } as const;
    expect(why(canDecidePart(facts({ answers: { action: "waiting" } }), "action", noReason))).toContain(
      "what is wrong",
    );
    const settled = facts({ answers: { correction: "accepted", action: "accepted" } });
    expect(why(canWithdrawFinding(settled, "Mistake"))).toContain("so it stays");
  });

  test("let a finding be raised only with a requirement and objective evidence", () => {
    const draft = { state: "draft", refs: ["A.5.18"], objectiveEvidence: "Two of ten" } as const;
    expect(canRaiseFinding(draft).ok).toBe(true);
    expect(why(canRaiseFinding({ ...draft, refs: [] }))).toContain("requirement");
    expect(why(canRaiseFinding({ ...draft, objectiveEvidence: " " }))).toContain("objective evidence");
    expect(why(canRaiseFinding({ ...draft, state: "raised" }))).toContain("already");
  });
});

describe("what a grade means (A-11)", () => {
  test("a breach is corrected and acted on, an improvement is only acted on", () => {
    expect(partsOf("major")).toEqual(["correction", "action"]);
    expect(partsOf("minor")).toEqual(["correction", "action"]);
    expect([partsOf("observation"), partsOf("ofi")]).toEqual([["action"], ["action"]]);
    expect(partLabel("correction", "minor")).toBe("Correction");
    expect(partLabel("action", "minor")).toBe("Corrective action");
    expect(partLabel("action", "ofi")).toBe("Action");
    expect(partStanding({ answers: { action: "waiting" } }, "correction")).toBe("open");
  });

  test("rooms of SOC 2 speak of exceptions, the tone stays that of the grade", () => {
    for (const of of NC_GRADES) {
      expect(findingGrade("iso27001", of)).toBe(NC_GRADE[of]);
      const soc2 = findingGrade("soc2", of);
      expect([soc2.tone, soc2.icon]).toEqual([NC_GRADE[of].tone, NC_GRADE[of].icon]);
      expect(soc2.meaning).not.toBe(NC_GRADE[of].meaning);
    }
    expect(NC_GRADES.map((of) => findingGrade("soc2", of).label)).toEqual([
      "Significant exception",
      "Exception",
      "Observation",
      "Recommendation",
    ]);
  });

  test("every type of audit has its source in the register of nonconformities", () => {
    expect(ROOM_TYPES.map((type) => NC_SOURCE_LABEL[sourceOf(type)])).toEqual([
      "Stage 1 audit",
      "Stage 2 audit",
      "Surveillance audit",
      "SOC 2 audit",
      "SOC 2 audit",
      "Internal audit",
    ]);
  });

  test("counts leave drafts and withdrawn findings out, and every other one is in one place", () => {
    expect(countFindings([...FINDING_STANDINGS, "answered"])).toEqual({
      raised: 6,
      toReview: 2,
      withCompany: 3,
      settled: 1,
    });
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FINDING_STANDINGS)), (standings) => {
        const { raised, toReview, withCompany, settled } = countFindings(standings);
        expect(toReview + withCompany + settled).toBe(raised);
      }),
    );
  });
});

describe("what is prefilled (N-08)", () => {
  const secret = { rootCause: "SECRET", extent: "SECRET", gap: "SECRET", comments: ["SECRET"] };
  const nc: AnswerSource & typeof secret = {
    ...secret,
    correction: "Accounts disabled.",
    correctionOn: "2026-11-03",
    actions: [
      { title: "Script the leaver process", dueOn: "2026-12-01", state: "open" },
      { title: "Dropped idea", dueOn: null, state: "dropped" },
      { title: "Check every month", dueOn: null, state: "done" },
    ],
  };

  test("an answer starts from the correction or the actions, and from nothing else of the record", () => {
    expect(proposedAnswer("correction", nc)).toBe("Accounts disabled.\nDone on 3 Nov 2026.");
    expect(proposedAnswer("correction", { ...nc, correctionOn: null })).toBe("Accounts disabled.");
    expect(proposedAnswer("correction", { ...nc, correction: "" })).toBe("");
    const action = proposedAnswer("action", nc);
    expect(action).toBe("1. Script the leaver process, due 1 Dec 2026: open\n2. Check every month: done");
    expect(`${proposedAnswer("correction", nc)}${action}`).not.toContain("SECRET");
  });

  test("the title is the first sentence, cut at a word and never longer than the field", () => {
    expect(titleOf("Leavers keep access. Found in HR.")).toBe("Leavers keep access");
    expect(titleOf("Version 2.1 of the plan is old")).toBe("Version 2.1 of the plan is old");
    expect(titleOf("One line\nand another")).toBe("One line");
    expect(titleOf(`${"word ".repeat(60)}`)).toMatch(/word\.\.\.$/);
    expect(titleOf("x".repeat(500))).toHaveLength(120);
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 4_000 }), (text) => {
        expect(titleOf(text).length).toBeLessThanOrEqual(120);
      }),
    );
  });
});
