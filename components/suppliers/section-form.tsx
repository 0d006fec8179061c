import type { ReactNode } from "react";
import { SUPPLIER_LABELS } from "@/components/suppliers/labels";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { paths } from "@/lib/core/paths";
import type { ActionResult } from "@/lib/core/result";
import { type SupplierEdit, supplierEditHref } from "@/lib/core/supplier-edit";

/** The quiet link at the end of a heading that opens a form. */
export function EditLink({
  slug,
  id,
  edit,
  label,
  children,
}: {
  slug: string;
  id: string;
  edit: Partial<SupplierEdit> & Pick<SupplierEdit, "section">;
  /** What is edited, for those who listen. */
  label?: string;
  children: ReactNode;
}) {
  return (
    <ButtonLink
      href={supplierEditHref(slug, id, edit)}
      look="quiet"
      dense
      {...(label === undefined ? {} : { "aria-label": label })}
    >
      {children}
    </ButtonLink>
  );
}

/** One part of a supplier's page as a form; Cancel leads back to the page as it is stored. */
export function SectionForm<T>({
  slug,
  supplierId,
  action,
  version,
  save,
  danger = false,
  children,
}: {
  slug: string;
  supplierId: string;
  action: (slug: string, previous: ActionResult<T> | null, data: FormData) => Promise<ActionResult<T>>;
  version?: number | undefined;
  /** Words of the button. */
  save: string;
  danger?: boolean;
  children: ReactNode;
}) {
  return (
    <div id="form" className="scroll-mt-16">
      <ActionForm
        action={action.bind(null, slug)}
        version={version}
        className="form-col mt-2"
        labels={SUPPLIER_LABELS}
      >
        {children}
        <div className="row">
          <SubmitButton look={danger ? "danger" : "primary"}>{save}</SubmitButton>
          <ButtonLink href={paths.supplier(slug, supplierId)} look="quiet">
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </div>
  );
}
