"use client";
import { type KeyboardEvent, use, useState } from "react";
import { APPLICABILITY_OPTIONS, DELIVERY_OPTIONS, IMPLEMENTATION_OPTIONS } from "@/components/soa/labels";
import { METHOD_OPTIONS } from "@/components/soa/method-options";
import type { Owner } from "@/components/soa/soa-bulk";
import {
  Checkbox,
  CheckboxGroup,
  DateInput,
  Field,
  FieldError,
  Input,
  RadioGroup,
  Select,
  Textarea,
} from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { FormContext } from "@/components/ui/form-context";
import type { ActionResult } from "@/lib/core/result";
import type { SoaRowDto, SoaSaved } from "@/lib/core/soa-dto";
import { REASON_KINDS, REASON_LABEL, type ReasonKind } from "@/lib/core/statuses";
import { setSoaRowAction } from "@/lib/soa/actions";

/** Field names of the row form as a conflict prints them. */
const SOA_FORM_LABELS: Readonly<Record<string, string>> = {
  applicability: "Applicability",
  "reasons[]": "Reasons",
  riskDetail: "Risk, in words",
  legalDetail: "Law, in words",
  contractualDetail: "Contract, in words",
  businessDetail: "Business, in words",
  justification: "Justification",
  exclusionJustification: "Justification for exclusion",
  implementation: "Implementation",
  targetOn: "Target date",
  delivery: "Delivery",
  "methods[]": "Method",
  description: "How it is implemented",
  ownerId: "Owner",
  evidenceOverride: "Why no evidence is needed",
};

/** The requirement's version: the one that was drawn, or after a conflict the stored one. */
function RequirementVersion({ drawn }: { drawn: number }) {
  const { failure } = use(FormContext);
  const stored = failure?.current?.requirementVersion;
  return (
    <input type="hidden" name="requirementVersion" value={typeof stored === "number" ? stored : drawn} />
  );
}

const EXAMPLE: Readonly<Record<ReasonKind, string>> = {
  risk: "R-004 Stolen session",
  legal: "Article 32 GDPR",
  contractual: "Master agreement, annex 2",
  business: "Promise on our trust page",
};

function Reasons({ row }: { row: SoaRowDto }) {
  const { failure } = use(FormContext);
  const cited = row.reasons.filter((reason) => reason.cited);
  const detailOf = (kind: ReasonKind) => row.reasons.find((reason) => reason.kind === kind && !reason.cited);
  return (
    <fieldset className="field">
      <legend className="legendary mb-1">Reasons for inclusion</legend>
      <input type="hidden" name="hasReasons" value="on" />
      {cited.length > 0 ? (
        <p className="help mb-1">{`Recorded elsewhere: ${row.citedBy.join(", ")}. Those reasons stay.`}</p>
      ) : null}
      <div className="grid gap-2">
        {REASON_KINDS.map((kind) => (
          <div key={kind} className="grid grid-cols-[112px_minmax(0,1fr)] items-center gap-2">
            <Checkbox
              name="reasons[]"
              value={kind}
              label={REASON_LABEL[kind]}
              defaultChecked={detailOf(kind) !== undefined}
            />
            <Input
              dense
              name={`${kind}Detail`}
              aria-label={`${REASON_LABEL[kind]}, in words`}
              defaultValue={detailOf(kind)?.detail ?? ""}
              placeholder={EXAMPLE[kind]}
            />
          </div>
        ))}
      </div>
      {failure?.fields?.reasons ? <FieldError>{failure.fields.reasons}</FieldError> : null}
    </fieldset>
  );
}

function Implementation({ row, noInherit }: { row: SoaRowDto; noInherit: string | null }) {
  return (
    <>
      <div className="grid grid-cols-2 gap-4">
        <Field name="implementation" label="Implementation">
          <Select options={IMPLEMENTATION_OPTIONS} defaultValue={row.implementation} />
        </Field>
        <Field name="targetOn" label="Target date" help="Planned needs one.">
          <DateInput defaultValue={row.targetOn ?? ""} />
        </Field>
      </div>
      <RadioGroup
        name="delivery"
        legend="Delivery"
        defaultValue={row.delivery}
        options={DELIVERY_OPTIONS.map((option) => ({
          ...option,
          ...(option.value === "inherited" && noInherit !== null ? { disabled: true, help: noInherit } : {}),
        }))}
      />
      <input type="hidden" name="hasMethods" value="on" />
      <CheckboxGroup
        name="methods[]"
        legend="Method"
        help="By what means it is implemented: all that apply."
        defaultValue={row.methods}
        options={METHOD_OPTIONS}
      />
      <Field
        name="description"
        label="How it is implemented"
        optional
        help="What is done, by whom and where."
      >
        <Textarea defaultValue={row.description} />
      </Field>
    </>
  );
}

type RowFormProps = {
  slug: string;
  row: SoaRowDto;
  owners: readonly Owner[];
  noInherit: string | null;
};

/** Everything that can be recorded about one row; works without script. Draw it with the reference as key. */
export function SoaRowForm({ slug, row, owners, noInherit }: RowFormProps) {
  const [seen, setSeen] = useState({ version: row.version, requirementVersion: row.requirementVersion });
  function onKeyDown(event: KeyboardEvent<HTMLFormElement>) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  }
  return (
    <ActionForm<ActionResult<SoaSaved>>
      action={setSoaRowAction.bind(null, slug)}
      version={seen.version}
      labels={SOA_FORM_LABELS}
      onDone={(result) => setSeen(result.data)}
      onKeyDown={onKeyDown}
    >
      <input type="hidden" name="ref" value={row.ref} />
      <RequirementVersion drawn={seen.requirementVersion} />
      <RadioGroup
        name="applicability"
        legend="Applicability"
        defaultValue={row.applicability}
        options={APPLICABILITY_OPTIONS.map(({ value, label }) => ({
          value,
          label,
          ...(value === "excluded" && row.citedBy.length > 0
            ? { disabled: true, help: `Cited by ${row.citedBy.join(", ")}.` }
            : {}),
        }))}
      />
      <Reasons row={row} />
      <Field name="justification" label="Justification" optional help="How these reasons apply here.">
        <Textarea defaultValue={row.justification} />
      </Field>
      <Field
        name="exclusionJustification"
        label="Justification for exclusion"
        optional
        help="Needed when the control is excluded."
      >
        <Textarea rows={2} defaultValue={row.exclusionJustification} />
      </Field>
      <Implementation row={row} noInherit={noInherit} />
      <Field name="ownerId" label="Owner" optional>
        <Select defaultValue={row.ownerId ?? ""}>
          <option value="">Nobody</option>
          {owners.map((owner) => (
            <option key={owner.id} value={owner.id}>
              {owner.name}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        name="evidenceOverride"
        label="Why no evidence is needed"
        optional
        help="Only for a control that is Implemented without current evidence."
      >
        <Textarea rows={2} defaultValue={row.evidenceOverride} />
      </Field>
      <div className="row">
        <SubmitButton>{`Save ${row.ref}`}</SubmitButton>
      </div>
    </ActionForm>
  );
}
