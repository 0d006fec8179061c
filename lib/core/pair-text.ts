// Which pair an address means, as people type references.
import { entryOf, parseRef } from "@/lib/core/frameworks/catalogue";
import type { PairRefs } from "@/lib/core/pair-id";
import { readPairId } from "@/lib/core/pair-read";

/** The pair that two references mean as people type them, in either order; null when one is not known. */
export function readPairText(one: string, other: string): PairRefs | null {
  const [left, right] = [one, other].map((text) => (entryOf(text) === undefined ? parseRef(text) : text));
  if (left == null || right == null) return null;
  return readPairId(`${left}|${right}`) ?? readPairId(`${right}|${left}`);
}
