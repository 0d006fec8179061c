// One requirement as its page shows it: linked evidence, both directions of the crosswalk, history, and what is asked next.
import {
  type CrosswalkInput,
  carryOver,
  carryOverTable,
  criterionSupport,
  criterionView,
  type Decided,
  disputesOf,
  type KnownPair,
  knownPairsOf,
  knownPairsOfCriterion,
  type Pair,
  pairsOf,
  soc2Only,
} from "@/lib/core/crosswalk";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { isExpired, isOutdated } from "@/lib/core/evidence";
import type { Window } from "@/lib/core/evidence-window";
import { CRITERION_BY_REF, DISPUTE_BY_ID, entryOf } from "@/lib/core/frameworks/catalogue";
import { NET_NEW } from "@/lib/core/frameworks/net-new";
import type { Dispute, EvidenceHint, Overlap, SourceRef } from "@/lib/core/frameworks/types";
import type { PairRefs } from "@/lib/core/pair-id";
import type { RowReliance } from "@/lib/core/reliance";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import { ITEM_STATE, type ItemState, type Tone, type Verdict } from "@/lib/core/statuses";

export type LinkedEvidence = {
  readonly itemId: string;
  readonly reference: string | null;
  readonly title: string;
  readonly category: string;
  readonly state: ItemState;
  readonly stateReason: string;
  readonly ownerName: string | null;
  readonly verdict: Verdict;
  readonly verdictNote: string;
  readonly reviewerName: string | null;
  readonly reviewedOn: IsoDate | null;
  /** Number of the artifact that the verdict was given on; null without a verdict. */
  readonly reviewedArtifact: number | null;
  readonly currentArtifact: number;
  readonly acceptedOn: IsoDate | null;
  readonly effectiveOn: IsoDate | null;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
  readonly renewOn: IsoDate | null;
  /** Requirements that the item is linked to, this one included. */
  readonly usedIn: number;
};

export type HistoryEntry = {
  readonly seq: number;
  /** `18 Nov 2026, 09:12` in the workspace's time zone. */
  readonly at: string;
  readonly actor: string;
  readonly words: string;
  readonly icon: "edit" | "link" | "comment" | "nonconformity" | "soa" | "crosswalk";
};

/** A requirement that is shown in full. */
export type OpenRequirement = {
  readonly row: RequirementRow;
  readonly evidence: readonly LinkedEvidence[];
  readonly history: readonly HistoryEntry[];
  /** Providers' documents that stand behind a control. */
  readonly reliance: readonly RowReliance[];
  /** The observation window of the SOC 2 report. */
  readonly window: Window;
};

function stateWords(item: LinkedEvidence): string {
  if (item.state === "accepted" && item.acceptedOn !== null) return `Accepted ${formatDate(item.acceptedOn)}`;
  return ITEM_STATE[item.state].label;
}

function renewalWords(item: LinkedEvidence, today: IsoDate): string | null {
  if (item.renewOn === null) return null;
  const date = formatDate(item.renewOn);
  return isExpired(item.renewOn, today) ? `Expired ${date}` : `Renew by ${date}`;
}

function periodWords({ periodFrom, periodTo }: LinkedEvidence): string | null {
  if (periodFrom === null && periodTo === null) return null;
  if (periodFrom === null) return `Covers up to ${formatDate(periodTo ?? "")}`;
  if (periodTo === null) return `Covers from ${formatDate(periodFrom)}`;
  return `Covers ${formatDate(periodFrom)} to ${formatDate(periodTo)}`;
}

/** The facts of a linked item in one line: reference, state, period, renewal, use. */
export function evidenceLine(item: LinkedEvidence, today: IsoDate): string {
  return [
    item.reference,
    stateWords(item),
    periodWords(item),
    renewalWords(item, today),
    `Used in ${item.usedIn}`,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}

/** Who gave the verdict, when, and on which version when that is not the newest; null while there is none. */
export function verdictLine(item: LinkedEvidence): string | null {
  if (item.verdict === "proposed" || item.reviewerName === null || item.reviewedOn === null) return null;
  const old = item.reviewedArtifact !== null && item.reviewedArtifact !== item.currentArtifact;
  const version = old ? `, given on version ${item.reviewedArtifact} of ${item.currentArtifact}` : "";
  return `Verdict by ${item.reviewerName}, ${formatDate(item.reviewedOn)}${version}`;
}

// ---- what is asked ----

export type Ask = { readonly tone: Tone; readonly text: string };

function named(item: LinkedEvidence): string {
  return item.reference ?? item.title;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

function evidenceAsk(row: RequirementRow, items: readonly LinkedEvidence[], today: IsoDate): Ask | null {
  const returned = items.find((item) => item.state === "returned");
  if (returned) {
    const reason = returned.stateReason === "" ? "" : ` ${sentence(returned.stateReason)}`;
    return { tone: "gap", text: `${named(returned)} was returned.${reason}` };
  }
  const expired = items.find((item) => isExpired(item.renewOn, today));
  if (expired && !row.evidencedCurrent) {
    return {
      tone: "gap",
      text: `${named(expired)} expired ${formatDate(expired.renewOn ?? today)}. Renew it, then ask for a review.`,
    };
  }
  const older = items.find((item) => item.verdict === "sufficient" && isOutdated(item, item));
  if (older && !row.evidencedCurrent) {
    return {
      tone: "due",
      text: `${named(older)} has a newer version than the one that was judged. Ask for a review of version ${older.currentArtifact}.`,
    };
  }
  const wanting = items.find((item) => item.verdict === "needs_supplement");
  return wanting === undefined
    ? null
    : {
        tone: "due",
        text: `The verdict on ${named(wanting)} asks for more. ${sentence(wanting.verdictNote)}`,
      };
}

/** The one thing that the row asks for now; null when it asks for nothing. */
export function askOf(row: RequirementRow, items: readonly LinkedEvidence[], today: IsoDate): Ask | null {
  if (row.applicability === "excluded") return null;
  if (row.openMajor > 0) {
    return {
      tone: "gap",
      text: `${row.openMajor === 1 ? "One open major nonconformity names" : `${row.openMajor} open major nonconformities name`} ${row.ref}.`,
    };
  }
  if (row.evidenceStatus === "ready" && !row.evidencedCurrent && !row.overridden) {
    return {
      tone: "gap",
      text: "Recorded as ready, but no linked evidence is sufficient, accepted and current today.",
    };
  }
  return evidenceAsk(row, items, today);
}

// ---- both directions ----

export type PairLine = {
  readonly pair: PairRefs;
  /** The other side. */
  readonly ref: string;
  readonly title: string;
  readonly overlap: KnownPair["overlap"];
  /** What the source's row says; null for a pair that the team added. */
  readonly inherited: Overlap | null;
  readonly toAdd: string | null;
  readonly caveat: string | null;
  readonly hints: readonly EvidenceHint[];
  readonly source: SourceRef | null;
  readonly disputes: readonly Dispute[];
  readonly overridden: string | null;
  readonly decided: Decided | null;
  /** Items linked to the other side. */
  readonly linked: number;
};

export type SupportLine = {
  readonly ref: string;
  readonly title: string;
  readonly ready: number;
  readonly of: number;
  /** Paired requirements that are not recorded as ready. */
  readonly open: readonly string[];
};

/** `theme_level`: a criterion whose row speaks of a whole theme and names no control. */
export type OverlapOutcome = "reuse" | "supplement" | "net_new" | "soc2_only" | "theme_level";

export type Directions = {
  /** ISO requirement: its criteria. Criterion: its controls and clauses. */
  readonly pairs: readonly PairLine[];
  /** Pairs of the source that the team took out; they count for nothing. */
  readonly takenOut: readonly PairLine[];
  readonly supports: readonly SupportLine[];
  /** What to add, without repetition; empty when it can be reused as is. */
  readonly toAdd: readonly string[];
  readonly outcome: OverlapOutcome;
  readonly disputes: readonly Dispute[];
  readonly themeLevelOnly: boolean;
  /** What nobody has yet: the artefact that ISO asks for; null where none is named. */
  readonly toMake: string | null;
};

function titleOf(ref: string): string {
  return entryOf(ref)?.title ?? ref;
}

function disputesFor(ids: readonly string[]): readonly Dispute[] {
  return ids.map((id) => DISPUTE_BY_ID.get(id)).filter((dispute) => dispute !== undefined);
}

function lineOf(pair: KnownPair, other: string, linked: ReadonlyMap<string, number>): PairLine {
  return {
    pair: { criterion: pair.criterion, ref: pair.ref },
    ref: other,
    title: titleOf(other),
    overlap: pair.overlap,
    inherited: pair.inherited,
    toAdd: pair.overlap === "full" ? null : pair.toAdd,
    caveat: pair.caveat,
    hints: pair.evidence,
    source: pair.source,
    disputes: disputesFor(pair.disputes),
    overridden: pair.overrideReason,
    decided: pair.decided,
    linked: linked.get(other) ?? 0,
  };
}

function supportOf(
  criterion: string,
  held: ReadonlySet<string>,
  excluded: ReadonlySet<string>,
  crosswalk: CrosswalkInput,
): SupportLine {
  const count = criterionSupport(criterion, held, crosswalk, excluded);
  const all = criterionSupport(criterion, new Set(entryRefs(criterion, crosswalk)), crosswalk, excluded).refs;
  return {
    ref: criterion,
    title: titleOf(criterion),
    ready: count.count,
    of: count.of,
    open: all.filter((ref) => !held.has(ref)),
  };
}

function entryRefs(criterion: string, crosswalk: CrosswalkInput): readonly string[] {
  return criterionView(criterion, crosswalk)?.pairs.map((pair) => pair.ref) ?? [];
}

function criterionOutcome(pairs: readonly Pair[], themeLevel: boolean): OverlapOutcome {
  if (pairs.length === 0) return themeLevel ? "theme_level" : "soc2_only";
  return pairs.some((pair) => pair.overlap === "full") ? "reuse" : "supplement";
}

/** The overlap of every control, clause and criterion in the scope, computed once for a list. Own controls are net-new. */
export function overlapTable(crosswalk: CrosswalkInput): (ref: string) => OverlapLook {
  const table = carryOverTable(crosswalk);
  const only = new Set(soc2Only(crosswalk).refs);
  const byCriterion = new Map<string, Pair[]>();
  for (const pair of pairsOf(crosswalk)) {
    byCriterion.set(pair.criterion, [...(byCriterion.get(pair.criterion) ?? []), pair]);
  }
  return (ref) => {
    if (!CRITERION_BY_REF.has(ref)) return overlapLook(table.get(ref)?.outcome ?? "net_new");
    return overlapLook(criterionOutcome(byCriterion.get(ref) ?? [], !only.has(ref)));
  };
}

/** How the requirement stands in the crosswalk, seen from both sides, with the team's own rows. */
export function directionsOf(
  ref: string,
  rows: readonly RequirementRow[],
  crosswalk: CrosswalkInput,
): Directions {
  const linked = new Map(rows.map((row) => [row.ref, row.linkedCount]));
  const held = new Set(rows.filter((row) => row.evidenceStatus === "ready").map((row) => row.ref));
  const excluded = new Set(rows.filter((row) => row.applicability === "excluded").map((row) => row.ref));
  if (CRITERION_BY_REF.has(ref)) {
    const view = criterionView(ref, crosswalk);
    const pairs = view?.pairs ?? [];
    return {
      pairs: pairs.map((pair) => lineOf(pair, pair.ref, linked)),
      takenOut: knownPairsOfCriterion(ref, crosswalk)
        .filter((pair) => pair.overlap === "none")
        .map((pair) => lineOf(pair, pair.ref, linked)),
      supports: pairs.length === 0 ? [] : [supportOf(ref, held, excluded, crosswalk)],
      toAdd: [],
      outcome: criterionOutcome(pairs, view?.themeLevel !== null),
      disputes: disputesFor(disputesOf(ref)),
      toMake: null,
      themeLevelOnly: view?.themeLevel !== null && pairs.length === 0,
    };
  }
  const view = carryOver(ref, crosswalk);
  const criteria = [...new Set(view.pairs.map((pair) => pair.criterion))];
  return {
    pairs: view.pairs.map((pair) => lineOf(pair, pair.criterion, linked)),
    takenOut: knownPairsOf(crosswalk)
      .filter((pair) => pair.ref === ref && pair.overlap === "none")
      .map((pair) => lineOf(pair, pair.criterion, linked)),
    supports: criteria.map((criterion) => supportOf(criterion, held, excluded, crosswalk)),
    toAdd: view.toAdd,
    outcome: view.outcome,
    disputes: disputesFor(view.disputes),
    themeLevelOnly: view.themeLevelOnly,
    toMake: NET_NEW.find((item) => item.ref === ref)?.artefact ?? null,
  };
}

const SHAPE = {
  reuse: "solid",
  supplement: "hatch",
  net_new: "dots",
  soc2_only: "empty",
  theme_level: "empty",
} as const;
const WORD = {
  reuse: "Full",
  supplement: "Partial",
  net_new: "Net-new",
  soc2_only: "SOC 2 only",
  theme_level: "Theme level",
} as const;
export type OverlapLook = {
  readonly shape: (typeof SHAPE)[keyof typeof SHAPE];
  readonly label: (typeof WORD)[keyof typeof WORD];
};

/** The square and the word for an outcome of the crosswalk. */
export function overlapLook(outcome: OverlapOutcome): OverlapLook {
  return { shape: SHAPE[outcome], label: WORD[outcome] };
}

const DOCUMENT: Readonly<Record<SourceRef["document"], string>> = {
  "mapping-article": "Mapping article",
  "side-by-side": "Side-by-side page",
  "own-reading": "Own reading",
};

/** "Mapping article, line 62"; null for pairs that the team added. */
export function sourceLine(source: SourceRef | null): string | null {
  if (source === null) return null;
  return source.line === null
    ? DOCUMENT[source.document]
    : `${DOCUMENT[source.document]}, line ${source.line}`;
}
