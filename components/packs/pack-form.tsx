import { Checkbox, DateInput, Field, Input, RadioGroup, Select, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { PACK_STANDARD_LABEL, PACK_STANDARDS } from "@/lib/core/pack";
import { createPackAction } from "@/lib/packs/actions";

type Props = {
  slug: string;
  versions: readonly { readonly id: string; readonly label: string }[];
  window: { readonly from: string | null; readonly to: string | null };
};

/** What goes into a new pack. */
export function PackForm({ slug, versions, window }: Props) {
  const newest = versions[0]?.id ?? "draft";
  return (
    <ActionForm action={createPackAction.bind(null, slug)} className="form-col stack">
      <Field name="title" label="Name" help="The engagement, such as Surveillance 2026." required>
        <Input />
      </Field>
      <RadioGroup
        name="standard"
        legend="Standard"
        defaultValue="iso"
        options={PACK_STANDARDS.map((value) => ({ value, label: PACK_STANDARD_LABEL[value] }))}
      />
      <div className="grid gap-4 md:grid-cols-2">
        <Field name="from" label="Evidence from" help="Empty: no limit.">
          <DateInput defaultValue={window.from ?? ""} />
        </Field>
        <Field name="to" label="Evidence until">
          <DateInput defaultValue={window.to ?? ""} />
        </Field>
      </div>
      <Field name="refs" label="Requirements" help="References such as A.5.15 or 6.1.2. Empty: all in scope.">
        <Textarea rows={2} />
      </Field>
      <Field name="soa" label="Statement of Applicability">
        <Select
          defaultValue={newest}
          options={[
            ...versions.map(({ id, label }) => ({ value: id, label })),
            { value: "draft", label: "The draft as it stands" },
            { value: "none", label: "None" },
          ]}
        />
      </Field>
      <Checkbox
        name="submitted"
        label="Also evidence that was submitted and not accepted yet"
        help="Drafts, returned and withdrawn evidence never leave."
      />
      <Checkbox name="requests" label="Request log with decisions" defaultChecked />
      <Checkbox name="nonconformities" label="Nonconformities" defaultChecked />
      <Checkbox
        name="activity"
        label="Entries of the activity log with proofs"
        help="Entries that hold reasons or notes stay here. The signed state of the log is in every pack."
        defaultChecked
      />
      <div>
        <SubmitButton look="primary">Build the pack</SubmitButton>
      </div>
    </ActionForm>
  );
}
