import clsx from "clsx";
import type { Route } from "next";
import type { ReactNode } from "react";
import { CommentThread } from "@/components/comments/comment-thread";
import { Section } from "@/components/layout/section";
import { type RecordProps, yearOf } from "@/components/nonconformities/labels";
import { GATE_ID, proposedStep } from "@/components/nonconformities/step-forms";
import { Gate } from "@/components/ui/gate";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import type { CommentDto } from "@/lib/core/comment-dto";
import { dateIn, formatDate, formatInstant } from "@/lib/core/dates";
import { isOpenNc } from "@/lib/core/nonconformity";
import type { NcContext, NcDetail } from "@/lib/core/nonconformity-dto";
import { gateConditions, gateTitle } from "@/lib/core/nonconformity-words";
import { paths, withQuery } from "@/lib/core/paths";
import { NC_SOURCE_LABEL } from "@/lib/core/statuses";

function Links({ items }: { items: readonly { ref: string; href: string }[] }) {
  return items.map(({ ref, href }, at) => (
    <span key={ref}>
      {at > 0 ? ", " : null}
      <Link href={href as Route}>{ref}</Link>
    </span>
  ));
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function ClosesBy({ nc, today }: { nc: NcDetail; today: string }) {
  if (nc.dueOn === null) return <span className="i2">No date</span>;
  const isLate = nc.dueOn < today && isOpenNc(nc.state);
  return (
    <span className={clsx("num", isLate && "txt-gap w5")}>
      {formatDate(nc.dueOn)}
      {isLate ? ", overdue" : ""}
    </span>
  );
}

function Facts({ slug, nc, today, criteria }: RecordProps & { criteria: readonly string[] }) {
  const soa = nc.refs.filter((ref) => ref.startsWith("A.") || ref.startsWith("X."));
  return (
    <section className="sec border-0" aria-label="Facts">
      <dl className="def grid-cols-[96px_minmax(0,1fr)]!">
        <Fact label="Owner">
          {nc.owner === null ? <span className="i2">Nobody yet</span> : nc.owner.name}
        </Fact>
        <Fact label={isOpenNc(nc.state) ? "Closes by" : "Was due"}>
          <ClosesBy nc={nc} today={today} />
        </Fact>
        {nc.closedBy === null ? null : <Fact label="Closed by">{nc.closedBy.name}</Fact>}
        <Fact label="Source">{NC_SOURCE_LABEL[nc.source]}</Fact>
        {nc.loop > 1 ? <Fact label="Loop">{nc.loop}</Fact> : null}
        {soa.length > 0 ? (
          <Fact label="SoA row">
            <Links items={soa.map((ref) => ({ ref, href: withQuery(paths.soa(slug), { open: ref }) }))} />
          </Fact>
        ) : null}
        {criteria.length > 0 ? (
          <Fact label="SOC 2">
            <Links items={criteria.map((ref) => ({ ref, href: paths.requirement(slug, ref) }))} />
          </Fact>
        ) : null}
      </dl>
    </section>
  );
}

function Log({ timeZone, today, history }: RecordProps & { history: NcContext["history"] }) {
  return (
    <ol className="log">
      {history.map((entry) => (
        <li key={entry.seq}>
          <Icon name={entry.icon} />
          <span className="min-w-0 wrap-anywhere">
            <b>{entry.actor}</b> {entry.words}
          </span>
          <time dateTime={entry.at.toISOString()} title={formatInstant(entry.at, timeZone)}>
            {formatDate(dateIn(timeZone, entry.at), yearOf(today))}
          </time>
        </li>
      ))}
    </ol>
  );
}

/** The side column: what the next step asks for, facts with their links, activity, comments. */
export function RecordSide({
  context,
  comments,
  onceKey,
  ...props
}: RecordProps & { context: NcContext; comments: readonly CommentDto[]; onceKey: string }) {
  const { slug, timeZone, today, nc, rights } = props;
  const to = proposedStep(nc);
  const conditions = to === null ? [] : gateConditions(nc.facts, to, today);
  return (
    <aside aria-label="Details">
      {to !== null && conditions.length > 0 ? (
        <Gate id={GATE_ID} title={gateTitle(nc.state, to)} conditions={conditions} />
      ) : null}
      <Facts {...props} criteria={context.criteria} />
      <Section title="Activity">
        <Log {...props} history={context.history} />
      </Section>
      <Section title="Comments">
        <CommentThread
          slug={slug}
          timeZone={timeZone}
          subject={{ kind: "nonconformity", id: nc.id }}
          comments={comments}
          onceKey={onceKey}
          mayWrite={rights.comment}
          people={context.members}
        />
      </Section>
    </aside>
  );
}
