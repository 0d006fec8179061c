import clsx from "clsx";
import type { Route } from "next";
import type { ReactNode } from "react";
import { CommentThread } from "@/components/comments/comment-thread";
import { Section } from "@/components/layout/section";
import { GATE_ID } from "@/components/risks/decision-forms";
import { HeatMark } from "@/components/risks/heat";
import type { RiskProps } from "@/components/risks/risk-form";
import { Badge } from "@/components/ui/badge";
import { Gate } from "@/components/ui/gate";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import type { CommentDto } from "@/lib/core/comment-dto";
import { dateIn, formatDate, formatInstant } from "@/lib/core/dates";
import { paths } from "@/lib/core/paths";
import { nextRiskStep, riskGate } from "@/lib/core/risk";
import { RISK_STEP_VERB } from "@/lib/core/risk-words";
import { NC_STATE } from "@/lib/core/statuses";

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function touches({ risk }: RiskProps): string {
  const names = [
    risk.confidentiality ? "confidentiality" : "",
    risk.integrity ? "integrity" : "",
    risk.availability ? "availability" : "",
  ].filter((name) => name !== "");
  return names.length === 0 ? "Not said" : names.join(", ");
}

function Facts(props: RiskProps) {
  const { risk, today } = props;
  const isDue = risk.reviewOn !== null && risk.reviewOn <= today;
  return (
    <section className="sec border-0" aria-label="Facts">
      <dl className="def grid-cols-[96px_minmax(0,1fr)]!">
        <Fact label="Owner">
          {risk.owner === null ? <span className="i2">Nobody yet</span> : risk.owner.name}
        </Fact>
        <Fact label="Level">
          {risk.current === null ? <span className="i2">Not assessed</span> : <HeatMark {...risk.current} />}
        </Fact>
        <Fact label="Touches">
          <span className="first-letter:uppercase inline-block">{touches(props)}</span>
        </Fact>
        <Fact label="Next review">
          <span className={clsx("num", isDue && "txt-gap w5")}>
            {risk.reviewOn === null ? "No date" : formatDate(risk.reviewOn)}
            {isDue ? ", due" : ""}
          </span>
        </Fact>
        {risk.expiresOn === null ? null : (
          <Fact label="Accepted">
            <span className={clsx("num", risk.expiresOn < today && "txt-gap w5")}>
              {`${risk.expiresOn < today ? "Expired on" : "Until"} ${formatDate(risk.expiresOn)}`}
            </span>
          </Fact>
        )}
      </dl>
    </section>
  );
}

/** Nonconformities that name the risk. */
function Nonconformities({ slug, context }: RiskProps) {
  if (context.nonconformities.length === 0) return null;
  return (
    <Section title="Nonconformities" remark={String(context.nonconformities.length)}>
      <ul className="stack gap-2">
        {context.nonconformities.map(({ id, number, title, state }) => (
          <li key={id}>
            <Link href={paths.nonconformity(slug, id) as Route}>
              <span className="ref">{number}</span> {title}
            </Link>
            <div>
              <Badge status={NC_STATE[state]} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Log({ timeZone, today, context }: RiskProps) {
  if (context.history.length === 0) return <p className="i3 sm">No change since it was imported.</p>;
  return (
    <ol className="log">
      {context.history.map((entry) => (
        <li key={entry.seq}>
          <Icon name="activity" />
          <span className="min-w-0 wrap-anywhere">
            <b>{entry.actor}</b> {entry.words}
          </span>
          <time dateTime={entry.at.toISOString()} title={formatInstant(entry.at, timeZone)}>
            {formatDate(dateIn(timeZone, entry.at), Number(today.slice(0, 4)))}
          </time>
        </li>
      ))}
    </ol>
  );
}

/** The side column: what the next step asks for, facts, history, comments. */
export function RiskSide({ comments, ...props }: RiskProps & { comments: readonly CommentDto[] }) {
  const { slug, timeZone, risk, rights, context, onceKey } = props;
  const to = risk.isArchived ? null : nextRiskStep(risk.state);
  const conditions = to === null ? [] : riskGate(risk.facts, to);
  const verb = to === null ? "" : RISK_STEP_VERB[to];
  return (
    <aside aria-label="Details">
      {conditions.length > 0 ? (
        <Gate
          id={GATE_ID}
          title={`To ${verb.charAt(0).toLowerCase()}${verb.slice(1)}`}
          conditions={conditions}
        />
      ) : null}
      <Facts {...props} />
      <Nonconformities {...props} />
      <Section title="Activity">
        <Log {...props} />
      </Section>
      <Section title="Comments">
        <CommentThread
          slug={slug}
          timeZone={timeZone}
          subject={{ kind: "risk", id: risk.id }}
          comments={comments}
          onceKey={onceKey}
          mayWrite={rights.comment}
          people={context.members}
        />
      </Section>
    </aside>
  );
}
