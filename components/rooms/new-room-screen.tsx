import { PageHeader } from "@/components/layout/page-header";
import { RoomFields, type RoomValues } from "@/components/rooms/room-fields";
import { ButtonLink } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { paths } from "@/lib/core/paths";
import type { RoomSummary } from "@/lib/core/room-dto";
import { createRoomAction } from "@/lib/rooms/actions";

/** A new room as a draft: nobody is told before it is opened. */
export function NewRoomScreen({
  workspace,
  values,
  earlier,
  onceKey,
}: {
  workspace: { readonly name: string; readonly slug: string };
  values: RoomValues;
  earlier: readonly RoomSummary[];
  onceKey: string;
}) {
  const { slug } = workspace;
  return (
    <>
      <PageHeader
        title="New room"
        intro="It begins as a draft. Nobody is told and nobody can enter before you open it."
        crumbs={[
          { label: workspace.name, href: paths.home(slug) },
          { label: "Auditors' rooms", href: paths.rooms(slug) },
          { label: "New room" },
        ]}
      />
      <ActionForm action={createRoomAction.bind(null, slug)} className="form-col">
        <input type="hidden" name="onceKey" value={onceKey} />
        <RoomFields values={values} />
        {earlier.length === 0 ? null : (
          <Field
            name="copyFrom"
            label="Copy the requests of"
            optional
            help="References, titles, words, requirements and owners come as drafts. Answers and decisions do not: acceptance belongs to its own engagement."
          >
            <Select
              defaultValue=""
              options={[
                { value: "", label: "No earlier room" },
                ...earlier.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Field>
        )}
        <div className="row">
          <SubmitButton>Create draft</SubmitButton>
          <ButtonLink href={paths.rooms(slug)} look="quiet">
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </>
  );
}
