import type {
  CarryOverMark,
  CarryOverOutcome,
  CarryOverReading,
  Direction,
} from "@/lib/core/carry-over-list";
import { CHAPTERS } from "@/lib/core/frameworks/clauses";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import { ANNEX_THEMES } from "@/lib/core/frameworks/types";
import { THEME_TITLE } from "@/lib/core/readiness";
import { CARRY_OVER_LABEL } from "@/lib/core/statuses";

/** By direction: towards SOC 2 nothing is reused as is, the pairs only support the criterion. */
export const OUTCOME_WORDS: Readonly<Record<Direction, Readonly<Partial<Record<CarryOverOutcome, string>>>>> =
  {
    iso: {
      reuse: CARRY_OVER_LABEL.reuse,
      supplement: CARRY_OVER_LABEL.supplement,
      net_new: CARRY_OVER_LABEL.net_new,
      theme_level: "Theme-level only",
    },
    soc2: {
      reuse: "Full pairs",
      supplement: "Partial pairs only",
      soc2_only: CARRY_OVER_LABEL.soc2_only,
      theme_level: "Theme-level only",
    },
  };

export const PAIR_KIND = { named: "Named", range: "From a range", added: "Added by your team" } as const;

export const MARK_WORDS: Readonly<Record<CarryOverMark, string>> = {
  disputed: "Disputed",
  decided: "Decided by your team",
};

export const READING_WORDS: Readonly<Record<CarryOverReading, string>> = {
  unread: "Not reviewed",
  stale: "Review out of date",
  read: "All pairs reviewed",
  held: "Lower value held",
};

const SERIES = [...new Set(CRITERIA.map((criterion) => criterion.series))];

/** The groups of a direction in standard order, with their titles. */
export function groupsOf(
  direction: Direction,
): readonly { readonly value: string; readonly label: string }[] {
  if (direction === "soc2") return SERIES.map((series) => ({ value: series, label: series }));
  return [
    ...ANNEX_THEMES.map((theme) => ({ value: theme, label: `${theme} ${THEME_TITLE[theme]}` })),
    ...CHAPTERS.map(({ number, title }) => ({ value: number, label: `${number} ${title}` })),
  ];
}
