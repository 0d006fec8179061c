import { PageHeader } from "@/components/layout/page-header";
import { RequestFields } from "@/components/requests/request-fields";
import { ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { paths } from "@/lib/core/paths";
import type { RequestForm } from "@/lib/core/request-dto";
import { askForEvidenceAction } from "@/lib/requests/actions";

/** Asking for evidence, with what is known from where it was asked already filled in. */
export function NewRequestScreen({
  workspace: { name, slug },
  form,
  dueOn,
  onceKey,
}: {
  workspace: { readonly name: string; readonly slug: string };
  form: RequestForm;
  /** Proposed due date. */
  dueOn: string;
  onceKey: string;
}) {
  const { title, refs, itemId, ownerId } = form;
  return (
    <>
      <PageHeader
        title="Ask for evidence"
        intro="The owner gets a mail with a link to one page: choose the file, submit."
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Requests", href: paths.requests(slug) },
          { label: "Ask for evidence" },
        ]}
      />
      <ActionForm action={askForEvidenceAction.bind(null, slug)} className="form-col">
        <input type="hidden" name="onceKey" value={onceKey} />
        <RequestFields
          form={form}
          values={{ title, refs, itemId, ownerId, dueOn, detail: "", kind: "document" }}
        />
        <Checkbox
          name="each"
          label="One request for each requirement"
          help="Each goes to the requirement's own owner where it has one who can answer, the others to the person above."
        />
        <div className="row wrap">
          <SubmitButton name="draft" value="">
            Send request
          </SubmitButton>
          <SubmitButton look="secondary" name="draft" value="on">
            Keep as draft
          </SubmitButton>
          <ButtonLink href={paths.requests(slug)} look="quiet">
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </>
  );
}
