// Everything that an export of the crosswalk says, for one view and with a team's decisions where a workspace is exported.
import {
  type CrosswalkInput,
  carryOverTable,
  type KnownPair,
  knownPairsOf,
  type Pair,
  rowsOf,
  soc2Only,
} from "@/lib/core/crosswalk";
import { type ExportNumbers, exportNumbers } from "@/lib/core/crosswalk-export-numbers";
import type { ExplorerView } from "@/lib/core/explorer-view";
import { CRITERION_BY_REF, compareRefs } from "@/lib/core/frameworks/catalogue";
import { type DatasetEdition, NEWEST_EDITION } from "@/lib/core/frameworks/editions";
import { NET_NEW } from "@/lib/core/frameworks/net-new";
import type { AnnexTheme, CrosswalkRow, Overlap } from "@/lib/core/frameworks/types";
import { type PrivacyView, privacyTable } from "@/lib/core/privacy-column";

/** What a team decided about a pair, with who and when. */
export type ExportDecision = {
  readonly criterion: string;
  readonly ref: string;
  readonly overlap: Overlap | "none";
  readonly note: string;
  readonly reason: string;
  readonly decidedBy: string;
  /** ISO instant. */
  readonly decidedAt: string;
  readonly datasetVersion: string;
};

/** That a person has read and confirmed a pair, with the overlap that counted then. */
export type ExportReview = {
  readonly criterion: string;
  readonly ref: string;
  readonly overlap: Overlap | "none";
  readonly note: string;
  readonly reviewedBy: string;
  readonly reviewedAt: string;
  readonly datasetVersion: string;
};

/** The third layer: what the workspace adds to the sources and the computed numbers. */
export type TeamLayer = {
  readonly workspaceId: string;
  readonly workspace: string;
  readonly exportedAt: string;
  /** The edition of the dataset that the workspace reads. */
  readonly edition: DatasetEdition;
  /** Those that count. */
  readonly decisions: readonly ExportDecision[];
  /** Those that the edition has no pair for any more: kept, and counted nowhere. */
  readonly orphaned: readonly ExportDecision[];
  readonly reviews: readonly ExportReview[];
  /** Linked pieces of evidence by requirement; absent means none. */
  readonly linked: ReadonlyMap<string, number>;
};

export type ExportPair = {
  readonly criterion: string;
  readonly ref: string;
  readonly target: Pair["target"];
  readonly kind: Pair["kind"];
  /** What counts. `none` is a pair that the team took out; the source's word stands in `asserted`. */
  readonly overlap: KnownPair["overlap"];
  /** What the source's row says; null for a pair that the team added. */
  readonly asserted: Overlap | null;
  readonly evidence: readonly string[];
  readonly toAdd: string | null;
  readonly caveat: string | null;
  readonly source: CrosswalkRow["source"] | null;
  readonly disputes: readonly string[];
  readonly decision: ExportDecision | null;
  readonly review: ExportReview | null;
  /** Evidence on either side of the pair; null outside a workspace. */
  readonly linked: { readonly criterion: number; readonly requirement: number } | null;
};

export type CrosswalkDocument = {
  readonly view: ExplorerView;
  readonly edition: DatasetEdition;
  readonly input: CrosswalkInput;
  readonly numbers: ExportNumbers;
  /** In the order of the direction: by criterion, or by control and clause. */
  readonly pairs: readonly ExportPair[];
  readonly themeLevel: readonly { readonly criterion: string; readonly theme: AnnexTheme }[];
  /** Criteria in scope without a counterpart in ISO/IEC 27001. */
  readonly soc2Only: readonly string[];
  /** Controls and clause requirements without a pair, with what has to be made. */
  readonly netNew: readonly {
    readonly ref: string;
    readonly toMake: string | null;
    readonly themeLevelOnly: boolean;
  }[];
  readonly privacy: readonly PrivacyView[] | null;
  readonly team: TeamLayer | null;
};

type Keyed = { readonly criterion: string; readonly ref: string };

function keyOf({ criterion, ref }: Keyed): string {
  return `${criterion} ${ref}`;
}

function byPair<T extends Keyed>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((one) => [keyOf(one), one]));
}

type Bare = Omit<ExportPair, "decision" | "review" | "linked">;

function bareOf(pair: KnownPair): Bare {
  return {
    ...{ criterion: pair.criterion, ref: pair.ref, target: pair.target, kind: pair.kind },
    overlap: pair.overlap,
    asserted: pair.inherited,
    evidence: pair.evidence.map((hint) => hint.text),
    toAdd: pair.overlap === "partial" ? pair.toAdd : null,
    ...{ caveat: pair.caveat, source: pair.source, disputes: pair.disputes },
  };
}

function inOrder(pairs: readonly Bare[], direction: ExplorerView["direction"]): readonly Bare[] {
  const [first, second] =
    direction === "iso" ? (["criterion", "ref"] as const) : (["ref", "criterion"] as const);
  return [...pairs].sort((a, b) => compareRefs(a[first], b[first]) || compareRefs(a[second], b[second]));
}

function withTeam(pairs: readonly Bare[], team: TeamLayer | null): readonly ExportPair[] {
  const decisions = byPair(team?.decisions ?? []);
  const reviews = byPair(team?.reviews ?? []);
  const linked = (ref: string) => team?.linked.get(ref) ?? 0;
  return pairs.map((pair) => ({
    ...pair,
    decision: decisions.get(keyOf(pair)) ?? null,
    review: reviews.get(keyOf(pair)) ?? null,
    linked: team === null ? null : { criterion: linked(pair.criterion), requirement: linked(pair.ref) },
  }));
}

function netNewOf(input: CrosswalkInput): CrosswalkDocument["netNew"] {
  return [...carryOverTable(input).values()]
    .filter((view) => view.outcome === "net_new")
    .map(({ ref, themeLevelOnly }) => ({
      ref,
      toMake: NET_NEW.find((item) => item.ref === ref)?.artefact ?? null,
      themeLevelOnly,
    }));
}

function themeLevelOf(input: CrosswalkInput): CrosswalkDocument["themeLevel"] {
  const inScope = new Set<string>(input.categories).add("security");
  return rowsOf(input).flatMap(({ criterion, wildcardTheme }) => {
    const category = CRITERION_BY_REF.get(criterion)?.category ?? "";
    return wildcardTheme === null || !inScope.has(category) ? [] : [{ criterion, theme: wildcardTheme }];
  });
}

function privacyOf(edition: DatasetEdition, { edition: asked }: ExplorerView): CrosswalkDocument["privacy"] {
  return asked === null || edition.privacy.length === 0 ? null : privacyTable(asked);
}

/**
 * The document of one view. Without `team` it holds what is published and computed in the newest edition; with it the
 * team's layer as well, in the edition that the team reads.
 */
export function crosswalkDocument(view: ExplorerView, team: TeamLayer | null = null): CrosswalkDocument {
  const edition = team?.edition ?? NEWEST_EDITION;
  const input: CrosswalkInput = {
    categories: view.categories,
    countWildcard: view.wildcard,
    overrides: team?.decisions ?? [],
    rows: edition.rows,
  };
  return {
    ...{ view, edition, input, team },
    numbers: exportNumbers(input, view.direction),
    pairs: withTeam(inOrder(knownPairsOf(input).map(bareOf), view.direction), team),
    themeLevel: themeLevelOf(input),
    soc2Only: soc2Only(input).refs,
    netNew: netNewOf(input),
    privacy: privacyOf(edition, view),
  };
}
