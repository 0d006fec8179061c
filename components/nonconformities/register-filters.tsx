import type { Route } from "next";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Field, Input, type Option, Select } from "@/components/ui/field";
import { FilterChips } from "@/components/ui/filter-chips";
import { Menu } from "@/components/ui/menu";
import type { NcListRow } from "@/lib/core/nonconformity-dto";
import { type NcChip, type NcView, ncHref, ncQuery, ncRefs } from "@/lib/core/nonconformity-list";
import { paths } from "@/lib/core/paths";
import { NC_GRADE, NC_GRADES, NC_SOURCE_LABEL, NC_SOURCES, NC_STATE, NC_STATES } from "@/lib/core/statuses";

type Member = { readonly userId: string; readonly name: string };

const ANY: Option = { value: "", label: "Any" };

/** The rest of the view as hidden fields, so that a form changes only what it shows. */
function Kept({ view, without }: { view: NcView; without: readonly string[] }) {
  return Object.entries(ncQuery({ ...view, from: 0 })).map(([name, value]) =>
    value === null || without.includes(name) ? null : (
      <input key={name} type="hidden" name={name} value={value} />
    ),
  );
}

function Search({ slug, view }: { slug: string; view: NcView }) {
  return (
    <Form action={paths.nonconformities(slug) as Route} className="flex" scroll={false} role="search">
      <Kept view={view} without={["q"]} />
      <Input
        key={view.q}
        name="q"
        type="search"
        dense
        data-filter
        defaultValue={view.q}
        placeholder="Number or words"
        aria-label="Filter by number, words, requirement or owner"
        className="w-40"
        maxLength={100}
      />
    </Form>
  );
}

function FilterForm({
  slug,
  view,
  members,
  rows,
}: {
  slug: string;
  view: NcView;
  members: readonly Member[];
  rows: readonly NcListRow[];
}) {
  const choices: readonly {
    name: "grade" | "state" | "source" | "owner" | "ref";
    label: string;
    options: readonly Option[];
  }[] = [
    {
      name: "grade",
      label: "Grade",
      options: NC_GRADES.map((value) => ({ value, label: NC_GRADE[value].label })),
    },
    {
      name: "state",
      label: "State",
      options: NC_STATES.map((value) => ({ value, label: NC_STATE[value].label })),
    },
    {
      name: "source",
      label: "Source",
      options: NC_SOURCES.map((value) => ({ value, label: NC_SOURCE_LABEL[value] })),
    },
    {
      name: "owner",
      label: "Owner",
      options: [
        { value: "none", label: "Nobody" },
        ...members.map(({ userId, name }) => ({ value: userId, label: name })),
      ],
    },
    { name: "ref", label: "Requirement", options: ncRefs(rows).map((ref) => ({ value: ref, label: ref })) },
  ];
  return (
    <Form
      key={ncHref(slug, view)}
      action={paths.nonconformities(slug) as Route}
      className="stack gap-3 p-3 w-72 whitespace-normal"
      scroll={false}
    >
      <Kept view={view} without={choices.map(({ name }) => name)} />
      {choices.map(({ name, label, options }) => (
        <Field key={name} name={name} label={label}>
          <Select dense defaultValue={view[name] ?? ""} options={[ANY, ...options]} />
        </Field>
      ))}
      <div className="row">
        <Button type="submit" look="primary" dense>
          Apply filters
        </Button>
      </div>
    </Form>
  );
}

/** Search, filters in force, a way to add one, and how many rows are left of the tab. */
export function RegisterFilters({
  slug,
  view,
  members,
  rows,
  chips,
  clearHref,
  total,
}: {
  slug: string;
  view: NcView;
  members: readonly Member[];
  rows: readonly NcListRow[];
  chips: readonly NcChip[];
  clearHref: string;
  total: string;
}) {
  return (
    <FilterChips
      chips={chips.map(({ field, value, without }) => ({
        field,
        op: field === "Text" ? "contains" : "is",
        value,
        removeHref: ncHref(slug, view, without),
      }))}
      clearHref={clearHref}
      total={total}
      add={
        <>
          <Search slug={slug} view={view} />
          <Menu label="Filter" icon="plus" look="quiet" dense align="start">
            <FilterForm slug={slug} view={view} members={members} rows={rows} />
          </Menu>
        </>
      }
    />
  );
}
