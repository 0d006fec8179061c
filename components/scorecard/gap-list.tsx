import { Section } from "@/components/layout/section";
import { RowLinks } from "@/components/scorecard/row-links";
import { Badge } from "@/components/ui/badge";
import { counted } from "@/lib/core/evidence-words";
import { ANSWER_STATE, type ScorecardLine, type ScorecardResult } from "@/lib/core/scorecard";

function stepOf({ question: { next }, state }: ScorecardLine): string {
  if (state !== "unknown") return next;
  return `Find out first. Then ${next.charAt(0).toLowerCase()}${next.slice(1)}`;
}

function Gap({ line }: { line: ScorecardLine }) {
  const { question, state } = line;
  return (
    <li>
      <div className="grid gap-1">
        <h3 className="tt">{question.text}</h3>
        <p className="text-ink!">{stepOf(line)}</p>
        <div className="row wrap gap-x-3">
          <Badge status={ANSWER_STATE[state]} />
          <span className="sm i3">{`Touches ${counted(question.refs.length, "requirement")}`}</span>
          <RowLinks refs={question.refs} />
        </div>
      </div>
    </li>
  );
}

function Unanswered({ result, href }: { result: ScorecardResult; href: string }) {
  if (result.unanswered.length === 0) return null;
  return (
    <div className="mt-4 grid gap-1">
      <h3>{`${counted(result.unanswered.length, "question")} not answered`}</h3>
      <ul className="grid gap-1">
        {result.unanswered.map(({ number, question }) => (
          <li key={question.id}>
            <a className="inline-flex min-h-6 items-center" href={`${href}#${question.id}`}>
              {`${number}. ${question.text}`}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What to do next, the step that touches most requirements first. */
export function GapList({ result, href }: { result: ScorecardResult; href: string }) {
  const { gaps } = result;
  return (
    <Section
      title="What to do next"
      remark="Ordered by how many requirements each step touches, then by points"
    >
      {gaps.length === 0 ? (
        <p>
          {result.states.in_place === 0
            ? "No answer names a gap yet."
            : "No answer names a gap. The next proof is evidence that somebody else accepts."}
        </p>
      ) : (
        <ol className="todo max-w-4xl">
          {gaps.map((line) => (
            <Gap key={line.question.id} line={line} />
          ))}
        </ol>
      )}
      <Unanswered result={result} href={href} />
    </Section>
  );
}
