import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { SoaImport } from "@/components/soa-import/soa-import";
import { pageScope } from "@/lib/auth/page-scope";
import { paths } from "@/lib/core/paths";
import { importSoaAction } from "@/lib/soa-import/actions";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Import the Statement of Applicability" };

/** The statement back from a spreadsheet, with the difference before anything is stored. */
export default async function SoaImportPage({ params }: PageProps<"/w/[slug]/soa/import">) {
  const { slug } = await params;
  const scope = await pageScope(slug, "soa:write", "workspace:read");
  const { name } = await getWorkspace(scope);
  return (
    <>
      <PageHeader
        title="Import the Statement of Applicability"
        intro="Export the draft as CSV, edit it in a spreadsheet, and bring it back. You see every cell that differs before anything is stored."
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "SoA", href: paths.soa(slug) },
          { label: "Import" },
        ]}
      />
      <SoaImport action={importSoaAction.bind(null, slug)} />
    </>
  );
}
