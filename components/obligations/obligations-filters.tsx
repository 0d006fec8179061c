import type { Route } from "next";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Field, Input, type Option, Select } from "@/components/ui/field";
import { FilterChips } from "@/components/ui/filter-chips";
import { Menu } from "@/components/ui/menu";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { OBLIGATION_KIND_LABEL, OBLIGATION_KINDS } from "@/lib/core/isms-statuses";
import {
  type ObligationChip,
  type ObligationRow,
  type ObligationView,
  obligationQuery,
  obligationsHref,
} from "@/lib/core/obligation";
import { paths } from "@/lib/core/paths";

const ANY: Option = { value: "", label: "Any" };

/** The rest of the view, so that a form changes only its own fields. */
function Kept({ view, without }: { view: ObligationView; without: readonly string[] }) {
  return Object.entries(obligationQuery(view))
    .filter(([name, value]) => value !== null && !without.includes(name))
    .map(([name, value]) => <input key={name} type="hidden" name={name} value={value ?? ""} />);
}

function ownersOf(rows: readonly ObligationRow[]): readonly Option[] {
  const names = new Map(rows.flatMap(({ owner }) => (owner === null ? [] : [[owner.userId, owner.name]])));
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label, "en"));
}

type Props = { slug: string; view: ObligationView; rows: readonly ObligationRow[] };

function FilterForm({ slug, view, rows }: Props) {
  const refs = [...new Set(rows.flatMap((row) => row.refs))].sort(compareRefs);
  const kinds = OBLIGATION_KINDS.map((value) => ({ value, label: OBLIGATION_KIND_LABEL[value] }));
  const controls = refs.map((ref) => ({ value: ref, label: ref }));
  return (
    <Form
      key={obligationsHref(slug, view)}
      action={paths.obligations(slug) as Route}
      className="stack gap-3 p-3 w-72 whitespace-normal"
      scroll={false}
    >
      <Kept view={view} without={["kind", "owner", "ref"]} />
      <Field name="kind" label="Kind">
        <Select dense defaultValue={view.kind ?? ""} options={[ANY, ...kinds]} />
      </Field>
      <Field name="owner" label="Owner">
        <Select dense defaultValue={view.owner ?? ""} options={[ANY, ...ownersOf(rows)]} />
      </Field>
      <Field name="ref" label="Control">
        <Select dense defaultValue={view.ref ?? ""} options={[ANY, ...controls]} />
      </Field>
      <div className="row">
        <Button type="submit" look="primary" dense>
          Apply filters
        </Button>
      </div>
    </Form>
  );
}

/** Search, filters in force, a way to add one, and how many rows are left of the tab. */
export function ObligationsFilters({
  slug,
  view,
  rows,
  chips,
  clearHref,
  total,
}: Props & { chips: readonly ObligationChip[]; clearHref: string; total: string }) {
  return (
    <FilterChips
      chips={chips.map(({ field, value, without }) => ({
        field,
        op: field === "Text" ? "contains" : "is",
        value,
        removeHref: obligationsHref(slug, view, without),
      }))}
      clearHref={clearHref}
      total={total}
      add={
        <>
          <Form action={paths.obligations(slug) as Route} className="flex" scroll={false} role="search">
            <Kept view={view} without={["q"]} />
            <Input
              key={view.q}
              name="q"
              type="search"
              dense
              data-filter
              defaultValue={view.q}
              placeholder="Number or words"
              aria-label="Filter by number, words, control or owner"
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
