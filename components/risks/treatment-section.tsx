import type { Route } from "next";
import { Section } from "@/components/layout/section";
import { EditLink, RiskForm, type RiskProps } from "@/components/risks/risk-form";
import { Checkbox, DateInput, Field, RadioGroup, Textarea } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { dateIn, formatDate } from "@/lib/core/dates";
import { TREATMENT_LABEL, TREATMENTS, type Treatment } from "@/lib/core/isms-statuses";
import { paths, withQuery } from "@/lib/core/paths";
import { canTreat } from "@/lib/core/risk";
import type { ControlChoice } from "@/lib/core/risk-dto";
import { SCENARIO_BY_ID } from "@/lib/core/risk-library";
import { treatRiskAction } from "@/lib/risks/actions";

const MEANING: Readonly<Record<Treatment, string>> = {
  modify: "Controls make it less likely or less harmful. At least one control is chosen.",
  retain: "It is kept as it is. Say why.",
  avoid: "What causes it is given up. Say how.",
  share: "Part of it is carried by somebody else, by contract or insurance. Say by whom.",
};
const LABELS = {
  treatment: "Treatment",
  treatmentNote: "Explanation",
  controls: "Controls",
  targetOn: "Target date",
};

function Controls({ controls, chosen }: { controls: readonly ControlChoice[]; chosen: readonly string[] }) {
  return controls.map(({ ref, title }) => (
    <Checkbox
      key={ref}
      name="controls[]"
      value={ref}
      label={`${ref} ${title}`}
      defaultChecked={chosen.includes(ref)}
    />
  ));
}

function TreatForm({ slug, risk, context }: RiskProps) {
  const proposed = SCENARIO_BY_ID.get(risk.scenario ?? "")?.refs ?? [];
  const first = context.controls.filter(({ ref }) => proposed.includes(ref) || risk.refs.includes(ref));
  const rest = context.controls.filter((control) => !first.includes(control));
  return (
    <RiskForm
      slug={slug}
      id={risk.id}
      action={treatRiskAction}
      version={risk.version}
      labels={LABELS}
      save="Save treatment"
    >
      <RadioGroup
        name="treatment"
        legend="Treatment"
        defaultValue={risk.treatment ?? undefined}
        options={TREATMENTS.map((value) => ({ value, label: TREATMENT_LABEL[value], help: MEANING[value] }))}
      />
      <Field name="treatmentNote" label="Explanation">
        <Textarea rows={3} defaultValue={risk.treatmentNote} />
      </Field>
      <fieldset className="field">
        <legend className="legendary mb-1">Controls</legend>
        <p className="help mb-1">
          Each one chosen names this risk as a reason on its row of the Statement of Applicability.
        </p>
        {first.length > 0 ? (
          <>
            <p className="sm i3">{proposed.length > 0 ? "Chosen, or proposed by the library" : "Chosen"}</p>
            <div className="opts">
              <Controls controls={first} chosen={risk.refs} />
            </div>
          </>
        ) : null}
        <details open={first.length === 0} className="mt-2">
          <summary>{first.length === 0 ? "All controls" : "All other controls"}</summary>
          <div className="opts max-h-72 overflow-y-auto p-1">
            <Controls controls={rest} chosen={risk.refs} />
          </div>
        </details>
      </fieldset>
      <Field name="targetOn" label="Target date" help="By when the plan is carried out" optional>
        <DateInput defaultValue={risk.targetOn ?? ""} />
      </Field>
    </RiskForm>
  );
}

function Chosen({ slug, risk, context, timeZone }: RiskProps) {
  const titles = new Map(context.controls.map(({ ref, title }) => [ref, title]));
  return (
    <dl className="def">
      <dt>Option</dt>
      <dd>{risk.treatment === null ? null : TREATMENT_LABEL[risk.treatment]}</dd>
      {risk.treatmentNote === "" ? null : (
        <>
          <dt>Explanation</dt>
          <dd className="whitespace-pre-line">{risk.treatmentNote}</dd>
        </>
      )}
      <dt>Controls</dt>
      <dd>
        {risk.refs.length === 0 ? (
          <span className="i2">None chosen</span>
        ) : (
          <ul className="stack gap-1">
            {risk.refs.map((ref) => (
              <li key={ref}>
                <Link href={withQuery(paths.soa(slug), { open: ref }) as Route} className="ref">
                  {ref}
                </Link>{" "}
                {titles.get(ref) ?? ""}
              </li>
            ))}
          </ul>
        )}
      </dd>
      {risk.targetOn === null ? null : (
        <>
          <dt>Target date</dt>
          <dd className="num">{formatDate(risk.targetOn)}</dd>
        </>
      )}
      <dt>Plan</dt>
      <dd>
        {risk.planApprovedBy === null || risk.planApprovedAt === null
          ? "Not approved"
          : `Approved by ${risk.planApprovedBy.name} on ${formatDate(dateIn(timeZone, risk.planApprovedAt))}`}
      </dd>
    </dl>
  );
}

/** The option, the controls that carry it out, and whether the owner approved the plan. */
export function TreatmentSection(props: RiskProps) {
  const { slug, risk, rights, edit } = props;
  const decision = canTreat(risk.facts);
  const isOpen = edit?.section === "treatment" && rights.edit && decision.ok;
  const link =
    rights.edit && decision.ok && !isOpen ? (
      <EditLink slug={slug} id={risk.id} section="treatment" label="Choose treatment and controls">
        {risk.treatment === null ? "Choose" : "Change"}
      </EditLink>
    ) : undefined;
  if (isOpen) {
    return (
      <Section title="Treatment">
        <TreatForm {...props} />
      </Section>
    );
  }
  return (
    <Section title="Treatment" aside={link}>
      {risk.treatment === null ? (
        <p className="i2">{decision.ok ? "No treatment chosen yet." : decision.reason}</p>
      ) : (
        <Chosen {...props} />
      )}
    </Section>
  );
}
