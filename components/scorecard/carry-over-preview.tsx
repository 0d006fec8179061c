import type { Route } from "next";
import { Section } from "@/components/layout/section";
import { resultHref } from "@/components/scorecard/address";
import { IgnoredNote } from "@/components/scorecard/ignored-note";
import { Note } from "@/components/ui/badge";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { counted } from "@/lib/core/evidence-words";
import { paths } from "@/lib/core/paths";
import { type Answers, SCORECARDS } from "@/lib/core/scorecard";
import { scorecardQuery } from "@/lib/core/scorecard-code";
import { type CarryOverPlan, skippedWords } from "@/lib/core/scorecard-proposals";
import type { ScorecardDirection } from "@/lib/core/scorecard-question";
import { carryOverScorecardAction } from "@/lib/scorecard/actions";

export type OpenScorecard = {
  readonly direction: ScorecardDirection;
  readonly answers: Answers;
  readonly ignored: readonly string[];
  readonly plan: CarryOverPlan;
};

function planWords({ create, replace, kept, skipped }: CarryOverPlan): string {
  const parts = [
    create.length === 0 ? "" : `${create.length} new`,
    replace.length === 0 ? "" : `${replace.length} with another answer than before`,
    kept.length === 0 ? "" : `${kept.length} listed already`,
    skipped.length === 0 ? "" : `${counted(skipped.length, "row")} left alone (${skippedWords(skipped)})`,
  ].filter((part) => part !== "");
  return `${parts.join(", ")}.`;
}

function Skipped({ slug, plan }: { slug: string; plan: CarryOverPlan }) {
  if (plan.skipped.length === 0) return null;
  return (
    <details className="twin mb-3">
      <summary>
        <Icon name="chevron" />
        {`${counted(plan.skipped.length, "row")} left alone, with the reason`}
      </summary>
      <ul className="mt-1 grid gap-1 sm">
        {plan.skipped.map(({ ref, reason }) => (
          <li key={ref}>
            <Link className="ref" href={paths.requirement(slug, ref) as Route}>
              {ref}
            </Link>{" "}
            {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What the answers of a link would propose in this workspace, and the button that lists it. */
export function CarryOverPreview({
  slug,
  scorecard,
  mayCarryOver,
}: {
  slug: string;
  scorecard: OpenScorecard;
  mayCarryOver: boolean;
}) {
  const { direction, answers, ignored, plan } = scorecard;
  const fresh = plan.create.length + plan.replace.length;
  const { v, a } = scorecardQuery(direction, answers);
  const nothing = fresh + plan.kept.length + plan.skipped.length === 0;
  return (
    <Section
      title="Answers to carry over"
      remark={SCORECARDS[direction].title}
      link={{ href: resultHref(direction, answers), label: "Open the result" }}
    >
      <IgnoredNote sentences={ignored} />
      <p className="mb-3" role="status">
        {nothing ? "None of the answers says that something is there. Nothing is proposed." : planWords(plan)}
      </p>
      <Skipped slug={slug} plan={plan} />
      {fresh > 0 && mayCarryOver ? (
        <ActionForm action={carryOverScorecardAction.bind(null, slug)}>
          <input type="hidden" name="direction" value={direction} />
          <input type="hidden" name="v" value={v} />
          <input type="hidden" name="a" value={a} />
          <div>
            <SubmitButton>{`List ${counted(fresh, "proposal")}`}</SubmitButton>
          </div>
        </ActionForm>
      ) : null}
      {fresh > 0 && !mayCarryOver ? (
        <Note tone="none">Carrying answers over takes an owner or a lead of this workspace.</Note>
      ) : null}
    </Section>
  );
}
