import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import type { FormResult } from "@/components/ui/form-context";
import { SectionForm as Form, type SectionFormProps } from "@/components/ui/section-form";
import { type NcEdit, ncEditHref } from "@/lib/core/nonconformity-edit";
import { paths } from "@/lib/core/paths";

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
export function SectionForm<R extends FormResult>({ id, ...form }: SectionFormProps<R> & { id: string }) {
  return <Form {...form} hidden={{ id }} cancelHref={paths.nonconformity(form.slug, id)} />;
}
