import type { Route } from "next";
import Link from "next/link";
import { Section } from "@/components/layout/section";
import { ReleaseForm, WithholdForm } from "@/components/rooms/withhold-forms";
import { Field, Select, Textarea } from "@/components/ui/field";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatInstant } from "@/lib/core/dates";
import { paths } from "@/lib/core/paths";
import type { HeldBack, ShownItem } from "@/lib/core/room-dto";

const nameOf = ({ reference, title }: ShownItem) => (reference === null ? title : `${reference} ${title}`);

type Props = {
  slug: string;
  timeZone: string;
  roomId: string;
  heldBack: readonly HeldBack[];
  shown: readonly ShownItem[];
  editable: boolean;
};

function Rows({ slug, timeZone, roomId, heldBack, editable }: Omit<Props, "shown">) {
  return (
    <Table caption="Held back" cards sticky={false}>
      <thead>
        <tr>
          <Th>Evidence</Th>
          <Th>Why</Th>
          <Th>Since</Th>
          {editable ? (
            <Th right>
              <span className="sr">Actions</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {heldBack.map((item) => (
          <Tr key={item.itemId}>
            <RowHeader>
              <Link className="t" href={paths.evidenceItem(slug, item.itemId) as Route} prefetch={false}>
                {nameOf(item)}
              </Link>
            </RowHeader>
            <Td label="Why">
              <span className="wrap-anywhere">{item.reason}</span>
            </Td>
            <Td label="Since">
              <span className="i2 nw">{formatInstant(item.since, timeZone)}</span>
            </Td>
            {editable ? (
              <Td right>
                <ReleaseForm slug={slug} roomId={roomId} itemId={item.itemId} title={nameOf(item)} />
              </Td>
            ) : null}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Single pieces of evidence that the room does not show although its scope would. */
export function RoomWithheld(props: Props) {
  const { slug, roomId, heldBack, shown, editable } = props;
  return (
    <Section
      title="Held back"
      remark={`${heldBack.length} ${heldBack.length === 1 ? "piece" : "pieces"} of evidence`}
    >
      <p className="i2">
        What is held back is on no page and in no file of the room, even where it was handed over, from the
        auditor's next request on. Packs that may hold it leave the room with it. The reason is for you and
        the log; auditors do not see it.
      </p>
      {heldBack.length === 0 ? null : (
        <div className="mt-3">
          <Rows {...props} />
        </div>
      )}
      {editable && shown.length > 0 ? (
        <div className="form-col mt-4">
          <WithholdForm slug={slug}>
            <input type="hidden" name="roomId" value={roomId} />
            <Field name="itemId" label="Evidence" required>
              <Select
                defaultValue=""
                options={[
                  { value: "", label: "Choose what the room shows now" },
                  ...shown.map((item) => ({ value: item.itemId, label: nameOf(item) })),
                ]}
              />
            </Field>
            <Field name="reason" label="Why it is held back" required>
              <Textarea />
            </Field>
          </WithholdForm>
        </div>
      ) : null}
    </Section>
  );
}
