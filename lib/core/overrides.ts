// The team's decisions about pairs: what may be decided, which decisions still have something to be about, and what counts.
import { type CrosswalkInput, type CrosswalkOverride, isIsoRef } from "@/lib/core/crosswalk";
import { ALLOWED, type Decision, refused } from "@/lib/core/decision";
import { CRITERION_BY_REF } from "@/lib/core/frameworks/catalogue";
import { type DatasetEdition, findEdition } from "@/lib/core/frameworks/editions";
import type { CrosswalkRow, Overlap } from "@/lib/core/frameworks/types";
import type { PairRefs } from "@/lib/core/pair-id";
import type { Programme } from "@/lib/core/programme";
import type { StatusDef } from "@/lib/core/statuses";

/** What a team may say about a pair. Additive is the source's word for a whole row. */
export const DECIDABLE = ["full", "partial", "none"] as const;
export type Decidable = (typeof DECIDABLE)[number];

export const OVERLAP_LABEL: Readonly<Record<Overlap | "none", string>> = {
  full: "Full",
  partial: "Partial",
  additive: "Additive",
  none: "None",
};

/** The mark wherever a pair is shown that the team has decided about. */
export const DECIDED_MARK: Pick<StatusDef, "label" | "tone" | "icon"> = {
  label: "Decided by your team",
  tone: "review",
  icon: "eye",
};

export type StoredOverride = CrosswalkOverride & {
  readonly decided: NonNullable<CrosswalkOverride["decided"]>;
  readonly decidedAt: Date;
  /** The edition that the workspace read when the pair was decided. */
  readonly datasetVersion: string;
  readonly version: number;
};

export type Editions = readonly DatasetEdition[];

/** The edition's row that names the pair; undefined when none does. */
export function rowNaming(edition: DatasetEdition, { criterion, ref }: PairRefs): CrosswalkRow | undefined {
  return edition.rows.find(
    (row) =>
      row.criterion === criterion &&
      (row.clauses.includes(ref) || row.references.some((reference) => reference.ref === ref)),
  );
}

function hasRow(edition: DatasetEdition, criterion: string): boolean {
  return edition.rows.some((row) => row.criterion === criterion);
}

function said(row: CrosswalkRow): string {
  const { overlap, toAdd, caveat, evidence } = row;
  return JSON.stringify([overlap, toAdd, caveat, evidence.map(({ text, kind }) => [text, kind])]);
}

/** Whether the two editions say different things about the pair; true when only one of them names it. */
export function saysOtherwise(pair: PairRefs, one: DatasetEdition, other: DatasetEdition): boolean {
  const before = rowNaming(one, pair);
  const after = rowNaming(other, pair);
  if (before === undefined || after === undefined) return before !== after;
  return said(before) !== said(after);
}

/**
 * `orphaned`: the edition has no row for the criterion any more, or the source's pair that was decided about is gone.
 * `row_changed`: the row now says something else than when the team decided. A decision made on an edition that this product
 * does not know is orphaned unless the present edition names the pair.
 */
export type OverrideFate = "holds" | "row_changed" | "orphaned";

/** What has become of a decision in `edition`. */
export function fateOf(override: StoredOverride, edition: DatasetEdition, editions: Editions): OverrideFate {
  const { criterion, ref } = override;
  if (!CRITERION_BY_REF.has(criterion) || !isIsoRef(ref) || !hasRow(edition, criterion)) return "orphaned";
  const decidedOn = findEdition(override.datasetVersion, editions);
  const named = rowNaming(edition, override) !== undefined;
  if (decidedOn === undefined) return named ? "row_changed" : "orphaned";
  if (!named) return rowNaming(decidedOn, override) === undefined ? "holds" : "orphaned";
  return saysOtherwise(override, decidedOn, edition) ? "row_changed" : "holds";
}

/** The decisions that count in `edition`, and those that are kept and count for nothing until somebody decides again. */
export function sortOverrides(
  overrides: readonly StoredOverride[],
  edition: DatasetEdition,
  editions: Editions,
): { readonly counting: readonly StoredOverride[]; readonly orphaned: readonly StoredOverride[] } {
  const isOrphaned = (override: StoredOverride) => fateOf(override, edition, editions) === "orphaned";
  return {
    counting: overrides.filter((override) => !isOrphaned(override)),
    orphaned: overrides.filter(isOrphaned),
  };
}

/** By edition and scope: what is computed from an input without decisions depends on nothing else, and is the same in every workspace. */
const undecided = new WeakMap<DatasetEdition, Map<string, CrosswalkInput>>();

function withoutDecisions(
  { categories, countWildcard }: Pick<Programme, "categories" | "countWildcard">,
  edition: DatasetEdition,
): CrosswalkInput {
  const inputs = undecided.get(edition) ?? new Map<string, CrosswalkInput>();
  undecided.set(edition, inputs);
  const scope = [...categories, countWildcard].join(" ");
  const input = inputs.get(scope) ?? { categories, countWildcard, overrides: [], rows: edition.rows };
  inputs.set(scope, input);
  return input;
}

/** What every number of a workspace is computed from: its scope, its edition's rows, and the decisions that count in it. */
export function workspaceInput(
  programme: Pick<Programme, "categories" | "countWildcard">,
  overrides: readonly StoredOverride[],
  edition: DatasetEdition,
  editions: Editions,
): CrosswalkInput {
  const { counting } = sortOverrides(overrides, edition, editions);
  if (counting.length === 0) return withoutDecisions(programme, edition);
  return {
    categories: programme.categories,
    countWildcard: programme.countWildcard,
    overrides: counting,
    rows: edition.rows,
  };
}

/** Whether deciding so would be a decision: it has to change what the source says, or add to it. */
export function canDecide(
  pair: PairRefs,
  wanted: { readonly overlap: Decidable; readonly note: string },
  now: { readonly edition: DatasetEdition; readonly decided: boolean },
): Decision {
  const row = rowNaming(now.edition, pair);
  if (!hasRow(now.edition, pair.criterion)) {
    return refused(
      `Edition ${now.edition.version} has no row for ${pair.criterion}, so nothing can be decided about it.`,
    );
  }
  if (row === undefined && wanted.overlap === "none") {
    return refused(
      now.decided
        ? "The source does not have this pair. Take the decision back instead."
        : "The source does not have this pair, so there is nothing to take out.",
    );
  }
  if (now.decided) return ALLOWED;
  if (row?.overlap === wanted.overlap && wanted.note.trim() === "") {
    return refused("The source says the same. Change the type, say what to add, or review the pair instead.");
  }
  return ALLOWED;
}
