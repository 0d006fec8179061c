// The crosswalk as one small document for other programs: the rows as published and what they cover, for every scope.
import { coverage } from "@/lib/core/crosswalk";
import { CATEGORY_TITLE } from "@/lib/core/explorer-groups";
import { CRITERION_BY_REF, compareRefs } from "@/lib/core/frameworks/catalogue";
import { NEWEST_EDITION } from "@/lib/core/frameworks/editions";
import {
  type CrosswalkRow,
  type Overlap,
  TSC_CATEGORIES,
  type TscCategory,
} from "@/lib/core/frameworks/types";

/** What a row says about reuse, as published; `none` is a team's decision that a pair does not hold. */
export const OVERLAP_NAME: Readonly<Record<Overlap | "none", string>> = {
  full: "Full",
  partial: "Partial",
  additive: "Additive",
  none: "None",
};

export type CrosswalkJson = {
  readonly criteria: readonly {
    readonly id: string;
    readonly category: string;
    readonly overlap: string;
    readonly controls: readonly string[];
    /** `A.8.*` where the row names a theme as a whole. */
    readonly wildcards: readonly string[];
    readonly clauses: readonly string[];
  }[];
  readonly coverage: readonly {
    readonly scope: readonly string[];
    readonly wildcard: boolean;
    readonly mapped: number;
    readonly reusableAsIs: number;
    readonly unmapped: readonly string[];
  }[];
};

const OPTIONAL = TSC_CATEGORIES.filter((category) => category !== "security");

/** The sixteen scopes: Security with every selection of the other four categories, in standard order. */
export const ALL_SCOPES: readonly (readonly TscCategory[])[] = Array.from(
  { length: 2 ** OPTIONAL.length },
  (_, bits) => ["security" as const, ...OPTIONAL.filter((_category, place) => bits & (1 << place))],
);

function criterionOf(row: CrosswalkRow): CrosswalkJson["criteria"][number] {
  return {
    id: row.criterion,
    category: CATEGORY_TITLE[CRITERION_BY_REF.get(row.criterion)?.category ?? "security"],
    overlap: OVERLAP_NAME[row.overlap],
    controls: row.references.map(({ ref }) => ref).sort(compareRefs),
    wildcards: row.wildcardTheme === null ? [] : [`${row.wildcardTheme}.*`],
    clauses: [...row.clauses].sort(compareRefs),
  };
}

function coverageOf(
  categories: readonly TscCategory[],
  wildcard: boolean,
): CrosswalkJson["coverage"][number] {
  const numbers = coverage({ categories, countWildcard: wildcard, overrides: [] });
  const themeLevel = new Set(numbers.themeLevel.refs);
  return {
    scope: categories.map((category) => CATEGORY_TITLE[category]),
    wildcard,
    mapped: numbers.mapped.count + themeLevel.size,
    reusableAsIs: numbers.reusable.count,
    unmapped: numbers.netNew.refs.filter((ref) => !themeLevel.has(ref)),
  };
}

/**
 * The 61 rows and the Annex A coverage of all sixteen scopes, each without and with theme-level statements. `mapped` and
 * `unmapped` take those in where `wildcard` is true; `reusableAsIs` never does.
 */
export function crosswalkJson(): CrosswalkJson {
  return {
    criteria: NEWEST_EDITION.rows.map(criterionOf),
    coverage: ALL_SCOPES.flatMap((scope) => [coverageOf(scope, false), coverageOf(scope, true)]),
  };
}
