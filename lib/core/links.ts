// Which requirements a piece of evidence should be proposed for, because of those it is linked to: both ways of the crosswalk.

import { type CrosswalkInput, type Pair, pairsOf } from "@/lib/core/crosswalk";
import { CRITERION_BY_REF, compareRefs } from "@/lib/core/frameworks/catalogue";

/** `iso`: a criterion leads to a control or clause. `soc2`: the way back, from a control or clause to a criterion. */
export type ProposalDirection = "iso" | "soc2";

export type LinkProposal = {
  readonly ref: string;
  readonly direction: ProposalDirection;
  /** Full when at least one of the pairs that lead here is. */
  readonly overlap: "full" | "partial";
  /** Full pairs start ticked, Partial pairs do not; on the way back nothing does. */
  readonly ticked: boolean;
  /** What has to be added, without repetition; empty for Full towards ISO. */
  readonly toAdd: readonly string[];
  /** The item's requirements that lead here, in the rows' order. */
  readonly via: readonly string[];
  /** Ids of the disputes about the pairs. */
  readonly disputes: readonly string[];
  /** Those of `via` whose pair the team decided about; the source's row says something else. */
  readonly decided: readonly string[];
};

export type LinkSource = {
  /** What it was linked to by a person or a register. Links that came from a proposal propose nothing further. */
  readonly from: readonly string[];
  /** All references it is linked to already, and those for which a proposal was declined. */
  readonly known: readonly string[];
};

/** Overlap says how far evidence for a criterion serves ISO; the other way it promises nothing. */
const ON_THE_WAY_BACK =
  "show that it operated over the observation window, with the population where the criterion is tested by samples";

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
  const from = new Set(item.from);
  const known = new Set([...item.known, ...item.from]);
  const byRef = new Map<string, Pair[]>();
  for (const pair of scopePairs) {
    if (excluded.has(pair.ref)) continue;
    for (const [source, target] of [
      [pair.criterion, pair.ref],
      [pair.ref, pair.criterion],
    ] as const) {
      if (from.has(source) && !known.has(target)) {
        byRef.set(target, [...(byRef.get(target) ?? []), pair]);
      }
    }
  }
  return [...byRef].map(([ref, pairs]) => proposalOf(ref, pairs)).sort((a, b) => compareRefs(a.ref, b.ref));
}

function proposalOf(ref: string, pairs: readonly Pair[]): LinkProposal {
  const full = pairs.some((pair) => pair.overlap === "full");
  const overlap = full ? "full" : "partial";
  const disputes = [...new Set(pairs.flatMap((pair) => pair.disputes))];
  if (CRITERION_BY_REF.has(ref)) {
    const via = pairs.map((pair) => pair.ref);
    const decided = pairs.filter((pair) => pair.overridden).map((pair) => pair.ref);
    return {
      ref,
      direction: "soc2",
      overlap,
      ticked: false,
      toAdd: [ON_THE_WAY_BACK],
      via,
      disputes,
      decided,
    };
  }
  const toAdd = full ? [] : pairs.map((pair) => pair.toAdd).filter((text) => text !== null);
  return {
    ref,
    direction: "iso",
    overlap,
    ticked: full,
    toAdd: [...new Set(toAdd)],
    via: pairs.map((pair) => pair.criterion),
    disputes,
    decided: pairs.filter((pair) => pair.overridden).map((pair) => pair.criterion),
  };
}

export type ProposalStep = { readonly source: string; readonly target: string };

/** The steps that proposals may take, both ways, for a count by the database; excluded references take part in none. */
export function proposalSteps(
  pairs: readonly Pair[],
  excluded: ReadonlySet<string>,
): readonly ProposalStep[] {
  return pairs
    .filter((pair) => !excluded.has(pair.ref))
    .flatMap(({ criterion, ref }) => [
      { source: criterion, target: ref },
      { source: ref, target: criterion },
    ]);
}
