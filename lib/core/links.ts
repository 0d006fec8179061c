// Which controls and clauses a piece of evidence should be proposed for, because of the criteria it is linked to.

import { type CrosswalkInput, type Pair, pairsOf } from "@/lib/core/crosswalk";
import { compareRefs } from "@/lib/core/frameworks/catalogue";

export type LinkProposal = {
  readonly ref: string;
  /** Full when at least one of the item's criteria has a Full pair with it. */
  readonly overlap: "full" | "partial";
  /** Full pairs start ticked, Partial pairs do not. */
  readonly ticked: boolean;
  /** What has to be added for ISO, without repetition; empty for Full. */
  readonly toAdd: readonly string[];
  /** The item's criteria that lead here, in the rows' order. */
  readonly via: readonly string[];
  /** Ids of the disputes about the pairs. */
  readonly disputes: readonly string[];
};

export type LinkSource = {
  /** The criteria the item is linked to; those out of scope propose nothing. */
  readonly criteria: readonly string[];
  /** All references it is linked to already, and those for which a proposal was declined. */
  readonly known: readonly string[];
};

/** Proposals for one item in standard order, without excluded references and those it has already. */
export function proposeLinks(
  item: LinkSource,
  input: CrosswalkInput,
  excluded: ReadonlySet<string> = new Set(),
): readonly LinkProposal[] {
  return proposeFrom(item, pairsOf(input), excluded);
}

/** As `proposeLinks`, with the scope's pairs computed once for many items. */
export function proposeFrom(
  item: LinkSource,
  scopePairs: readonly Pair[],
  excluded: ReadonlySet<string>,
): readonly LinkProposal[] {
  const byRef = new Map<string, Pair[]>();
  for (const pair of scopePairs) {
    if (!item.criteria.includes(pair.criterion)) continue;
    if (item.known.includes(pair.ref) || excluded.has(pair.ref)) continue;
    byRef.set(pair.ref, [...(byRef.get(pair.ref) ?? []), pair]);
  }
  return [...byRef].map(([ref, pairs]) => proposalOf(ref, pairs)).sort((a, b) => compareRefs(a.ref, b.ref));
}

function proposalOf(ref: string, pairs: readonly Pair[]): LinkProposal {
  const full = pairs.some((pair) => pair.overlap === "full");
  const toAdd = full ? [] : pairs.map((pair) => pair.toAdd).filter((text) => text !== null);
  return {
    ref,
    overlap: full ? "full" : "partial",
    ticked: full,
    toAdd: [...new Set(toAdd)],
    via: pairs.map((pair) => pair.criterion),
    disputes: [...new Set(pairs.flatMap((pair) => pair.disputes))],
  };
}
