import { PageHeader } from "@/components/layout/page-header";
import { NO_VALUES, OBLIGATION_LABELS, ObligationFields } from "@/components/obligations/obligation-fields";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { ControlChoice, ObligationDetail } from "@/lib/core/obligation";
import { paths } from "@/lib/core/paths";
import { addObligationAction, editObligationAction } from "@/lib/obligations/actions";

type Common = {
  workspace: { readonly name: string; readonly slug: string };
  form: {
    readonly controls: readonly ControlChoice[];
    readonly people: readonly { readonly userId: string; readonly name: string }[];
  };
};

/** The form for a new obligation. */
export function NewObligationScreen({
  workspace: { name, slug },
  form,
  onceKey,
}: Common & { onceKey: string }) {
  return (
    <>
      <PageHeader
        title="Add an obligation"
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Obligations", href: paths.obligations(slug) },
          { label: "Add" },
        ]}
      />
      <ActionForm
        action={addObligationAction.bind(null, slug)}
        labels={OBLIGATION_LABELS}
        className="form-col"
      >
        <input type="hidden" name="onceKey" value={onceKey} />
        <ObligationFields {...form} values={NO_VALUES} />
        <div className="row">
          <SubmitButton>Add obligation</SubmitButton>
          <ButtonLink href={paths.obligations(slug)} look="quiet">
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </>
  );
}

/** The form that changes one. */
export function EditObligationScreen({
  workspace: { name, slug },
  form,
  obligation,
}: Common & { obligation: ObligationDetail }) {
  const { id, number, owner, version } = obligation;
  const href = paths.obligation(slug, id);
  const known = form.people.some(({ userId }) => userId === owner?.userId);
  return (
    <>
      <PageHeader
        title={`Edit ${number}`}
        intro={obligation.title}
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Obligations", href: paths.obligations(slug) },
          { label: number, href },
          { label: "Edit" },
        ]}
      />
      <ActionForm
        action={editObligationAction.bind(null, slug)}
        version={version}
        labels={OBLIGATION_LABELS}
        className="form-col"
      >
        <input type="hidden" name="id" value={id} />
        <ObligationFields
          {...form}
          values={{ ...obligation, ownerId: known ? (owner?.userId ?? null) : null }}
        />
        <div className="row">
          <SubmitButton>Save obligation</SubmitButton>
          <ButtonLink href={href} look="quiet">
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </>
  );
}
