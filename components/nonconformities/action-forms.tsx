import { ProofFields } from "@/components/evidence/action-proof";
import { PersonSelect } from "@/components/nonconformities/person-select";
import { SectionForm } from "@/components/nonconformities/section-form";
import { DateInput, Field, Input, Textarea } from "@/components/ui/field";
import type { EvidenceChoice, NcAction, Person } from "@/lib/core/nonconformity-dto";
import { addActionAction, completeActionAction, setActionAction } from "@/lib/nonconformities/actions";

type Target = { readonly slug: string; readonly id: string };

const LABELS = { title: "Action", ownerId: "Owner", dueOn: "Due" };

function ActionFields({ action, members }: { action: NcAction | null; members: readonly Person[] }) {
  return (
    <>
      <Field name="title" label="Action" help="What is to be done, in one line" required>
        <Input defaultValue={action?.title ?? ""} />
      </Field>
      <div className="two">
        <Field name="ownerId" label="Owner">
          <PersonSelect members={members} chosen={action?.owner ?? null} none="Nobody yet" />
        </Field>
        <Field name="dueOn" label="Due">
          <DateInput defaultValue={action?.dueOn ?? ""} />
        </Field>
      </div>
    </>
  );
}

/** A new action; owner and due date may follow, the step that plans the actions asks for them. */
export function AddActionForm({
  slug,
  id,
  members,
  onceKey,
}: Target & { members: readonly Person[]; onceKey: string }) {
  return (
    <SectionForm slug={slug} id={id} action={addActionAction} save="Add action">
      <input type="hidden" name="onceKey" value={onceKey} />
      <ActionFields action={null} members={members} />
    </SectionForm>
  );
}

/** What is to be done, by whom and until when. */
export function EditActionForm({
  slug,
  id,
  action,
  members,
}: Target & { action: NcAction; members: readonly Person[] }) {
  return (
    <SectionForm
      slug={slug}
      id={id}
      action={setActionAction}
      version={action.version}
      labels={LABELS}
      save={`Save AC-${action.number}`}
    >
      <input type="hidden" name="actionId" value={action.id} />
      <ActionFields action={action} members={members} />
    </SectionForm>
  );
}

/** Finishing an action with a piece of evidence or a written proof. */
export function FinishActionForm({
  slug,
  id,
  action,
  candidates,
}: Target & { action: NcAction; candidates: readonly EvidenceChoice[] }) {
  return (
    <SectionForm
      slug={slug}
      id={id}
      action={completeActionAction}
      version={action.version}
      save={`Finish AC-${action.number}`}
    >
      <input type="hidden" name="actionId" value={action.id} />
      <input type="hidden" name="to" value="done" />
      <p>{action.title}</p>
      <ProofFields candidates={candidates} linked="the requirement" />
    </SectionForm>
  );
}

/** Dropping an action that is no longer needed, with the reason. */
export function DropActionForm({ slug, id, action }: Target & { action: NcAction }) {
  return (
    <SectionForm
      slug={slug}
      id={id}
      action={completeActionAction}
      version={action.version}
      save={`Drop AC-${action.number}`}
    >
      <input type="hidden" name="actionId" value={action.id} />
      <input type="hidden" name="to" value="dropped" />
      <p>{action.title}</p>
      <Field name="proofNote" label="Reason" help="Why the action is no longer needed" required>
        <Textarea rows={2} />
      </Field>
    </SectionForm>
  );
}
