// What each status of evidence does to readiness, in one sentence: printed beside its meaning wherever it is explained.

import type { Freshness, ItemState, Verdict } from "@/lib/core/statuses";

export const ITEM_EFFECT: Readonly<Record<ItemState, string>> = {
  draft: "No requirement counts it.",
  submitted: "No requirement counts it until it is accepted.",
  accepted: "Requirements that it was found sufficient for count as evidenced while it is current.",
  returned: "No requirement counts it; those linked to it are flagged.",
  superseded: "No requirement counts it.",
  withdrawn: "No requirement counts it.",
};

export const FRESHNESS_EFFECT: Readonly<Record<Freshness, string>> = {
  current: "Dates take nothing away from readiness.",
  due_soon: "It still counts through its renewal date.",
  expired:
    "Requirements that it alone evidenced leave Evidenced and Readiness; recorded statuses stay and are flagged.",
  never_collected:
    "Without a version nothing counts; a version without a date counts, but speaks for no known day.",
};

export const VERDICT_EFFECT: Readonly<Record<Verdict, string>> = {
  proposed: "The requirement does not count it.",
  sufficient: "The requirement counts it while the item is accepted and current.",
  needs_supplement: "The requirement does not count it until what was named is added.",
  rejected: "The requirement does not count it and takes no flag from it.",
};
