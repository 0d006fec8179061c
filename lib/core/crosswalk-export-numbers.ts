// The numbers that an export states, with the rows behind each: what carries over to ISO, and on the way back which criteria have a counterpart.
import { type Count, countOf } from "@/lib/core/count";
import {
  type CoverageGroup,
  type CrosswalkInput,
  coverage,
  criteriaInScope,
  pairsOf,
  soc2Only,
} from "@/lib/core/crosswalk";
import type { AnnexTheme } from "@/lib/core/frameworks/types";

export type ToIsoNumbers = {
  readonly to: "iso";
  readonly annexA: CoverageGroup;
  readonly byTheme: readonly (CoverageGroup & { readonly theme: AnnexTheme })[];
  /** Clause requirements are counted apart and never added up with Annex A. */
  readonly clauses: CoverageGroup;
  readonly soc2Only: Count;
};

export type ToSoc2Numbers = {
  readonly to: "soc2";
  /** Of the criteria in scope, those with at least one Full pair. */
  readonly full: Count;
  /** Partial pairs only. */
  readonly partial: Count;
  /** No pair, but the row names a theme as a whole. */
  readonly themeLevel: Count;
  readonly none: Count;
};

export type ExportNumbers = ToIsoNumbers | ToSoc2Numbers;

function toIso(input: CrosswalkInput): ToIsoNumbers {
  const { byTheme, clauses, mapped, reusable, supplement, netNew, themeLevel } = coverage(input);
  return {
    to: "iso",
    annexA: { mapped, reusable, supplement, netNew, themeLevel },
    byTheme,
    clauses,
    soc2Only: soc2Only(input),
  };
}

function toSoc2(input: CrosswalkInput): ToSoc2Numbers {
  const criteria = criteriaInScope(input).map(({ ref }) => ref);
  const pairs = pairsOf(input);
  const full = new Set(pairs.filter((pair) => pair.overlap === "full").map((pair) => pair.criterion));
  const paired = new Set(pairs.map((pair) => pair.criterion));
  const none = new Set(soc2Only(input).refs);
  const pick = (test: (ref: string) => boolean) => countOf(criteria.filter(test), criteria.length);
  return {
    to: "soc2",
    full: pick((ref) => full.has(ref)),
    partial: pick((ref) => paired.has(ref) && !full.has(ref)),
    themeLevel: pick((ref) => !paired.has(ref) && !none.has(ref)),
    none: pick((ref) => none.has(ref)),
  };
}

/** The numbers of one direction. The way back promises no coverage: it says which criteria have a counterpart at all. */
export function exportNumbers(input: CrosswalkInput, to: "iso" | "soc2"): ExportNumbers {
  return to === "iso" ? toIso(input) : toSoc2(input);
}
