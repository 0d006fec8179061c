import { ITEM_LABELS, ItemFields } from "@/components/evidence/item-fields";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { EvidenceItemDto, OwnerOption } from "@/lib/core/evidence-dto";
import { paths } from "@/lib/core/paths";
import { editEvidenceAction } from "@/lib/evidence/actions";

/** What the item says about itself, as a form; versions and verdicts are on the item's own page. */
export function EditEvidenceScreen({
  workspace: { name, slug },
  item,
  members,
}: {
  workspace: { readonly name: string; readonly slug: string };
  item: EvidenceItemDto;
  members: readonly OwnerOption[];
}) {
  const href = paths.evidenceItem(slug, item.itemId);
  return (
    <>
      <PageHeader
        title="Edit evidence"
        intro={item.title}
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Evidence", href: paths.evidence(slug) },
          { label: item.reference ?? item.title, href },
          { label: "Edit" },
        ]}
      />
      <Section title="Item">
        <ActionForm
          action={editEvidenceAction.bind(null, slug)}
          version={item.version}
          labels={ITEM_LABELS}
          className="form-col"
        >
          <input type="hidden" name="itemId" value={item.itemId} />
          <ItemFields values={item} members={members} ownerText={item.ownerText} />
          <div className="row wrap">
            <SubmitButton>Save evidence</SubmitButton>
            <ButtonLink href={href} look="quiet">
              Cancel
            </ButtonLink>
          </div>
        </ActionForm>
      </Section>
    </>
  );
}
