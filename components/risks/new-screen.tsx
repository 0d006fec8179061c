import { PageHeader } from "@/components/layout/page-header";
import { RiskFields } from "@/components/risks/risk-fields";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { paths } from "@/lib/core/paths";
import type { Person } from "@/lib/core/risk-dto";
import { addRiskAction } from "@/lib/risks/actions";

const EMPTY = {
  title: "",
  asset: "",
  cause: "",
  consequence: "",
  confidentiality: false,
  integrity: false,
  availability: false,
  owner: null,
};

/** Adding a risk of one's own; it counts once it is assessed. */
export function NewRiskScreen({
  workspace: { name, slug },
  owners,
  onceKey,
}: {
  workspace: { readonly name: string; readonly slug: string };
  owners: readonly Person[];
  onceKey: string;
}) {
  return (
    <>
      <PageHeader
        title="Add a risk"
        intro="Describe what could happen. Likelihood and consequence are judged afterwards, on the approved method."
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Risks", href: paths.risks(slug) },
          { label: "Add" },
        ]}
      />
      <ActionForm action={addRiskAction.bind(null, slug)} className="form-col">
        <input type="hidden" name="onceKey" value={onceKey} />
        <RiskFields values={EMPTY} owners={owners} />
        <div className="row">
          <SubmitButton>Add risk</SubmitButton>
          <ButtonLink href={paths.risks(slug)} look="quiet">
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </>
  );
}
