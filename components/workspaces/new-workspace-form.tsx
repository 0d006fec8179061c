import { PageHeader } from "@/components/layout/page-header";
import { Field, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { TimeZoneField } from "@/components/workspaces/time-zone-field";
import { createWorkspaceAction } from "@/lib/workspaces/actions";

/** A further workspace of somebody who is signed in; `next` is the page to open afterwards. */
export function NewWorkspaceScreen({ timeZone, next }: { timeZone: string; next?: string | undefined }) {
  return (
    <>
      <PageHeader title="Start a workspace" intro="You become its owner. Other workspaces never see it." />
      <ActionForm action={createWorkspaceAction}>
        {next ? <input type="hidden" name="next" value={next} /> : null}
        <Field
          name="workspaceName"
          label="Workspace name"
          help="Usually the name of an organisation."
          required
        >
          <Input autoComplete="organization" />
        </Field>
        <TimeZoneField value={timeZone} detect help="Due dates and the activity log follow it." />
        <div>
          <SubmitButton>Create workspace</SubmitButton>
        </div>
      </ActionForm>
    </>
  );
}
