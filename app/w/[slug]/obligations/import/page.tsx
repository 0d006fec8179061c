import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { ObligationImport } from "@/components/obligations/import-form";
import { pageScope } from "@/lib/auth/page-scope";
import { OBLIGATION_CSV_HELP } from "@/lib/core/obligation-csv";
import { paths } from "@/lib/core/paths";
import { importObligationsAction } from "@/lib/obligations/actions";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Import obligations" };

/** A register of obligations as CSV, with a preview of what each line becomes. */
export default async function ImportObligationsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const scope = await pageScope(slug, "obligation:write", "workspace:read");
  const { name } = await getWorkspace(scope);
  return (
    <>
      <PageHeader
        title="Import obligations"
        intro="You see what each line becomes before anything is stored. Download the register, edit it in a spreadsheet, and bring it back here."
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Obligations", href: paths.obligations(slug) },
          { label: "Import" },
        ]}
      />
      <ObligationImport action={importObligationsAction.bind(null, slug)} help={OBLIGATION_CSV_HELP} />
    </>
  );
}
