import { FilesBesideSection } from "@/components/imports/files-beside";
import type { Shown } from "@/components/imports/labels";
import { MappingForm } from "@/components/imports/mapping-form";
import { OutcomeTabs } from "@/components/imports/outcome-tabs";
import { PreviewLines } from "@/components/imports/preview-lines";
import { UnknownOwners } from "@/components/imports/unknown-owners";
import { ExportForm } from "@/components/layout/export-form";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Note } from "@/components/ui/badge";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { formatDate } from "@/lib/core/dates";
import type { ImportPreview } from "@/lib/core/import-dto";
import { paths } from "@/lib/core/paths";
import { REGISTER_SHAPE_LABEL } from "@/lib/core/register-shapes";
import { cancelImportAction, runImportAction } from "@/lib/imports/actions";

function RunForms({ slug, run, wanted }: { slug: string; run: ImportPreview; wanted: number }) {
  return (
    <>
      <ActionForm action={cancelImportAction.bind(null, slug)} className="contents" version={run.version}>
        <input type="hidden" name="id" value={run.id} />
        <SubmitButton look="secondary">Cancel import</SubmitButton>
      </ActionForm>
      {run.blockedBy === null && wanted > 0 ? (
        <ActionForm action={runImportAction.bind(null, slug)} className="contents" version={run.version}>
          <input type="hidden" name="id" value={run.id} />
          <SubmitButton>
            Import {wanted} {wanted === 1 ? "line" : "lines"}
          </SubmitButton>
        </ActionForm>
      ) : null}
    </>
  );
}

function columnsRemark(run: ImportPreview): string {
  return run.mapping.asOn === null
    ? `Recognised as: ${REGISTER_SHAPE_LABEL[run.mapping.shape].toLowerCase()}`
    : `As on ${formatDate(run.mapping.asOn)}, when a register with these headings was imported`;
}

/** What the import would do, line by line, before anything is stored. */
export function ImportPreviewScreen({
  workspace,
  run,
  shown,
}: {
  workspace: { readonly name: string; readonly slug: string };
  run: ImportPreview;
  shown: Shown;
}) {
  const { slug } = workspace;
  const { counts, unknownOwners } = run.plan;
  const wanted = counts.create + counts.update;
  return (
    <>
      <PageHeader
        title={run.fileName}
        intro={`${run.plan.lines.length} lines, ${run.header.length} columns, ${run.reading}. Nothing is imported yet.`}
        crumbs={[
          { label: workspace.name, href: paths.home(slug) },
          { label: "Evidence", href: paths.evidence(slug) },
          { label: "Import", href: paths.evidenceImport(slug) },
          { label: "Preview" },
        ]}
        actions={<RunForms slug={slug} run={run} wanted={wanted} />}
      />
      {run.blockedBy === null ? null : <Note tone="gap">{run.blockedBy}</Note>}
      {run.blockedBy === null && wanted === 0 ? (
        <Note tone="due">
          {counts.rejected > 0
            ? "No line can be imported. Correct the rejected lines in the file, or choose other columns below."
            : "Everything in this register is already in the workspace. There is nothing to import."}
        </Note>
      ) : null}
      <Section
        title="Lines"
        remark={`${run.plan.linesWithProblems} with something to check`}
        aside={
          counts.rejected > 0 ? (
            <ExportForm action={`${paths.importRun(slug, run.id)}/rejected.csv`} dense>
              Download rejected lines
            </ExportForm>
          ) : null
        }
      >
        <OutcomeTabs slug={slug} id={run.id} counts={counts} outcome={shown.outcome} />
        <PreviewLines slug={slug} run={run} shown={shown} />
      </Section>
      {run.files === null ? null : <FilesBesideSection files={run.files} />}
      {unknownOwners.length > 0 ? <UnknownOwners slug={slug} owners={unknownOwners} /> : null}
      <Section title="Columns" remark={columnsRemark(run)}>
        <MappingForm slug={slug} run={run} />
      </Section>
    </>
  );
}
