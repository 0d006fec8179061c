import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import type { FormResult } from "@/components/ui/form-context";
import { SectionForm, type SectionFormProps } from "@/components/ui/section-form";
import { paths } from "@/lib/core/paths";
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
export function RiskForm<R extends FormResult>({ id, ...form }: SectionFormProps<R> & { id: string }) {
  return <SectionForm {...form} hidden={{ id }} cancelHref={paths.risk(form.slug, id)} />;
}
