import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { type NcEdit, ncEditHref } from "@/lib/core/nonconformity-edit";
import { paths } from "@/lib/core/paths";
import type { ActionResult } from "@/lib/core/result";

/** The quiet link at the end of a section's heading that opens its form. */
export function EditLink({
  slug,
  id,
  edit,
  label,
  children,
}: {
  slug: string;
  id: string;
  edit: Partial<NcEdit> & Pick<NcEdit, "section">;
  /** What is edited, for those who listen. */
  label: string;
  children: ReactNode;
}) {
  return (
    <ButtonLink href={ncEditHref(slug, id, edit)} look="quiet" dense aria-label={label}>
      {children}
    </ButtonLink>
  );
}

/** One section of a record as a form; Cancel leads back to the record as it is stored. */
export function SectionForm<T>({
  slug,
  id,
  action,
  version,
  labels,
  save,
  children,
}: {
  slug: string;
  id: string;
  action: (slug: string, previous: ActionResult<T> | null, data: FormData) => Promise<ActionResult<T>>;
  version?: number;
  labels?: Readonly<Record<string, string>>;
  /** Words of the button. */
  save: string;
  children: ReactNode;
}) {
  return (
    <div id="form" className="scroll-mt-16">
      <ActionForm
        action={action.bind(null, slug)}
        version={version}
        className="form-col mt-2"
        {...(labels === undefined ? {} : { labels })}
      >
        <input type="hidden" name="id" value={id} />
        {children}
        <div className="row">
          <SubmitButton>{save}</SubmitButton>
          <ButtonLink href={paths.nonconformity(slug, id)} look="quiet">
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </div>
  );
}
