import type { Route } from "next";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import { FilterChips } from "@/components/ui/filter-chips";
import { Menu } from "@/components/ui/menu";
import { SUPPLIER_TIER_LABEL, SUPPLIER_TIERS } from "@/lib/core/isms-statuses";
import { paths } from "@/lib/core/paths";
import { type SupplierView, supplierChips, supplierQuery, suppliersHref } from "@/lib/core/supplier-list";

/** The rest of the view as hidden fields, so that a form changes only what it shows. */
function Kept({ view, without }: { view: SupplierView; without: readonly string[] }) {
  return Object.entries(supplierQuery(view)).map(([name, value]) =>
    value === null || without.includes(name) ? null : (
      <input key={name} type="hidden" name={name} value={value} />
    ),
  );
}

/** Search, filters in force, a way to add one, and how many rows are left of the tab. */
export function RegisterFilters({
  slug,
  view,
  total,
  clearHref,
}: {
  slug: string;
  view: SupplierView;
  total: string;
  clearHref: string;
}) {
  const action = paths.suppliers(slug) as Route;
  return (
    <FilterChips
      chips={supplierChips(view).map(({ field, op, value, without }) => ({
        ...{ field, op, value },
        removeHref: suppliersHref(slug, view, without),
      }))}
      clearHref={clearHref}
      total={total}
      add={
        <>
          <Form action={action} className="flex" scroll={false} role="search">
            <Kept view={view} without={["q"]} />
            <Input
              key={view.q}
              name="q"
              type="search"
              dense
              data-filter
              defaultValue={view.q}
              placeholder="Name or words"
              aria-label="Filter by name, service, data, contract or owner"
              className="w-40"
              maxLength={100}
            />
          </Form>
          <Menu label="Filter" icon="plus" look="quiet" dense align="start">
            <Form
              key={suppliersHref(slug, view)}
              action={action}
              className="stack gap-3 p-3 w-72 whitespace-normal"
              scroll={false}
            >
              <Kept view={view} without={["tier", "ict"]} />
              <Field name="tier" label="Tier">
                <Select
                  dense
                  defaultValue={view.tier ?? ""}
                  options={[
                    { value: "", label: "Any" },
                    ...SUPPLIER_TIERS.map((value) => ({ value, label: SUPPLIER_TIER_LABEL[value] })),
                  ]}
                />
              </Field>
              <Field name="ict" label="ICT supply chain">
                <Select
                  dense
                  defaultValue={view.ict ? "yes" : ""}
                  options={[
                    { value: "", label: "Any" },
                    { value: "yes", label: "Part of it" },
                  ]}
                />
              </Field>
              <div className="row">
                <Button type="submit" look="primary" dense>
                  Apply filters
                </Button>
              </div>
            </Form>
          </Menu>
        </>
      }
    />
  );
}
