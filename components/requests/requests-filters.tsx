import type { Route } from "next";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Field, Input, type Option, Select } from "@/components/ui/field";
import { FilterChips } from "@/components/ui/filter-chips";
import { Menu } from "@/components/ui/menu";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { paths } from "@/lib/core/paths";
import type { RequestListRow } from "@/lib/core/request-dto";
import { type RequestChip, type RequestView, requestQuery, requestsHref } from "@/lib/core/request-list";
import { REQUEST_KIND_LABEL, REQUEST_KINDS, REQUEST_STATE, REQUEST_STATES } from "@/lib/core/work-statuses";

const ANY: Option = { value: "", label: "Any" };

/** The rest of the view as hidden fields, so that a form changes only what it shows. */
function Kept({ view, without }: { view: RequestView; without: readonly string[] }) {
  return Object.entries(requestQuery({ ...view, from: 0 })).map(([name, value]) =>
    value === null || without.includes(name) ? null : (
      <input key={name} type="hidden" name={name} value={value} />
    ),
  );
}

function ownersOf(rows: readonly RequestListRow[]): readonly Option[] {
  const names = new Map(rows.map(({ owner }) => [owner.userId, owner.name]));
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, "en"));
}

function FilterForm({
  slug,
  view,
  rows,
}: {
  slug: string;
  view: RequestView;
  rows: readonly RequestListRow[];
}) {
  const refs = [...new Set(rows.flatMap((row) => row.refs))].sort(compareRefs);
  const choices: readonly {
    name: "state" | "kind" | "owner" | "ref";
    label: string;
    options: readonly Option[];
  }[] = [
    {
      name: "state",
      label: "State",
      options: REQUEST_STATES.filter((value) => value !== "internal_review").map((value) => ({
        value,
        label: REQUEST_STATE[value].label,
      })),
    },
    {
      name: "kind",
      label: "Kind",
      options: REQUEST_KINDS.map((value) => ({ value, label: REQUEST_KIND_LABEL[value] })),
    },
    { name: "owner", label: "Owner", options: ownersOf(rows) },
    { name: "ref", label: "Requirement", options: refs.map((ref) => ({ value: ref, label: ref })) },
  ];
  return (
    <Form
      key={requestsHref(slug, view)}
      action={paths.requests(slug) as Route}
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
export function RequestsFilters({
  slug,
  view,
  rows,
  chips,
  clearHref,
  total,
}: {
  slug: string;
  view: RequestView;
  rows: readonly RequestListRow[];
  chips: readonly RequestChip[];
  clearHref: string;
  total: string;
}) {
  return (
    <FilterChips
      chips={chips.map(({ field, value, without }) => ({
        field,
        op: field === "Text" ? "contains" : "is",
        value,
        removeHref: requestsHref(slug, view, without),
      }))}
      clearHref={clearHref}
      total={total}
      add={
        <>
          <Form action={paths.requests(slug) as Route} className="flex" scroll={false} role="search">
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
          <Menu label="Filter" icon="plus" look="quiet" dense align="start">
            <FilterForm slug={slug} view={view} rows={rows} />
          </Menu>
        </>
      }
    />
  );
}
