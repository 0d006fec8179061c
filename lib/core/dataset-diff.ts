// What two editions of the data set say differently, row by row.
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import type { DatasetEdition } from "@/lib/core/frameworks/editions";
import type { PrivacyRow } from "@/lib/core/frameworks/iso-27701";
import type { CrosswalkRow } from "@/lib/core/frameworks/types";

/** The parts of a row that can differ, with the words for them. */
export const ROW_PARTS = {
  overlap: "Overlap",
  pairs: "Pairs",
  wildcardTheme: "Theme named as a whole",
  toAdd: "What to add",
  caveat: "Limit",
  evidence: "Evidence",
  direction: "Direction",
  source: "Source line",
  disputes: "Disputes",
} as const;
export type RowPart = keyof typeof ROW_PARTS;

export type RowChange = {
  readonly criterion: string;
  readonly parts: readonly RowPart[];
  readonly before: CrosswalkRow;
  readonly after: CrosswalkRow;
  /** ISO references in standard order. */
  readonly pairsAdded: readonly string[];
  readonly pairsRemoved: readonly string[];
};

export type EditionDiff = {
  readonly from: string;
  readonly to: string;
  readonly added: readonly CrosswalkRow[];
  readonly removed: readonly CrosswalkRow[];
  readonly changed: readonly RowChange[];
  readonly unchanged: number;
  /** Criteria whose ISO/IEC 27701 column is new, gone or different. */
  readonly privacy: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly string[];
  };
};

/** The ISO references that a row pairs its criterion with, in standard order. */
export function refsOfRow(row: CrosswalkRow): readonly string[] {
  return [...row.references.map(({ ref }) => ref), ...row.clauses].sort(compareRefs);
}

function partsOf(row: CrosswalkRow): Readonly<Record<RowPart, unknown>> {
  const { overlap, wildcardTheme, toAdd, caveat, evidence, direction, source, disputes } = row;
  const pairs = row.references.map(({ ref, kind }) => [ref, kind]).concat(row.clauses.map((ref) => [ref]));
  pairs.sort((a, b) => compareRefs(a[0] ?? "", b[0] ?? ""));
  return { overlap, pairs, wildcardTheme, toAdd, caveat, evidence, direction, source, disputes };
}

function changeOf(before: CrosswalkRow, after: CrosswalkRow): RowChange | null {
  const [old, present] = [partsOf(before), partsOf(after)];
  const parts = (Object.keys(ROW_PARTS) as RowPart[]).filter(
    (part) => JSON.stringify(old[part]) !== JSON.stringify(present[part]),
  );
  if (parts.length === 0) return null;
  const [was, is] = [refsOfRow(before), refsOfRow(after)];
  return {
    ...{ criterion: after.criterion, parts, before, after },
    pairsAdded: is.filter((ref) => !was.includes(ref)),
    pairsRemoved: was.filter((ref) => !is.includes(ref)),
  };
}

function byCriterion<T extends { readonly criterion: string }>(rows: readonly T[]): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [row.criterion, row]));
}

function privacyDiff(from: readonly PrivacyRow[], to: readonly PrivacyRow[]): EditionDiff["privacy"] {
  const [old, present] = [byCriterion(from), byCriterion(to)];
  const differs = (row: PrivacyRow) => JSON.stringify(old.get(row.criterion)) !== JSON.stringify(row);
  return {
    added: to.filter((row) => !old.has(row.criterion)).map((row) => row.criterion),
    removed: from.filter((row) => !present.has(row.criterion)).map((row) => row.criterion),
    changed: to.filter((row) => old.has(row.criterion) && differs(row)).map((row) => row.criterion),
  };
}

/** Rows added, removed and changed on the way from one edition to another; the order of references within a row says nothing. */
export function diffEditions(from: DatasetEdition, to: DatasetEdition): EditionDiff {
  const [old, present] = [byCriterion(from.rows), byCriterion(to.rows)];
  const kept = to.rows.flatMap((after) => {
    const before = old.get(after.criterion);
    return before === undefined ? [] : [changeOf(before, after)];
  });
  const changed = kept.filter((change) => change !== null);
  return {
    from: from.version,
    to: to.version,
    added: to.rows.filter((row) => !old.has(row.criterion)),
    removed: from.rows.filter((row) => !present.has(row.criterion)),
    changed,
    unchanged: kept.length - changed.length,
    privacy: privacyDiff(from.privacy, to.privacy),
  };
}
