import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { continueHref, fileHref, questionsHref } from "@/components/scorecard/address";
import { AnswerList } from "@/components/scorecard/answer-list";
import { AreaPoints } from "@/components/scorecard/area-points";
import { CopyLink } from "@/components/scorecard/copy-link";
import { GapList } from "@/components/scorecard/gap-list";
import { IgnoredNote } from "@/components/scorecard/ignored-note";
import { Badge, Note } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { PrintButton } from "@/components/ui/print-button";
import { DATASET_VERSION } from "@/lib/core/frameworks/catalogue";
import {
  ANSWER_STATE,
  ANSWER_STATES,
  type Answers,
  SCORECARDS,
  scorecardReach,
  scorecardResult,
} from "@/lib/core/scorecard";
import { SCORECARD_VERSION } from "@/lib/core/scorecard-code";
import type { ScorecardDirection } from "@/lib/core/scorecard-question";

function Counts({ states, of }: { states: Readonly<Record<string, number>>; of: number }) {
  return (
    <ul className="row wrap gap-x-5 gap-y-1 mb-4" aria-label={`Answers, of ${of} questions`}>
      {ANSWER_STATES.map((state) => (
        <li key={state} className="row gap-1">
          <Badge status={ANSWER_STATE[state]} />
          <span className="num i2">{states[state]}</span>
        </li>
      ))}
    </ul>
  );
}

function Share({
  direction,
  answers,
  address,
}: {
  direction: ScorecardDirection;
  answers: Answers;
  address: string;
}) {
  return (
    <Section title="Keep and share" className="no-print">
      <div className="form-col">
        <CopyLink address={address} />
        <div className="row wrap">
          <ButtonLink plain href={fileHref(direction, answers)}>
            Download as a file
          </ButtonLink>
          <PrintButton />
        </div>
      </div>
    </Section>
  );
}

/** Points by area, next steps, reasoning: all of it from the answers in the address. */
export function ResultScreen({
  direction,
  answers,
  ignored,
  address,
}: {
  direction: ScorecardDirection;
  answers: Answers;
  ignored: readonly string[];
  /** The whole address of this result. */
  address: string;
}) {
  const { title, questions } = SCORECARDS[direction];
  const result = scorecardResult(direction, answers);
  const reach = scorecardReach(direction);
  const back = questionsHref(direction, answers);
  return (
    <>
      <PageHeader
        title={`${title}: your scorecard`}
        intro={`${answers.size} of ${questions.length} questions answered. You judged yourselves; nobody has looked at evidence.`}
        actions={
          <>
            <ButtonLink href={back}>
              {answers.size === 0 ? "Answer the questions" : "Change answers"}
            </ButtonLink>
            <ButtonLink href={continueHref(direction, answers)} look="primary">
              Continue in a workspace
            </ButtonLink>
          </>
        }
      />
      <IgnoredNote sentences={ignored} />
      {answers.size === 0 ? (
        <div className="mb-4">
          <Note tone="none">No question is answered yet, so every area stands at 0 points.</Note>
        </div>
      ) : null}
      <Counts states={result.states} of={questions.length} />
      <AreaPoints result={result} />
      <GapList result={result} href={back} />
      <AnswerList result={result} />
      <Share direction={direction} answers={answers} address={address} />
      <footer className="blk sm i3 prose">
        <p>
          {`Questions, points and next steps are our own judgement, version ${SCORECARD_VERSION}; they ask about ${reach.count} of ${reach.of} requirements of data set ${DATASET_VERSION}. No audit and no statement of conformity.`}
        </p>
        <p className="print-only">{address}</p>
      </footer>
    </>
  );
}
