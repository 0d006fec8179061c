import clsx from "clsx";
import type { Route } from "next";
import type { ReactNode } from "react";
import { CommentThread } from "@/components/comments/comment-thread";
import { Section } from "@/components/layout/section";
import type { SupplierProps } from "@/components/suppliers/labels";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import type { CommentDto } from "@/lib/core/comment-dto";
import { dateIn, formatDate, formatInstant } from "@/lib/core/dates";
import { SUPPLIER_DECISION_LABEL, SUPPLIER_TIER_LABEL } from "@/lib/core/isms-statuses";
import type { Mentionable } from "@/lib/core/mention";
import { paths } from "@/lib/core/paths";
import { leaningOn } from "@/lib/core/reliance";
import { leaningRefs } from "@/lib/core/supplier";

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Relied({ slug, refs }: { slug: string; refs: readonly string[] }) {
  if (refs.length === 0) return <span className="i2">No control</span>;
  return refs.map((ref, at) => (
    <span key={ref}>
      {at > 0 ? ", " : null}
      <Link href={paths.requirement(slug, ref) as Route}>{ref}</Link>
    </span>
  ));
}

function Facts({ slug, today, detail }: Pick<SupplierProps, "slug" | "today" | "detail">) {
  const { supplier, statements, delivered } = detail;
  const { nextReviewOn, lastReviewOn, lastDecision, endedOn } = supplier;
  const late = nextReviewOn !== null && nextReviewOn < today && endedOn === null;
  return (
    <section className="sec border-0" aria-label="Facts">
      <dl className="def grid-cols-[96px_minmax(0,1fr)]!">
        <Fact label="Tier">{SUPPLIER_TIER_LABEL[supplier.tier]}</Fact>
        <Fact label="ICT chain">{supplier.ict ? "Part of it (A.5.21)" : "No"}</Fact>
        <Fact label="Owner">{supplier.ownerName ?? <span className="i2">Nobody yet</span>}</Fact>
        <Fact label="Last review">
          {lastReviewOn === null || lastDecision === null ? (
            <span className="i2">None</span>
          ) : (
            `${formatDate(lastReviewOn)}, ${SUPPLIER_DECISION_LABEL[lastDecision].toLowerCase()}`
          )}
        </Fact>
        <Fact label="Next review">
          {nextReviewOn === null ? (
            <span className="i2">No date</span>
          ) : (
            <span className={clsx("num", late && "txt-gap w5")}>
              {formatDate(nextReviewOn)}
              {late ? ", overdue" : ""}
            </span>
          )}
        </Fact>
        <Fact label="Relied on by">
          <Relied slug={slug} refs={leaningRefs(leaningOn(statements, new Set(delivered), today))} />
        </Fact>
      </dl>
    </section>
  );
}

/** The side column: facts, what happened, and what is said about it. */
export function SupplierSide({
  slug,
  today,
  timeZone,
  detail,
  rights,
  comments,
  people,
  onceKey,
}: SupplierProps & {
  timeZone: string;
  comments: readonly CommentDto[];
  people: readonly Mentionable[];
}) {
  const year = Number(today.slice(0, 4));
  return (
    <aside aria-label="Details">
      <Facts slug={slug} today={today} detail={detail} />
      <Section title="Comments">
        <CommentThread
          slug={slug}
          timeZone={timeZone}
          subject={{ kind: "supplier", id: detail.supplier.id }}
          comments={comments}
          people={people}
          onceKey={onceKey}
          mayWrite={rights.comment}
        />
      </Section>
      <Section title="Activity">
        <ol className="log">
          {detail.history.map((entry) => (
            <li key={entry.seq}>
              <Icon name="history" />
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
    </aside>
  );
}
