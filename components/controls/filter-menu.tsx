import type { Route } from "next";
import { Button } from "@/components/ui/button";
import { Field, Input, type Option, Select } from "@/components/ui/field";
import { QueryForm } from "@/components/ui/link";
import { Menu } from "@/components/ui/menu";
import { paths } from "@/lib/core/paths";
import { REQUIREMENT_FILTER_NAMES, REQUIREMENT_FILTERS } from "@/lib/core/requirement-filters";
import { groupLabel, groupsOfKind, type ListView, viewHref } from "@/lib/core/requirement-list";
import {
  APPLICABILITIES,
  APPLICABILITY,
  EVIDENCE_STATUS,
  EVIDENCE_STATUSES,
  IMPLEMENTATION,
  IMPLEMENTATIONS,
} from "@/lib/core/statuses";

const ANY: Option = { value: "", label: "Any" };

/** The view as hidden fields, so that a form changes only what it shows. */
function Kept({ slug, view, without }: { slug: string; view: ListView; without: readonly string[] }) {
  const query = new URL(viewHref(slug, view), "http://list").searchParams;
  query.delete("kind");
  return (
    <>
      {view.kind === null ? null : <input type="hidden" name="kind" value={view.kind} />}
      {[...query]
        .filter(([name]) => !without.includes(name))
        .map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
    </>
  );
}

/** The search field in the tool row; the key "/" goes there. */
export function FilterText({ slug, view }: { slug: string; view: ListView }) {
  return (
    <QueryForm action={paths.controls(slug) as Route} className="flex" scroll={false} role="search">
      <Kept slug={slug} view={view} without={["q"]} />
      <Input
        key={view.q}
        name="q"
        type="search"
        dense
        data-filter
        defaultValue={view.q}
        placeholder="Ref or words"
        aria-label="Filter by ref or words"
        className="w-36"
        maxLength={100}
      />
    </QueryForm>
  );
}

/** All filters as one form behind a button. */
export function FilterMenu({
  slug,
  view,
  owners,
}: {
  slug: string;
  view: ListView;
  owners: readonly { readonly userId: string; readonly name: string }[];
}) {
  const groups = groupsOfKind(view.kind);
  const fields = ["show", "status", "soa", "owner", "group"];
  return (
    <Menu label="Filter" icon="plus" look="quiet" dense align="start">
      <QueryForm
        key={viewHref(slug, view)}
        action={paths.controls(slug) as Route}
        className="stack gap-3 p-3 w-72"
        scroll={false}
      >
        <Kept slug={slug} view={view} without={fields} />
        <Field name="show" label="Show">
          <Select
            dense
            defaultValue={view.show ?? ""}
            options={[
              { value: "", label: "All rows" },
              ...REQUIREMENT_FILTER_NAMES.map((name) => ({
                value: name,
                label: REQUIREMENT_FILTERS[name].label,
              })),
            ]}
          />
        </Field>
        <Field name="status" label="Evidence status">
          <Select
            dense
            defaultValue={view.status ?? ""}
            options={[
              ANY,
              ...EVIDENCE_STATUSES.map((value) => ({ value, label: EVIDENCE_STATUS[value].label })),
            ]}
          />
        </Field>
        {view.kind === "criterion" ? null : (
          <Field name="soa" label="SoA">
            <Select
              dense
              defaultValue={view.soa ?? ""}
              options={[
                ANY,
                ...APPLICABILITIES.map((value) => ({ value, label: APPLICABILITY[value].label })),
                ...IMPLEMENTATIONS.map((value) => ({ value, label: IMPLEMENTATION[value].label })),
              ]}
            />
          </Field>
        )}
        <Field name="owner" label="Owner">
          <Select
            dense
            defaultValue={view.owner ?? ""}
            options={[
              ANY,
              { value: "none", label: "Nobody" },
              { value: "any", label: "Somebody" },
              ...owners.map(({ userId, name }) => ({ value: userId, label: name })),
            ]}
          />
        </Field>
        {groups.length === 0 ? null : (
          <Field name="group" label="Group">
            <Select
              dense
              defaultValue={view.group ?? ""}
              options={[ANY, ...groups.map((value) => ({ value, label: groupLabel(value) }))]}
            />
          </Field>
        )}
        <div className="row">
          <Button type="submit" look="primary" dense>
            Apply filters
          </Button>
        </div>
      </QueryForm>
    </Menu>
  );
}
