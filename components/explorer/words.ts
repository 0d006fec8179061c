import { CATEGORY_TITLE } from "@/lib/core/explorer-groups";
import type { ExplorerShow } from "@/lib/core/explorer-list";
import type { ExplorerView } from "@/lib/core/explorer-view";
import type { CatalogueEntry, TscCategory } from "@/lib/core/frameworks/types";
import type { OverlapOutcome } from "@/lib/core/requirement-detail";

const LIST = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** "Security, Availability and Privacy". */
export function scopeWords(categories: readonly TscCategory[]): string {
  return LIST.format(categories.map((category) => CATEGORY_TITLE[category]));
}

/** "1 pair", "3 pairs". */
export function many(count: number, one: string, other: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : other}`;
}

/** "A.5.15, A.5.16 and A.5.17". */
export function listWords(words: readonly string[]): string {
  return LIST.format(words);
}

export const KIND_WORD: Readonly<Record<CatalogueEntry["kind"], string>> = {
  control: "Annex A control",
  clause: "Clause requirement",
  criterion: "SOC 2 criterion",
};

/** On the way back nothing is reused as is: a pair supports a criterion, it does not fulfil it. */
export const OUTCOME_WORD: Readonly<
  Record<ExplorerView["direction"], Readonly<Record<OverlapOutcome, string>>>
> = {
  iso: {
    reuse: "Reuse as is",
    supplement: "Supplement",
    net_new: "Net-new",
    soc2_only: "SOC 2 only",
    theme_level: "Theme level",
  },
  soc2: {
    reuse: "Full pairs",
    supplement: "Partial pairs",
    net_new: "No counterpart",
    soc2_only: "No counterpart",
    theme_level: "Theme level",
  },
};

export const SHOW_WORD: Readonly<Record<ExplorerView["direction"], Readonly<Record<ExplorerShow, string>>>> =
  {
    iso: {
      mapped: "Mapped",
      reuse: "Reusable as is",
      supplement: "Supplement",
      net_new: "Net-new",
      theme_level: "Theme level only",
      soc2_only: "SOC 2 only",
    },
    soc2: {
      mapped: "With a pair",
      reuse: "Full pairs",
      supplement: "Partial pairs only",
      net_new: "No counterpart",
      theme_level: "Theme level only",
      soc2_only: "No counterpart",
    },
  };
