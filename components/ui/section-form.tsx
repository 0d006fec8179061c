import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { FormResult } from "@/components/ui/form-context";

export type SectionFormProps<R extends FormResult> = {
  slug: string;
  action: (slug: string, previous: R | null, data: FormData) => Promise<R>;
  version?: number | undefined;
  /** Names of fields as printed when somebody else saved first. */
  labels?: Readonly<Record<string, string>>;
  /** Words of the button. */
  save: string;
  danger?: boolean;
  children: ReactNode;
};

/** One section of a page as a form at the anchor `form`; Cancel leads back to the page as it is stored. */
export function SectionForm<R extends FormResult>({
  slug,
  action,
  version,
  labels,
  save,
  danger = false,
  cancelHref,
  hidden = {},
  title,
  children,
}: SectionFormProps<R> & {
  cancelHref: string;
  hidden?: Readonly<Record<string, string>>;
  /** A heading of its own, where the section has none. */
  title?: string;
}) {
  return (
    <div id="form" className={title === undefined ? "scroll-mt-16" : "scroll-mt-16 pb-6"}>
      {title === undefined ? null : <h3 className="mb-3">{title}</h3>}
      <ActionForm
        action={action.bind(null, slug)}
        version={version}
        className={title === undefined ? "form-col mt-2" : "form-col"}
        {...(labels === undefined ? {} : { labels })}
        {...(title === undefined ? {} : { "aria-label": title })}
      >
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
        <div className="row">
          <SubmitButton look={danger ? "danger" : "primary"}>{save}</SubmitButton>
          <ButtonLink href={cancelHref} look="quiet">
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </div>
  );
}
