import { Section } from "@/components/layout/section";
import { Field, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { SettingsFrame } from "@/components/workspaces/settings-frame";
import { TimeZoneField } from "@/components/workspaces/time-zone-field";
import { setGeneralAction } from "@/lib/workspaces/actions";

type Facts = {
  readonly name: string;
  readonly slug: string;
  readonly timeZone: string;
  readonly datasetVersion: string;
  readonly version: number;
};

/** Name and time zone; those who may not change them read them. */
export function GeneralSettings({ workspace, mayWrite }: { workspace: Facts; mayWrite: boolean }) {
  return (
    <SettingsFrame workspace={workspace} tab="general" intro="Name, time zone and data set of this workspace">
      {mayWrite ? <GeneralForm workspace={workspace} /> : null}
      <Section title="Facts" className={mayWrite ? "mt-7" : ""}>
        <dl className="def max-w-2xl">
          {mayWrite ? null : (
            <>
              <dt>Name</dt>
              <dd>{workspace.name}</dd>
              <dt>Time zone</dt>
              <dd>{workspace.timeZone}</dd>
            </>
          )}
          <dt>Address</dt>
          <dd className="mono">/w/{workspace.slug}</dd>
          <dt>Crosswalk data</dt>
          <dd>Version {workspace.datasetVersion}</dd>
        </dl>
      </Section>
    </SettingsFrame>
  );
}

function GeneralForm({ workspace }: { workspace: Facts }) {
  return (
    <ActionForm
      action={setGeneralAction.bind(null, workspace.slug)}
      version={workspace.version}
      labels={{ name: "Name", timeZone: "Time zone" }}
      className="form-col"
    >
      <Field name="name" label="Name" help="The address of the workspace stays as it is." required>
        <Input defaultValue={workspace.name} />
      </Field>
      <TimeZoneField
        value={workspace.timeZone}
        help="Decides when a day begins for due dates and snapshots."
      />
      <div>
        <SubmitButton>Save workspace</SubmitButton>
      </div>
    </ActionForm>
  );
}
