// Which standard first: weighs the visitor's facts by the rules and says what spoke for each side and what would change the answer.
import {
  FACTS,
  type FactName,
  FIRST_RULES,
  type FirstFacts,
  type FirstRule,
  type RuleSide,
} from "@/lib/core/first-standard-rules";

/** In order: what speaks for ISO only ever moves to the right. */
export const FIRST_ANSWERS = ["soc2", "together", "iso"] as const;
export type FirstAnswer = (typeof FIRST_ANSWERS)[number];

export type FirstResult = {
  readonly answer: FirstAnswer;
  /** Every rule that applied, by side, heaviest first. */
  readonly reasons: Readonly<Record<RuleSide, readonly FirstRule[]>>;
  readonly weights: Readonly<Record<RuleSide, number>>;
  /** How much heavier one side has to be than the other. */
  readonly margin: number;
};

const CLEAR = 1;

function weightOf(rules: readonly FirstRule[]): number {
  return rules.reduce((sum, rule) => sum + rule.weight, 0);
}

function answerOf(weights: Readonly<Record<RuleSide, number>>, margin: number): FirstAnswer {
  const lead = weights.iso - weights.soc2;
  if (lead > margin) return "iso";
  return lead < -margin ? "soc2" : "together";
}

/**
 * The answer that a set of applied rules gives. One side wins when it is heavier by more than the margin; what speaks for both
 * widens the margin.
 */
export function weighRules(rules: readonly FirstRule[]): FirstResult {
  const bySide = (side: RuleSide) =>
    rules.filter((rule) => rule.side === side).toSorted((a, b) => b.weight - a.weight);
  const reasons = { iso: bySide("iso"), soc2: bySide("soc2"), together: bySide("together") };
  const weights = {
    iso: weightOf(reasons.iso),
    soc2: weightOf(reasons.soc2),
    together: weightOf(reasons.together),
  };
  const margin = CLEAR + weights.together;
  return { answer: answerOf(weights, margin), reasons, weights, margin };
}

/** The rules that apply to the facts, in their order. */
export function appliedRules(facts: FirstFacts): readonly FirstRule[] {
  return FIRST_RULES.filter((rule) => rule.applies(facts));
}

/** The result for the facts; null while nothing is answered. */
export function firstStandard(facts: FirstFacts): FirstResult | null {
  return Object.keys(facts).length === 0 ? null : weighRules(appliedRules(facts));
}

export type Change = { readonly fact: FactName; readonly option: string; readonly answer: FirstAnswer };

/** Every single answer that would, with all others kept, lead to another result. */
export function changesOf(facts: FirstFacts): readonly Change[] {
  const now = firstStandard(facts);
  if (now === null) return [];
  return FACTS.flatMap(({ name, options }) =>
    options
      .filter(([option]) => facts[name] !== option)
      .map(([option]) => ({
        fact: name,
        option,
        answer: weighRules(appliedRules({ ...facts, [name]: option })).answer,
      }))
      .filter((change) => change.answer !== now.answer),
  );
}

export type FirstReading = {
  readonly facts: FirstFacts;
  /** By fact: a sentence about a value that is no answer. */
  readonly errors: Readonly<Partial<Record<FactName, string>>>;
};

/** The facts from a query. An empty or absent value is "not known"; a value that is no answer is said and left out. */
export function readFirstFacts(query: Readonly<Record<string, string | undefined>>): FirstReading {
  const facts: Partial<Record<FactName, string>> = {};
  const errors: Partial<Record<FactName, string>> = {};
  for (const { name, options } of FACTS) {
    const typed = query[name]?.trim() ?? "";
    if (typed === "") continue;
    if (options.some(([option]) => option === typed)) facts[name] = typed;
    else errors[name] = `"${typed.slice(0, 40)}" is no answer here. Choose one of these.`;
  }
  return { facts, errors };
}
