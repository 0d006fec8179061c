import { Section } from "@/components/layout/section";
import { HeatMark } from "@/components/risks/heat";
import { RiskForm, type RiskProps } from "@/components/risks/risk-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { DateInput, Field, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Menu, MenuLink } from "@/components/ui/menu";
import { paths, withQuery } from "@/lib/core/paths";
import { nextRiskStep, riskGate } from "@/lib/core/risk";
import { riskEditHref } from "@/lib/core/risk-rights";
import { RISK_STEP_VERB } from "@/lib/core/risk-words";
import {
  acceptResidualAction,
  approvePlanAction,
  archiveRiskAction,
  restoreRiskAction,
  returnPlanAction,
  startTreatmentAction,
} from "@/lib/risks/actions";

export const GATE_ID = "risk-gate";

/** The one primary button: the next decision, for whoever may take it; blocked while something is missing. */
export function StepButton({ slug, risk, rights }: RiskProps) {
  if (risk.isArchived) {
    return null;
  }
  const to = nextRiskStep(risk.state);
  const may = to === "treating" ? rights.edit : rights.own;
  if (to === null || !may) return null;
  const verb = RISK_STEP_VERB[to];
  if (riskGate(risk.facts, to).some(({ met }) => !met)) {
    return (
      <Button look="primary" blockedBy={GATE_ID}>
        {verb}
      </Button>
    );
  }
  if (to === "residual_accepted") {
    return (
      <ButtonLink href={riskEditHref(slug, risk.id, "accept")} look="primary">
        {verb}
      </ButtonLink>
    );
  }
  const action = to === "plan_approved" ? approvePlanAction : startTreatmentAction;
  return (
    <ActionForm action={action.bind(null, slug)} version={risk.version} className="stack gap-2">
      <input type="hidden" name="id" value={risk.id} />
      <SubmitButton>{verb}</SubmitButton>
    </ActionForm>
  );
}

/** What can be done beside the next step: sending the plan back, archiving, bringing back. */
export function MoreSteps({ slug, risk, rights, mayRestore }: RiskProps & { mayRestore: boolean }) {
  if (risk.isArchived) {
    if (!mayRestore) return null;
    return (
      <ActionForm action={restoreRiskAction.bind(null, slug)} version={risk.version} className="stack gap-2">
        <input type="hidden" name="id" value={risk.id} />
        <SubmitButton look="secondary">Bring back</SubmitButton>
      </ActionForm>
    );
  }
  const mayReturn = rights.own && risk.state === "treatment_chosen";
  if (!mayReturn && !rights.edit && !rights.raise) return null;
  return (
    <Menu label="More" icon="more" iconOnly>
      {mayReturn ? (
        <MenuLink href={riskEditHref(slug, risk.id, "return")}>Send the plan back</MenuLink>
      ) : null}
      {rights.edit ? (
        <MenuLink href={riskEditHref(slug, risk.id, "archive")}>Archive with a reason</MenuLink>
      ) : null}
      {rights.raise ? (
        <MenuLink href={withQuery(paths.newNonconformity(slug), { risk: risk.number, ref: risk.refs })}>
          Raise a nonconformity
        </MenuLink>
      ) : null}
    </Menu>
  );
}

function AcceptForm({ slug, risk, method }: RiskProps) {
  if (risk.residual === null || method === null) return null;
  const isAbove = risk.residual.score > method.acceptanceMax;
  return (
    <Section title="Accept the residual risk">
      <RiskForm
        slug={slug}
        id={risk.id}
        action={acceptResidualAction}
        version={risk.version}
        save={`Accept residual risk of ${risk.number}`}
      >
        <p className="row wrap">
          <HeatMark {...risk.residual} />
          <span className="i2">
            {isAbove
              ? `Above the criterion of ${method.acceptanceMax}: a reason and a last day are needed.`
              : `Within the criterion of ${method.acceptanceMax}.`}
          </span>
        </p>
        <Field name="reason" label="Reason" required={isAbove} optional={!isAbove}>
          <Textarea rows={3} />
        </Field>
        <Field
          name="expiresOn"
          label="Accepted until"
          help="After this day the risk asks for a new decision"
          required={isAbove}
          optional={!isAbove}
        >
          <DateInput />
        </Field>
      </RiskForm>
    </Section>
  );
}

/** The form of a decision that needs words, where one is open. */
export function DecisionForm(props: RiskProps) {
  const { slug, risk, rights, edit } = props;
  const isAcceptable =
    risk.state === "treating" && riskGate(risk.facts, "residual_accepted").every(({ met }) => met);
  if (edit?.section === "accept" && rights.own && isAcceptable) return <AcceptForm {...props} />;
  if (edit?.section === "return" && rights.own && risk.state === "treatment_chosen") {
    return (
      <Section title="Send the plan back">
        <RiskForm
          slug={slug}
          id={risk.id}
          action={returnPlanAction}
          version={risk.version}
          save="Send plan back"
        >
          <Field name="reason" label="Reason" help="What has to change in the plan" required>
            <Textarea rows={3} />
          </Field>
        </RiskForm>
      </Section>
    );
  }
  if (edit?.section !== "archive" || !rights.edit) return null;
  return (
    <Section title="Archive the risk">
      <RiskForm
        slug={slug}
        id={risk.id}
        action={archiveRiskAction}
        version={risk.version}
        save={`Archive ${risk.number}`}
      >
        <Field
          name="reason"
          label="Reason"
          help="Its controls no longer name it as a reason. The risk and its number stay."
          required
        >
          <Textarea rows={3} />
        </Field>
      </RiskForm>
    </Section>
  );
}
