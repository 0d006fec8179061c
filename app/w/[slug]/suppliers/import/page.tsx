import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { SupplierImport } from "@/components/suppliers/import-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { paths } from "@/lib/core/paths";
import { importSuppliersAction } from "@/lib/suppliers/actions";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Import suppliers" };

/** A register of suppliers as CSV, with a preview of what each line becomes. */
export default async function ImportSuppliersPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const scope = await pageScope(slug, "supplier:write", "workspace:read");
  const { name } = await getWorkspace(scope);
  return (
    <>
      <PageHeader
        title="Import suppliers"
        intro="You see what each line becomes before anything is stored. Download the register, edit it in a spreadsheet, and bring it back here."
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Suppliers", href: paths.suppliers(slug) },
          { label: "Import" },
        ]}
      />
      <SupplierImport action={importSuppliersAction.bind(null, slug)} href={paths.supplierImport(slug)} />
    </>
  );
}
