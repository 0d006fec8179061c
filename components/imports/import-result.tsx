import type { Route } from "next";
import { OUTCOME_LOOK, type Shown } from "@/components/imports/labels";
import { OutcomeTabs } from "@/components/imports/outcome-tabs";
import { ProblemList } from "@/components/imports/problem-list";
import { ExportForm } from "@/components/layout/export-form";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatInstant } from "@/lib/core/dates";
import type { ImportedLine, ImportResult } from "@/lib/core/import-dto";
import { paths, withQuery } from "@/lib/core/paths";

const A_PAGE = 50;

function introOf(run: ImportResult, timeZone: string): string {
  const at = run.finishedAt === null ? "" : ` ${formatInstant(run.finishedAt, timeZone)}`;
  if (run.state === "cancelled") return `Cancelled${at} by ${run.startedBy}. Nothing was imported.`;
  const { create = 0, update = 0, unchanged = 0, duplicate = 0, rejected = 0, skipped = 0 } = run.counts;
  const out = skipped === 0 ? "" : ` ${skipped} left out.`;
  return `Imported${at} by ${run.startedBy}: ${create} new, ${update} updated, ${unchanged} unchanged, ${duplicate} duplicate, ${rejected} rejected.${out}`;
}

function firstText(line: ImportedLine): string {
  return line.cells
    .filter((cell) => cell !== "")
    .slice(0, 3)
    .join(" · ")
    .slice(0, 160);
}

function Lines({ slug, run }: { slug: string; run: ImportResult }) {
  return (
    <Table caption="What happened to each line" cards top>
      <colgroup>
        <col className="w-12" />
        <col className="w-28" />
        <col className="w-[45%]" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <Th>Line</Th>
          <Th>Outcome</Th>
          <Th>In the file</Th>
          <Th>To know</Th>
        </tr>
      </thead>
      <tbody>
        {run.lines.map((line) => (
          <Tr key={line.line}>
            <Td area="ref" className="num i3">
              {line.line}
            </Td>
            <Td area="status">
              <Badge status={OUTCOME_LOOK[line.outcome]} />
            </Td>
            <RowHeader area="title">
              {line.itemId === null ? (
                <span className="line-clamp-2 [overflow-wrap:anywhere]">{firstText(line)}</span>
              ) : (
                <Link className="t ell" href={paths.evidenceItem(slug, line.itemId) as Route}>
                  {firstText(line)}
                </Link>
              )}
            </RowHeader>
            <Td>
              {line.problems.length === 0 ? (
                <Nothing>Nothing</Nothing>
              ) : (
                <ProblemList problems={line.problems} />
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Actions({ slug, run }: { slug: string; run: ImportResult }) {
  if (run.state === "cancelled") {
    return (
      <ButtonLink href={paths.evidenceImport(slug)} look="primary">
        Import a register
      </ButtonLink>
    );
  }
  return (
    <>
      {(run.counts.rejected ?? 0) > 0 ? (
        <ExportForm action={`${paths.importRun(slug, run.id)}/rejected.csv`}>
          Download rejected lines
        </ExportForm>
      ) : null}
      <ButtonLink href={paths.evidenceProposals(slug)} look="primary">
        Confirm proposed links
      </ButtonLink>
    </>
  );
}

/** What an import did, line by line. */
export function ImportResultScreen({
  workspace,
  run,
  shown,
}: {
  workspace: { readonly name: string; readonly slug: string; readonly timeZone: string };
  run: ImportResult;
  shown: Shown;
}) {
  const { slug } = workspace;
  const at = (from: number) =>
    withQuery(paths.importRun(slug, run.id), { outcome: shown.outcome, from: from === 0 ? null : from });
  return (
    <>
      <PageHeader
        title={run.fileName}
        intro={introOf(run, workspace.timeZone)}
        crumbs={[
          { label: workspace.name, href: paths.home(slug) },
          { label: "Evidence", href: paths.evidence(slug) },
          { label: "Import", href: paths.evidenceImport(slug) },
          { label: "Result" },
        ]}
        actions={<Actions slug={slug} run={run} />}
      />
      {run.state === "cancelled" ? null : (
        <Section title="Lines">
          <OutcomeTabs slug={slug} id={run.id} counts={run.counts} outcome={shown.outcome} />
          {run.total === 0 ? (
            <p className="i2 py-4">No line has this outcome.</p>
          ) : (
            <Lines slug={slug} run={run} />
          )}
          <Pagination
            label={
              run.total === 0
                ? "No lines"
                : `Lines ${shown.offset + 1} to ${shown.offset + run.lines.length} of ${run.total}`
            }
            {...(shown.offset > 0 ? { previousHref: at(Math.max(0, shown.offset - A_PAGE)) } : {})}
            {...(shown.offset + A_PAGE < run.total ? { nextHref: at(shown.offset + A_PAGE) } : {})}
          />
        </Section>
      )}
    </>
  );
}
