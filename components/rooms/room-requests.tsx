import type { Route } from "next";
import { ExportForm } from "@/components/layout/export-form";
import { Section } from "@/components/layout/section";
import { BurnUp } from "@/components/room/burn-up";
import { Badge } from "@/components/ui/badge";
import { Checkbox, DateInput, Field, Input, Select, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate } from "@/lib/core/dates";
import { paths, withQuery } from "@/lib/core/paths";
import { isEditable } from "@/lib/core/room";
import type { RoomDetail } from "@/lib/core/room-dto";
import { burnUp } from "@/lib/core/room-request";
import type { RoomRequestRow } from "@/lib/core/room-request-dto";
import { REQUEST_KIND_LABEL, REQUEST_KINDS, REQUEST_STATE } from "@/lib/core/work-statuses";
import { writeRoomRequestAction } from "@/lib/rooms/actions";

type Person = { readonly userId: string; readonly name: string };
type Props = {
  slug: string;
  room: RoomDetail;
  rows: readonly RoomRequestRow[];
  progress: Parameters<typeof burnUp>[0];
  people: readonly Person[];
  mayWrite: boolean;
  onceKey: string;
};

/** Two name the row; the request's own page has all. */
function refsInShort(refs: readonly string[]): string {
  return refs.length > 2 ? `${refs.slice(0, 2).join(", ")} and ${refs.length - 2} more` : refs.join(", ");
}

function Rows({ slug, rows }: Pick<Props, "slug" | "rows">) {
  return (
    <Table caption="Requests" cards sticky={false}>
      <thead>
        <tr>
          <Th>Reference</Th>
          <Th>Title</Th>
          <Th priority={2}>Kind</Th>
          <Th>State</Th>
          <Th priority={1}>Requirements</Th>
          <Th>Owner</Th>
          <Th>Due</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td area="ref">
              <span className="ref nw">{row.auditorRef === "" ? row.number : row.auditorRef}</span>
            </Td>
            <RowHeader className="md:max-w-0 md:w-full">
              <Link className="t ell" href={paths.request(slug, row.id) as Route}>
                {row.title}
              </Link>
            </RowHeader>
            <Td label="Kind" priority={2}>
              <span className="i2 nw">{REQUEST_KIND_LABEL[row.kind]}</span>
            </Td>
            <Td area="status">
              <span className="nw">
                <Badge status={REQUEST_STATE[row.state]} />
              </span>
            </Td>
            <Td label="Requirements" priority={1}>
              <span className="i2 md:whitespace-nowrap">{refsInShort(row.refs)}</span>
            </Td>
            <Td label="Owner">
              <span className="i2 ell">{row.owner}</span>
            </Td>
            <Td area="due">
              {row.dueOn === null ? (
                <Nothing>No due date</Nothing>
              ) : (
                <span className="nw num i2">{formatDate(row.dueOn)}</span>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function WriteForm({ slug, room, people, onceKey }: Pick<Props, "slug" | "room" | "people" | "onceKey">) {
  return (
    <Section
      title="New request"
      remark="As it stands on the auditor's list"
      link={{ href: paths.roomImport(slug, room.id), label: "Import the list as CSV" }}
    >
      <ActionForm action={writeRoomRequestAction.bind(null, slug)} className="form-col">
        <input type="hidden" name="roomId" value={room.id} />
        <input type="hidden" name="onceKey" value={`${onceKey}-request`} />
        <div className="grid gap-4 md:grid-cols-2">
          <Field name="auditorRef" label="Auditor's reference" optional>
            <Input placeholder="R-14" />
          </Field>
          <Field name="kind" label="Kind">
            <Select
              defaultValue="document"
              options={REQUEST_KINDS.map((value) => ({ value, label: REQUEST_KIND_LABEL[value] }))}
            />
          </Field>
        </div>
        <Field name="title" label="Title" required>
          <Input />
        </Field>
        <Field name="detail" label="What is asked for" optional>
          <Textarea />
        </Field>
        <div className="grid gap-4 md:grid-cols-2">
          <Field name="ownerId" label="Who is asked" required>
            <Select
              defaultValue=""
              options={[
                { value: "", label: "Choose a person" },
                ...people.map(({ userId, name }) => ({ value: userId, label: name })),
              ]}
            />
          </Field>
          <Field name="dueOn" label="Due" optional>
            <DateInput />
          </Field>
        </div>
        <Field
          name="requirements"
          label="Requirements"
          optional
          help="Separated by commas: A.5.15, 6.1.2, CC6.1."
        >
          <Input />
        </Field>
        <Checkbox
          name="draft"
          label="Keep as a draft"
          help="Nobody is told, and the auditor does not see it."
        />
        <div className="row">
          <SubmitButton>Write request</SubmitButton>
        </div>
      </ActionForm>
    </Section>
  );
}

/** The requests of the room from the company's side, drafts and internal review included. */
export function RoomRequests(props: Props) {
  const { slug, room, rows, progress, mayWrite } = props;
  return (
    <>
      <Section
        title="Requests"
        remark={`${room.counts.accepted} of ${room.counts.requests} accepted, ${room.counts.submitted} with the auditor, ${room.counts.waiting} with you`}
        aside={
          rows.length === 0 ? null : (
            <ExportForm action={withQuery(paths.export(slug, "room-requests.csv"), { room: room.id })} dense>
              Download CSV
            </ExportForm>
          )
        }
      >
        {rows.length === 0 ? (
          <p className="i3">No request yet. Write the auditor's list here, or let the auditor ask.</p>
        ) : (
          <Rows slug={slug} rows={rows} />
        )}
      </Section>
      <BurnUp points={burnUp(progress)} />
      {mayWrite && isEditable(room.state) ? <WriteForm {...props} /> : null}
    </>
  );
}
