import { Section } from "@/components/layout/section";
import { Checkbox } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { ProgrammeForm } from "@/components/workspaces/programme-form";
import { CATEGORY_FIELDS } from "@/components/workspaces/programme-labels";
import { SettingsFrame, type SettingsPlace } from "@/components/workspaces/settings-frame";
import { formatDate } from "@/lib/core/dates";
import { HOSTING_LABEL, type Programme, REPORT_TYPE_LABEL } from "@/lib/core/programme";
import { setProgrammeAction, setWaiverAction } from "@/lib/workspaces/actions";

type Props = { workspace: SettingsPlace; programme: Programme; mayWrite: boolean; mayWaive: boolean };

/** What the workspace starts from and aims at, and whether submitters may accept their own evidence. */
export function ScopeSettings({ workspace, programme, mayWrite, mayWaive }: Props) {
  return (
    <SettingsFrame
      workspace={workspace}
      tab="scope"
      intro="SOC 2 scope, report, hosting and target dates. Every number follows them."
    >
      {mayWrite ? (
        <ProgrammeForm
          action={setProgrammeAction.bind(null, workspace.slug)}
          programme={programme}
          submitLabel="Save scope"
        />
      ) : (
        <ProgrammeFacts programme={programme} />
      )}
      <Section title="Separation of duties" className="mt-7">
        <Waiver slug={workspace.slug} programme={programme} mayWaive={mayWaive} />
      </Section>
    </SettingsFrame>
  );
}

function Waiver({ slug, programme, mayWaive }: { slug: string; programme: Programme; mayWaive: boolean }) {
  if (!mayWaive) {
    return (
      <p>
        {programme.selfAcceptance
          ? "Submitters may accept their own evidence. An owner waived the separation."
          : "Who submits evidence does not accept it. Only an owner can waive that."}
      </p>
    );
  }
  return (
    <ActionForm
      action={setWaiverAction.bind(null, slug)}
      version={programme.version}
      labels={{ selfAcceptance: "Accept own evidence" }}
      className="form-col"
    >
      <Checkbox
        name="selfAcceptance"
        label="Submitters may accept their own evidence"
        help="For teams of one. The change is in the activity log, and an auditor will ask about it."
        defaultChecked={programme.selfAcceptance}
      />
      <div>
        <SubmitButton look="secondary">Save separation of duties</SubmitButton>
      </div>
    </ActionForm>
  );
}

function ProgrammeFacts({ programme }: { programme: Programme }) {
  const chosen = CATEGORY_FIELDS.filter(([, category]) => programme.categories.includes(category));
  const date = (on: string | null) => (on === null ? "Not set" : formatDate(on));
  return (
    <dl className="def max-w-2xl">
      <dt>Categories</dt>
      <dd>{["Security", ...chosen.map(([, , label]) => label)].join(", ")}</dd>
      <dt>Report</dt>
      <dd>{REPORT_TYPE_LABEL[programme.reportType]}</dd>
      <dt>Window</dt>
      <dd>{`${date(programme.windowFrom)} to ${date(programme.windowTo)}`}</dd>
      <dt>Hosting</dt>
      <dd>{HOSTING_LABEL[programme.hosting]}</dd>
      <dt>Stage 1</dt>
      <dd>{date(programme.stage1On)}</dd>
      <dt>Stage 2</dt>
      <dd>{date(programme.stage2On)}</dd>
    </dl>
  );
}
