import { Dialog, DialogTrigger } from "@/components/ui/dialog";
import { Field, Input, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { SoaDraft, SoaRowDto } from "@/lib/core/soa-dto";
import {
  addOwnControlAction,
  archiveOwnControlAction,
  renameOwnControlAction,
  restoreOwnControlAction,
} from "@/lib/soa/actions";

function TitleFields({ row }: { row?: SoaRowDto }) {
  return (
    <>
      <Field name="title" label="Title" required>
        <Input defaultValue={row?.title} autoComplete="off" />
      </Field>
      <Field name="about" label="What it is about" optional>
        <Textarea defaultValue={row?.about} />
      </Field>
    </>
  );
}

/** The button and the form for a control of the organisation's own; it gets the next number. */
export function AddOwnControl({ slug, once }: { slug: string; once: string }) {
  return (
    <>
      <DialogTrigger dialog="add-control">Add own control</DialogTrigger>
      <Dialog id="add-control" title="Add own control">
        <p className="i2 mb-4">
          Annex A is a list to compare with, not the limit. A control that your risks, laws or contracts need
          and Annex A does not name gets a row of its own.
        </p>
        <ActionForm action={addOwnControlAction.bind(null, slug)}>
          <input type="hidden" name="once" value={once} />
          <TitleFields />
          <div className="row">
            <SubmitButton>Add control</SubmitButton>
          </div>
        </ActionForm>
      </Dialog>
    </>
  );
}

/** Title, explanation and the way out for an own control. */
export function OwnControlPanel({ slug, row }: { slug: string; row: SoaRowDto }) {
  return (
    <section>
      <h3>Own control</h3>
      <ActionForm
        key={`${row.ref} ${row.requirementVersion}`}
        action={renameOwnControlAction.bind(null, slug)}
        version={row.requirementVersion}
      >
        <input type="hidden" name="ref" value={row.ref} />
        <TitleFields row={row} />
        <div className="row">
          <SubmitButton look="secondary">Save title</SubmitButton>
        </div>
      </ActionForm>
      <ActionForm
        action={archiveOwnControlAction.bind(null, slug)}
        version={row.requirementVersion}
        className="row wrap mt-4"
      >
        <input type="hidden" name="ref" value={row.ref} />
        <SubmitButton look="danger" dense>
          {`Archive ${row.ref}`}
        </SubmitButton>
        <span className="help">It leaves the statement. What is recorded about it is kept.</span>
      </ActionForm>
    </section>
  );
}

/** Own controls that left the statement, each with a way back. */
export function ArchivedControls({
  slug,
  archived,
  mayEdit,
}: {
  slug: string;
  archived: SoaDraft["archived"];
  mayEdit: boolean;
}) {
  return (
    <ul className="lst">
      {archived.map(({ ref, title, requirementVersion }) => (
        <li key={ref}>
          <span className="ref i2">{ref}</span>
          <span>{title}</span>
          {mayEdit ? (
            <ActionForm
              action={restoreOwnControlAction.bind(null, slug)}
              version={requirementVersion}
              className="push"
            >
              <input type="hidden" name="ref" value={ref} />
              <SubmitButton look="secondary" dense>
                {`Bring ${ref} back`}
              </SubmitButton>
            </ActionForm>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
