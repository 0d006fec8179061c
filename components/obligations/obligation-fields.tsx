import { ControlPicker } from "@/components/obligations/control-picker";
import { DateInput, Field, Input, Select, Textarea } from "@/components/ui/field";
import { OBLIGATION_KIND_LABEL, OBLIGATION_KINDS, type ObligationKind } from "@/lib/core/isms-statuses";
import type { ControlChoice } from "@/lib/core/obligation";

export const OBLIGATION_LABELS = {
  kind: "Kind",
  title: "Title",
  source: "Source",
  description: "What it asks for",
  ownerId: "Owner",
  reviewOn: "Review on",
  refs: "Controls",
  "refs[]": "Controls",
} as const;

type Values = {
  readonly kind: ObligationKind | "";
  readonly title: string;
  readonly source: string;
  readonly description: string;
  readonly ownerId: string | null;
  readonly reviewOn: string | null;
  readonly refs: readonly string[];
};

export const NO_VALUES: Values = {
  kind: "",
  title: "",
  source: "",
  description: "",
  ownerId: null,
  reviewOn: null,
  refs: [],
};

/** What the obligation is, who watches it, and which controls it asks for. */
export function ObligationFields({
  values,
  people,
  controls,
}: {
  values: Values;
  people: readonly { readonly userId: string; readonly name: string }[];
  controls: readonly ControlChoice[];
}) {
  return (
    <>
      <Field name="kind" label={OBLIGATION_LABELS.kind} required>
        <Select
          defaultValue={values.kind}
          options={[
            { value: "", label: "Choose a kind" },
            ...OBLIGATION_KINDS.map((value) => ({ value, label: OBLIGATION_KIND_LABEL[value] })),
          ]}
        />
      </Field>
      <Field name="title" label={OBLIGATION_LABELS.title} required>
        <Input defaultValue={values.title} />
      </Field>
      <Field
        name="source"
        label={OBLIGATION_LABELS.source}
        optional
        help="Article and section, contract number, or where the promise was made."
      >
        <Input defaultValue={values.source} />
      </Field>
      <Field name="description" label={OBLIGATION_LABELS.description} optional help="In your own words.">
        <Textarea defaultValue={values.description} rows={4} />
      </Field>
      <div className="grid gap-4 md:grid-cols-2">
        <Field
          name="ownerId"
          label={OBLIGATION_LABELS.ownerId}
          optional
          help="Who watches whether it changes."
        >
          <Select
            defaultValue={values.ownerId ?? ""}
            options={[
              { value: "", label: "Nobody" },
              ...people.map(({ userId, name }) => ({ value: userId, label: name })),
            ]}
          />
        </Field>
        <Field
          name="reviewOn"
          label={OBLIGATION_LABELS.reviewOn}
          optional
          help="The owner is asked 30 days before."
        >
          <DateInput defaultValue={values.reviewOn ?? ""} />
        </Field>
      </div>
      <ControlPicker controls={controls} chosen={values.refs} />
    </>
  );
}
