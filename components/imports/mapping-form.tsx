import { Field, Select } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { ImportPreview } from "@/lib/core/import-dto";
import {
  REGISTER_FIELD_LABEL,
  REGISTER_FIELDS,
  type RegisterField,
  unreadHeadings,
} from "@/lib/core/register-columns";
import { DATE_ORDER_LABEL, DATE_ORDERS } from "@/lib/core/register-dates";
import { REGISTER_SHAPE_LABEL, REGISTER_SHAPES } from "@/lib/core/register-shapes";
import { setImportMappingAction } from "@/lib/imports/actions";

function orderHelp(run: ImportPreview): string {
  const columns = Object.entries(run.plan.dateColumns);
  const told = columns.flatMap(([field, found]) => {
    const label = REGISTER_FIELD_LABEL[field as RegisterField];
    if (found === undefined) return [];
    if (found.conflict) return [`${label} mixes both orders.`];
    return found.order === null || found.provenBy === null
      ? []
      : [`${label}: ${DATE_ORDER_LABEL[found.order].toLowerCase()}, because of ${found.provenBy}.`];
  });
  return told.length === 0
    ? "No date in the file needs it: all can be read in one way only."
    : told.join(" ");
}

function sampleOf(run: ImportPreview, field: RegisterField): string | undefined {
  const column = run.mapping.columns[field];
  const samples = column === null ? [] : (run.samples[column] ?? []);
  return samples.length === 0 ? undefined : samples.map((text) => text.slice(0, 60)).join(" · ");
}

/** Which column holds what. The guess is filled in; two values of the column stand below. */
export function MappingForm({ slug, run }: { slug: string; run: ImportPreview }) {
  const options = [
    { value: "", label: "Not in the file" },
    ...run.header.map((heading, at) => ({ value: String(at), label: heading || `Column ${at + 1}` })),
  ];
  const fields = REGISTER_FIELDS.filter((field) => field !== "file" || run.files !== null);
  const unread = unreadHeadings(run.header, run.mapping.columns);
  return (
    <ActionForm action={setImportMappingAction.bind(null, slug)} version={run.version} className="stack">
      <input type="hidden" name="id" value={run.id} />
      <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        {run.sheets.length > 1 ? (
          <Field name="sheet" label="Sheet" help="Another sheet has other columns: they are recognised anew.">
            <Select
              defaultValue={run.sheet ?? ""}
              options={run.sheets.map((name) => ({ value: name, label: name }))}
            />
          </Field>
        ) : null}
        <Field
          name="shape"
          label="Kind of list"
          help="Another kind means other columns: they are recognised anew."
        >
          <Select
            defaultValue={run.mapping.shape}
            options={REGISTER_SHAPES.map((shape) => ({ value: shape, label: REGISTER_SHAPE_LABEL[shape] }))}
          />
        </Field>
        {fields.map((field) => (
          <Field
            key={field}
            name={field}
            label={REGISTER_FIELD_LABEL[field]}
            {...(field === "name" ? { required: true } : {})}
            help={sampleOf(run, field)}
          >
            <Select defaultValue={String(run.mapping.columns[field] ?? "")} options={options} />
          </Field>
        ))}
        <Field name="dateOrder" label="Order of ambiguous dates" help={orderHelp(run)}>
          <Select
            defaultValue={run.mapping.dateOrder ?? ""}
            options={[
              { value: "", label: "As each column shows" },
              ...DATE_ORDERS.map((order) => ({ value: order, label: DATE_ORDER_LABEL[order] })),
            ]}
          />
        </Field>
      </div>
      {unread.length === 0 ? null : (
        <p className="i2 sm wrap-anywhere">Columns that are not imported: {unread.join(", ")}.</p>
      )}
      <div>
        <SubmitButton look="secondary">Apply columns</SubmitButton>
      </div>
    </ActionForm>
  );
}
