// How long the way from one standard to the other takes: phases with where their length comes from, added up and laid on dates.
import { addDays, daysBetween, type IsoDate } from "@/lib/core/dates";
import type { SourceRef } from "@/lib/core/frameworks/types";

export type EffortDirection = "iso" | "soc2";
/** Whole weeks (or months, where named so), short case first. */
export type Span = { readonly from: number; readonly to: number };

/** `source`: a figure of a source; `computed`: follows from such figures; `own`: our judgement; `yours`: typed by the visitor. */
export type EffortOrigin = "source" | "computed" | "own" | "yours";

export type PhaseKey =
  | "implementation"
  | "artefacts"
  | "audit"
  | "stages"
  | "description"
  | "window"
  | "report";

export type Phase = {
  readonly key: PhaseKey;
  readonly label: string;
  readonly about: string;
  readonly weeks: Span;
  readonly origin: EffortOrigin;
  readonly lines: readonly { readonly document: SourceRef["document"]; readonly line: number }[];
  readonly dispute: string | null;
};

const DAYS_PER_WEEK = 7;
const WEEKS_PER_MONTH = 365.2425 / 12 / DAYS_PER_WEEK;

const article = (...lines: number[]) => lines.map((line) => ({ document: "mapping-article" as const, line }));

/** Months that the article quotes for the whole, lines 193 and 225. */
export const QUOTED_MONTHS: Readonly<Record<"withSoc2" | "without", Span>> = {
  withSoc2: { from: 4, to: 6 },
  without: { from: 9, to: 12 },
};

/** The one length of the internal audit that the FAQ gives (line 225), against 4 to 8 weeks in the text (line 173). */
export const SHORT_AUDIT: Span = { from: 4, to: 4 };

const ITEMISED: readonly Phase[] = [
  {
    key: "artefacts",
    label: "Management system documents",
    about: "Scope, risk method, Statement of Applicability, objectives, audit programme, review agenda.",
    weeks: { from: 6, to: 8 },
    origin: "source",
    lines: article(225),
    dispute: null,
  },
  {
    key: "audit",
    label: "Internal audit cycle",
    about: "Plan, audit, report, correct, and hold the management review on the result.",
    weeks: { from: 4, to: 8 },
    origin: "source",
    lines: article(173, 225),
    dispute: "K33",
  },
  {
    key: "stages",
    label: "Stage 1 and Stage 2 lead time",
    about: "From the request to the certification body to the end of Stage 2.",
    weeks: { from: 4, to: 8 },
    origin: "source",
    lines: article(225),
    dispute: null,
  },
];

/** Weeks in so many months, not rounded. */
export function weeksOf(months: number): number {
  return months * WEEKS_PER_MONTH;
}

/** Months in so many weeks, to one decimal. */
export function monthsOf(weeks: number): number {
  return Math.round((weeks / WEEKS_PER_MONTH) * 10) / 10;
}

/** The weeks of all, one after the other; each phase after the first begins `overlapWeeks` before its predecessor ends. */
export function sumOfWeeks(spans: readonly Span[], overlapWeeks = 0): Span {
  const shared = overlapWeeks * Math.max(0, spans.length - 1);
  return {
    from: spans.reduce((sum, span) => sum + span.from, 0) - shared,
    to: spans.reduce((sum, span) => sum + span.to, 0) - shared,
  };
}

/** What the article leaves to building controls: its months from scratch without the phases that it itemises. */
function implementationWeeks(): Span {
  const rest = sumOfWeeks(ITEMISED.map((phase) => phase.weeks));
  return {
    from: Math.round(weeksOf(QUOTED_MONTHS.without.from) - rest.from),
    to: Math.round(weeksOf(QUOTED_MONTHS.without.to) - rest.to),
  };
}

const FROM_SCRATCH: readonly Phase[] = [
  {
    key: "implementation",
    label: "Building the controls",
    about:
      "Not itemised by the source: what remains of its 9 to 12 months when the phases below are taken off.",
    weeks: implementationWeeks(),
    origin: "computed",
    lines: article(193, 225),
    dispute: null,
  },
  ...ITEMISED,
];

const WAY_BACK: readonly Phase[] = [
  {
    key: "description",
    label: "Scope and system description",
    about:
      "Choose categories, describe the system and its boundaries, close what the criteria ask beyond ISO.",
    weeks: { from: 4, to: 8 },
    origin: "own",
    lines: [],
    dispute: null,
  },
  {
    key: "window",
    label: "Operation over the window",
    about: "A Type 2 report covers a period, commonly 3 to 12 months; controls run and leave dated records.",
    weeks: { from: 13, to: 26 },
    origin: "own",
    lines: [],
    dispute: null,
  },
  {
    key: "report",
    label: "Examination and report",
    about: "Populations and samples are drawn, exceptions answered, the report is issued.",
    weeks: { from: 4, to: 8 },
    origin: "own",
    lines: [],
    dispute: null,
  },
];

/** The phases with the lengths that hold until somebody types others. */
export function phasesOf(direction: EffortDirection, soc2InHand: boolean): readonly Phase[] {
  if (direction === "soc2") return WAY_BACK;
  return soc2InHand ? ITEMISED : FROM_SCRATCH;
}

/** The article's range for the whole; null for the way back, for which neither source gives a figure. */
export function quotedMonths(direction: EffortDirection, soc2InHand: boolean): Span | null {
  if (direction === "soc2") return null;
  return soc2InHand ? QUOTED_MONTHS.withSoc2 : QUOTED_MONTHS.without;
}

/** The itemised weeks with the audit of line 225 and with that of line 173. */
export function itemisedSums(): { readonly shortAudit: Span; readonly longAudit: Span } {
  const weeks = ITEMISED.map((phase) => (phase.key === "audit" ? SHORT_AUDIT : phase.weeks));
  return { shortAudit: sumOfWeeks(weeks), longAudit: sumOfWeeks(ITEMISED.map((phase) => phase.weeks)) };
}

export type EffortInput = {
  readonly direction: EffortDirection;
  readonly soc2InHand: boolean;
  readonly startOn: IsoDate;
  /** The day Stage 2 (on the way back: the report) is wanted. */
  readonly neededOn: IsoDate | null;
  /** Typed lengths; a phase without one keeps its own. */
  readonly weeks: Readonly<Partial<Record<PhaseKey, Span>>>;
  /** Shorter than the shortest phase. */
  readonly overlapWeeks: number;
};

export type Dates = { readonly from: IsoDate; readonly to: IsoDate };
export type PlannedPhase = Phase & { readonly short: Dates; readonly long: Dates };
export type BackPlan = {
  readonly neededOn: IsoDate;
  /** The last day to begin when everything takes its shorter, and when it takes its longer time. */
  readonly latestStart: { readonly short: IsoDate; readonly long: IsoDate };
  readonly phases: readonly { readonly key: PhaseKey; readonly short: Dates; readonly long: Dates }[];
  /** Whole weeks between the chosen start and the latest one; negative when the start is too late. */
  readonly spareWeeks: { readonly short: number; readonly long: number };
};
export type EffortPlan = {
  readonly phases: readonly PlannedPhase[];
  readonly total: Span;
  readonly endsOn: { readonly short: IsoDate; readonly long: IsoDate };
  readonly quoted: Span | null;
  readonly back: BackPlan | null;
};

function laid(startOn: IsoDate, weeks: readonly number[], overlapWeeks: number): readonly Dates[] {
  const out: Dates[] = [];
  let from = startOn;
  for (const length of weeks) {
    const to = addDays(from, length * DAYS_PER_WEEK);
    out.push({ from, to });
    from = addDays(to, -overlapWeeks * DAYS_PER_WEEK);
  }
  return out;
}

type Laid = { readonly short: readonly Dates[]; readonly long: readonly Dates[] };

function datesOf(
  at: { readonly short: IsoDate; readonly long: IsoDate },
  spans: readonly Span[],
  overlap: number,
): Laid {
  return {
    short: laid(
      at.short,
      spans.map((span) => span.from),
      overlap,
    ),
    long: laid(
      at.long,
      spans.map((span) => span.to),
      overlap,
    ),
  };
}

function pairAt(
  dates: Laid,
  index: number,
  otherwise: IsoDate,
): { readonly short: Dates; readonly long: Dates } {
  const none = { from: otherwise, to: otherwise };
  return { short: dates.short[index] ?? none, long: dates.long[index] ?? none };
}

function wholeWeeks(from: IsoDate, to: IsoDate): number {
  return Math.floor(daysBetween(from, to) / DAYS_PER_WEEK);
}

function backPlan(input: EffortInput, neededOn: IsoDate, phases: readonly Phase[], total: Span): BackPlan {
  const latestStart = {
    short: addDays(neededOn, -total.from * DAYS_PER_WEEK),
    long: addDays(neededOn, -total.to * DAYS_PER_WEEK),
  };
  const dates = datesOf(
    latestStart,
    phases.map((phase) => phase.weeks),
    input.overlapWeeks,
  );
  return {
    neededOn,
    latestStart,
    phases: phases.map(({ key }, index) => ({ key, ...pairAt(dates, index, neededOn) })),
    spareWeeks: {
      short: wholeWeeks(input.startOn, latestStart.short),
      long: wholeWeeks(input.startOn, latestStart.long),
    },
  };
}

function typedPhase(phase: Phase, typed: Span | undefined): Phase {
  const same = typed === undefined || (typed.from === phase.weeks.from && typed.to === phase.weeks.to);
  return same ? phase : { ...phase, weeks: typed, origin: "yours" };
}

/** The phases on dates, short and long case, and backwards from the day it is needed. Weeks are taken as checked by `readEffort`. */
export function planEffort(input: EffortInput): EffortPlan {
  const phases = phasesOf(input.direction, input.soc2InHand).map((phase) =>
    typedPhase(phase, input.weeks[phase.key]),
  );
  const spans = phases.map((phase) => phase.weeks);
  const total = sumOfWeeks(spans, input.overlapWeeks);
  const dates = datesOf({ short: input.startOn, long: input.startOn }, spans, input.overlapWeeks);
  return {
    phases: phases.map((phase, index) => ({ ...phase, ...pairAt(dates, index, input.startOn) })),
    total,
    endsOn: {
      short: dates.short.at(-1)?.to ?? input.startOn,
      long: dates.long.at(-1)?.to ?? input.startOn,
    },
    quoted: quotedMonths(input.direction, input.soc2InHand),
    back: input.neededOn === null ? null : backPlan(input, input.neededOn, phases, total),
  };
}
