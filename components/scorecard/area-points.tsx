import { Section } from "@/components/layout/section";
import { Figure, type Fill } from "@/components/ui/figure";
import { StackedBar } from "@/components/ui/stacked-bar";
import { Fraction } from "@/components/ui/stat";
import { ANSWER_STATE, type AnswerState, type AreaScore, type ScorecardResult } from "@/lib/core/scorecard";

type Part = { readonly fill: Fill; readonly label: string; readonly states: readonly AnswerState[] };

const PARTS: readonly Part[] = [
  { fill: "ok", label: ANSWER_STATE.in_place.label, states: ["in_place"] },
  { fill: "due", label: ANSWER_STATE.with_gap.label, states: ["with_gap"] },
  { fill: "progress", label: ANSWER_STATE.begun.label, states: ["begun"] },
  { fill: "gap", label: ANSWER_STATE.absent.label, states: ["absent"] },
  { fill: "none", label: "Not known or not answered", states: ["unknown", "unanswered"] },
];

function partsOf({ lines }: AreaScore) {
  return PARTS.map(({ fill, label, states }) => ({
    fill,
    label,
    value: lines.filter((line) => states.includes(line.state)).length,
  }));
}

function AreaBar({ score }: { score: AreaScore }) {
  const parts = partsOf(score);
  const words = parts.map(({ value, label }) => `${value} ${label.toLowerCase()}`).join(", ");
  const apart = score.lines.filter((line) => line.state === "apart").length;
  return (
    <li>
      <a className="plain" href={`#area-${score.area.id}`}>
        {score.area.title}
      </a>
      <span>
        <StackedBar parts={parts} label={`${score.area.title}: ${words}`} />
      </span>
      <span className="num">
        <span>
          <Fraction n={score.points} of={`${score.of} points`} />
        </span>
      </span>
      <span className="sm i3">{apart === 0 ? "" : `${apart} left out`}</span>
    </li>
  );
}

/** Points of each area beside what the answers were; areas are never added up. */
export function AreaPoints({ result }: { result: ScorecardResult }) {
  return (
    <Section
      title="Points by area"
      remark="Computed from your answers, 3 points a question. Areas are not added up."
    >
      <Figure
        legend={PARTS}
        caption="The bar counts questions by answer, the number beside it points. What does not apply leaves both sides of the fraction."
        table={{
          caption: "Points and answers by area",
          head: ["Area", "Points", "Of", ...PARTS.map(({ label }) => label), ANSWER_STATE.apart.label],
          rows: result.areas.map((score) => [
            score.area.title,
            score.points,
            score.of,
            ...partsOf(score).map(({ value }) => value),
            score.lines.filter((line) => line.state === "apart").length,
          ]),
        }}
      >
        <ul className="bars max-w-4xl md:grid-cols-[minmax(0,208px)_minmax(0,1fr)_auto_auto]">
          {result.areas.map((score) => (
            <AreaBar key={score.area.id} score={score} />
          ))}
        </ul>
      </Figure>
    </Section>
  );
}
