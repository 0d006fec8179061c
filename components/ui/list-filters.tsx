import type { Route } from "next";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input, type Option, Select } from "@/components/ui/field";
import { type Chip, FilterChips } from "@/components/ui/filter-chips";
import { QueryForm } from "@/components/ui/link";
import { Menu } from "@/components/ui/menu";

const ANY: Option = { value: "", label: "Any" };

/** One filter of a list: a select under its label, filled with what is in force. */
export type FilterChoice = {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Option[];
};

type Query = Readonly<Record<string, string | null>>;

/** The rest of the view as hidden fields, so that a form changes only what it shows. */
function Kept({ query, without }: { query: Query; without: readonly string[] }) {
  return Object.entries(query).map(([name, value]) =>
    value === null || without.includes(name) ? null : (
      <input key={name} type="hidden" name={name} value={value} />
    ),
  );
}

function FilterForm({ action, query, choices }: Pick<ListFiltersProps, "action" | "query" | "choices">) {
  return (
    <QueryForm
      key={JSON.stringify(query)}
      action={action as Route}
      className="stack gap-3 p-3 w-72 whitespace-normal"
      scroll={false}
    >
      <Kept query={query} without={choices.map(({ name }) => name)} />
      {choices.map(({ name, label, options }) => (
        <Field key={name} name={name} label={label}>
          <Select dense defaultValue={query[name] ?? ""} options={[ANY, ...options]} />
        </Field>
      ))}
      <div className="row">
        <Button type="submit" look="primary" dense>
          Apply filters
        </Button>
      </div>
    </QueryForm>
  );
}

type ListFiltersProps = {
  /** Address of the list. */
  action: string;
  /** The fields of the shown view's address, from its first page. */
  query: Query;
  /** What the search field says, and what it searches for those who listen. */
  search: { readonly placeholder: string; readonly label: string };
  choices: readonly FilterChoice[];
  chips: readonly (Omit<Chip, "op"> & { readonly op?: string })[];
  clearHref: string;
  /** "3 of 12". */
  total: string;
  /** Behind the total: the person's own views. */
  end?: ReactNode;
};

/** The line above a register: search, filters in force, a way to add one, and how many rows are left. Works without script. */
export function ListFilters(props: ListFiltersProps) {
  const { action, query, search, chips, clearHref, total, end } = props;
  const words = query.q ?? "";
  return (
    <FilterChips
      chips={chips.map(({ op, ...chip }) => ({
        ...chip,
        op: op ?? (chip.field === "Text" ? "contains" : "is"),
      }))}
      clearHref={clearHref}
      total={total}
      end={end}
      add={
        <>
          <QueryForm action={action as Route} className="flex" scroll={false} role="search">
            <Kept query={query} without={["q"]} />
            <Input
              key={words}
              name="q"
              type="search"
              dense
              data-filter
              defaultValue={words}
              placeholder={search.placeholder}
              aria-label={search.label}
              className="w-40"
              maxLength={100}
            />
          </QueryForm>
          <Menu label="Filter" icon="plus" look="quiet" dense align="start">
            <FilterForm {...props} />
          </Menu>
        </>
      }
    />
  );
}
