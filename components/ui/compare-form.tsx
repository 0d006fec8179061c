import { Button } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/field";
import { QueryForm } from "@/components/ui/link";

type Choice = { readonly value: string; readonly label: string };

/** Which two states stand side by side; both go into the address as `from` and `to`. */
export function CompareForm({
  action,
  choices,
  from,
  to,
}: {
  action: string;
  choices: readonly Choice[];
  from: string;
  to: string;
}) {
  return (
    <QueryForm action={action} className="row wrap mb-4 no-print items-end">
      <Field name="from" label="From">
        <Select options={choices} defaultValue={from} />
      </Field>
      <Field name="to" label="To">
        <Select options={choices} defaultValue={to} />
      </Field>
      <Button type="submit" look="primary">
        Compare
      </Button>
    </QueryForm>
  );
}
