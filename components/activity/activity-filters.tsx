import { SUBJECT_LABEL } from "@/components/activity/labels";
import { Button, ButtonLink } from "@/components/ui/button";
import { DateInput, Field, Input, Select } from "@/components/ui/field";
import type { ActivityFilter } from "@/lib/core/activity";
import { ACTIVITY_VERBS, SUBJECT_KINDS } from "@/lib/core/audit-actions";
import { paths } from "@/lib/core/paths";

type Props = {
  slug: string;
  filter: ActivityFilter;
  actors: readonly { readonly userId: string; readonly name: string }[];
  isFiltered: boolean;
};

const ANY = { value: "", label: "Any" };

/** A plain form whose answers are the address of the filtered list. */
export function ActivityFilters({ slug, filter, actors, isFiltered }: Props) {
  return (
    <form
      action={paths.activity(slug)}
      method="get"
      className="grid grid-cols-2 items-end gap-3 pb-4 md:grid-cols-4 xl:grid-cols-[repeat(6,minmax(0,1fr))_auto]"
    >
      <Field name="actor" label="Who">
        <Select
          dense
          defaultValue={filter.actorId ?? ""}
          options={[ANY, ...actors.map(({ userId, name }) => ({ value: userId, label: name }))]}
        />
      </Field>
      <Field name="verb" label="What">
        <Select
          dense
          defaultValue={filter.verb ?? ""}
          options={[ANY, ...Object.entries(ACTIVITY_VERBS).map(([value, label]) => ({ value, label }))]}
        />
      </Field>
      <Field name="kind" label="Kind of subject">
        <Select
          dense
          defaultValue={filter.kind ?? ""}
          options={[ANY, ...SUBJECT_KINDS.map((kind) => ({ value: kind, label: SUBJECT_LABEL[kind] }))]}
        />
      </Field>
      <Field name="ref" label="Subject contains">
        <Input dense data-filter defaultValue={filter.ref} maxLength={200} />
      </Field>
      <Field name="from" label="From">
        <DateInput dense defaultValue={filter.from ?? ""} />
      </Field>
      <Field name="to" label="To">
        <DateInput dense defaultValue={filter.to ?? ""} />
      </Field>
      <div className="row">
        <Button type="submit" dense>
          Filter
        </Button>
        {isFiltered ? (
          <ButtonLink href={paths.activity(slug)} look="quiet" dense>
            Clear
          </ButtonLink>
        ) : null}
      </div>
    </form>
  );
}
