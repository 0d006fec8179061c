// Reading the name of a pair: the catalogue says which ones there are.
import { CLAUSE_BY_REF, CONTROL_BY_REF, CRITERION_BY_REF } from "@/lib/core/frameworks/catalogue";
import type { PairRefs } from "@/lib/core/pair-id";

/** The two sides of `CC6.1|A.5.15`; null unless a criterion and an ISO requirement are named canonically. */
export function readPairId(id: string): PairRefs | null {
  const [criterion = "", ref = "", ...rest] = id.split("|");
  const known = CRITERION_BY_REF.has(criterion) && (CONTROL_BY_REF.has(ref) || CLAUSE_BY_REF.has(ref));
  return known && rest.length === 0 ? { criterion, ref } : null;
}
