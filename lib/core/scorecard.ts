// The two scorecards: their areas and questions, what the answers give by area, and what to do next. Never one number.

import { type Count, countOf } from "@/lib/core/count";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { CLAUSES } from "@/lib/core/frameworks/clauses";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import { ISO_CLAUSE_QUESTIONS } from "@/lib/core/scorecard-iso-clauses";
import { ISO_CONTROL_QUESTIONS } from "@/lib/core/scorecard-iso-controls";
import {
  MAX_POINTS,
  type ScorecardArea,
  type ScorecardDirection,
  type ScorecardOption,
  type ScorecardQuestion,
} from "@/lib/core/scorecard-question";
import { SOC2_CRITERIA_QUESTIONS } from "@/lib/core/scorecard-soc2-criteria";
import { SOC2_REPORT_QUESTIONS } from "@/lib/core/scorecard-soc2-report";
import type { StatusDef } from "@/lib/core/statuses";

type Scorecard = {
  readonly title: string;
  /** Who it is for, in one sentence. */
  readonly about: string;
  readonly areas: readonly ScorecardArea[];
  readonly questions: readonly ScorecardQuestion[];
};

export const SCORECARDS: Readonly<Record<ScorecardDirection, Scorecard>> = {
  iso: {
    title: "From SOC 2 to ISO/IEC 27001",
    about:
      "You run a SOC 2 programme and want to be certified: what the management system and Annex A still ask for.",
    areas: [
      { id: "direction", title: "Context and leadership", about: "Clauses 4 and 5" },
      { id: "planning", title: "Planning", about: "Clause 6" },
      { id: "running", title: "Support and operation", about: "Clauses 7 and 8" },
      { id: "checking", title: "Evaluation and improvement", about: "Clauses 9 and 10" },
      { id: "organizational", title: "Organizational controls", about: "A.5" },
      { id: "people", title: "People controls", about: "A.6" },
      { id: "physical", title: "Physical controls", about: "A.7" },
      { id: "technological", title: "Technological controls", about: "A.8" },
      { id: "net-new", title: "Net-new controls", about: "Annex A without a row in the crosswalk" },
    ],
    questions: [...ISO_CLAUSE_QUESTIONS, ...ISO_CONTROL_QUESTIONS],
  },
  soc2: {
    title: "From ISO/IEC 27001 to SOC 2",
    about:
      "You hold a certificate and want a SOC 2 Type 2 report: what a window of operation, the description and the criteria still ask for.",
    areas: [
      { id: "window", title: "Operation over the window", about: "Records, populations, samples" },
      { id: "description", title: "System description", about: "Boundaries, commitments, providers, users" },
      { id: "oversight", title: "Oversight and conduct", about: "CC1 to CC4" },
      { id: "security", title: "Security in operation", about: "CC6 to CC8" },
      { id: "categories", title: "Categories", about: "Choice, A1, C1, PI1, P1 to P8" },
    ],
    questions: [...SOC2_REPORT_QUESTIONS, ...SOC2_CRITERIA_QUESTIONS],
  },
};

/** "We do not know": an answer like any other, worth nothing. */
export const UNKNOWN_KEY = "u";
const LETTERS = "abcdefgh";

/** Key of an answer by id of its question: a letter for an option, `u` for not known. What is not answered is not in it. */
export type Answers = ReadonlyMap<string, string>;

/** The question with this id in either scorecard; undefined for unknown ids. */
export function questionOf(id: string): ScorecardQuestion | undefined {
  return Object.values(SCORECARDS)
    .flatMap((card) => card.questions)
    .find((question) => question.id === id);
}

/** The letter that stands for the option at this place. */
export function keyAt(index: number): string {
  return LETTERS.charAt(index);
}

/** The option that a key names; undefined for "not known" and for keys that the question does not have. */
export function optionOf(question: ScorecardQuestion, key: string | undefined): ScorecardOption | undefined {
  const index = key === undefined || key.length !== 1 ? -1 : LETTERS.indexOf(key);
  return index === -1 ? undefined : question.options[index];
}

/** Whether the question can be answered with this key. */
export function isAnswer(question: ScorecardQuestion, key: string): boolean {
  return key === UNKNOWN_KEY || optionOf(question, key) !== undefined;
}

export const ANSWER_STATES = [
  "in_place",
  "with_gap",
  "begun",
  "absent",
  "unknown",
  "apart",
  "unanswered",
] as const;
export type AnswerState = (typeof ANSWER_STATES)[number];
export const ANSWER_STATE: Readonly<Record<AnswerState, StatusDef>> = {
  in_place: { label: "In place", tone: "ok", icon: "check", meaning: "The strongest answer: 3 points." },
  with_gap: {
    label: "With a gap",
    tone: "due",
    icon: "triangle",
    meaning: "Something is missing: 2 points.",
  },
  begun: { label: "Begun", tone: "progress", icon: "half", meaning: "A beginning: 1 point." },
  absent: { label: "Not in place", tone: "gap", icon: "diamond", meaning: "Not there: 0 points." },
  unknown: {
    label: "Not known",
    tone: "none",
    icon: "hollow",
    meaning: "Counts 0 points until somebody finds out; it is never read as yes.",
  },
  apart: {
    label: "Does not apply",
    tone: "none",
    icon: "slash",
    meaning: "Leaves both sides of the fraction.",
  },
  unanswered: { label: "Not answered", tone: "none", icon: "hollow", meaning: "Counts 0 points." },
};

const STATE_OF_POINTS = ["absent", "begun", "with_gap", "in_place"] as const;

export type ScorecardLine = {
  readonly number: number;
  readonly question: ScorecardQuestion;
  readonly key: string | null;
  readonly state: AnswerState;
  readonly option: ScorecardOption | null;
  /** 0 for what is not known or not answered; null where the question leaves the score. */
  readonly points: number | null;
};

export type AreaScore = {
  readonly area: ScorecardArea;
  readonly points: number;
  /** The most that the questions of the area give, without those that do not apply. */
  readonly of: number;
  readonly lines: readonly ScorecardLine[];
};

export type ScorecardResult = {
  readonly direction: ScorecardDirection;
  readonly areas: readonly AreaScore[];
  readonly states: Readonly<Record<AnswerState, number>>;
  /** What is weak or not known, the one that touches most requirements first. */
  readonly gaps: readonly ScorecardLine[];
  readonly unanswered: readonly ScorecardLine[];
};

function lineOf(question: ScorecardQuestion, index: number, answers: Answers): ScorecardLine {
  const key = answers.get(question.id) ?? null;
  const option = optionOf(question, key ?? undefined) ?? null;
  const base = { number: index + 1, question, key, option };
  if (option !== null) {
    const state = option.points === null ? "apart" : STATE_OF_POINTS[option.points];
    return { ...base, state, points: option.points };
  }
  return key === UNKNOWN_KEY
    ? { ...base, state: "unknown", points: 0 }
    : { ...base, key: null, state: "unanswered", points: 0 };
}

function areaScore(area: ScorecardArea, all: readonly ScorecardLine[]): AreaScore {
  const lines = all.filter((line) => line.question.area === area.id);
  return {
    area,
    points: lines.reduce((sum, line) => sum + (line.points ?? 0), 0),
    of: lines.filter((line) => line.points !== null).length * MAX_POINTS,
    lines,
  };
}

const LEADS_ON: readonly AnswerState[] = ["with_gap", "begun", "absent", "unknown"];

function byLeverage(a: ScorecardLine, b: ScorecardLine): number {
  const rows = b.question.refs.length - a.question.refs.length;
  return rows || (a.points ?? 0) - (b.points ?? 0) || a.number - b.number;
}

/** All lines of a scorecard in order, answered or not. */
export function scorecardLines(direction: ScorecardDirection, answers: Answers): readonly ScorecardLine[] {
  return SCORECARDS[direction].questions.map((question, index) => lineOf(question, index, answers));
}

/** What the answers give: by area, by state, and the gaps by how many requirements each touches. */
export function scorecardResult(direction: ScorecardDirection, answers: Answers): ScorecardResult {
  const lines = scorecardLines(direction, answers);
  const inState = (state: AnswerState) => lines.filter((line) => line.state === state);
  return {
    direction,
    areas: SCORECARDS[direction].areas.map((area) => areaScore(area, lines)),
    states: Object.fromEntries(ANSWER_STATES.map((state) => [state, inState(state).length])) as Readonly<
      Record<AnswerState, number>
    >,
    gaps: lines.filter((line) => LEADS_ON.includes(line.state)).sort(byLeverage),
    unanswered: inState("unanswered"),
  };
}

/** The requirements that the questions of a scorecard ask about, of all that its direction leads to; in standard order. */
export function scorecardReach(direction: ScorecardDirection): Count {
  const refs = new Set(SCORECARDS[direction].questions.flatMap((question) => question.refs));
  const of = direction === "iso" ? CONTROLS.length + CLAUSES.length : CRITERIA.length;
  return countOf([...refs].sort(compareRefs), of);
}
