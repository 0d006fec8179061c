import { Checkbox, DateInput, Field, RadioGroup } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { CATEGORY_FIELDS, PROGRAMME_LABELS } from "@/components/workspaces/programme-labels";
import {
  HOSTING_LABEL,
  HOSTINGS,
  type Programme,
  REPORT_TYPE_LABEL,
  REPORT_TYPES,
} from "@/lib/core/programme";
import type { ActionResult } from "@/lib/core/result";

type Props = {
  /** setProgrammeAction or startProgrammeAction, bound to the workspace. */
  action: (previous: ActionResult | null, data: FormData) => Promise<ActionResult>;
  programme: Programme;
  submitLabel: string;
};

/** SOC 2 scope, report, hosting and target dates: the facts that every number follows. */
export function ProgrammeForm({ action, programme, submitLabel }: Props) {
  return (
    <ActionForm action={action} version={programme.version} labels={PROGRAMME_LABELS} className="form-col">
      <Categories programme={programme} />
      <RadioGroup
        name="reportType"
        legend="SOC 2 report"
        defaultValue={programme.reportType}
        options={REPORT_TYPES.map((value) => ({ value, label: REPORT_TYPE_LABEL[value] }))}
      />
      <Dates
        legend="Observation window"
        help="Type 2: the period that the report covers. Evidence is fresh when it falls into it."
        fields={[
          ["windowFrom", "From", programme.windowFrom],
          ["windowTo", "To", programme.windowTo],
        ]}
      />
      <RadioGroup
        name="hosting"
        legend="Hosting"
        help="Without own premises, physical controls are proposed as inherited delivery in the Statement of Applicability. That is never coverage."
        defaultValue={programme.hosting}
        options={HOSTINGS.map((value) => ({ value, label: HOSTING_LABEL[value] }))}
      />
      <Dates
        legend="Certification audit"
        help="Target dates. Leave them empty until they are agreed."
        fields={[
          ["stage1On", "Stage 1", programme.stage1On],
          ["stage2On", "Stage 2", programme.stage2On],
        ]}
      />
      <fieldset className="field">
        <legend className="legendary mb-1">Theme-level rows</legend>
        <div className="opts">
          <Checkbox
            name="countWildcard"
            label={PROGRAMME_LABELS.countWildcard}
            help="Rows that name a whole theme are shown apart. They are never counted as reuse as is."
            defaultChecked={programme.countWildcard}
          />
        </div>
      </fieldset>
      <div>
        <SubmitButton>{submitLabel}</SubmitButton>
      </div>
    </ActionForm>
  );
}

function Categories({ programme }: { programme: Programme }) {
  return (
    <fieldset className="field">
      <legend className="legendary mb-1">SOC 2 categories in the report</legend>
      <p className="help mb-1">Criteria of other categories stay visible and are marked out of scope.</p>
      <div className="opts">
        <Checkbox
          label="Security"
          help="The common criteria are part of every report"
          defaultChecked
          disabled
        />
        {CATEGORY_FIELDS.map(([name, category, label]) => (
          <Checkbox
            key={name}
            name={name}
            label={label}
            defaultChecked={programme.categories.includes(category)}
          />
        ))}
      </div>
    </fieldset>
  );
}

type DateField = readonly [name: string, label: string, value: string | null];

function Dates({ legend, help, fields }: { legend: string; help: string; fields: readonly DateField[] }) {
  return (
    <fieldset className="field">
      <legend className="legendary mb-1">{legend}</legend>
      <p className="help mb-1">{help}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {fields.map(([name, label, value]) => (
          <Field key={name} name={name} label={label} optional>
            <DateInput defaultValue={value ?? ""} />
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
