import { Checkbox, Field, Input, Select, Textarea } from "@/components/ui/field";
import type { Person } from "@/lib/core/risk-dto";

export const RISK_LABELS = {
  title: "Title",
  asset: "Asset or process",
  cause: "Cause",
  consequence: "Consequence",
  confidentiality: "Confidentiality",
  integrity: "Integrity",
  availability: "Availability",
  ownerId: "Owner",
  reviewOn: "Next review",
};

export type RiskValues = {
  readonly title: string;
  readonly asset: string;
  readonly cause: string;
  readonly consequence: string;
  readonly confidentiality: boolean;
  readonly integrity: boolean;
  readonly availability: boolean;
  readonly owner: Person | null;
};

/** People who can own a risk; somebody who has left stays in the list while the risk names them. */
export function OwnerSelect({ owners, chosen }: { owners: readonly Person[]; chosen: Person | null }) {
  const isFormer = chosen !== null && !owners.some(({ userId }) => userId === chosen.userId);
  const people = isFormer
    ? [...owners, { ...chosen, name: `${chosen.name} (cannot own a risk now)` }]
    : owners;
  return (
    <Select
      defaultValue={chosen?.userId ?? ""}
      options={[
        { value: "", label: "Nobody yet" },
        ...people.map(({ userId, name }) => ({ value: userId, label: name })),
      ]}
    />
  );
}

/** What the risk is and whose it is. */
export function RiskFields({ values, owners }: { values: RiskValues; owners: readonly Person[] }) {
  return (
    <>
      <Field name="title" label="Title" help="What could happen, in one line" required>
        <Input defaultValue={values.title} />
      </Field>
      <Field name="asset" label="Asset or process" help="What is at risk">
        <Input defaultValue={values.asset} />
      </Field>
      <Field name="cause" label="Cause" help="Threat and weakness: why it could happen">
        <Textarea rows={3} defaultValue={values.cause} />
      </Field>
      <Field name="consequence" label="Consequence" help="What it would do to customers and to the company">
        <Textarea rows={3} defaultValue={values.consequence} />
      </Field>
      <fieldset className="field">
        <legend className="legendary mb-1">Touches</legend>
        <div className="opts">
          <Checkbox name="confidentiality" label="Confidentiality" defaultChecked={values.confidentiality} />
          <Checkbox name="integrity" label="Integrity" defaultChecked={values.integrity} />
          <Checkbox name="availability" label="Availability" defaultChecked={values.availability} />
        </div>
      </fieldset>
      <Field
        name="ownerId"
        label="Owner"
        help="The person who approves the plan and accepts what remains. Viewers cannot own a risk."
      >
        <OwnerSelect owners={owners} chosen={values.owner} />
      </Field>
    </>
  );
}
