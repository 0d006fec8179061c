import type { StatusLook } from "@/components/ui/tone";
import { OVERLAP_LABEL } from "@/lib/core/overrides";
import { type OverlapLook, overlapLook } from "@/lib/core/requirement-detail";
import { CARRY_OVER_LABEL } from "@/lib/core/statuses";

/** The square and the word for what a pair is: the source's word or the team's. */
export function pairLook(overlap: keyof typeof OVERLAP_LABEL): {
  readonly shape: OverlapLook["shape"];
  readonly label: string;
} {
  if (overlap === "full") return overlapLook("reuse");
  if (overlap === "partial") return overlapLook("supplement");
  return { shape: "empty", label: OVERLAP_LABEL[overlap] };
}

/** What a requirement's pairs give, as printed in a sentence. */
export const OUTCOME: Readonly<Record<"reuse" | "supplement" | "net_new", string>> = {
  reuse: CARRY_OVER_LABEL.reuse,
  supplement: CARRY_OVER_LABEL.supplement,
  net_new: CARRY_OVER_LABEL.net_new,
};

/** What each type means, below the choice. */
export const OVERLAP_MEANING = {
  full: "Evidence for the criterion can be used as it is.",
  partial: "Evidence helps, and something named has to be added.",
  none: "The pair counts for nothing.",
} as const;

export const DISPUTED: StatusLook = { label: "Disputed", tone: "review", icon: "eye" };
export const ORPHANED: StatusLook = { label: "Orphaned", tone: "due", icon: "triangle" };
export const ROW_CHANGED: StatusLook = {
  label: "The row changed since",
  tone: "due",
  icon: "triangle",
};

/** "2 of 6 pairs read", with those that are out of date. */
export function readingWords({
  reviewed,
  stale,
  of,
}: {
  readonly reviewed: number;
  readonly stale: number;
  readonly of: number;
}): string {
  const late = stale === 0 ? "" : `, ${stale} out of date`;
  return `${reviewed} of ${of} ${of === 1 ? "pair" : "pairs"} reviewed${late}`;
}

/** "1 pair", "3 pairs". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
