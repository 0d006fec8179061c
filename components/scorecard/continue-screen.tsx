import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { carryOverHref, continueHref, questionsHref, resultHref } from "@/components/scorecard/address";
import { IgnoredNote } from "@/components/scorecard/ignored-note";
import { Note } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { type Role, roleHas } from "@/lib/core/access";
import { counted } from "@/lib/core/evidence-words";
import { paths, withQuery } from "@/lib/core/paths";
import { type Answers, SCORECARDS } from "@/lib/core/scorecard";
import { proposalsOf } from "@/lib/core/scorecard-proposals";
import type { ScorecardDirection } from "@/lib/core/scorecard-question";

type Choice = { readonly slug: string; readonly name: string; readonly role: Role };
type Given = { readonly direction: ScorecardDirection; readonly answers: Answers };

function SignIn({ direction, answers }: Given) {
  const next = continueHref(direction, answers);
  return (
    <Section title="Your account" remark="The answers stay in the address until you are back.">
      <div className="row wrap">
        <ButtonLink href={withQuery(paths.signUp(), { next })} look="primary">
          Start a workspace
        </ButtonLink>
        <ButtonLink href={withQuery(paths.signIn(), { next })}>Sign in</ButtonLink>
      </div>
    </Section>
  );
}

function WorkspaceLine({ choice, direction, answers }: Given & { choice: Choice }) {
  const may = roleHas(choice.role, "requirement:assign");
  return (
    <li>
      <div className="row wrap w-full">
        <span className="font-medium">{choice.name}</span>
        {may ? (
          <ButtonLink
            className="push"
            href={carryOverHref(choice.slug, direction, answers)}
            aria-label={`Choose ${choice.name}`}
          >
            Choose
          </ButtonLink>
        ) : (
          <span className="push sm i3">{`You are ${choice.role} there. It takes an owner or a lead.`}</span>
        )}
      </div>
    </li>
  );
}

function Choose({ direction, answers, workspaces }: Given & { workspaces: readonly Choice[] }) {
  const next = continueHref(direction, answers);
  return (
    <Section title="Choose a workspace" remark="You see what is proposed before anything is listed there.">
      {workspaces.length > 0 ? (
        <ul className="lst mb-3">
          {workspaces.map((choice) => (
            <WorkspaceLine key={choice.slug} choice={choice} direction={direction} answers={answers} />
          ))}
        </ul>
      ) : null}
      <ButtonLink
        href={withQuery(paths.newWorkspace(), { next })}
        look={workspaces.length === 0 ? "primary" : "quiet"}
      >
        Start another workspace
      </ButtonLink>
    </Section>
  );
}

/** From a result to a workspace: sign in or sign up, choose, then confirm there. */
export function ContinueScreen({
  direction,
  answers,
  ignored,
  workspaces,
}: Given & {
  ignored: readonly string[];
  /** Null for people who are not signed in. */
  workspaces: readonly Choice[] | null;
}) {
  const proposals = proposalsOf(direction, answers).length;
  return (
    <>
      <PageHeader
        title="Continue in a workspace"
        intro={`${SCORECARDS[direction].title}, ${counted(answers.size, "answer")}.`}
        actions={<ButtonLink href={resultHref(direction, answers)}>Back to the result</ButtonLink>}
      />
      <IgnoredNote sentences={ignored} />
      {proposals === 0 ? (
        <Note tone="none">
          None of the answers says that something is there, so there is nothing to carry over.{" "}
          <a href={questionsHref(direction, answers)}>Change answers</a>
        </Note>
      ) : (
        <>
          <p className="prose mb-6">
            {`Your answers propose a start on ${counted(proposals, "requirement")}. In the workspace each is a proposal with the answer that it comes from; a person accepts or dismisses it. None becomes ready by it.`}
          </p>
          {workspaces === null ? (
            <SignIn direction={direction} answers={answers} />
          ) : (
            <Choose direction={direction} answers={answers} workspaces={workspaces} />
          )}
        </>
      )}
    </>
  );
}
