import { Checkbox, Field, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { SavedView } from "@/lib/core/saved-views";
import { editViewAction, removeViewAction } from "@/lib/views/actions";

/** One view in the list of a person's own: its name, whether it opens first, and the way to delete it. */
export function ViewRow({ slug, view }: { slug: string; view: SavedView }) {
  return (
    <li className="border-t border-line pt-4 first:border-0 first:pt-0">
      <ActionForm
        action={editViewAction.bind(null, slug)}
        version={view.version}
        labels={{ name: "Name" }}
        className="stack gap-2"
      >
        <input type="hidden" name="id" value={view.id} />
        <Field name="name" label="Name" required>
          <Input defaultValue={view.name} autoComplete="off" />
        </Field>
        <Checkbox name="isStart" label="Open this list with it" defaultChecked={view.isStart} />
        <div className="row">
          <SubmitButton look="secondary" dense aria-label={`Save ${view.name}`}>
            Save
          </SubmitButton>
        </div>
      </ActionForm>
      <ActionForm action={removeViewAction.bind(null, slug)} version={view.version} className="row mt-2">
        <input type="hidden" name="id" value={view.id} />
        <SubmitButton look="danger" dense>
          {`Delete ${view.name}`}
        </SubmitButton>
      </ActionForm>
    </li>
  );
}
