import { PanelForm } from "@/components/controls/panel-form";
import { ButtonLink } from "@/components/ui/button";
import { DateInput, Field, Select, Textarea } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/form";
import { choicesFor } from "@/lib/core/evidence";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import { IMPLEMENTATION, IMPLEMENTATIONS } from "@/lib/core/statuses";
import {
  assignAction,
  recordStatusAction,
  setImplementationAction,
  setNoteAction,
} from "@/lib/requirements/actions";

export type FormProps = {
  slug: string;
  row: RequirementRow;
  doneHref: string;
  cancelHref?: string | undefined;
};
type Person = { readonly userId: string; readonly name: string };

function Buttons({ label, cancelHref }: { label: string; cancelHref: string | undefined }) {
  return (
    <div className="row">
      <SubmitButton dense look={cancelHref === undefined ? "secondary" : "primary"}>
        {label}
      </SubmitButton>
      {cancelHref === undefined ? null : (
        <ButtonLink href={cancelHref} look="quiet" dense>
          Cancel
        </ButtonLink>
      )}
    </div>
  );
}

/** Records the evidence status; the server says which words a move asks for. */
export function RecordForm({ slug, row, doneHref, cancelHref }: FormProps) {
  const choices = choicesFor(row.evidenceStatus, { evidenced: row.evidencedCurrent });
  const possible = choices.filter((choice) => choice.allowed && !choice.current);
  const back = choices.some((choice) => choice.needs === "reason");
  const override = choices.some((choice) => choice.needs === "override");
  return (
    <PanelForm
      key={row.version}
      action={recordStatusAction.bind(null, slug)}
      version={row.version}
      done={`${row.ref} recorded.`}
      doneHref={doneHref}
      labels={{ to: "Evidence status" }}
    >
      <input type="hidden" name="ref" value={row.ref} />
      <Field name="to" label="Evidence status">
        <Select
          defaultValue={possible[0]?.status ?? row.evidenceStatus}
          options={choices.map((choice) => ({
            value: choice.status,
            label: choice.current ? `${choice.label} (now)` : choice.label,
          }))}
        />
      </Field>
      {back ? (
        <Field name="reason" label="Reason" optional help="Needed when the status goes back.">
          <Textarea rows={2} />
        </Field>
      ) : null}
      {override ? (
        <Field
          name="override"
          label="Override"
          optional
          help="Needed for Ready without a sufficient, current and accepted piece of evidence."
        >
          <Textarea rows={2} />
        </Field>
      ) : null}
      <Buttons label="Record status" cancelHref={cancelHref} />
    </PanelForm>
  );
}

/** Owner, due date and note. */
export function AssignForm({
  slug,
  row,
  doneHref,
  cancelHref,
  people,
}: FormProps & { people: readonly Person[] }) {
  const gone = row.ownerId !== null && !people.some((person) => person.userId === row.ownerId);
  return (
    <PanelForm
      key={row.version}
      action={assignAction.bind(null, slug)}
      version={row.version}
      done={`${row.ref} saved.`}
      doneHref={doneHref}
      labels={{ ownerId: "Owner", dueOn: "Due", note: "Note" }}
    >
      <input type="hidden" name="ref" value={row.ref} />
      <Field name="ownerId" label="Owner">
        <Select
          defaultValue={gone ? "" : (row.ownerId ?? "")}
          options={[
            { value: "", label: "Nobody" },
            ...people.map((person) => ({ value: person.userId, label: person.name })),
          ]}
        />
      </Field>
      <Field name="dueOn" label="Due" optional>
        <DateInput defaultValue={row.dueOn ?? ""} />
      </Field>
      <Field name="note" label="Note" optional help="For your team.">
        <Textarea rows={2} defaultValue={row.note} />
      </Field>
      <Buttons label="Save details" cancelHref={cancelHref} />
    </PanelForm>
  );
}

/** The note alone, for contributors who own the row. */
export function NoteForm({ slug, row, doneHref, cancelHref }: FormProps) {
  return (
    <PanelForm
      key={row.version}
      action={setNoteAction.bind(null, slug)}
      version={row.version}
      done="Note saved."
      doneHref={doneHref}
    >
      <input type="hidden" name="ref" value={row.ref} />
      <Field name="note" label="Note" optional help="For your team.">
        <Textarea rows={2} defaultValue={row.note} />
      </Field>
      <Buttons label="Save note" cancelHref={cancelHref} />
    </PanelForm>
  );
}

/** How far a clause requirement is implemented. */
export function ImplementationForm({ slug, row, doneHref, cancelHref }: FormProps) {
  return (
    <PanelForm
      key={row.version}
      action={setImplementationAction.bind(null, slug)}
      version={row.version}
      done={`${row.ref} saved.`}
      doneHref={doneHref}
      labels={{ implementation: "Implementation", targetOn: "Target date" }}
    >
      <input type="hidden" name="ref" value={row.ref} />
      <Field name="implementation" label="Implementation">
        <Select
          defaultValue={row.implementation}
          options={IMPLEMENTATIONS.map((value) => ({ value, label: IMPLEMENTATION[value].label }))}
        />
      </Field>
      <Field name="targetOn" label="Target date" optional help="Needed for Planned.">
        <DateInput defaultValue={row.targetOn ?? ""} />
      </Field>
      <Buttons label="Save implementation" cancelHref={cancelHref} />
    </PanelForm>
  );
}
