import { PageHeader } from "@/components/layout/page-header";
import { REQUEST_LABELS, RequestFields } from "@/components/requests/request-fields";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { paths } from "@/lib/core/paths";
import type { RequestDetail, RequestForm } from "@/lib/core/request-dto";
import { editRequestAction } from "@/lib/requests/actions";

/** The form that changes an open request. */
export function EditRequestScreen({
  workspace: { name, slug },
  request,
  form,
}: {
  workspace: { readonly name: string; readonly slug: string };
  request: RequestDetail;
  form: RequestForm;
}) {
  const href = paths.request(slug, request.id);
  const { title, detail, kind, refs, dueOn } = request;
  const known = form.people.some(({ userId }) => userId === request.owner.userId);
  return (
    <>
      <PageHeader
        title={`Edit ${request.number}`}
        intro={request.title}
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Requests", href: paths.requests(slug) },
          { label: request.number, href },
          { label: "Edit" },
        ]}
      />
      <ActionForm
        action={editRequestAction.bind(null, slug)}
        version={request.version}
        labels={REQUEST_LABELS}
        className="form-col"
      >
        <input type="hidden" name="id" value={request.id} />
        <RequestFields
          form={form}
          wordsStay={request.byAuditor}
          values={{
            ...{ title, detail, kind, refs, dueOn },
            itemId: request.item?.id ?? null,
            ownerId: known ? request.owner.userId : null,
          }}
        />
        <div className="row">
          <SubmitButton>Save request</SubmitButton>
          <ButtonLink href={href} look="quiet">
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </>
  );
}
