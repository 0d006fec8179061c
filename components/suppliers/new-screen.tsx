import { PageHeader } from "@/components/layout/page-header";
import { SupplierFields } from "@/components/suppliers/supplier-fields";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { paths } from "@/lib/core/paths";
import { EMPTY_SUPPLIER } from "@/lib/core/supplier-csv";
import type { SupplierPerson } from "@/lib/core/supplier-dto";
import { addSupplierAction } from "@/lib/suppliers/actions";

/** The form for a new supplier; only name and tier are needed. */
export function NewSupplierScreen({
  workspace: { name, slug },
  members,
  onceKey,
}: {
  workspace: { readonly name: string; readonly slug: string };
  members: readonly SupplierPerson[];
  onceKey: string;
}) {
  return (
    <>
      <PageHeader
        title="Add a supplier"
        intro="Who delivers what, with which data, under which contract. Attestations, reviews and reliance statements follow on its page."
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Suppliers", href: paths.suppliers(slug) },
          { label: "Add" },
        ]}
      />
      <ActionForm action={addSupplierAction.bind(null, slug)} className="form-col">
        <input type="hidden" name="onceKey" value={onceKey} />
        <SupplierFields values={EMPTY_SUPPLIER} ownerName={null} members={members} isNew />
        <div className="row">
          <SubmitButton>Add supplier</SubmitButton>
          <ButtonLink href={paths.suppliers(slug)} look="quiet">
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </>
  );
}
