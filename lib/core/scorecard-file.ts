// A scorecard as a file that a person keeps, and reading such a file again.
import { z } from "zod";
import { DATASET_VERSION } from "@/lib/core/frameworks/catalogue";
import { ANSWER_STATE, type Answers, isAnswer, SCORECARDS, scorecardResult } from "@/lib/core/scorecard";
import { SCORECARD_VERSION } from "@/lib/core/scorecard-code";
import { SCORECARD_DIRECTIONS, type ScorecardDirection } from "@/lib/core/scorecard-question";

const FORMAT = "carryover-scorecard";
/** The largest file that is read; a scorecard is a tenth of it. */
export const SCORECARD_FILE_LIMIT = 200_000;

/** The file's text: answers with their words, points by area, and what they were computed from. */
export function scorecardFile(direction: ScorecardDirection, answers: Answers): string {
  const { areas } = scorecardResult(direction, answers);
  const file = {
    format: FORMAT,
    version: Number(SCORECARD_VERSION),
    direction,
    title: SCORECARDS[direction].title,
    dataset: DATASET_VERSION,
    notice:
      "Questions, points and next steps are a judgement of this product, not of ISO or AICPA. Numbers and short titles are identifiers.",
    answers: areas.flatMap(({ lines }) =>
      lines.map(({ question, key, state, option, points }) => ({
        question: question.id,
        answer: key,
        asked: question.text,
        answered: option?.label ?? ANSWER_STATE[state].label,
        points,
        requirements: question.refs,
      })),
    ),
    areas: areas.map(({ area, points, of }) => ({ area: area.title, points, of })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

const FILE = z.object({
  format: z.literal(FORMAT),
  version: z.number(),
  direction: z.enum(SCORECARD_DIRECTIONS),
  answers: z.array(z.object({ question: z.string(), answer: z.string().nullable() })).max(500),
});

export type ScorecardFileReading =
  | {
      readonly ok: true;
      readonly direction: ScorecardDirection;
      readonly answers: Answers;
      readonly left: number;
    }
  | { readonly ok: false; readonly reason: string };

const NO_SCORECARD = "This is not a scorecard file. Choose one that was downloaded here, ending in .json.";

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The answers of a scorecard file; `left` counts answers that this version does not have. */
export function readScorecardFile(text: string): ScorecardFileReading {
  if (text.length > SCORECARD_FILE_LIMIT)
    return { ok: false, reason: "The file is larger than a scorecard can be." };
  const parsed = FILE.safeParse(jsonOf(text.replace(/^\uFEFF/, "")));
  if (!parsed.success) return { ok: false, reason: NO_SCORECARD };
  const { direction, version } = parsed.data;
  if (String(version) !== SCORECARD_VERSION) {
    return {
      ok: false,
      reason: `The file is of another version of the scorecard than ${SCORECARD_VERSION}. Answer the questions again.`,
    };
  }
  const given = parsed.data.answers.filter((one) => one.answer !== null);
  const answers = new Map<string, string>();
  for (const { question: id, answer } of given) {
    const question = SCORECARDS[direction].questions.find((one) => one.id === id);
    if (question !== undefined && answer !== null && isAnswer(question, answer)) answers.set(id, answer);
  }
  return { ok: true, direction, answers, left: given.length - answers.size };
}
