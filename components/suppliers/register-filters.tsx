import type { ReactNode } from "react";
import { ListFilters } from "@/components/ui/list-filters";
import { SUPPLIER_TIER_LABEL, SUPPLIER_TIERS } from "@/lib/core/isms-statuses";
import { paths } from "@/lib/core/paths";
import { type SupplierView, supplierChips, supplierQuery, suppliersHref } from "@/lib/core/supplier-list";

/** Search, filters in force, a way to add one, and how many rows are left of the tab. */
export function RegisterFilters({
  slug,
  view,
  ...rest
}: {
  slug: string;
  view: SupplierView;
  total: string;
  clearHref: string;
  end: ReactNode;
}) {
  return (
    <ListFilters
      action={paths.suppliers(slug)}
      query={supplierQuery(view)}
      search={{ placeholder: "Name or words", label: "Filter by name, service, data, contract or owner" }}
      chips={supplierChips(view).map(({ without, ...chip }) => ({
        ...chip,
        removeHref: suppliersHref(slug, view, without),
      }))}
      choices={[
        {
          name: "tier",
          label: "Tier",
          options: SUPPLIER_TIERS.map((value) => ({ value, label: SUPPLIER_TIER_LABEL[value] })),
        },
        { name: "ict", label: "ICT supply chain", options: [{ value: "yes", label: "Part of it" }] },
      ]}
      {...rest}
    />
  );
}
