// A scorecard's answers in an address: one character a question, versioned, and read back from whatever a link became.

import { type Answers, isAnswer, SCORECARDS } from "@/lib/core/scorecard";
import type { ScorecardDirection, ScorecardQuestion } from "@/lib/core/scorecard-question";

export const SCORECARD_VERSION = "1";
const NOT_ANSWERED = "-";
const FIELD = "q.";

/** The name of a question's field in the form. */
export function fieldOf(question: ScorecardQuestion): string {
  return `${FIELD}${question.id}`;
}

/** One character a question in their order: the key of the answer, or a hyphen. */
export function codeOf(direction: ScorecardDirection, answers: Answers): string {
  return SCORECARDS[direction].questions.map(({ id }) => answers.get(id) ?? NOT_ANSWERED).join("");
}

/** The query that brings the answers back. */
export function scorecardQuery(
  direction: ScorecardDirection,
  answers: Answers,
): { readonly v: string; readonly a: string } {
  return { v: SCORECARD_VERSION, a: codeOf(direction, answers) };
}

export type ScorecardReading = {
  readonly answers: Answers;
  /** Sentences about what was left out, for the person who opened the link. */
  readonly ignored: readonly string[];
  /** The answers came as fields of the form, so the address can be shortened. */
  readonly fromForm: boolean;
};

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;
type Part = { readonly answers: Answers; readonly ignored: readonly string[] };

const NOTHING: Part = { answers: new Map(), ignored: [] };

/** Printable beginning of text that came with a link. */
function shown(text: string): string {
  const start = [...text].slice(0, 24).join("");
  return `"${start.replace(/[^ -~]/g, "?")}${start.length < text.length ? "..." : ""}"`;
}

function listed(all: readonly string[]): string {
  const first = all.slice(0, 5).join(", ");
  return all.length > 5 ? `${first} and ${all.length - 5} more` : first;
}

function firstValues(query: Query): {
  readonly one: ReadonlyMap<string, string>;
  readonly ignored: string[];
} {
  const one = new Map<string, string>();
  const repeated: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    const [first, ...rest] = typeof value === "string" ? [value] : (value ?? []);
    if (first !== undefined) one.set(name, first);
    if (rest.length > 0) repeated.push(shown(name));
  }
  const sentence = `Given more than once: ${listed(repeated)}. The first counts.`;
  return { one, ignored: repeated.length === 0 ? [] : [sentence] };
}

function lengthSentence(length: number, of: number): readonly string[] {
  if (length > of) return [`The code is ${length} characters long. Only the first ${of} are answers.`];
  if (length < of)
    return [`The code is shorter than ${of} characters. The questions after it count as not answered.`];
  return [];
}

function readCode(direction: ScorecardDirection, code: string): Part {
  const { questions } = SCORECARDS[direction];
  const keys = [...code.slice(0, 400)].map((character) => character.toLowerCase());
  const answers = new Map<string, string>();
  const bad: string[] = [];
  for (const [index, question] of questions.entries()) {
    const key = keys[index] ?? NOT_ANSWERED;
    if (isAnswer(question, key)) answers.set(question.id, key);
    else if (key !== NOT_ANSWERED) bad.push(String(index + 1));
  }
  const sentence = `Answers that do not exist, questions ${listed(bad)}. They count as not answered.`;
  return {
    answers,
    ignored: [...lengthSentence([...code].length, questions.length), ...(bad.length === 0 ? [] : [sentence])],
  };
}

function readFields(direction: ScorecardDirection, fields: ReadonlyMap<string, string>): Part {
  const answers = new Map<string, string>();
  const unknown: string[] = [];
  const bad: string[] = [];
  for (const [name, key] of fields) {
    const question = SCORECARDS[direction].questions.find((one) => fieldOf(one) === name);
    if (question === undefined) unknown.push(shown(name.slice(FIELD.length)));
    else if (isAnswer(question, key)) answers.set(question.id, key);
    else if (key !== NOT_ANSWERED) bad.push(question.id);
  }
  return {
    answers,
    ignored: [
      ...(unknown.length === 0 ? [] : [`This scorecard has no question ${listed(unknown)}. Left out.`]),
      ...(bad.length === 0
        ? []
        : [`Answers that do not exist, for ${listed(bad)}. They count as not answered.`]),
    ],
  };
}

function versionSentence(version: string | undefined, hasAnswers: boolean): string | null {
  if (version === SCORECARD_VERSION || !hasAnswers) return null;
  if (version === undefined) return `The link names no version. It was read as version ${SCORECARD_VERSION}.`;
  return `The link is for version ${shown(version)} of the scorecard, this is version ${SCORECARD_VERSION}. Its answers were left out.`;
}

function otherNames(one: ReadonlyMap<string, string>, known: readonly string[]): readonly string[] {
  const names = [...one.keys()].filter((name) => !name.startsWith(FIELD) && !known.includes(name));
  return names.length === 0 ? [] : [`Unknown in the link, left out: ${listed(names.map(shown))}.`];
}

/**
 * The answers that a query holds, as code or as fields of the form (fields win), and a sentence for everything that was left
 * out. Any text whatsoever is accepted; `known` names further parameters that the page reads itself.
 */
export function readScorecard(
  direction: ScorecardDirection,
  query: Query,
  known: readonly string[] = [],
): ScorecardReading {
  const { one, ignored } = firstValues(query);
  const fields = new Map([...one].filter(([name]) => name.startsWith(FIELD)));
  const code = one.get("a") ?? "";
  const fromForm = fields.size > 0;
  const version = one.get("v");
  const sentence = versionSentence(version, fromForm || code !== "");
  const readable = version === undefined || version === SCORECARD_VERSION;
  const coded = readable && code !== "" ? readCode(direction, code) : NOTHING;
  const typed = readable ? readFields(direction, fields) : NOTHING;
  return {
    answers: new Map([...coded.answers, ...typed.answers]),
    ignored: [
      ...ignored,
      ...(sentence === null ? [] : [sentence]),
      ...coded.ignored,
      ...typed.ignored,
      ...otherNames(one, ["a", "v", ...known]),
    ],
    fromForm,
  };
}
