// A number of the product: n of m with the rows that it counts.

export type Count = {
  readonly count: number;
  readonly of: number;
  /** The counted references, in the order of the rows given. */
  readonly refs: readonly string[];
};

/** `refs.length` of `of`. */
export function countOf(refs: readonly string[], of: number): Count {
  return { count: refs.length, of, refs };
}
