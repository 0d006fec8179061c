import type { Route } from "next";
import { CommentThread } from "@/components/comments/comment-thread";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Badge, Note } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import type { CommentDto } from "@/lib/core/comment-dto";
import { dateIn, formatDate, formatInstant, type IsoDate } from "@/lib/core/dates";
import { OBLIGATION_KIND_LABEL } from "@/lib/core/isms-statuses";
import type { Mentionable } from "@/lib/core/mention";
import {
  type ObligationControl,
  type ObligationDetail,
  REVIEW_STATE,
  reviewState,
} from "@/lib/core/obligation";
import { paths, withQuery } from "@/lib/core/paths";
import { APPLICABILITY } from "@/lib/core/statuses";
import { archiveObligationAction, restoreObligationAction } from "@/lib/obligations/actions";

type Props = {
  workspace: { readonly name: string; readonly slug: string };
  timeZone: string;
  today: IsoDate;
  obligation: ObligationDetail;
  comments: readonly CommentDto[];
  people: readonly Mentionable[];
  mayEdit: boolean;
  mayComment: boolean;
  onceKey: string;
};

function Actions({ slug, obligation }: { slug: string; obligation: ObligationDetail }) {
  const { id, version, archived } = obligation;
  const action = archived ? restoreObligationAction : archiveObligationAction;
  return (
    <>
      <ActionForm action={action.bind(null, slug)} version={version} className="contents">
        <input type="hidden" name="id" value={id} />
        <SubmitButton look={archived ? "primary" : "quiet"}>
          {archived ? "Bring back" : "Archive"}
        </SubmitButton>
      </ActionForm>
      {archived ? null : (
        <ButtonLink href={withQuery(paths.obligation(slug, id), { edit: 1 })}>Edit</ButtonLink>
      )}
    </>
  );
}

function excludedSentence(controls: readonly ObligationControl[], number: string): string | null {
  const refs = controls.filter(({ applicability }) => applicability === "excluded").map(({ ref }) => ref);
  if (refs.length === 0) return null;
  const rows = refs.length === 1 ? `${refs[0]} is` : `${refs.join(", ")} are`;
  return `${rows} excluded on the Statement of Applicability, while ${number} asks for ${refs.length === 1 ? "it" : "them"}. Include the control, or take it off here with a reason.`;
}

function Controls({ slug, obligation }: { slug: string; obligation: ObligationDetail }) {
  const { controls, number, archived } = obligation;
  const excluded = archived ? null : excludedSentence(controls, number);
  const remark = archived ? "No reason on any row while archived" : "A reason on each row of the SoA";
  return (
    <Section title="Controls that it asks for" remark={controls.length === 0 ? undefined : remark}>
      {excluded === null ? null : <Note tone="gap">{excluded}</Note>}
      {controls.length === 0 ? (
        <p className="i3">No control is named: the obligation justifies no row.</p>
      ) : (
        <ul className="lst">
          {controls.map(({ ref, title, applicability }) => (
            <li key={ref}>
              <Link className="ref" href={withQuery(paths.soa(slug), { open: ref }) as Route}>
                {ref}
              </Link>
              <span className="min-w-0">{title}</span>
              <span className="push nw">
                <Badge status={APPLICABILITY[applicability]} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Facts({ obligation, today }: { obligation: ObligationDetail; today: IsoDate }) {
  const { kind, source, owner, reviewOn } = obligation;
  return (
    <section className="sec border-0" aria-label="Facts">
      <dl className="def grid-cols-[96px_minmax(0,1fr)]!">
        <dt>Kind</dt>
        <dd>{OBLIGATION_KIND_LABEL[kind]}</dd>
        <dt>Source</dt>
        <dd>{source === "" ? <span className="i3">Not given</span> : source}</dd>
        <dt>Owner</dt>
        <dd>{owner === null ? <span className="i3">Nobody</span> : owner.name}</dd>
        <dt>Review</dt>
        <dd>
          <span className="row wrap">
            {reviewOn === null ? null : <span className="num">{formatDate(reviewOn)}</span>}
            <Badge status={REVIEW_STATE[reviewState(reviewOn, today)]} />
          </span>
        </dd>
      </dl>
    </section>
  );
}

function Activity({ timeZone, obligation }: Pick<Props, "timeZone" | "obligation">) {
  return (
    <Section title="Activity">
      <ol className="log">
        {obligation.history.map((entry) => (
          <li key={entry.seq}>
            <Icon name="history" />
            <span className="min-w-0 wrap-anywhere">
              <b>{entry.actor}</b> {entry.words}
            </span>
            <time dateTime={entry.at.toISOString()} title={formatInstant(entry.at, timeZone)}>
              {formatDate(dateIn(timeZone, entry.at))}
            </time>
          </li>
        ))}
      </ol>
    </Section>
  );
}

const ARCHIVED = { label: "Archived", tone: "none", icon: "slash" } as const;

/** One obligation: what it asks for, on which rows it stands, who watches it, and what is said about it. */
export function ObligationScreen(props: Props) {
  const { workspace, timeZone, today, obligation, mayEdit } = props;
  const { name, slug } = workspace;
  const { number, title, description, archived } = obligation;
  return (
    <>
      <PageHeader
        title={title}
        badges={
          <>
            <span className="ref i2">{number}</span>
            {archived ? <Badge status={ARCHIVED} tinted /> : null}
          </>
        }
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Obligations", href: paths.obligations(slug) },
          { label: number },
        ]}
        actions={mayEdit ? <Actions slug={slug} obligation={obligation} /> : undefined}
      />
      <div className="nc">
        <div>
          <Section title="What it asks for">
            {description === "" ? (
              <p className="i3">Not described.</p>
            ) : (
              <p className="prose whitespace-pre-line wrap-anywhere">{description}</p>
            )}
          </Section>
          <Controls slug={slug} obligation={obligation} />
        </div>
        <aside aria-label="Details">
          <Facts obligation={obligation} today={today} />
          <Activity timeZone={timeZone} obligation={obligation} />
          <Section title="Comments">
            <CommentThread
              slug={slug}
              timeZone={timeZone}
              subject={{ kind: "obligation", id: obligation.id }}
              comments={props.comments}
              people={props.people}
              onceKey={props.onceKey}
              mayWrite={props.mayComment}
            />
          </Section>
        </aside>
      </div>
    </>
  );
}
