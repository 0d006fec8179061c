import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { paths } from "@/lib/core/paths";
import { SCORECARDS, scorecardReach } from "@/lib/core/scorecard";
import { SCORECARD_DIRECTIONS, type ScorecardDirection } from "@/lib/core/scorecard-question";
import { openScorecardAction } from "@/lib/scorecard/actions";

function Direction({ direction }: { direction: ScorecardDirection }) {
  const { title, about, areas, questions } = SCORECARDS[direction];
  const reach = scorecardReach(direction);
  return (
    <Section title={title}>
      <div className="grid gap-3">
        <p>{about}</p>
        <ul className="lst">
          {areas.map((area) => (
            <li key={area.id}>
              <div>
                <h3>{area.title}</h3>
                <p>{area.about}</p>
              </div>
            </li>
          ))}
        </ul>
        <p className="sm i3">{`Asks about ${reach.count} of ${reach.of} requirements.`}</p>
        <div>
          <ButtonLink href={paths.scorecard(direction)}>{`Answer ${questions.length} questions`}</ButtonLink>
        </div>
      </div>
    </Section>
  );
}

function OpenFile() {
  return (
    <Section title="Open a saved scorecard" className="blk">
      <ActionForm action={openScorecardAction} className="form-col">
        <div className="field">
          <label htmlFor="scorecard-file">Scorecard file</label>
          <div className="drop">
            <input
              id="scorecard-file"
              type="file"
              name="file"
              accept="application/json,.json"
              aria-describedby="scorecard-file-help"
              required
            />
          </div>
          <p className="help" id="scorecard-file-help">
            A .json file that was downloaded from a result, at most 200 kB. It is read and not kept.
          </p>
        </div>
        <div>
          <SubmitButton look="secondary">Open the result</SubmitButton>
        </div>
      </ActionForm>
    </Section>
  );
}

/** Which way to go, what the scorecard is, and what it is not. */
export function ChooseScreen() {
  return (
    <>
      <PageHeader
        title="Scorecard"
        intro="Twenty questions in each direction. You see points by area with the reasoning, the requirements behind each question, and what to do next."
      />
      <div className="cols two">
        {SCORECARD_DIRECTIONS.map((direction) => (
          <Direction key={direction} direction={direction} />
        ))}
      </div>
      <div className="blk cols two">
        <Section title="What it is">
          <ul className="prose grid list-disc gap-1 pl-4">
            <li>
              Questions, points and next steps are our own judgement; the requirements behind them are named.
            </li>
            <li>Not to know is an answer. It counts nothing, and finding out is the next step.</li>
            <li>
              The answers are kept in the address of the result. Nothing is stored here, and nobody asks for
              your e-mail address.
            </li>
          </ul>
        </Section>
        <Section title="What it is not">
          <ul className="prose grid list-disc gap-1 pl-4">
            <li>No audit and no statement of conformity: nobody has looked at evidence.</li>
            <li>No percentage. Points of different areas are never added up.</li>
            <li>Not complete. It asks where the two frameworks differ most, not about every requirement.</li>
          </ul>
        </Section>
      </div>
      <OpenFile />
    </>
  );
}
