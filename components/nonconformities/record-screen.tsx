import { FindingOriginSection } from "@/components/findings/finding-origin";
import { PageHeader } from "@/components/layout/page-header";
import { ActionsSection } from "@/components/nonconformities/actions-section";
import { CauseSection } from "@/components/nonconformities/cause-section";
import { CorrectionSection } from "@/components/nonconformities/correction-section";
import { EffectivenessSection } from "@/components/nonconformities/effectiveness-section";
import { counted, type RecordProps } from "@/components/nonconformities/labels";
import { RecordSide } from "@/components/nonconformities/record-side";
import { RecordSteps } from "@/components/nonconformities/record-steps";
import { StatementSection } from "@/components/nonconformities/statement-section";
import { MoreSteps, ReasonForm, StepButton } from "@/components/nonconformities/step-forms";
import { Badge, Note, Token } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import type { CommentDto } from "@/lib/core/comment-dto";
import { dateIn, daysBetween, formatDate } from "@/lib/core/dates";
import type { FindingOrigin } from "@/lib/core/finding-dto";
import { isImprovement } from "@/lib/core/nonconformity";
import type { NcContext, NcDetail } from "@/lib/core/nonconformity-dto";
import { paths } from "@/lib/core/paths";
import { NC_GRADE, NC_SOURCE_LABEL, NC_STATE } from "@/lib/core/statuses";

function raisedLine(nc: NcDetail, timeZone: string, today: string): string {
  const on = dateIn(timeZone, nc.raisedAt);
  const days = daysBetween(on, today);
  const age = days <= 0 ? "today" : `${counted(days, "day")} ago`;
  return `Raised by ${nc.raisedBy.name} on ${formatDate(on)}, ${age}. Source: ${NC_SOURCE_LABEL[nc.source].toLowerCase()}.`;
}

function StateNote({ nc, timeZone }: { nc: NcDetail; timeZone: string }) {
  const last = nc.steps.at(-1);
  if (nc.stateReason === "" || last === undefined) return null;
  const when = formatDate(dateIn(timeZone, last.at));
  const what = nc.state === "open" ? "Reopened" : NC_STATE[nc.state].label;
  return (
    <div className="mt-4">
      <Note tone={nc.state === "open" ? "due" : "none"}>
        {`${what} by ${last.by} on ${when}: ${nc.stateReason}`}
      </Note>
    </div>
  );
}

/** One record: stepper, reading column, side column with the gate; each section edits in place. */
export function NonconformityRecord({
  workspace,
  context,
  comments,
  origin,
  onceKey,
  ...props
}: RecordProps & {
  workspace: { readonly name: string };
  context: NcContext;
  comments: readonly CommentDto[];
  /** The auditor's finding that it was made of. */
  origin: FindingOrigin | null;
  onceKey: string;
}) {
  const { slug, timeZone, today, nc, rights, edit } = props;
  const { members, candidates } = context;
  const isShort = isImprovement(nc.grade);
  return (
    <>
      <PageHeader
        title={nc.title}
        intro={raisedLine(nc, timeZone, today)}
        badges={
          <>
            <span className="ref i2">{nc.number}</span>
            <Badge status={NC_GRADE[nc.grade]} tinted />
            <Badge status={NC_STATE[nc.state]} tinted />
            {nc.loop > 1 ? <Token>{`Loop ${nc.loop}`}</Token> : null}
          </>
        }
        crumbs={[
          { label: workspace.name, href: paths.home(slug) },
          { label: "Nonconformities", href: paths.nonconformities(slug) },
          { label: nc.number },
        ]}
        actions={
          <>
            <MoreSteps slug={slug} nc={nc} rights={rights} />
            <ButtonLink href={paths.nonconformityPrint(slug, nc.id)}>
              <Icon name="print" />
              Print report
            </ButtonLink>
            <StepButton slug={slug} nc={nc} rights={rights} />
          </>
        }
      />
      <RecordSteps nc={nc} timeZone={timeZone} today={today} />
      <StateNote nc={nc} timeZone={timeZone} />
      <div className="nc">
        <div>
          {edit?.section === "step" && edit.to !== null ? (
            <ReasonForm slug={slug} nc={nc} rights={rights} to={edit.to} />
          ) : null}
          {origin === null ? null : <FindingOriginSection slug={slug} timeZone={timeZone} origin={origin} />}
          <StatementSection {...props} members={members} candidates={candidates} />
          {isShort ? null : (
            <>
              <CorrectionSection {...props} />
              <CauseSection {...props} setAt={context.causeSetAt} />
            </>
          )}
          <ActionsSection {...props} members={members} candidates={candidates} onceKey={onceKey} />
          {isShort ? null : (
            <EffectivenessSection {...props} members={context.reviewers} setAt={context.criteriaSetAt} />
          )}
        </div>
        <RecordSide {...props} context={context} comments={comments} onceKey={onceKey} />
      </div>
    </>
  );
}
