import { ArchiveButton, ArchivedList } from "@/components/context/archived-list";
import { climateLook } from "@/components/context/looks";
import { RecordForm } from "@/components/context/record-form";
import { Suggestions } from "@/components/context/suggestions";
import { Section } from "@/components/layout/section";
import { Badge, Note } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { DateInput, Field, Input, RadioGroup, Textarea } from "@/components/ui/field";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { addIssueAction, editIssueAction, setClimateAction } from "@/lib/context/actions";
import {
  type ContextDto,
  type ContextEdit,
  contextHref,
  type IssueDto,
  liveIssues,
} from "@/lib/core/context";
import { ISSUE_STARTERS, openIssueStarters } from "@/lib/core/context-starters";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { ISSUE_SIDE_LABEL, ISSUE_SIDES, type IssueSide } from "@/lib/core/isms-statuses";

export type TabProps = {
  slug: string;
  context: ContextDto;
  /** The open form; null for readers. */
  edit: ContextEdit | null;
  mayEdit: boolean;
  today: IsoDate;
  onceKey: string;
};

function ClimateForm({ slug, context }: TabProps) {
  const { climate } = context;
  const back = contextHref(slug, "issues");
  return (
    <RecordForm
      slug={slug}
      action={setClimateAction}
      version={climate?.version ?? 0}
      hidden={{}}
      save="Save determination"
      back={back}
      title="Is climate change a relevant issue?"
    >
      <RadioGroup
        name="relevant"
        legend="Climate change is"
        options={[
          {
            value: "yes",
            label: "Relevant",
            help: "It changes what the management system has to reach or withstand",
          },
          { value: "no", label: "Not relevant", help: "The reason has to hold in front of an auditor" },
        ]}
        defaultValue={climate === null ? undefined : climate.relevant ? "yes" : "no"}
      />
      <Field
        name="reason"
        label="Reason"
        required
        help="Sites, suppliers, availability of power and cooling, what customers and laws ask."
      >
        <Textarea defaultValue={climate?.reason} />
      </Field>
    </RecordForm>
  );
}

function Climate(props: TabProps) {
  const { slug, context, edit, mayEdit } = props;
  const { climate } = context;
  const href = `${contextHref(slug, "issues", "climate")}#form`;
  if (edit?.form === "climate") {
    return (
      <Section title="Climate change" remark="4.1, Amendment 1:2024" className="border-0">
        <ClimateForm {...props} />
      </Section>
    );
  }
  const link = (
    <ButtonLink href={href} look="quiet" dense aria-label="Edit the climate change determination">
      Edit
    </ButtonLink>
  );
  return (
    <Section
      title="Climate change"
      remark="4.1, Amendment 1:2024"
      className="border-0"
      aside={mayEdit && climate !== null ? link : undefined}
    >
      {climate === null ? (
        <div className="stack gap-3">
          <Note tone="gap">
            Nobody has determined whether climate change is a relevant issue. Stage 1 asks for it.
          </Note>
          {mayEdit ? (
            <div className="row">
              <ButtonLink href={href}>Determine relevance</ButtonLink>
            </div>
          ) : null}
        </div>
      ) : (
        <div className="prose stack gap-1">
          <Badge status={climateLook(climate.relevant)} />
          <p className="whitespace-pre-line wrap-anywhere">{climate.reason}</p>
          <p className="i3 sm">{`Determined by ${climate.decidedBy} on ${formatDate(climate.decidedOn)}.`}</p>
        </div>
      )}
    </Section>
  );
}

function IssueForm({
  slug,
  issue,
  side,
  from,
  today,
  onceKey,
}: Pick<TabProps, "slug" | "today" | "onceKey"> & {
  issue: IssueDto | null;
  side: IssueSide;
  from: string | null;
}) {
  const starter = ISSUE_STARTERS.find((one) => one.key === from && one.side === side);
  const title = issue === null ? `New ${side} issue` : "Edit issue";
  const fields = (
    <>
      <Field name="title" label="Issue" required>
        <Input defaultValue={issue?.title ?? starter?.title} />
      </Field>
      <Field
        name="effect"
        label="Effect"
        optional
        help="What it does to what the management system wants to reach."
      >
        <Textarea defaultValue={issue?.effect ?? starter?.effect} />
      </Field>
      <Field name="reviewedOn" label="Reviewed on" optional>
        <DateInput defaultValue={issue === null ? today : (issue.reviewedOn ?? "")} max={today} />
      </Field>
    </>
  );
  const back = contextHref(slug, "issues");
  if (issue === null) {
    return (
      <RecordForm
        {...{ slug, title, back }}
        action={addIssueAction}
        hidden={{ onceKey, side }}
        save="Add issue"
      >
        {fields}
      </RecordForm>
    );
  }
  return (
    <RecordForm
      {...{ slug, title, back }}
      action={editIssueAction}
      version={issue.version}
      hidden={{ id: issue.id }}
      save="Save issue"
    >
      {fields}
    </RecordForm>
  );
}

function IssueRow({ slug, issue, mayEdit }: { slug: string; issue: IssueDto; mayEdit: boolean }) {
  const { id, title, effect, reviewedOn, version } = issue;
  return (
    <Tr>
      <RowHeader area="ref" className="wrap-anywhere">
        {title}
      </RowHeader>
      <Td label="Effect" className="i2 wrap-anywhere whitespace-pre-line">
        {effect === "" ? <Nothing>No effect written</Nothing> : effect}
      </Td>
      <Td label="Reviewed" className="nw num i2">
        {reviewedOn === null ? <Nothing>Not reviewed</Nothing> : formatDate(reviewedOn)}
      </Td>
      {mayEdit ? (
        <Td>
          <span className="row justify-end nw">
            <ButtonLink
              href={`${contextHref(slug, "issues", id)}#form`}
              look="quiet"
              dense
              aria-label={`Edit ${title}`}
            >
              Edit
            </ButtonLink>
            <ArchiveButton slug={slug} kind="issue" record={{ id, name: title, version }} archived />
          </span>
        </Td>
      ) : null}
    </Tr>
  );
}

function IssueTable({
  slug,
  side,
  issues,
  mayEdit,
}: Pick<TabProps, "slug" | "mayEdit"> & { side: IssueSide; issues: readonly IssueDto[] }) {
  if (issues.length === 0) return <p className="i3">{`No ${side} issue is recorded.`}</p>;
  return (
    <Table caption={`${ISSUE_SIDE_LABEL[side]} issues`} cards top sticky={false}>
      <thead>
        <tr>
          <Th className="md:w-64">Issue</Th>
          <Th>Effect</Th>
          <Th>Reviewed</Th>
          {mayEdit ? (
            <Th>
              <span className="sr">Edit</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {issues.map((issue) => (
          <IssueRow key={issue.id} slug={slug} issue={issue} mayEdit={mayEdit} />
        ))}
      </tbody>
    </Table>
  );
}

function openForm(props: TabProps, side: IssueSide) {
  const { edit, context } = props;
  if (edit?.form === "issue" && edit.side === side) {
    return <IssueForm {...props} issue={null} side={side} from={edit.from} />;
  }
  if (edit?.form !== "record") return null;
  const issue = liveIssues(context, side).find(({ id }) => id === edit.id);
  return issue === undefined ? null : <IssueForm {...props} issue={issue} side={side} from={null} />;
}

function Side({ side, ...props }: TabProps & { side: IssueSide }) {
  const { slug, context, mayEdit } = props;
  const issues = liveIssues(context, side);
  const form = openForm(props, side);
  const add = (
    <ButtonLink href={`${contextHref(slug, "issues", `${side}-issue`)}#form`} look="quiet" dense>
      {`Add ${side} issue`}
    </ButtonLink>
  );
  return (
    <Section
      title={`${ISSUE_SIDE_LABEL[side]} issues`}
      remark="Clause 4.1"
      aside={mayEdit && form === null ? add : undefined}
    >
      {form}
      <IssueTable slug={slug} side={side} issues={issues} mayEdit={mayEdit} />
      {mayEdit ? (
        <Suggestions
          open={issues.length === 0 && form === null}
          items={openIssueStarters(context, side).map(({ key, title, effect }) => ({
            title,
            text: effect,
            href: `${contextHref(slug, "issues", `${side}-issue`, key)}#form`,
          }))}
        />
      ) : null}
    </Section>
  );
}

/** Clause 4.1: the climate determination, then internal and external issues. */
export function IssuesTab(props: TabProps) {
  const { slug, context, mayEdit } = props;
  const archived = context.issues.filter((issue) => issue.archived);
  return (
    <>
      <Climate {...props} />
      {ISSUE_SIDES.map((side) => (
        <Side key={side} {...props} side={side} />
      ))}
      <ArchivedList
        slug={slug}
        mayEdit={mayEdit}
        records={archived.map(({ id, title, version }) => ({ kind: "issue", id, name: title, version }))}
      />
    </>
  );
}
