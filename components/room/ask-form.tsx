import { DateInput, Field, Input, Select, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { REQUEST_KIND_LABEL, REQUEST_KINDS } from "@/lib/core/work-statuses";
import { askInRoomAction } from "@/lib/rooms/actions";

/** An auditor's own request; the lead of the room gets it. */
export function AskForm({ roomId, onceKey }: { roomId: string; onceKey: string }) {
  return (
    <section className="mt-6">
      <h2>New request</h2>
      <ActionForm action={askInRoomAction.bind(null, roomId)} className="form-col mt-2">
        <input type="hidden" name="onceKey" value={onceKey} />
        <div className="grid gap-4 md:grid-cols-2">
          <Field name="auditorRef" label="Your reference" optional>
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
          <Field
            name="requirements"
            label="Requirements"
            optional
            help="A.5.15, 6.1.2 or CC6.1, separated by commas."
          >
            <Input />
          </Field>
          <Field name="dueOn" label="Due" optional>
            <DateInput />
          </Field>
        </div>
        <div className="row">
          <SubmitButton look="secondary">Send request</SubmitButton>
        </div>
      </ActionForm>
    </section>
  );
}
