import { PageHeader } from "@/components/layout/page-header";
import { RiskImportForm } from "@/components/risks/import-form";
import { paths } from "@/lib/core/paths";
import { RISK_IMPORT_TEXT } from "@/lib/core/risk-import";
import { importRisksAction } from "@/lib/risks/actions";

/** Importing a register: the report first, then the good lines. */
export function RiskImportScreen({
  workspace: { name, slug },
}: {
  workspace: { readonly name: string; readonly slug: string };
}) {
  return (
    <>
      <PageHeader
        title="Import risks"
        intro="You see what each line becomes before anything is stored. Numbers off the approved scales leave their line out."
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Risks", href: paths.risks(slug) },
          { label: "Import" },
        ]}
      />
      <RiskImportForm
        action={importRisksAction.bind(null, slug)}
        help={RISK_IMPORT_TEXT}
        registerHref={paths.risks(slug)}
      />
    </>
  );
}
