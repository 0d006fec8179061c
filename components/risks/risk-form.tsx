import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { paths } from "@/lib/core/paths";
import type { ActionResult } from "@/lib/core/result";
import type { RiskContext, RiskDetail } from "@/lib/core/risk-dto";
import type { ApprovedScales } from "@/lib/core/risk-list";
import { type RiskEdit, type RiskRights, type RiskSection, riskEditHref } from "@/lib/core/risk-rights";

/** What every part of a risk's page needs to know. */
export type RiskProps = {
  readonly slug: string;
  readonly timeZone: string;
  readonly today: string;
  readonly risk: RiskDetail;
  readonly method: ApprovedScales;
  readonly context: RiskContext;
  readonly rights: RiskRights;
  /** The one form that is open; null while everything is read only. */
  readonly edit: RiskEdit | null;
  readonly onceKey: string;
};

/** The quiet link at the end of a section's heading that opens its form. */
export function EditLink({
  slug,
  id,
  section,
  label,
  children,
}: {
  slug: string;
  id: string;
  section: RiskSection;
  /** What is edited, for those who listen. */
  label: string;
  children: ReactNode;
}) {
  return (
    <ButtonLink href={riskEditHref(slug, id, section)} look="quiet" dense aria-label={label}>
      {children}
    </ButtonLink>
  );
}

/** One section of a risk as a form; Cancel leads back to the risk as it is stored. */
export function RiskForm<T>({
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
          <ButtonLink href={paths.risk(slug, id)} look="quiet">
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </div>
  );
}
