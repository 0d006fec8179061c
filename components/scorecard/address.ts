// Addresses of the scorecard that carry answers.
import { paths, withQuery } from "@/lib/core/paths";
import type { Answers } from "@/lib/core/scorecard";
import { scorecardQuery } from "@/lib/core/scorecard-code";
import type { ScorecardDirection } from "@/lib/core/scorecard-question";

export const questionsHref = (direction: ScorecardDirection, answers: Answers) =>
  answers.size === 0
    ? paths.scorecard(direction)
    : withQuery(paths.scorecard(direction), scorecardQuery(direction, answers));

export const resultHref = (direction: ScorecardDirection, answers: Answers) =>
  withQuery(paths.scorecardResult(direction), scorecardQuery(direction, answers));

export const fileHref = (direction: ScorecardDirection, answers: Answers) =>
  withQuery(paths.scorecardFile(direction), scorecardQuery(direction, answers));

export const continueHref = (direction: ScorecardDirection, answers: Answers) =>
  withQuery(paths.scorecardContinue(direction), scorecardQuery(direction, answers));

/** The page of a workspace that shows what the answers would propose there. */
export const carryOverHref = (slug: string, direction: ScorecardDirection, answers: Answers) =>
  withQuery(paths.scorecardProposals(slug), { direction, ...scorecardQuery(direction, answers) });
