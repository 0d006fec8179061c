import type { ReactNode } from "react";
import { SUPPLIER_LABELS } from "@/components/suppliers/labels";
import { ButtonLink } from "@/components/ui/button";
import type { FormResult } from "@/components/ui/form-context";
import { SectionForm as Form, type SectionFormProps } from "@/components/ui/section-form";
import { paths } from "@/lib/core/paths";
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
export function SectionForm<R extends FormResult>({
  supplierId,
  ...form
}: Omit<SectionFormProps<R>, "labels"> & { supplierId: string }) {
  return <Form {...form} labels={SUPPLIER_LABELS} cancelHref={paths.supplier(form.slug, supplierId)} />;
}
