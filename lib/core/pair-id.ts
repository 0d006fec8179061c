// How one pair of the crosswalk is named: in the activity log, under comments and in forms.
import { CLAUSE_BY_REF, CONTROL_BY_REF, CRITERION_BY_REF } from "@/lib/core/frameworks/catalogue";

export type PairRefs = { readonly criterion: string; readonly ref: string };

/** `CC6.1|A.5.15`. */
export function pairId({ criterion, ref }: PairRefs): string {
  return `${criterion}|${ref}`;
}

/** The two sides of `CC6.1|A.5.15`; null unless a criterion and an ISO requirement are named canonically. */
export function readPairId(id: string): PairRefs | null {
  const [criterion = "", ref = "", ...rest] = id.split("|");
  const known = CRITERION_BY_REF.has(criterion) && (CONTROL_BY_REF.has(ref) || CLAUSE_BY_REF.has(ref));
  return known && rest.length === 0 ? { criterion, ref } : null;
}

/** `CC6.1 to A.5.15`, as sentences name the pair. */
export function pairWords({ criterion, ref }: PairRefs): string {
  return `${criterion} to ${ref}`;
}
