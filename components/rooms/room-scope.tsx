import type { Route } from "next";
import type { ReactNode } from "react";
import { Section } from "@/components/layout/section";
import { RoomFields } from "@/components/rooms/room-fields";
import { Checkbox, CheckboxGroup, Field, RadioGroup, Select, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { paths } from "@/lib/core/paths";
import {
  EVIDENCE_SET_LABEL,
  EVIDENCE_SETS,
  isEditable,
  ROOM_REGISTER_LABEL,
  ROOM_REGISTERS,
  VISIBILITY,
} from "@/lib/core/room";
import type { RoomDetail } from "@/lib/core/room-dto";
import { COVER_LABEL, choiceOf, kindsOf } from "@/lib/core/room-scope";
import { editRoomAction, setScopeAction } from "@/lib/rooms/actions";

type Person = { readonly userId: string; readonly name: string };
type Props = { slug: string; room: RoomDetail; people: readonly Person[]; mayWrite: boolean };

function Visible() {
  return (
    <Section title="What an auditor sees" remark="The same rule for every page, file and export of the room">
      <Table caption="What an auditor sees" cards sticky={false} top>
        <thead>
          <tr>
            <Th>Record</Th>
            <Th>Seen</Th>
            <Th>Never seen</Th>
          </tr>
        </thead>
        <tbody>
          {VISIBILITY.map(({ what, seen, never }) => (
            <Tr key={what}>
              <RowHeader>
                <span className="w5">{what}</span>
              </RowHeader>
              <Td label="Seen">{seen}</Td>
              <Td label="Never seen">{never}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function OutOfWindow({ slug, room }: Pick<Props, "slug" | "room">) {
  const { outOfWindow } = room;
  return (
    <Section
      title="Evidence in this room"
      remark={`${room.shownEvidence} shown, ${room.hiddenEvidence} linked to the scope and not shown`}
    >
      <p className="i2">
        {room.hiddenEvidence === 0
          ? "Nothing that is linked to the scope is held back."
          : "Not shown: drafts, returned evidence, answers that the auditor does not have yet, what is held back below, and with a narrow evidence set everything that is not handed over."}
      </p>
      {outOfWindow.length === 0 ? (
        <p className="i2">No shown evidence lies outside the observation window.</p>
      ) : (
        <>
          <p className="w5 mt-3">
            {room.outsideCount} of {room.shownEvidence} outside the observation window, wholly or in part
            {room.outsideCount > outOfWindow.length ? `; the first ${outOfWindow.length} are listed` : ""}
          </p>
          <ul className="stack gap-2 mt-2">
            {outOfWindow.map(({ itemId, name, reason, mend }) => (
              <li key={itemId}>
                <Link href={paths.evidenceItem(slug, itemId) as Route}>{name}</Link>
                <span className="block i2 sm">
                  {reason} {mend}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function ScopeForm({ slug, room }: Pick<Props, "slug" | "room">) {
  const choice = choiceOf(room.coverable, new Set(room.covered));
  return (
    <ActionForm action={setScopeAction.bind(null, slug)} version={room.version} className="form-col">
      <input type="hidden" name="id" value={room.id} />
      <CheckboxGroup
        name="kinds[]"
        legend="Requirements"
        defaultValue={choice.kinds}
        options={kindsOf(room.standard).map((kind) => ({ value: kind, label: COVER_LABEL[kind] }))}
      />
      <Field
        name="refs"
        label="Single requirements"
        optional
        help="In addition to the groups, separated by commas: A.5.15, 6.1.2."
      >
        <Textarea defaultValue={choice.refs.join(", ")} />
      </Field>
      <RadioGroup
        name="evidenceSet"
        legend="Evidence"
        defaultValue={room.evidenceSet}
        options={EVIDENCE_SETS.map((value) => ({ value, ...EVIDENCE_SET_LABEL[value] }))}
      />
      <CheckboxGroup
        name="registers[]"
        legend="Registers"
        defaultValue={room.registers}
        options={ROOM_REGISTERS.map((value) => ({ value, label: ROOM_REGISTER_LABEL[value] }))}
      />
      <Field name="soaVersionId" label="Version of the Statement of Applicability">
        <Select
          defaultValue={room.soaVersionId ?? ""}
          options={[
            { value: "", label: "Always the newest approved one" },
            ...room.soaVersions.map(({ id, label }) => ({ value: id, label })),
          ]}
        />
      </Field>
      <p className="i2 sm">
        Sharing less holds from the auditor's next request on. Packs then leave the room, because they hold
        what was shared before; build and give new ones.
      </p>
      <div className="row">
        <SubmitButton>Save what is shared</SubmitButton>
      </div>
    </ActionForm>
  );
}

function FactsForm({ slug, room, people }: Pick<Props, "slug" | "room" | "people">) {
  return (
    <ActionForm action={editRoomAction.bind(null, slug)} version={room.version} className="form-col">
      <input type="hidden" name="id" value={room.id} />
      <RoomFields values={room} />
      <Field name="leadId" label="Lead of the room" help="Is asked by auditors and told of what they do.">
        <Select
          defaultValue={room.leadId}
          options={people.map(({ userId, name }) => ({ value: userId, label: name }))}
        />
      </Field>
      <Checkbox
        name="watermark"
        label="Mark previews with the reader and the time"
        help="Lies over pictures, PDF and text that are looked at in the room. Downloaded files stay byte for byte as they are, so that their SHA-256 holds."
        defaultChecked={room.watermark}
      />
      <div className="row">
        <SubmitButton>Save facts and dates</SubmitButton>
      </div>
    </ActionForm>
  );
}

/** What the room covers and shows, in words, in numbers and as a form. */
export function RoomScope({
  slug,
  room,
  people,
  mayWrite,
  children,
}: Props & {
  /** What is held back. */
  children: ReactNode;
}) {
  const editable = mayWrite && isEditable(room.state);
  return (
    <>
      <Section
        title="Shared"
        remark={`${room.covered.length} of ${room.coverable.length} requirements of the standard`}
      >
        {editable ? (
          <ScopeForm slug={slug} room={room} />
        ) : (
          <p className="i2 wrap-anywhere">{room.covered.join(", ")}</p>
        )}
      </Section>
      <OutOfWindow slug={slug} room={room} />
      {children}
      <Visible />
      {editable ? (
        <Section title="Facts and dates">
          <FactsForm slug={slug} room={room} people={people} />
        </Section>
      ) : null}
    </>
  );
}
