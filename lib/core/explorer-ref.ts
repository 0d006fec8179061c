// One requirement as the public explorer shows it: both directions, disputes, what has to be made, and its neighbours.
import { carryOverTable, criterionInScope, disputesOf, type Pair, pairsOf } from "@/lib/core/crosswalk";
import { type ExplorerGroup, findGroup, GROUP_BY_ID, groupIdOf } from "@/lib/core/explorer-groups";
import { crosswalkInputOf, type ExplorerView } from "@/lib/core/explorer-view";
import {
  ALL_REQUIREMENTS,
  CRITERION_BY_REF,
  compareRefs,
  DISPUTE_BY_ID,
  entryOf,
  parseRef,
  ROW_BY_CRITERION,
} from "@/lib/core/frameworks/catalogue";
import { NET_NEW } from "@/lib/core/frameworks/net-new";
import {
  type AnnexTheme,
  type CatalogueEntry,
  type CrosswalkRow,
  type Dispute,
  type EvidenceHint,
  type NetNewItem,
  TSC_CATEGORIES,
  type TscCategory,
} from "@/lib/core/frameworks/types";
import type { OverlapOutcome } from "@/lib/core/requirement-detail";

export type RefPair = {
  readonly criterion: string;
  readonly iso: string;
  /** The other side of the pair, seen from the page. */
  readonly other: CatalogueEntry;
  readonly overlap: "full" | "partial";
  readonly kind: Pair["kind"];
  readonly category: TscCategory;
  readonly inScope: boolean;
  readonly row: CrosswalkRow;
  /** Ids of disputes that name both sides. */
  readonly disputes: readonly string[];
  /** What else, in scope, is paired with the other side. */
  readonly alsoPairedWith: readonly string[];
};

export type ExplorerRef = {
  readonly entry: CatalogueEntry;
  readonly group: ExplorerGroup;
  readonly previous: CatalogueEntry | null;
  readonly next: CatalogueEntry | null;
  /** Whether the scope takes the criterion in; controls and clauses always are. */
  readonly inScope: boolean;
  readonly outcome: OverlapOutcome;
  /** Full pairs first, in standard order. */
  readonly pairs: readonly RefPair[];
  /** The article's row of a criterion. */
  readonly row: CrosswalkRow | null;
  readonly toMake: readonly NetNewItem[];
  /** The theme that a row in scope names as a whole, while such rows are shown and no pair stands. */
  readonly themeLevel: { readonly theme: AnnexTheme; readonly criteria: readonly string[] } | null;
  readonly disputes: readonly Dispute[];
};

const NOTHING_LEFT_OUT = { categories: TSC_CATEGORIES, countWildcard: false, overrides: [] } as const;
const ALL_PAIRS: readonly Pair[] = pairsOf(NOTHING_LEFT_OUT);

export type AddressReading =
  | { readonly kind: "entry"; readonly entry: CatalogueEntry }
  | { readonly kind: "moved"; readonly ref: string }
  | { readonly kind: "group"; readonly id: string }
  | { readonly kind: "unknown" };

/**
 * What the last part of an address names: a requirement by its canonical reference, the same in another spelling, or a group.
 * A bare number that is a clause names the clause.
 */
export function readRefAddress(text: string): AddressReading {
  const entry = entryOf(text);
  if (entry !== undefined) return { kind: "entry", entry };
  const ref = parseRef(text.slice(0, 60), "clause");
  if (ref !== null) return { kind: "moved", ref };
  const group = findGroup(text);
  return group === undefined ? { kind: "unknown" } : { kind: "group", id: group.id };
}

function isInScope(category: TscCategory, view: ExplorerView): boolean {
  return category === "security" || view.categories.includes(category);
}

function refPair(pair: Pair, side: "criterion" | "ref", view: ExplorerView): RefPair | null {
  const here = side === "criterion" ? pair.ref : pair.criterion;
  const other = entryOf(here);
  const criterion = CRITERION_BY_REF.get(pair.criterion);
  const row = ROW_BY_CRITERION.get(pair.criterion);
  if (other === undefined || criterion === undefined || row === undefined) return null;
  const otherSide = side === "criterion" ? "ref" : "criterion";
  return {
    ...{ criterion: pair.criterion, iso: pair.ref, other, overlap: pair.overlap, kind: pair.kind, row },
    category: criterion.category,
    inScope: isInScope(criterion.category, view),
    disputes: pair.disputes,
    alsoPairedWith: ALL_PAIRS.filter(
      (one) => one[otherSide] === here && one[side] !== pair[side] && pairInScope(one, view),
    )
      .map((one) => one[side])
      .sort(compareRefs),
  };
}

function pairInScope(pair: Pair, view: ExplorerView): boolean {
  const criterion = CRITERION_BY_REF.get(pair.criterion);
  return criterion !== undefined && criterionInScope(criterion, crosswalkInputOf(view));
}

function pairsFor(entry: CatalogueEntry, view: ExplorerView): readonly RefPair[] {
  const side = entry.kind === "criterion" ? "criterion" : "ref";
  const all = ALL_PAIRS.filter((pair) => pair[side] === entry.ref)
    .map((pair) => refPair(pair, side, view))
    .filter((pair) => pair !== null)
    .sort((a, b) => compareRefs(a.other.ref, b.other.ref));
  return [
    ...all.filter((pair) => pair.overlap === "full"),
    ...all.filter((pair) => pair.overlap === "partial"),
  ];
}

function outcomeOf(entry: CatalogueEntry, pairs: readonly RefPair[]): OverlapOutcome {
  const counted = entry.kind === "criterion" ? pairs : pairs.filter((pair) => pair.inScope);
  if (counted.some((pair) => pair.overlap === "full")) return "reuse";
  if (counted.length > 0) return "supplement";
  if (entry.kind !== "criterion") return "net_new";
  return (ROW_BY_CRITERION.get(entry.ref)?.wildcardTheme ?? null) === null ? "soc2_only" : "theme_level";
}

function themeLevelOf(entry: CatalogueEntry, view: ExplorerView): ExplorerRef["themeLevel"] {
  if (entry.kind !== "control") return null;
  const stands = carryOverTable(crosswalkInputOf(view)).get(entry.ref)?.themeLevelOnly ?? false;
  if (!stands) return null;
  const criteria = [...ROW_BY_CRITERION.values()]
    .filter((row) => row.wildcardTheme === entry.theme)
    .map((row) => row.criterion);
  return { theme: entry.theme, criteria };
}

function disputesFor(entry: CatalogueEntry): readonly Dispute[] {
  const ids = [...disputesOf(entry.ref), ...(ROW_BY_CRITERION.get(entry.ref)?.disputes ?? [])];
  return [...new Set(ids)]
    .sort(compareRefs)
    .map((id) => DISPUTE_BY_ID.get(id))
    .filter((dispute) => dispute !== undefined);
}

function neighbours(entry: CatalogueEntry): Pick<ExplorerRef, "previous" | "next"> {
  const alike = ALL_REQUIREMENTS.filter((one) => one.kind === entry.kind);
  const at = alike.indexOf(entry);
  return { previous: alike[at - 1] ?? null, next: alike[at + 1] ?? null };
}

/** The page of one requirement for a view. */
export function explorerRef(entry: CatalogueEntry, view: ExplorerView): ExplorerRef {
  const group = GROUP_BY_ID.get(groupIdOf(entry));
  if (group === undefined) throw new Error(`${entry.ref} is in no group`);
  const pairs = pairsFor(entry, view);
  return {
    ...{ entry, group, pairs },
    ...neighbours(entry),
    inScope: entry.kind !== "criterion" || isInScope(entry.category, view),
    outcome: outcomeOf(entry, pairs),
    row: ROW_BY_CRITERION.get(entry.ref) ?? null,
    toMake: NET_NEW.filter((item) => item.ref === entry.ref),
    themeLevel: themeLevelOf(entry, view),
    disputes: disputesFor(entry),
  };
}

const REUSABLE: ReadonlySet<EvidenceHint["kind"]> = new Set(["evidence", "third_party_assurance"]);

/** The hints of a row that are evidence to reuse, and those that say what ISO wants beside it. */
export function partHints(hints: readonly EvidenceHint[]): {
  readonly reuse: readonly EvidenceHint[];
  readonly beside: readonly EvidenceHint[];
} {
  return {
    reuse: hints.filter((hint) => REUSABLE.has(hint.kind)),
    beside: hints.filter((hint) => !REUSABLE.has(hint.kind)),
  };
}

/** The pairs of a criterion by what each requirement supports: the criterion and whoever else in scope is paired with it. */
export function bySupport(
  criterion: string,
  pairs: readonly RefPair[],
): readonly { readonly supports: readonly string[]; readonly refs: readonly string[] }[] {
  const groups = new Map<string, { supports: readonly string[]; refs: readonly string[] }>();
  for (const pair of pairs) {
    const supports = [criterion, ...pair.alsoPairedWith];
    const key = supports.join();
    groups.set(key, { supports, refs: [...(groups.get(key)?.refs ?? []), pair.iso] });
  }
  return [...groups.values()];
}
