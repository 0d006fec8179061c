import { ARTIFACT_LABELS, ArtifactFields } from "@/components/evidence/artifact-fields";
import { ITEM_LABELS, ItemFields } from "@/components/evidence/item-fields";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { ButtonLink } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { OwnerOption } from "@/lib/core/evidence-dto";
import { paths } from "@/lib/core/paths";
import { addEvidenceAction } from "@/lib/evidence/actions";

/** A new item with its first artifact and the requirements it is for, in one form. */
export function NewEvidenceScreen({
  workspace: { name, slug },
  members,
  collector,
  refs,
  limitBytes,
  onceKey,
}: {
  workspace: { readonly name: string; readonly slug: string };
  members: readonly OwnerOption[];
  collector: string;
  /** Requirements named by the page that led here. */
  refs: readonly string[];
  /** The largest file that is taken. */
  limitBytes: number;
  onceKey: string;
}) {
  return (
    <>
      <PageHeader
        title="Add evidence"
        intro="An item is what you show; its versions are what was collected and when."
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Evidence", href: paths.evidence(slug) },
          { label: "Add evidence" },
        ]}
      />
      <ActionForm
        action={addEvidenceAction.bind(null, slug)}
        labels={{ ...ITEM_LABELS, ...ARTIFACT_LABELS }}
        className="block max-w-[640px]"
      >
        <input type="hidden" name="onceKey" value={onceKey} />
        <Section title="Item">
          <div className="stack">
            <ItemFields members={members} several />
            <Field
              name="requirements"
              label="Requirements"
              optional
              help="Separated by commas: A.5.15 for a control, 6.1.2 for a clause, CC6.1 for a criterion."
            >
              <Input defaultValue={refs.join(", ")} />
            </Field>
          </div>
        </Section>
        <Section title="Evidence" remark="Version 1">
          <div className="stack">
            <ArtifactFields slug={slug} limitBytes={limitBytes} mayWait several collector={collector} />
          </div>
        </Section>
        <div className="row wrap mt-6">
          <SubmitButton name="submit" value="on">
            Add and submit
          </SubmitButton>
          <SubmitButton look="secondary" name="submit" value="">
            Add as draft
          </SubmitButton>
          <ButtonLink href={paths.evidence(slug)} look="quiet">
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </>
  );
}
