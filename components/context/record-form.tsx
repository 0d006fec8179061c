import type { ReactNode } from "react";
import { CONTEXT_LABELS } from "@/components/context/looks";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { ActionResult } from "@/lib/core/result";

/** One record of the context as a form; Cancel leads back to the page as it is stored. */
export function RecordForm<T>({
  slug,
  action,
  version,
  hidden,
  save,
  back,
  title,
  children,
}: {
  slug: string;
  action: (slug: string, previous: ActionResult<T> | null, data: FormData) => Promise<ActionResult<T>>;
  version?: number | undefined;
  hidden: Readonly<Record<string, string>>;
  /** Words of the button. */
  save: string;
  back: string;
  title: string;
  children: ReactNode;
}) {
  return (
    <div id="form" className="scroll-mt-16 pb-6">
      <h3 className="mb-3">{title}</h3>
      <ActionForm
        action={action.bind(null, slug)}
        version={version}
        labels={CONTEXT_LABELS}
        className="form-col"
        aria-label={title}
      >
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
        <div className="row">
          <SubmitButton>{save}</SubmitButton>
          <ButtonLink href={back} look="quiet">
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </div>
  );
}
