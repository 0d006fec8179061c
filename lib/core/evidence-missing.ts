// What a requirement's evidence lacks today, in words: the headline, and one line for each thing that waits, with its way out.

import { formatDate, type IsoDate } from "@/lib/core/dates";
import { countsAsEvidence, isExpired, isOutdated } from "@/lib/core/evidence";
import { outOfWindow, type Window } from "@/lib/core/evidence-window";
import type { LinkedEvidence } from "@/lib/core/requirement-detail";

/** What the line's link does: look at the item, collect it anew, or add something. */
export type MissingStep = "review" | "renew" | "judge" | "submit" | "mend" | "collect" | "dates";
export const MISSING_STEP_LABEL: Readonly<Record<MissingStep, string>> = {
  review: "Review",
  renew: "Renew",
  judge: "Give verdict",
  submit: "Submit",
  mend: "Correct",
  collect: "Add the evidence",
  dates: "Set dates",
};

export type MissingLine = {
  readonly step: MissingStep;
  /** Whole clause about all items of the line, without a full stop. */
  readonly text: string;
  readonly items: readonly { readonly itemId: string; readonly name: string }[];
};

export type MissingWords = {
  readonly counted: number;
  readonly headline: string;
  readonly lines: readonly MissingLine[];
};

type Case = {
  readonly step: MissingStep;
  readonly is: (item: LinkedEvidence, today: IsoDate) => boolean;
  readonly text: (items: readonly LinkedEvidence[]) => string;
};

const verb = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

function renewDates(items: readonly LinkedEvidence[]): string {
  const dates = [...new Set(items.flatMap((item) => item.renewOn ?? []))].sort();
  const shown = dates.slice(0, 3).map((date) => formatDate(date));
  return `${shown.join(", ")}${dates.length > 3 ? " and other days" : ""}`;
}

function judged(item: LinkedEvidence): boolean {
  return item.verdict !== "proposed" && !isOutdated(item, item);
}

/** Each item is named in the first case that fits it: what has to happen first. */
const CASES: readonly Case[] = [
  {
    step: "collect",
    is: (item) => item.currentArtifact === 0,
    text: (items) => verb(items.length, "is not collected yet", "are not collected yet"),
  },
  {
    step: "mend",
    is: (item) => item.state === "returned",
    text: (items) => verb(items.length, "was returned", "were returned"),
  },
  {
    step: "renew",
    is: (item, today) => isExpired(item.renewOn, today),
    text: (items) =>
      `${verb(items.length, "expired on", "expired on")} ${renewDates(items)}: renew ${items.length === 1 ? "it" : "them"}`,
  },
  {
    step: "submit",
    is: (item) => item.state === "draft",
    text: (items) => verb(items.length, "is a draft", "are drafts"),
  },
  {
    step: "mend",
    is: (item) => item.verdict === "rejected" && judged(item),
    text: (items) => verb(items.length, "was found unsuitable", "were found unsuitable"),
  },
  {
    step: "mend",
    is: (item) => item.verdict === "needs_supplement" && judged(item),
    text: (items) => verb(items.length, "needs a supplement", "need a supplement"),
  },
  {
    step: "review",
    is: (item) => item.state === "submitted",
    text: (items) => verb(items.length, "waits for review", "wait for review"),
  },
  {
    step: "judge",
    is: (item) => item.verdict !== "proposed" && isOutdated(item, item),
    text: (items) =>
      verb(items.length, "has a newer version than its verdict", "have newer versions than their verdicts"),
  },
  {
    step: "judge",
    is: (item) => item.verdict === "proposed",
    text: (items) => verb(items.length, "is accepted and has no verdict", "are accepted and have no verdict"),
  },
];

function named(item: LinkedEvidence) {
  return { itemId: item.itemId, name: item.reference ?? item.title };
}

function headlineOf(items: readonly LinkedEvidence[], counted: number): string {
  if (items.length === 0) return "No evidence is linked.";
  if (counted === 0) {
    const accepted = items.some((item) => item.state === "accepted");
    return accepted ? "No linked evidence counts today." : "No accepted evidence.";
  }
  return `${counted} of ${items.length} linked ${items.length === 1 ? "item counts" : "items count"} today.`;
}

/** Those that count today and still prove nothing for the observation window. */
function windowLine(items: readonly LinkedEvidence[], window: Window): readonly MissingLine[] {
  const outside = items.filter((item) => outOfWindow(item, window));
  if (outside.length === 0) return [];
  const text = `${verb(outside.length, "counts", "count")} today and ${outside.length === 1 ? "speaks" : "speak"} for days outside the observation window`;
  return [{ step: "dates", text, items: outside.map(named) }];
}

/** What is missing before every linked item counts, for the day and for the window; `lines` is empty when nothing is. */
export function missingWords(items: readonly LinkedEvidence[], today: IsoDate, window: Window): MissingWords {
  const open = items.filter((item) => !countsAsEvidence(item, item, today));
  const byCase = new Map<Case, LinkedEvidence[]>();
  for (const item of open) {
    const found = CASES.find((one) => one.is(item, today));
    if (found !== undefined) byCase.set(found, [...(byCase.get(found) ?? []), item]);
  }
  const lines: MissingLine[] = CASES.flatMap((one) => {
    const those = byCase.get(one);
    return those === undefined ? [] : [{ step: one.step, text: one.text(those), items: those.map(named) }];
  });
  const counting = items.filter((item) => !open.includes(item));
  lines.push(...windowLine(counting, window));
  const counted = counting.length;
  return { counted, headline: headlineOf(items, counted), lines };
}
