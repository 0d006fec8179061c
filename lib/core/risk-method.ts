// The method of risk assessment: scales with a criterion for each level, bands of the score, what may be accepted, and what a version lacks.

import { isWritten } from "@/lib/core/decision";
import type { Tone } from "@/lib/core/statuses";

export type RiskLevel = { readonly level: number; readonly label: string; readonly criterion: string };
/** `to` is the highest score of the band; it begins above the one before. */
export type RiskBand = { readonly to: number; readonly label: string };
export type RiskScales = {
  readonly likelihood: readonly RiskLevel[];
  readonly consequence: readonly RiskLevel[];
  readonly bands: readonly RiskBand[];
  /** Highest score that may be retained without a reason and an expiry. */
  readonly acceptanceMax: number;
};
export type RiskMethodContent = RiskScales & {
  readonly approach: string;
  readonly whenToAssess: string;
  readonly acceptanceCriterion: string;
};

export const LEVEL_NUMBERS = [1, 2, 3, 4, 5] as const;
export const BAND_NUMBERS = [1, 2, 3, 4, 5] as const;
const FEWEST_LEVELS = 3;
const FEWEST_BANDS = 2;

/** Likelihood times consequence. */
export function scoreOf(likelihood: number, consequence: number): number {
  return likelihood * consequence;
}

/** The highest score that the scales can give. */
export function highestScore(scales: Pick<RiskScales, "likelihood" | "consequence">): number {
  return scoreOf(scales.likelihood.length, scales.consequence.length);
}

export type Heat = 1 | 2 | 3 | 4 | 5;
export type BandRange = {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly tone: Tone;
  /** Shade of the risk colour, 5 the darkest. */
  readonly heat: Heat;
};

const TONES_OF: Readonly<Record<number, readonly Tone[]>> = {
  2: ["ok", "gap"],
  3: ["ok", "due", "gap"],
  4: ["ok", "progress", "due", "gap"],
  5: ["ok", "progress", "review", "due", "gap"],
};
const HEATS_OF: Readonly<Record<number, readonly Heat[]>> = {
  2: [1, 5],
  3: [1, 3, 5],
  4: [1, 2, 4, 5],
  5: [1, 2, 3, 4, 5],
};

/** The tone of each band by its place, lowest first. */
export function bandTones(count: number): readonly Tone[] {
  return TONES_OF[count] ?? Array.from({ length: count }, () => "none" as const);
}

/** The bands with the score each begins at. */
export function bandRanges(bands: readonly RiskBand[]): readonly BandRange[] {
  const tones = bandTones(bands.length);
  const heats = HEATS_OF[bands.length] ?? [];
  return bands.map((band, at) => ({
    ...band,
    from: (bands[at - 1]?.to ?? 0) + 1,
    tone: tones[at] ?? "none",
    heat: heats[at] ?? 1,
  }));
}

/** The one band that covers the score; undefined only off the scales. */
export function bandOf(score: number, bands: readonly RiskBand[]): BandRange | undefined {
  return bandRanges(bands).find(({ from, to }) => score >= from && score <= to);
}

/** Whether the score needs a reason and an expiry to be accepted. */
export function isAboveCriterion(score: number, scales: Pick<RiskScales, "acceptanceMax">): boolean {
  return score > scales.acceptanceMax;
}

export type ReadNumber =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly reason: string };

/** A whole number in a range as people type it; decimals, signs and words are refused with a sentence. */
export function readWhole(text: string, what: string, from: number, to: number): ReadNumber {
  const typed = text.trim();
  if (typed === "") return { ok: false, reason: `${what} is needed: a whole number from ${from} to ${to}.` };
  const value = /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN;
  if (value >= from && value <= to) return { ok: true, value };
  const shown = typed.length > 20 ? `${typed.slice(0, 20)}...` : typed;
  return { ok: false, reason: `${shown} is not on the scale. Use a whole number from ${from} to ${to}.` };
}

/** A level of a scale: nothing between two levels and nothing beside the scale. */
export function readLevel(text: string, what: string, levels: readonly RiskLevel[]): ReadNumber {
  return readWhole(text, what, 1, levels.length);
}

function levelProblems(axis: "likelihood" | "consequence", levels: readonly RiskLevel[]) {
  const out: Record<string, string> = {};
  const name = axis === "likelihood" ? "The likelihood scale" : "The consequence scale";
  if (levels.length < FEWEST_LEVELS) {
    out[`${axis}_label_${levels.length + 1}`] = `${name} has 3 to 5 levels. Name the next one.`;
  }
  levels.forEach(({ label }, at) => {
    const twin = levels.findIndex((one) => one.label.toLowerCase() === label.toLowerCase());
    if (!isWritten(label)) out[`${axis}_label_${at + 1}`] = "A level needs a name. Leave no level out.";
    else if (twin < at) out[`${axis}_label_${at + 1}`] = `Level ${twin + 1} has this name already.`;
  });
  return out;
}

function bandProblems({ bands, ...scales }: RiskScales) {
  const out: Record<string, string> = {};
  const top = highestScore(scales);
  if (bands.length < FEWEST_BANDS) {
    out[`band_label_${bands.length + 1}`] = "There are 2 to 5 bands. Name the next one.";
    return out;
  }
  bands.forEach(({ label, to }, at) => {
    const before = bands[at - 1]?.to ?? 0;
    if (!isWritten(label)) out[`band_label_${at + 1}`] = "A band needs a name.";
    if (to <= before) {
      out[`band_to_${at + 1}`] = `The band has to end above ${before}, where the one before ends.`;
    }
  });
  const last = bands.at(-1)?.to;
  if (last !== top) {
    out[`band_to_${bands.length}`] ??= `The last band ends at ${top}, the highest score of the two scales.`;
  }
  return out;
}

/** What keeps the scales from being stored at all, by form field; empty when they are whole. */
export function scaleProblems(draft: RiskScales): Readonly<Record<string, string>> {
  const top = highestScore(draft);
  const accepted =
    draft.acceptanceMax > top
      ? { acceptanceMax: `The highest score of the two scales is ${top}. Choose a score up to that.` }
      : {};
  return {
    ...levelProblems("likelihood", draft.likelihood),
    ...levelProblems("consequence", draft.consequence),
    ...bandProblems(draft),
    ...accepted,
  };
}

function missingCriteria(name: string, levels: readonly RiskLevel[]): readonly string[] {
  const missing = levels.filter(({ criterion }) => !isWritten(criterion)).map(({ level }) => level);
  if (missing.length === 0) return [];
  return [`Write the criterion of ${name} level ${missing.join(", ")}.`];
}

/** What a version lacks before it can be handed in, in sentences. */
export function methodGaps(content: RiskMethodContent): readonly string[] {
  return [
    ...(isWritten(content.approach) ? [] : ["Describe the approach."]),
    ...missingCriteria("likelihood", content.likelihood),
    ...missingCriteria("consequence", content.consequence),
    ...(isWritten(content.acceptanceCriterion) ? [] : ["Say in words which risks may be accepted."]),
    ...(isWritten(content.whenToAssess) ? [] : ["Say when risks are assessed."]),
  ];
}

const level = (number: number, label: string, criterion: string): RiskLevel => ({
  level: number,
  label,
  criterion,
});

/** What a first draft begins with: a proposal that counts for nothing until a named person has approved it. */
export const PROPOSED_METHOD: RiskMethodContent = {
  approach:
    "Risks are identified by asset or process: what could happen to confidentiality, integrity or availability, by which cause and with which consequence. Each risk has a named owner. Likelihood and consequence are judged on the two scales below, first without further treatment (inherent), then as expected after treatment (residual). The score is likelihood times consequence.",
  likelihood: [
    level(1, "Rare", "Less than once in ten years; no case known here or at comparable companies."),
    level(2, "Unlikely", "About once in three to ten years; cases are known elsewhere."),
    level(3, "Possible", "About once in one to three years; near misses have happened here."),
    level(4, "Likely", "About once a year; it has happened here before."),
    level(5, "Almost certain", "Several times a year, or happening now."),
  ],
  consequence: [
    level(1, "Negligible", "No customer notices; less than one hour of work; no personal data."),
    level(
      2,
      "Minor",
      "A few customers notice; less than 10,000 of damage; service degraded under four hours.",
    ),
    level(
      3,
      "Moderate",
      "Many customers are affected; up to 100,000 of damage; outage of up to one working day.",
    ),
    level(
      4,
      "Major",
      "A reportable breach or loss of a large customer; up to 1,000,000 of damage; outage of days.",
    ),
    level(5, "Severe", "The existence of the company is at stake; a breach of most customers' data."),
  ],
  bands: [
    { to: 4, label: "Low" },
    { to: 9, label: "Moderate" },
    { to: 16, label: "High" },
    { to: 25, label: "Critical" },
  ],
  acceptanceMax: 9,
  acceptanceCriterion:
    "Low and moderate risks may be accepted by their owner. High and critical risks are treated; their owner accepts what remains only with a reason and for a limited time.",
  whenToAssess:
    "All risks once a year, and without delay after a significant change, an incident, a new supplier that handles customer data, or a new service.",
};
