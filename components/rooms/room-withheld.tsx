import type { Route } from "next";
import { Section } from "@/components/layout/section";
import { ReleaseForm, WithholdForm } from "@/components/rooms/withhold-forms";
import { Button } from "@/components/ui/button";
import { Field, Input, Select, Textarea } from "@/components/ui/field";
import { Link, QueryForm } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatInstant } from "@/lib/core/dates";
import { paths, withQuery } from "@/lib/core/paths";
import type { ShownItem, WithheldView } from "@/lib/core/room-dto";

const nameOf = ({ reference, title }: ShownItem) => (reference === null ? title : `${reference} ${title}`);

type Props = {
  slug: string;
  timeZone: string;
  roomId: string;
  view: WithheldView;
  editable: boolean;
};

function Rows({ slug, timeZone, roomId, view: { heldBack }, editable }: Props) {
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
              <Link className="t" href={paths.evidenceItem(slug, item.itemId) as Route}>
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

function hrefOf({ slug, roomId, view }: Props, page: number): string {
  const find = view.words === "" ? null : view.words;
  return withQuery(paths.room(slug, roomId), { tab: "scope", find, held: page === 1 ? null : page });
}

function Pages(props: Props) {
  const { page, pages, heldBack, heldCount } = props.view;
  if (pages === 1) return null;
  const from = (page - 1) * 50 + 1;
  return (
    <Pagination
      label={`${from} to ${from + heldBack.length - 1} of ${heldCount}`}
      previousHref={page > 1 ? hrefOf(props, page - 1) : undefined}
      nextHref={page < pages ? hrefOf(props, page + 1) : undefined}
    />
  );
}

/** Finds what the room shows by words, where a list of all would be too long to choose from. */
function Finder({ slug, roomId, view }: Props) {
  const { shown, shownCount, words } = view;
  if (words === "" && shown.length === shownCount) return null;
  const matches = words === "" ? "" : ` with "${words}"`;
  return (
    <QueryForm key={words} action={paths.room(slug, roomId) as Route} className="stack gap-2" scroll={false}>
      <input type="hidden" name="tab" value="scope" />
      <Field
        name="find"
        label="Find evidence to hold back"
        help={
          shownCount === 0
            ? `The room shows nothing${matches}. Search for other words, or empty the field to see all.`
            : `${shown.length} of ${shownCount}${matches} can be chosen below, by title. Words of a title or a reference find others.`
        }
      >
        <Input defaultValue={words} maxLength={100} />
      </Field>
      <div className="row">
        <Button type="submit" dense>
          Search
        </Button>
      </div>
    </QueryForm>
  );
}

/** Single pieces of evidence that the room does not show although its scope would. */
export function RoomWithheld(props: Props) {
  const { slug, roomId, view, editable } = props;
  const { heldCount, shown } = view;
  return (
    <Section title="Held back" remark={`${heldCount} ${heldCount === 1 ? "piece" : "pieces"} of evidence`}>
      <p className="i2">
        What is held back is on no page and in no file of the room, even where it was handed over, from the
        auditor's next request on. Packs that may hold it leave the room with it. The reason is for you and
        the log; auditors do not see it.
      </p>
      {heldCount === 0 ? null : (
        <div className="mt-3">
          <Rows {...props} />
          <Pages {...props} />
        </div>
      )}
      {editable ? (
        <div className="form-col mt-4">
          <Finder {...props} />
        </div>
      ) : null}
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
