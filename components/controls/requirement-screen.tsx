import type { AttachProps } from "@/components/controls/attach-panel";
import { AssignForm, ImplementationForm, NoteForm, RecordForm } from "@/components/controls/record-forms";
import {
  type PanelName,
  RequirementActions,
  RequirementPanel,
} from "@/components/controls/requirement-panel";
import {
  Explanation,
  Facts,
  type PartsProps,
  partsOf,
  Remarks,
} from "@/components/controls/requirement-parts";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Badge, Token } from "@/components/ui/badge";
import { Overlap } from "@/components/ui/overlap-icon";
import { paths, withQuery } from "@/lib/core/paths";
import { overlapLook } from "@/lib/core/requirement-detail";
import { requirementGroup } from "@/lib/core/requirement-filters";
import { groupLabel } from "@/lib/core/requirement-list";
import type { RequirementRights } from "@/lib/core/requirement-rights";
import { EVIDENCE_STATUS, REQUIREMENT_KIND_LABEL } from "@/lib/core/statuses";

type ScreenProps = PartsProps & {
  workspaceName: string;
  rights: RequirementRights;
  panel: PanelName | null;
  people: readonly { readonly userId: string; readonly name: string }[];
  attach: AttachProps | null;
};

function Forms({ slug, open, rights, people }: Pick<ScreenProps, "slug" | "open" | "rights" | "people">) {
  const { row } = open;
  const form = { slug, row, doneHref: paths.requirement(slug, row.ref) };
  return (
    <>
      {rights.record ? (
        <Section title="Record status">
          <RecordForm {...form} />
        </Section>
      ) : null}
      {rights.implement ? (
        <Section title="Implementation">
          <ImplementationForm {...form} />
        </Section>
      ) : null}
      {rights.assign ? (
        <Section title="Owner, due date, note">
          <AssignForm {...form} people={people} />
        </Section>
      ) : null}
      {rights.record && !rights.assign ? (
        <Section title="Note">
          <NoteForm {...form} />
        </Section>
      ) : null}
    </>
  );
}

/** One requirement as a page of its own: reading column, and the forms beside it. */
export function RequirementScreen(props: ScreenProps) {
  const { slug, workspaceName, open, directions, today, rights, panel, people, attach } = props;
  const { row } = open;
  const here = paths.requirement(slug, row.ref);
  const hasForms = rights.record || rights.assign || rights.implement;
  return (
    <>
      <PageHeader
        title={row.title}
        badges={
          <>
            <span className="ref">{row.ref}</span>
            <Badge status={EVIDENCE_STATUS[row.evidenceStatus]} tinted />
            <Overlap {...overlapLook(directions.outcome)} />
            <Token>{REQUIREMENT_KIND_LABEL[row.kind]}</Token>
            <span className="sm">{groupLabel(requirementGroup(row))}</span>
          </>
        }
        crumbs={[
          { label: workspaceName, href: paths.home(slug) },
          { label: "Controls", href: paths.controls(slug) },
          { label: row.ref },
        ]}
      />
      <div className={hasForms ? "nc" : undefined}>
        <div className="min-w-0">
          <div className="stack gap-4 pb-5">
            <Explanation row={row} />
            <Facts row={row} today={today} />
            <Remarks open={open} today={today} />
            <RequirementActions
              slug={slug}
              row={row}
              rights={{ ...rights, record: false, assign: false, implement: false }}
              panel={panel === "attach" ? panel : null}
              hrefOf={(name) => withQuery(here, { do: name })}
            />
            <RequirementPanel
              panel={panel === "attach" ? panel : null}
              people={people}
              attach={attach}
              slug={slug}
              row={row}
              doneHref={here}
              cancelHref={here}
            />
          </div>
          {partsOf(props).map((part) => (
            <Section key={part.title} title={part.title} remark={part.remark}>
              <div>{part.content}</div>
            </Section>
          ))}
        </div>
        {hasForms ? (
          <div className="no-print">
            <Forms slug={slug} open={open} rights={rights} people={people} />
          </div>
        ) : null}
      </div>
    </>
  );
}
