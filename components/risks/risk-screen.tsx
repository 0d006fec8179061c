import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { AssessmentSection } from "@/components/risks/assessment-section";
import { DecisionForm, MoreSteps, StepButton } from "@/components/risks/decision-forms";
import { PlanSection } from "@/components/risks/plan-section";
import { RISK_LABELS, RiskFields } from "@/components/risks/risk-fields";
import { EditLink, RiskForm, type RiskProps } from "@/components/risks/risk-form";
import { RiskSide } from "@/components/risks/risk-side";
import { TreatmentSection } from "@/components/risks/treatment-section";
import { Badge, Note, Token } from "@/components/ui/badge";
import { DateInput, Field } from "@/components/ui/field";
import { Stepper } from "@/components/ui/stepper";
import type { CommentDto } from "@/lib/core/comment-dto";
import { dateIn, formatDate } from "@/lib/core/dates";
import { RISK_STATE, RISK_STATES } from "@/lib/core/isms-statuses";
import { paths } from "@/lib/core/paths";
import { RISK_FLAG_LABEL, type RiskFlag } from "@/lib/core/risk";
import { editRiskAction } from "@/lib/risks/actions";

function Description(props: RiskProps) {
  const { slug, risk, rights, edit, context } = props;
  if (edit?.section === "description" && rights.edit) {
    return (
      <Section title="Description">
        <RiskForm
          slug={slug}
          id={risk.id}
          action={editRiskAction}
          version={risk.version}
          labels={RISK_LABELS}
          save="Save risk"
        >
          <RiskFields values={risk} owners={context.owners} />
          <Field name="reviewOn" label="Next review">
            <DateInput defaultValue={risk.reviewOn ?? ""} />
          </Field>
        </RiskForm>
      </Section>
    );
  }
  const parts = [
    ["Asset or process", risk.asset],
    ["Cause", risk.cause],
    ["Consequence", risk.consequence],
  ] as const;
  const link = rights.edit ? (
    <EditLink slug={slug} id={risk.id} section="description" label="Edit description and owner">
      Edit
    </EditLink>
  ) : undefined;
  return (
    <Section title="Description" aside={link}>
      <dl className="def">
        {parts.map(([label, text]) => (
          <div key={label} className="contents">
            <dt>{label}</dt>
            <dd className="whitespace-pre-line">
              {text === "" ? <span className="i2">Nothing written yet</span> : text}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Acceptances({ risk, timeZone }: RiskProps) {
  if (risk.acceptances.length === 0) return null;
  return (
    <Section title="Acceptances">
      <ul className="stack gap-2">
        {risk.acceptances.map((one) => (
          <li key={`${one.assessmentNumber} ${one.at.toISOString()}`}>
            {`${one.by} accepted assessment ${one.assessmentNumber} on ${formatDate(dateIn(timeZone, one.at))}`}
            {one.expiresOn === null ? "" : `, until ${formatDate(one.expiresOn)}`}
            {one.aboveCriterion ? ", above the criterion" : ""}
            {one.reason === "" ? "." : `: ${one.reason}`}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const TOLD: readonly RiskFlag[] = ["above", "acceptance_expired", "earlier_method", "review_due"];

/** The flag in words; an acceptance says until when it stands, and what follows once it has ended. */
function flagWords(flag: RiskFlag, { state, flags, expiresOn }: RiskProps["risk"]): string {
  const until = expiresOn === null ? "" : formatDate(expiresOn);
  if (flag === "acceptance_expired")
    return `The acceptance ended on ${until}: assess the residual risk anew, then decide again`;
  if (flag !== "above" || state !== "residual_accepted" || flags.includes("acceptance_expired"))
    return RISK_FLAG_LABEL[flag];
  return `${RISK_FLAG_LABEL.above}, accepted${until === "" ? "" : ` until ${until}`}`;
}

function NoteOf({ risk, method, context }: RiskProps) {
  if (risk.isArchived) return <Note tone="none">{`Archived: ${risk.archiveReason}`}</Note>;
  if (method === null)
    return <Note tone="due">No risk method is approved, so this risk cannot be assessed yet.</Note>;
  const told = risk.flags.filter((flag) => TOLD.includes(flag)).map((flag) => flagWords(flag, risk));
  const isReturned = risk.state === "assessed" && context.returned !== null;
  if (told.length === 0 && !isReturned) return null;
  return (
    <>
      {isReturned ? (
        <Note tone="gap">
          {`${context.returned.by} sent the plan back: "${context.returned.reason}" Change the treatment and save it to hand it in again.`}
        </Note>
      ) : null}
      {told.length === 0 ? null : <Note tone="due">{`${told.join(". ")}.`}</Note>}
    </>
  );
}

function Notes(props: RiskProps) {
  return (
    <div className="stack gap-2 mt-4 empty:hidden">
      <NoteOf {...props} />
    </div>
  );
}

/** One risk: steps, what it is, how high, what is done, who decided; each section edits in place. */
export function RiskScreen({
  workspace,
  comments,
  mayRestore,
  ...props
}: RiskProps & {
  workspace: { readonly name: string };
  comments: readonly CommentDto[];
  mayRestore: boolean;
}) {
  const { slug, risk } = props;
  const place = RISK_STATES.indexOf(risk.state);
  return (
    <>
      <PageHeader
        title={risk.title}
        badges={
          <>
            <span className="ref i2">{risk.number}</span>
            <Badge status={RISK_STATE[risk.state]} tinted />
            {risk.isArchived ? <Token>Archived</Token> : null}
          </>
        }
        crumbs={[
          { label: workspace.name, href: paths.home(slug) },
          { label: "Risks", href: paths.risks(slug) },
          { label: risk.number },
        ]}
        actions={
          <>
            <MoreSteps {...props} mayRestore={mayRestore} />
            <StepButton {...props} />
          </>
        }
      />
      <Stepper
        label={`State of ${risk.number}`}
        steps={RISK_STATES.map((state, at) => ({
          label: RISK_STATE[state].label,
          state: at < place ? "done" : at === place ? "current" : "todo",
          status: RISK_STATE[state],
        }))}
      />
      <Notes {...props} />
      <div className="nc">
        <div>
          <DecisionForm {...props} />
          <Description {...props} />
          <AssessmentSection {...props} />
          <TreatmentSection {...props} />
          <PlanSection {...props} />
          <Acceptances {...props} />
        </div>
        <RiskSide {...props} comments={comments} />
      </div>
    </>
  );
}
