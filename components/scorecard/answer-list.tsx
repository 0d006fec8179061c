import { Section } from "@/components/layout/section";
import { RowLinks } from "@/components/scorecard/row-links";
import { Badge } from "@/components/ui/badge";
import { ANSWER_STATE, type AreaScore, type ScorecardLine, type ScorecardResult } from "@/lib/core/scorecard";
import { MAX_POINTS } from "@/lib/core/scorecard-question";

function pointWords({ points }: ScorecardLine): string {
  return points === null ? "Not counted" : `${points} of ${MAX_POINTS} points`;
}

function Answer({ line }: { line: ScorecardLine }) {
  const { number, question, option, state } = line;
  return (
    <article className="grid gap-1 border-line border-b py-3 break-inside-avoid last:border-0">
      <h4 className="font-medium">{`${number}. ${question.text}`}</h4>
      <div className="row wrap gap-x-3">
        <Badge status={ANSWER_STATE[state]} />
        <span className="num i2">{pointWords(line)}</span>
      </div>
      <dl className="def sm">
        <dt>Your answer</dt>
        <dd>{option === null ? ANSWER_STATE[state].label : option.label}</dd>
        <dt>What it means</dt>
        <dd>{option === null ? ANSWER_STATE[state].meaning : option.meaning}</dd>
        <dt>Why it is asked</dt>
        <dd>{question.why}</dd>
        <dt>Requirements</dt>
        <dd>
          <RowLinks refs={question.refs} />
        </dd>
      </dl>
    </article>
  );
}

function Area({ score }: { score: AreaScore }) {
  const id = `area-${score.area.id}`;
  return (
    <section className="mb-6 scroll-mt-4" id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} className="row wrap text-base">
        {score.area.title}
        <span className="i3 sm font-normal">{`${score.area.about}, ${score.points} of ${score.of} points`}</span>
      </h3>
      {score.lines.map((line) => (
        <Answer key={line.question.id} line={line} />
      ))}
    </section>
  );
}

/** Every answer with its points, its reasoning and the requirements behind it. */
export function AnswerList({ result }: { result: ScorecardResult }) {
  return (
    <Section title="Reasoning and requirements" remark="Every answer, as you gave it">
      <div className="max-w-4xl">
        {result.areas.map((score) => (
          <Area key={score.area.id} score={score} />
        ))}
      </div>
    </Section>
  );
}
