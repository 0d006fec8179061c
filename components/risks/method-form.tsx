import { Section } from "@/components/layout/section";
import { ButtonLink } from "@/components/ui/button";
import { Field, Input, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { RiskAxis } from "@/lib/core/isms-statuses";
import { paths } from "@/lib/core/paths";
import type { RiskMethodDto } from "@/lib/core/risk-dto";
import { BAND_NUMBERS, highestScore, LEVEL_NUMBERS, type RiskLevel } from "@/lib/core/risk-method";
import { saveMethodAction } from "@/lib/risks/actions";

const AXIS_LABEL: Readonly<Record<RiskAxis, string>> = {
  likelihood: "Likelihood",
  consequence: "Consequence",
};

function LevelFields({ axis, levels }: { axis: RiskAxis; levels: readonly RiskLevel[] }) {
  const name = AXIS_LABEL[axis];
  return (
    <Section title={name} remark="3 to 5 levels: leave the last rows empty for fewer">
      <div className="stack">
        {LEVEL_NUMBERS.map((number) => {
          const level = levels.find((one) => one.level === number);
          return (
            <div key={number} className="grid gap-3 md:grid-cols-[200px_minmax(0,1fr)]">
              <Field name={`${axis}_label_${number}`} label={`${name} ${number}: name`}>
                <Input defaultValue={level?.label ?? ""} />
              </Field>
              <Field name={`${axis}_criterion_${number}`} label={`${name} ${number}: criterion`}>
                <Textarea rows={2} defaultValue={level?.criterion ?? ""} />
              </Field>
            </div>
          );
        })}
      </div>
    </Section>
  );
}

function BandFields({ method }: { method: RiskMethodDto }) {
  return (
    <Section title="Bands" remark="2 to 5 bands of likelihood times consequence, lowest first">
      <div className="stack">
        {BAND_NUMBERS.map((number) => {
          const band = method.bands[number - 1];
          return (
            <div key={number} className="grid gap-3 md:grid-cols-[200px_200px]">
              <Field name={`band_label_${number}`} label={`Band ${number}: name`}>
                <Input defaultValue={band?.label ?? ""} />
              </Field>
              <Field name={`band_to_${number}`} label={`Band ${number}: up to score`}>
                <Input inputMode="numeric" defaultValue={band?.to ?? ""} />
              </Field>
            </div>
          );
        })}
      </div>
    </Section>
  );
}

function labelsOf(): Readonly<Record<string, string>> {
  const levels = (["likelihood", "consequence"] as const).flatMap((axis) =>
    LEVEL_NUMBERS.flatMap((n) => [
      [`${axis}_label_${n}`, `${AXIS_LABEL[axis]} ${n}: name`],
      [`${axis}_criterion_${n}`, `${AXIS_LABEL[axis]} ${n}: criterion`],
    ]),
  );
  const bands = BAND_NUMBERS.flatMap((n) => [
    [`band_label_${n}`, `Band ${n}: name`],
    [`band_to_${n}`, `Band ${n}: up to score`],
  ]);
  const words = {
    approach: "Approach",
    whenToAssess: "When risks are assessed",
    acceptanceMax: "Highest acceptable score",
    acceptanceCriterion: "Acceptance criterion",
    changeReason: "Reason of the change",
  };
  return { ...words, ...Object.fromEntries([...levels, ...bands]) };
}

/** A draft of the method as one form; every scale keeps the values that were typed when something is refused. */
export function MethodForm({
  slug,
  method,
  isFirst,
}: {
  slug: string;
  method: RiskMethodDto;
  isFirst: boolean;
}) {
  return (
    <ActionForm action={saveMethodAction.bind(null, slug)} version={method.version} labels={labelsOf()}>
      <input type="hidden" name="number" value={method.number} />
      <Section title="Approach">
        <Field name="approach" label="Approach" help="How risks are identified, analysed and evaluated here">
          <Textarea rows={5} defaultValue={method.approach} />
        </Field>
      </Section>
      <LevelFields axis="likelihood" levels={method.likelihood} />
      <LevelFields axis="consequence" levels={method.consequence} />
      <BandFields method={method} />
      <Section title="Acceptance">
        <div className="form-col">
          <Field
            name="acceptanceMax"
            label="Highest acceptable score"
            help={`1 to ${highestScore(method)}. A risk above it is accepted only with a reason and until a day.`}
            required
          >
            <Input inputMode="numeric" defaultValue={method.acceptanceMax} />
          </Field>
          <Field
            name="acceptanceCriterion"
            label="Acceptance criterion"
            help="Which risks may be accepted, by whom"
          >
            <Textarea rows={3} defaultValue={method.acceptanceCriterion} />
          </Field>
          <Field
            name="whenToAssess"
            label="When risks are assessed"
            help="Planned intervals and the changes that call for it"
          >
            <Textarea rows={3} defaultValue={method.whenToAssess} />
          </Field>
          {isFirst ? null : (
            <Field name="changeReason" label="Reason of the change" help="Needed before it is submitted">
              <Textarea rows={2} defaultValue={method.changeReason} />
            </Field>
          )}
        </div>
      </Section>
      <div className="row">
        <SubmitButton>Save draft</SubmitButton>
        <ButtonLink href={paths.riskMethod(slug)} look="quiet">
          Cancel
        </ButtonLink>
      </div>
    </ActionForm>
  );
}
