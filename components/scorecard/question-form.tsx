import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { questionsHref } from "@/components/scorecard/address";
import { IgnoredNote } from "@/components/scorecard/ignored-note";
import { Button, ButtonLink } from "@/components/ui/button";
import { paths } from "@/lib/core/paths";
import { type Answers, keyAt, SCORECARDS, UNKNOWN_KEY } from "@/lib/core/scorecard";
import { fieldOf, SCORECARD_VERSION } from "@/lib/core/scorecard-code";
import type { ScorecardDirection, ScorecardQuestion } from "@/lib/core/scorecard-question";

function Choice({
  name,
  value,
  label,
  chosen,
}: {
  name: string;
  value: string;
  label: string;
  chosen: boolean;
}) {
  return (
    <label className="pick">
      <input type="radio" className="ck" name={name} value={value} defaultChecked={chosen} />
      <span>{label}</span>
    </label>
  );
}

function Question({
  number,
  question,
  answer,
}: {
  number: number;
  question: ScorecardQuestion;
  answer: string | undefined;
}) {
  const name = fieldOf(question);
  return (
    <fieldset className="field scroll-mt-4" id={question.id} aria-describedby={`${question.id}-help`}>
      <legend className="mb-1 font-medium">{`${number}. ${question.text}`}</legend>
      <p className="help mb-2" id={`${question.id}-help`}>
        {question.help}
      </p>
      <div className="opts">
        {question.options.map(({ label }, index) => (
          <Choice
            key={label}
            name={name}
            value={keyAt(index)}
            label={label}
            chosen={answer === keyAt(index)}
          />
        ))}
        <Choice name={name} value={UNKNOWN_KEY} label="We do not know" chosen={answer === UNKNOWN_KEY} />
      </div>
    </fieldset>
  );
}

/** All questions of a direction in one form that asks for nothing else and works without script. */
export function QuestionForm({
  direction,
  answers,
  ignored,
}: {
  direction: ScorecardDirection;
  answers: Answers;
  ignored: readonly string[];
}) {
  const { title, about, areas, questions } = SCORECARDS[direction];
  const other = direction === "iso" ? "soc2" : "iso";
  return (
    <>
      <PageHeader
        title={title}
        intro={`${about} Leave out what you like; what is not answered is shown as such.`}
        actions={<ButtonLink href={questionsHref(other, new Map())}>{SCORECARDS[other].title}</ButtonLink>}
      />
      <IgnoredNote sentences={ignored} />
      <form action={paths.scorecardResult(direction)} method="get">
        <input type="hidden" name="v" value={SCORECARD_VERSION} />
        {areas.map((area) => (
          <Section key={area.id} title={area.title} remark={area.about}>
            <div className="grid max-w-3xl gap-6">
              {questions.map((question, index) =>
                question.area === area.id ? (
                  <Question
                    key={question.id}
                    number={index + 1}
                    question={question}
                    answer={answers.get(question.id)}
                  />
                ) : null,
              )}
            </div>
          </Section>
        ))}
        <div className="blk row wrap">
          <Button type="submit" look="primary">
            Show my gaps
          </Button>
          <span className="sm i3">The answers go into the address of the result and nowhere else.</span>
        </div>
      </form>
    </>
  );
}
