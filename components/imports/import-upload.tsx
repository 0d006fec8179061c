import { FileUpload } from "@/components/files/file-upload";
import { RunList } from "@/components/imports/run-list";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { FileDrop } from "@/components/ui/file-drop";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { ImportRunSummary } from "@/lib/core/import-dto";
import { paths } from "@/lib/core/paths";
import { REGISTER_LIMITS_TEXT } from "@/lib/core/register-text";
import { uploadRegisterAction } from "@/lib/imports/actions";

/** Choosing a register, with the limits stated first, and the imports so far. */
export function ImportUpload({
  workspace,
  runs,
  limitBytes,
}: {
  workspace: { readonly name: string; readonly slug: string; readonly timeZone: string };
  runs: readonly ImportRunSummary[];
  limitBytes: number;
}) {
  const { slug } = workspace;
  return (
    <>
      <PageHeader
        title="Import an evidence register"
        intro="A list of the evidence behind your SOC 2 report. You see what each line becomes before anything is stored."
        crumbs={[
          { label: workspace.name, href: paths.home(slug) },
          { label: "Evidence", href: paths.evidence(slug) },
          { label: "Import" },
        ]}
      />
      <Section title="Choose a file">
        <ActionForm action={uploadRegisterAction.bind(null, slug)} className="form-col">
          <FileDrop
            name="file"
            label="Register"
            accept=".csv,.tsv,.xlsx,text/csv"
            help={REGISTER_LIMITS_TEXT}
            required
          />
          <p className="i3 sm">
            Columns, separator, encoding and date order are recognised and can be changed in the preview.
            Nothing in a register becomes an acceptance: "Ready" arrives as submitted, everything else as a
            draft.
          </p>
          <div>
            <SubmitButton>Show the preview</SubmitButton>
          </div>
        </ActionForm>
      </Section>
      <Section title="A register with its files">
        <ActionForm action={uploadRegisterAction.bind(null, slug)} className="form-col">
          <FileUpload
            slug={slug}
            label="ZIP archive"
            limitBytes={limitBytes}
            only={{ endings: ".zip", name: "ZIP" }}
            help="One register at its top and up to 1,000 files beside it. A column called File, Filename or Attachment says which file belongs to a line."
          />
          <div>
            <SubmitButton look="secondary">Read the archive</SubmitButton>
          </div>
        </ActionForm>
      </Section>
      <Section title="Imports so far" remark={runs.length === 20 ? "The newest 20" : undefined}>
        <RunList slug={slug} timeZone={workspace.timeZone} runs={runs} />
      </Section>
    </>
  );
}
