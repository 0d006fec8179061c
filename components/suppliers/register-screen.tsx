import type { ReactNode } from "react";
import { EmptyState, NoResult } from "@/components/layout/empty-state";
import { ExportForm } from "@/components/layout/export-form";
import { PageHeader } from "@/components/layout/page-header";
import { RegisterFilters } from "@/components/suppliers/register-filters";
import { RegisterTable } from "@/components/suppliers/register-table";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { Tabs } from "@/components/ui/tabs";
import type { IsoDate } from "@/lib/core/dates";
import { paths, withQuery } from "@/lib/core/paths";
import type { SupplierListRow } from "@/lib/core/supplier-dto";
import {
  listSupplierRows,
  SUPPLIER_SHOW_LABEL,
  SUPPLIER_SHOWS,
  type SupplierView,
  supplierChips,
  supplierCounts,
  supplierQuery,
  suppliersHref,
} from "@/lib/core/supplier-list";

type Props = {
  workspace: { readonly name: string; readonly slug: string };
  all: readonly SupplierListRow[];
  view: SupplierView;
  today: IsoDate;
  mayWrite: boolean;
  /** The person's own views of the list. */
  views: ReactNode;
};

const NONE_HERE = {
  active: "No supplier is in use.",
  expiring: "No attestation ends within 60 days.",
  expired: "No attestation has expired.",
  review: "No review is due within 30 days.",
  clause: "Every contract clause is present or not needed.",
  ended: "No supplier has ended.",
} as const;

function Actions({
  slug,
  view,
  any,
  mayWrite,
}: {
  slug: string;
  view: SupplierView;
  any: boolean;
  mayWrite: boolean;
}) {
  return (
    <>
      {any ? (
        <ExportForm action={withQuery(paths.export(slug, "suppliers.csv"), supplierQuery(view))}>
          Download CSV
        </ExportForm>
      ) : null}
      {any && mayWrite ? (
        <>
          <ButtonLink href={paths.supplierImport(slug)}>
            <Icon name="upload" />
            Import CSV
          </ButtonLink>
          <ButtonLink href={paths.newSupplier(slug)} look="primary">
            Add supplier
          </ButtonLink>
        </>
      ) : null}
    </>
  );
}

function List({ workspace: { slug }, all, view, today, views }: Props) {
  const { rows, of } = listSupplierRows(all, view, today);
  const clear = suppliersHref(slug, view, { tier: null, ict: false, q: "" });
  return (
    <>
      <RegisterFilters
        slug={slug}
        view={view}
        total={`${rows.length} of ${of}`}
        clearHref={clear}
        end={views}
      />
      {rows.length > 0 ? <RegisterTable slug={slug} view={view} rows={rows} today={today} /> : null}
      {rows.length === 0 && of === 0 ? <p className="i3 mt-4">{NONE_HERE[view.show]}</p> : null}
      {rows.length === 0 && of > 0 ? (
        <NoResult
          filters={supplierChips(view).map(({ field, value }) => `${field} ${value}`)}
          clearHref={clear}
        />
      ) : null}
    </>
  );
}

/** The register of suppliers: tabs for what needs attention, filters, one row per supplier. */
export function RegisterScreen(props: Props) {
  const { workspace, all, view, today, mayWrite } = props;
  const { slug } = workspace;
  const counts = supplierCounts(all, today);
  return (
    <>
      <PageHeader
        title="Suppliers"
        intro="Who delivers what, what their contracts and attestations say, and which controls rest on them."
        crumbs={[{ label: workspace.name, href: paths.home(slug) }, { label: "Suppliers" }]}
        actions={<Actions slug={slug} view={view} any={all.length > 0} mayWrite={mayWrite} />}
      />
      {all.length === 0 ? (
        <EmptyState
          title="No suppliers"
          primary={mayWrite ? { href: paths.newSupplier(slug), label: "Add supplier" } : undefined}
          sample={mayWrite ? { href: paths.supplierImport(slug), label: "Import CSV" } : undefined}
        >
          Start with the provider that hosts your service: its report or certificate is what the physical
          controls of the Statement of Applicability are inherited through.
        </EmptyState>
      ) : (
        <>
          <Tabs
            label="Suppliers"
            items={SUPPLIER_SHOWS.map((show) => ({
              href: suppliersHref(slug, view, { show }),
              label: SUPPLIER_SHOW_LABEL[show],
              count: counts[show],
              current: view.show === show,
            }))}
          />
          <List {...props} />
        </>
      )}
    </>
  );
}
