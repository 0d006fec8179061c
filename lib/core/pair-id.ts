// How one pair of the crosswalk is named: in the activity log, under comments and in forms. Browsers load this file, so the catalogue stays out.
export type PairRefs = { readonly criterion: string; readonly ref: string };

/** `CC6.1|A.5.15`. */
export function pairId({ criterion, ref }: PairRefs): string {
  return `${criterion}|${ref}`;
}

/** `CC6.1 to A.5.15`, as sentences name the pair. */
export function pairWords({ criterion, ref }: PairRefs): string {
  return `${criterion} to ${ref}`;
}
