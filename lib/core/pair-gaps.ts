// What no pair brings: the net-new requirements with what has to be made, and on the way back the criteria without a counterpart.
import type { CarryOverRow } from "@/lib/core/carry-over-list";
import { entryOf } from "@/lib/core/frameworks/catalogue";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import type { EvidenceStatus, Implementation, RequirementKind } from "@/lib/core/statuses";

export type GapRow = {
  readonly ref: string;
  readonly kind: RequirementKind;
  readonly title: string;
  readonly group: string;
  /** What has to be made, in our own words. */
  readonly artefacts: readonly string[];
  /** Why it is a gap where that is not plain: a pair was taken out, or a row speaks of the whole theme. */
  readonly why: "taken_out" | "theme_level" | null;
  readonly status: EvidenceStatus;
  /** Null for criteria. */
  readonly implementation: Implementation | null;
  readonly linked: number;
  readonly ownerName: string | null;
};

export type GapsPage = {
  readonly workspace: { readonly name: string; readonly slug: string };
  readonly clauses: readonly GapRow[];
  readonly controls: readonly GapRow[];
  readonly criteria: readonly GapRow[];
  /** How many of each are in scope. */
  readonly of: { readonly clauses: number; readonly controls: number; readonly criteria: number };
  readonly mayAttach: boolean;
};

/** A clause's artefacts as auditors expect them; elsewhere the one that the net-new list names, else what usually shows it. */
function artefactsOf(row: CarryOverRow): readonly string[] {
  const entry = entryOf(row.ref);
  const expected = entry?.kind === "clause" ? entry.artefacts : [];
  if (expected.length > 0) return expected;
  return row.toAdd.length > 0 || entry === undefined ? row.toAdd : [entry.shownBy];
}

function whyOf(row: CarryOverRow): GapRow["why"] {
  if (row.takenOut.length > 0) return "taken_out";
  return row.themeLevelOnly ? "theme_level" : null;
}

/** The rows that no pair leads to, in the order given. */
export function gapsOf(rows: readonly CarryOverRow[], facts: readonly RequirementRow[]): readonly GapRow[] {
  const known = new Map(facts.map((row) => [row.ref, row]));
  return rows
    .filter((row) => row.pairs.length === 0)
    .map((row) => {
      const fact = known.get(row.ref);
      return {
        ...{ ref: row.ref, kind: row.kind, title: row.title, group: row.group },
        artefacts: artefactsOf(row),
        why: whyOf(row),
        status: row.status,
        implementation: row.kind === "criterion" ? null : (fact?.implementation ?? "not_started"),
        linked: row.linked,
        ownerName: fact?.ownerName ?? null,
      };
    });
}
