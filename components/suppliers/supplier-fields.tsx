import { Checkbox, DateInput, Field, Input, Select, Textarea } from "@/components/ui/field";
import { CLAUSE_STATES, SUPPLIER_TIER_LABEL, SUPPLIER_TIERS } from "@/lib/core/isms-statuses";
import { CLAUSE_STATE, SUPPLIER_CLAUSES } from "@/lib/core/supplier";
import type { SupplierPerson, SupplierValues } from "@/lib/core/supplier-dto";

/** Members to choose from; somebody who has left stays in the list while the record names them. */
export function PersonField({
  members,
  chosen,
  label = "Owner",
}: {
  members: readonly SupplierPerson[];
  chosen: { readonly userId: string | null; readonly name: string | null };
  label?: string;
}) {
  const { userId, name } = chosen;
  const isFormer = userId !== null && !members.some((one) => one.userId === userId);
  const people = isFormer ? [...members, { userId, name: `${name ?? "Somebody"} (former member)` }] : members;
  return (
    <Field name="ownerId" label={label} optional>
      <Select
        defaultValue={userId ?? ""}
        options={[
          { value: "", label: "Nobody yet" },
          ...people.map((one) => ({ value: one.userId, label: one.name })),
        ]}
      />
    </Field>
  );
}

function ClauseFields({ values }: { values: SupplierValues }) {
  const options = CLAUSE_STATES.map((value) => ({ value, label: CLAUSE_STATE[value].label }));
  return (
    <fieldset className="stack gap-3">
      <legend className="w5 mb-2">Contract clauses</legend>
      <p className="help">
        Unknown is never counted as present. Not needed says that the service gives no cause.
      </p>
      <div className="two">
        {SUPPLIER_CLAUSES.map(({ field, label }) => (
          <Field key={field} name={field} label={label}>
            <Select defaultValue={values[field]} options={options} />
          </Field>
        ))}
      </div>
    </fieldset>
  );
}

/** All that the register says about a supplier. */
export function SupplierFields({
  values,
  ownerName,
  members,
  isNew,
}: {
  values: SupplierValues;
  ownerName: string | null;
  members: readonly SupplierPerson[];
  isNew: boolean;
}) {
  return (
    <>
      <Field name="name" label="Name" required>
        <Input defaultValue={values.name} />
      </Field>
      <Field name="service" label="Service" help="What it does for you, in one line" optional>
        <Input defaultValue={values.service} />
      </Field>
      <div className="two">
        <Field
          name="tier"
          label="Tier"
          help="How much depends on it: reviewed half-yearly, yearly, every second year"
        >
          <Select
            defaultValue={values.tier}
            options={SUPPLIER_TIERS.map((value) => ({ value, label: SUPPLIER_TIER_LABEL[value] }))}
          />
        </Field>
        <PersonField members={members} chosen={{ userId: values.ownerId, name: ownerName }} />
      </div>
      <Checkbox
        name="ict"
        label="Part of the ICT supply chain (A.5.21)"
        help="Delivers or runs information technology that your service is built on"
        defaultChecked={values.ict}
      />
      <Field
        name="dataTypes"
        label="Data types"
        help="What data it sees: customer data, credentials, none"
        optional
      >
        <Input defaultValue={values.dataTypes} />
      </Field>
      <Field name="contractRef" label="Contract" help="Number or place of the contract" optional>
        <Input defaultValue={values.contractRef} />
      </Field>
      <ClauseFields values={values} />
      <Field
        name="incidentProcedure"
        label="Incident procedure"
        help="What happens when an incident comes from this supplier: who is told, by whom, how fast"
        optional
      >
        <Textarea defaultValue={values.incidentProcedure} />
      </Field>
      <Field
        name="exitNote"
        label="Exit note"
        help="How the service is left: data back, deletion, replacement"
        optional
      >
        <Textarea defaultValue={values.exitNote} />
      </Field>
      <Field
        name="nextReviewOn"
        label="Next review"
        help={isNew ? "Empty takes the date proposed for the tier" : "Set by the decision of each review"}
        optional
      >
        <DateInput defaultValue={values.nextReviewOn ?? ""} />
      </Field>
    </>
  );
}
