import { DateInput, Field, Input, Select, Textarea } from "@/components/ui/field";
import type { RequestForm } from "@/lib/core/request-dto";
import { REQUEST_KIND_LABEL, REQUEST_KINDS, type RequestKind } from "@/lib/core/work-statuses";

export type RequestValues = {
  readonly title: string;
  readonly detail: string;
  readonly kind: RequestKind;
  readonly refs: readonly string[];
  readonly itemId: string | null;
  readonly ownerId: string | null;
  readonly dueOn: string | null;
};

export const REQUEST_LABELS = {
  title: "Title",
  detail: "What is asked for",
  kind: "Kind",
  requirements: "Requirements",
  itemId: "Evidence",
  ownerId: "Who is asked",
  dueOn: "Due",
} as const;

function TitleAndDetail({ values }: { values: RequestValues }) {
  return (
    <>
      <Field name="title" label={REQUEST_LABELS.title} required help="As the owner reads it in the mail.">
        <Input defaultValue={values.title} />
      </Field>
      <Field
        name="detail"
        label={REQUEST_LABELS.detail}
        optional
        help="Which system, which period, which columns: so that the first answer is the right one."
      >
        <Textarea defaultValue={values.detail} />
      </Field>
    </>
  );
}

/** What an auditor wrote goes back as it came. */
function AuditorsWords({ values }: { values: RequestValues }) {
  const { title, detail, kind, refs } = values;
  return (
    <>
      <p className="i2">
        An auditor wrote this request, so its title, words, kind and requirements stay. Change who answers, by
        when and with what, and write to the auditor about the rest.
      </p>
      {Object.entries({ title, detail, kind, requirements: refs.join(", ") }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

/** What is asked, of whom, about what and until when; with `wordsStay` only of whom, until when and what it renews. */
export function RequestFields({
  form,
  values,
  wordsStay = false,
}: {
  form: RequestForm;
  values: RequestValues;
  wordsStay?: boolean;
}) {
  const people = form.people.map(({ userId, name }) => ({ value: userId, label: name }));
  const items = form.candidates.map(({ id, title, reference }) => ({
    value: id,
    label: `Renew: ${reference === null ? title : `${reference} ${title}`}`,
  }));
  return (
    <>
      {wordsStay ? <AuditorsWords values={values} /> : <TitleAndDetail values={values} />}
      <div className="grid gap-4 md:grid-cols-2">
        <Field name="ownerId" label={REQUEST_LABELS.ownerId} required>
          <Select
            defaultValue={values.ownerId ?? ""}
            options={[{ value: "", label: "Choose a person" }, ...people]}
          />
        </Field>
        <Field name="dueOn" label={REQUEST_LABELS.dueOn} optional>
          <DateInput defaultValue={values.dueOn ?? ""} />
        </Field>
        {wordsStay ? null : (
          <Field name="kind" label={REQUEST_LABELS.kind}>
            <Select
              defaultValue={values.kind}
              options={REQUEST_KINDS.map((value) => ({ value, label: REQUEST_KIND_LABEL[value] }))}
            />
          </Field>
        )}
        <Field
          name="itemId"
          label={REQUEST_LABELS.itemId}
          help="A new item, or the next version of one that the requirements have."
        >
          <Select
            defaultValue={values.itemId ?? ""}
            options={[{ value: "", label: "A new item" }, ...items]}
          />
        </Field>
      </div>
      {wordsStay ? null : (
        <Field
          name="requirements"
          label={REQUEST_LABELS.requirements}
          optional
          help="Separated by commas: A.5.15 for a control, 6.1.2 for a clause, CC6.1 for a criterion. The answer is linked to them."
        >
          <Input defaultValue={values.refs.join(", ")} />
        </Field>
      )}
    </>
  );
}
