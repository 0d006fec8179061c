// The starter library of risks of a software service: a place to begin, which counts for nothing until somebody has assessed it.

import { OPERATIONS_SCENARIOS } from "@/lib/core/risk-library-operations";
import { ORGANISATION_SCENARIOS } from "@/lib/core/risk-library-organisation";
import { PRODUCT_SCENARIOS } from "@/lib/core/risk-library-product";
import type { Scenario } from "@/lib/core/risk-scenario";

export const SCENARIOS: readonly Scenario[] = [
  ...PRODUCT_SCENARIOS,
  ...OPERATIONS_SCENARIOS,
  ...ORGANISATION_SCENARIOS,
];

export const SCENARIO_IDS: readonly string[] = SCENARIOS.map(({ id }) => id);

export const SCENARIO_BY_ID: ReadonlyMap<string, Scenario> = new Map(SCENARIOS.map((one) => [one.id, one]));

export const SCENARIO_GROUPS: readonly string[] = [...new Set(SCENARIOS.map(({ group }) => group))];

/** The scenarios of a group that hold all the words. */
export function findScenarios(given: {
  readonly group: string | null;
  readonly q: string;
}): readonly Scenario[] {
  const words = given.q.toLowerCase().split(/\s+/).filter(Boolean);
  return SCENARIOS.filter((one) => given.group === null || one.group === given.group).filter((one) => {
    const text = [one.title, one.asset, one.cause, one.consequence, ...one.refs].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
