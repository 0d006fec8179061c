// What a question of the scorecard is made of. Points, answers and next steps are our own judgement.

export const SCORECARD_DIRECTIONS = ["iso", "soc2"] as const;
/** `iso`: from SOC 2 to ISO/IEC 27001; `soc2`: the way back. */
export type ScorecardDirection = (typeof SCORECARD_DIRECTIONS)[number];

/** The most that one question gives. */
export const MAX_POINTS = 3;

export type ScorecardOption = {
  /** 3 in place, 2 with a gap, 1 begun, 0 not there; null: does not apply, so the question leaves the score. */
  readonly points: 0 | 1 | 2 | 3 | null;
  readonly label: string;
  /** What the answer means for the certificate or the report. */
  readonly meaning: string;
};

export type ScorecardQuestion = {
  /** Never changes once published: links, files and stored proposals carry it. */
  readonly id: string;
  /** Id of an area of the same direction. */
  readonly area: string;
  readonly text: string;
  readonly help: string;
  /** Strongest first; the place in this list is the letter in a link, so new options go to the end. */
  readonly options: readonly ScorecardOption[];
  /** The requirements that the question asks about. */
  readonly refs: readonly string[];
  /** Why it is asked. */
  readonly why: string;
  /** What to do while the answer is not the strongest. */
  readonly next: string;
};

export type ScorecardArea = { readonly id: string; readonly title: string; readonly about: string };

/** One answer that can be given, as the question lists it. */
export function option(points: ScorecardOption["points"], label: string, meaning: string): ScorecardOption {
  return { points, label, meaning };
}
