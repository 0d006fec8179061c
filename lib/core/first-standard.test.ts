import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  appliedRules,
  changesOf,
  FIRST_ANSWERS,
  firstStandard,
  readFirstFacts,
  weighRules,
} from "@/lib/core/first-standard";
import { FACTS, type FactName, FIRST_RULES, type FirstFacts } from "@/lib/core/first-standard-rules";
import { DISPUTE_BY_ID } from "@/lib/core/frameworks/catalogue";

type Answer = (typeof FIRST_ANSWERS)[number];
const rank = (answer: Answer) => FIRST_ANSWERS.indexOf(answer);

/** Any facts, each known or not. */
const anyFacts: fc.Arbitrary<FirstFacts> = fc.record(
  Object.fromEntries(
    FACTS.map(({ name, options }) => [name, fc.constantFrom(...options.map(([value]) => value))]),
  ),
  { requiredKeys: [] },
);
const anyFact = fc.constantFrom(
  ...FACTS.flatMap(({ name, options }) => options.map(([value]) => ({ name, value }))),
);

function without(facts: FirstFacts, name: FactName): FirstFacts {
  return Object.fromEntries(Object.entries(facts).filter(([key]) => key !== name));
}

function answered(facts: FirstFacts): Answer {
  return weighRules(appliedRules(facts)).answer;
}

/** The one side that a fact, against not knowing it, makes heavier; null when it does more than that. */
function speaksFor(facts: FirstFacts, name: FactName, value: string): "iso" | "soc2" | null {
  const { weights: before } = weighRules(appliedRules(without(facts, name)));
  const { weights: after } = weighRules(appliedRules({ ...facts, [name]: value }));
  if (after.together > before.together) return null;
  if (after.iso > before.iso && after.soc2 <= before.soc2) return "iso";
  return after.soc2 > before.soc2 && after.iso <= before.iso ? "soc2" : null;
}

describe("which standard first", () => {
  it("asks ten facts, each with answers of its own", () => {
    expect(FACTS).toHaveLength(10);
    for (const { name, options } of FACTS) {
      expect(new Set(options.map(([value]) => value)).size, name).toBe(options.length);
    }
    expect(new Set(FIRST_RULES.map((rule) => rule.id)).size).toBe(FIRST_RULES.length);
  });

  it("gives no answer while nothing is known", () => {
    expect(firstStandard({})).toBeNull();
    expect(changesOf({})).toEqual([]);
  });

  it.each<[FirstFacts, Answer]>([
    [{ asked: "iso" }, "iso"],
    [{ asked: "soc2" }, "soc2"],
    [{ asked: "both" }, "together"],
    [{ held: "soc2_type2" }, "iso"],
    [{ held: "iso" }, "soc2"],
    [{ asked: "soc2", held: "soc2_type2" }, "iso"],
    [{ asked: "iso", held: "iso" }, "soc2"],
    [{ customers: "europe", tenders: "yes", management: "yes" }, "iso"],
    [{ customers: "north_america", proof: "period", product: "service" }, "soc2"],
    [{ customers: "both", asked: "both", deadline: "later", management: "yes" }, "together"],
    [{ asked: "soc2", customers: "europe" }, "soc2"],
    [{ asked: "iso", management: "no" }, "iso"],
    [{ deadline: "within_3", held: "nothing" }, "soc2"],
  ])("%o gives %s", (facts, answer) => {
    expect(firstStandard(facts)?.answer).toBe(answer);
  });

  it("prints every rule that applied, and weighs no other", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { reasons, weights } = weighRules(appliedRules(facts));
        const printed = [...reasons.iso, ...reasons.soc2, ...reasons.together];
        expect(printed.map((rule) => rule.id).sort()).toEqual(
          FIRST_RULES.filter((rule) => rule.applies(facts))
            .map((rule) => rule.id)
            .sort(),
        );
        expect(weights.iso).toBe(reasons.iso.reduce((sum, rule) => sum + rule.weight, 0));
      }),
    );
  });

  it("names sources, and disputes that exist", () => {
    for (const rule of FIRST_RULES) {
      expect(rule.source.document === "own-reading", rule.id).toBe(rule.source.line === null);
      if (rule.dispute !== undefined) expect(DISPUTE_BY_ID.has(rule.dispute), rule.id).toBe(true);
    }
  });
});

describe("the answer is monotone", () => {
  it("a fact that speaks for ISO never moves it to SOC 2, whatever was answered there before", () => {
    fc.assert(
      fc.property(anyFacts, anyFact, (facts, { name, value }) => {
        fc.pre(speaksFor(facts, name, value) === "iso");
        const before = answered(facts);
        const after = answered({ ...facts, [name]: value });
        if (before !== "soc2") expect(after).not.toBe("soc2");
        expect(rank(after)).toBeGreaterThanOrEqual(rank(answered(without(facts, name))));
      }),
      { numRuns: 800 },
    );
  });

  it("a fact that speaks for SOC 2 never moves it to ISO", () => {
    fc.assert(
      fc.property(anyFacts, anyFact, (facts, { name, value }) => {
        fc.pre(speaksFor(facts, name, value) === "soc2");
        const before = rank(answered(without(facts, name)));
        expect(rank(answered({ ...facts, [name]: value }))).toBeLessThanOrEqual(before);
      }),
      { numRuns: 800 },
    );
  });

  it("one more rule for a side never moves it away from that side", () => {
    fc.assert(
      fc.property(fc.subarray([...FIRST_RULES]), fc.constantFrom(...FIRST_RULES), (rules, rule) => {
        fc.pre(!rules.includes(rule));
        const before = rank(weighRules(rules).answer);
        const after = rank(weighRules([...rules, rule]).answer);
        if (rule.side === "iso") expect(after).toBeGreaterThanOrEqual(before);
        if (rule.side === "soc2") expect(after).toBeLessThanOrEqual(before);
        if (rule.side === "together") expect(Math.abs(after - 1)).toBeLessThanOrEqual(Math.abs(before - 1));
      }),
    );
  });
});

describe("the answer is stable", () => {
  it("does not depend on the order of the facts or of the rules", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const turned = Object.fromEntries(Object.entries(facts).toReversed());
        expect(firstStandard(turned)).toEqual(firstStandard(facts));
        expect(weighRules(appliedRules(facts).toReversed()).answer).toBe(answered(facts));
      }),
    );
  });

  it("changes by exactly the answers that are listed as changing it", () => {
    fc.assert(
      fc.property(anyFacts, anyFact, (facts, { name, value }) => {
        fc.pre(Object.keys(facts).length > 0 && facts[name] !== value);
        const now = answered({ ...facts, [name]: value });
        const listed = changesOf(facts).find((change) => change.fact === name && change.option === value);
        expect(listed?.answer ?? answered(facts)).toBe(now);
      }),
      { numRuns: 200 },
    );
  });
});

describe("every rule", () => {
  const samples = fc.sample(anyFacts, { numRuns: 15_000, seed: 7 });
  const applied = samples.map(appliedRules);

  it.each(FIRST_RULES.map((rule) => [rule.id, rule] as const))(
    "%s is reachable and can decide",
    (_, rule) => {
      const reached = applied.filter((rules) => rules.includes(rule));
      expect(reached.length).toBeGreaterThan(0);
      const decides = reached.some(
        (rules) => weighRules(rules).answer !== weighRules(rules.filter((one) => one !== rule)).answer,
      );
      expect(decides).toBe(true);
    },
  );

  it("leads to all three answers", () => {
    expect(new Set(applied.map((rules) => weighRules(rules).answer))).toEqual(new Set(FIRST_ANSWERS));
  });
});

describe("the form", () => {
  it("keeps the good answers beside a bad one", () => {
    const { facts, errors } = readFirstFacts({ asked: "iso", customers: "mars", held: "", x: "y" });
    expect(facts).toEqual({ asked: "iso" });
    expect(errors).toEqual({ customers: '"mars" is no answer here. Choose one of these.' });
  });

  it("never fails, and what it reads are answers of the facts (property)", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(...FACTS.map(({ name }) => name as string), "to", "scope"),
          fc.string(),
        ),
        (query) => {
          const { facts, errors } = readFirstFacts(query);
          for (const { name, options } of FACTS) {
            const value = facts[name];
            if (value !== undefined) expect(options.some(([option]) => option === value)).toBe(true);
            expect(value !== undefined && errors[name] !== undefined).toBe(false);
          }
          firstStandard(facts);
        },
      ),
    );
  });
});
