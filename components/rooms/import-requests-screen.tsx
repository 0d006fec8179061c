import { PageHeader } from "@/components/layout/page-header";
import { RequestImport } from "@/components/room/request-import";
import { Checkbox, Field, Select } from "@/components/ui/field";
import { paths, withQuery } from "@/lib/core/paths";
import { isEditable } from "@/lib/core/room";
import type { RoomDetail } from "@/lib/core/room-dto";
import { REQUEST_IMPORT_TEXT } from "@/lib/core/room-request-import";
import { importRequestsAction } from "@/lib/rooms/actions";

/** The auditor's list as the company got it: the report first, then the good lines. */
export function ImportRequestsScreen({
  workspace: { name, slug },
  room,
  people,
}: {
  workspace: { readonly name: string; readonly slug: string };
  room: RoomDetail;
  people: readonly { readonly userId: string; readonly name: string }[];
}) {
  const requests = withQuery(paths.room(slug, room.id), { tab: "requests" });
  return (
    <>
      <PageHeader
        title="Import requests"
        intro="You see what each line becomes before anything is stored. A reference that the room has already is left as it is."
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Auditors' rooms", href: paths.rooms(slug) },
          { label: room.name, href: requests },
          { label: "Import requests" },
        ]}
      />
      {isEditable(room.state) ? (
        <RequestImport
          action={importRequestsAction.bind(null, slug)}
          help={`${REQUEST_IMPORT_TEXT} A column Owner may name members.`}
          backHref={requests}
        >
          <input type="hidden" name="roomId" value={room.id} />
          <Field name="ownerId" label="Who is asked where the file names nobody" required>
            <Select
              defaultValue={room.leadId}
              options={people.map(({ userId, name: label }) => ({ value: userId, label }))}
            />
          </Field>
          <Checkbox
            name="draft"
            label="Keep as drafts"
            help="Nobody is told, and the auditor does not see them."
          />
        </RequestImport>
      ) : (
        <p className="i2">The room is over. Its requests stay as they are.</p>
      )}
    </>
  );
}
