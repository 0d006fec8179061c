import clsx from "clsx";
import type { Route } from "next";
import type { ReactNode } from "react";
import { CommentThread } from "@/components/comments/comment-thread";
import { Section } from "@/components/layout/section";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import type { CommentDto } from "@/lib/core/comment-dto";
import { dateIn, formatDate, formatInstant, type IsoDate } from "@/lib/core/dates";
import type { Mentionable } from "@/lib/core/mention";
import { paths } from "@/lib/core/paths";
import { isLateRequest } from "@/lib/core/request";
import type { RequestDetail } from "@/lib/core/request-dto";
import { REQUEST_KIND_LABEL } from "@/lib/core/work-statuses";

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Refs({ slug, refs }: { slug: string; refs: readonly string[] }) {
  return refs.map((ref, at) => (
    <span key={ref}>
      {at > 0 ? ", " : null}
      <Link href={paths.requirement(slug, ref) as Route}>{ref}</Link>
    </span>
  ));
}

function Facts({ slug, request, today }: { slug: string; request: RequestDetail; today: IsoDate }) {
  const { item, dueOn } = request;
  return (
    <section className="sec border-0" aria-label="Facts">
      <dl className="def grid-cols-[96px_minmax(0,1fr)]!">
        <Fact label="Asked">{request.owner.name}</Fact>
        <Fact label="By">
          {request.askedBy.name}, {formatDate(request.askedOn)}
        </Fact>
        <Fact label="Due">
          {dueOn === null ? (
            <span className="i2">No date</span>
          ) : (
            <span className={clsx("num", isLateRequest(request, today) && "txt-gap w5")}>
              {formatDate(dueOn)}
              {isLateRequest(request, today) ? ", overdue" : ""}
            </span>
          )}
        </Fact>
        <Fact label="Kind">{REQUEST_KIND_LABEL[request.kind]}</Fact>
        {request.refs.length === 0 ? null : (
          <Fact label="About">
            <Refs slug={slug} refs={request.refs} />
          </Fact>
        )}
        <Fact label="Evidence">
          {item === null ? (
            "A new item"
          ) : (
            <>
              Next version of{" "}
              <Link href={paths.evidenceItem(slug, item.id) as Route}>{item.reference ?? item.title}</Link>
            </>
          )}
        </Fact>
        {request.decidedBy === null ? null : <Fact label="Decided by">{request.decidedBy.name}</Fact>}
      </dl>
    </section>
  );
}

/** The side column: facts, what happened, and what is said about it. */
export function RequestSide({
  slug,
  timeZone,
  today,
  request,
  comments,
  people,
  mayComment,
  onceKey,
}: {
  slug: string;
  timeZone: string;
  today: IsoDate;
  request: RequestDetail;
  comments: readonly CommentDto[];
  people: readonly Mentionable[];
  mayComment: boolean;
  onceKey: string;
}) {
  const year = Number(today.slice(0, 4));
  return (
    <aside aria-label="Details">
      <Facts slug={slug} request={request} today={today} />
      <Section title="Activity">
        <ol className="log">
          {request.history.map((entry) => (
            <li key={entry.seq}>
              <Icon name={entry.icon} />
              <span className="min-w-0 wrap-anywhere">
                <b>{entry.actor}</b> {entry.words}
              </span>
              <time dateTime={entry.at.toISOString()} title={formatInstant(entry.at, timeZone)}>
                {formatDate(dateIn(timeZone, entry.at), year)}
              </time>
            </li>
          ))}
        </ol>
      </Section>
      <Section
        title={request.roomId === null ? "Comments" : "Internal comments"}
        remark={request.roomId === null ? "Members read these" : "Only your team reads these"}
        className={request.roomId === null ? "" : "chan chan-in mt-6"}
      >
        <CommentThread
          slug={slug}
          timeZone={timeZone}
          subject={{ kind: "request", id: request.id }}
          comments={comments}
          people={people}
          onceKey={onceKey}
          mayWrite={mayComment}
        />
      </Section>
    </aside>
  );
}
