import { PageHeader } from "@/components/layout/page-header";
import { GradeField, OwnershipFields, StatementFields } from "@/components/nonconformities/statement-fields";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { IsoDate } from "@/lib/core/dates";
import type { NcPrefill } from "@/lib/core/nonconformity-dto";
import { paths } from "@/lib/core/paths";
import { raiseNonconformityAction } from "@/lib/nonconformities/actions";

/** Raising a record, with what is known from where it was raised already filled in. */
export function RaiseScreen({
  workspace: { name, slug },
  prefill,
  today,
  onceKey,
}: {
  workspace: { readonly name: string; readonly slug: string };
  prefill: NcPrefill;
  today: IsoDate;
  onceKey: string;
}) {
  const values = {
    ...prefill,
    grade: null,
    itemIds: prefill.evidence.map(({ id }) => id),
    risks: prefill.risks,
    gap: "",
    owner: null,
    dueOn: null,
  };
  return (
    <>
      <PageHeader
        title="Raise a nonconformity"
        intro="State the requirement, what was seen and the difference between the two. Causes and people come later."
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Nonconformities", href: paths.nonconformities(slug) },
          { label: "Raise" },
        ]}
      />
      <ActionForm action={raiseNonconformityAction.bind(null, slug)} className="form-col">
        <input type="hidden" name="onceKey" value={onceKey} />
        <GradeField grade={null} raisedOn={today} isSettled={false} />
        <StatementFields values={values} candidates={prefill.candidates} />
        <OwnershipFields
          values={values}
          members={prefill.members}
          dueHelp="Empty takes the date proposed for the grade. Certification bodies set their own."
        />
        <div className="row">
          <SubmitButton>Raise nonconformity</SubmitButton>
          <ButtonLink href={paths.nonconformities(slug)} look="quiet">
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </>
  );
}
