import type { Route } from "next";
import { CommentThread } from "@/components/comments/comment-thread";
import { DecisionForm } from "@/components/crosswalk/decision-form";
import { PairKeys } from "@/components/crosswalk/pair-keys";
import { DisputeNotes, PairLayersView } from "@/components/crosswalk/pair-layers";
import { PairSideView } from "@/components/crosswalk/pair-sides";
import { ReviewForm, ReviewState } from "@/components/crosswalk/review-form";
import { DISPUTED, pairLook } from "@/components/crosswalk/words";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Badge, Note } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { Overlap } from "@/components/ui/overlap-icon";
import type { CommentDto } from "@/lib/core/comment-dto";
import type { Mentionable } from "@/lib/core/mention";
import { DECIDED_MARK } from "@/lib/core/overrides";
import type { PairDetail } from "@/lib/core/pair-detail";
import { type PairRefs, pairId, pairWords } from "@/lib/core/pair-id";
import { paths, withQuery } from "@/lib/core/paths";
import { PAIR_REVIEW } from "@/lib/core/work-statuses";

export type PairScreenProps = {
  detail: PairDetail;
  comments: readonly CommentDto[];
  mayAttach: boolean;
  /** Members whom the discussion offers after an @. */
  people: readonly Mentionable[];
  onceKey: string;
  /** The reader works through the pairs: focus starts on the review. */
  reading: boolean;
};

function Way({ slug, to, name, label }: { slug: string; to: PairRefs | null; name: string; label: string }) {
  if (to === null) return null;
  const here = paths.crosswalkPair(slug, to.criterion, to.ref);
  const href = name === "next" ? withQuery(here, { read: "1" }) : here;
  return (
    <Link className="btn btn-d" href={href as Route} data-pair={name}>
      {label}
      <span className="sr">{`: ${pairWords(to)}`}</span>
    </Link>
  );
}

function Badges({ detail }: { detail: PairDetail }) {
  const { known, decision, disputes, reviewing, inScope } = detail;
  return (
    <>
      {known === null ? <span>No pair</span> : <Overlap {...pairLook(known.overlap)} />}
      {decision === null ? null : <Badge status={DECIDED_MARK} tinted />}
      {known === null ? null : <Badge status={PAIR_REVIEW[reviewing.state]} tinted />}
      {disputes.length > 0 ? <Badge status={DISPUTED} tinted /> : null}
      {inScope ? null : <span className="sm">Out of your SOC 2 scope</span>}
    </>
  );
}

function Why({ detail }: { detail: PairDetail }) {
  const { known, pair, row } = detail;
  const hints = (row?.evidence ?? []).filter((hint) => hint.kind === "evidence");
  const toAdd = known?.toAdd ?? row?.toAdd ?? null;
  return (
    <div className="stack gap-2">
      {hints.length === 0 ? null : (
        <p>{`Evidence for ${pair.criterion} that often serves: ${hints.map((hint) => hint.text).join(", ")}.`}</p>
      )}
      {toAdd === null || known?.overlap === "full" ? null : <p>{`To add for ISO: ${toAdd}`}</p>}
      {known?.caveat == null ? null : <p>{`Limit: ${known.caveat}`}</p>}
      <p className="i3 sm">
        On the way back the pair supports the criterion; a report also needs operation over its whole window.
      </p>
    </div>
  );
}

function Orphan({ detail }: { detail: PairDetail }) {
  if (detail.fate !== "orphaned") return null;
  return (
    <div className="mb-4">
      <Note tone="due">
        {`Your team's decision is about a pair that edition ${detail.edition.version} does not have. It counts for nothing until you decide again or take it back.`}
      </Note>
    </div>
  );
}

function History({ detail }: { detail: PairDetail }) {
  if (detail.history.length === 0) return <p className="i2">Nothing has been decided or reviewed yet.</p>;
  return (
    <ol className="log">
      {detail.history.map((event) => (
        <li key={event.seq}>
          <Icon name={event.verb === "crosswalk.review" ? "check" : "crosswalk"} />
          <span className="min-w-0 wrap-anywhere">
            <b>{event.actor}</b> {event.words}
            {event.detail === null ? null : <span className="block">{event.detail}</span>}
          </span>
          <time>{event.at}</time>
        </li>
      ))}
    </ol>
  );
}

function Reading({ detail, comments, mayAttach, people, onceKey }: Omit<PairScreenProps, "reading">) {
  const { workspace, pair, criterion, requirement, disputes, nearby, timeZone } = detail;
  const { slug } = workspace;
  return (
    <div className="min-w-0">
      <Section title="Why and what to add" className="border-0">
        <Why detail={detail} />
      </Section>
      {disputes.length === 0 ? null : (
        <Section title="Disputed" remark="The sources contradict themselves about this pair">
          <DisputeNotes disputes={disputes} />
        </Section>
      )}
      <Section title="Evidence on both sides">
        <div className="two">
          <PairSideView slug={slug} side={criterion} mayAttach={mayAttach} />
          <PairSideView slug={slug} side={requirement} mayAttach={mayAttach} />
        </div>
      </Section>
      {nearby.length === 0 ? null : (
        <Section title="Disputes about one side" remark={`${nearby.length}`}>
          <details>
            <summary className="sm cursor-pointer">{nearby.map((one) => one.id).join(", ")}</summary>
            <DisputeNotes disputes={nearby} />
          </details>
        </Section>
      )}
      <Section title="Discussion" remark="Members only">
        <CommentThread
          slug={slug}
          timeZone={timeZone}
          subject={{ kind: "pair", id: pairId(pair) }}
          comments={comments}
          onceKey={onceKey}
          mayWrite={detail.mayComment}
          people={people}
        />
      </Section>
      <Section title="History" remark={detail.history.length === 30 ? "The newest 30" : ""}>
        <History detail={detail} />
      </Section>
    </div>
  );
}

function Side({ detail }: { detail: PairDetail }) {
  const { slug } = detail.workspace;
  const { known, mayDecide } = detail;
  return (
    <div className="no-print">
      {known === null ? null : (
        <Section title="Review" className="border-0">
          <ReviewState detail={detail} />
          {mayDecide ? <ReviewForm slug={slug} detail={detail} /> : null}
        </Section>
      )}
      {mayDecide ? (
        <Section title="Decision">
          <DecisionForm slug={slug} detail={detail} />
        </Section>
      ) : null}
    </div>
  );
}

/** One pair of the crosswalk: three layers, disputes, evidence of both sides, review, decision, discussion, history. */
export function PairScreen({ detail, reading, ...rest }: PairScreenProps) {
  const { workspace, pair, criterion, requirement, previous, following, progress } = detail;
  const { slug } = workspace;
  return (
    <>
      <PageHeader
        title={pairWords(pair)}
        intro={`${criterion.title} to ${requirement.title}`}
        badges={<Badges detail={detail} />}
        crumbs={[
          { label: workspace.name, href: paths.home(slug) },
          { label: "Crosswalk", href: paths.crosswalk(slug) },
          { label: pair.criterion, href: paths.crosswalkRow(slug, pair.criterion) },
          { label: pair.ref },
        ]}
        actions={
          <>
            <Way slug={slug} to={previous} name="previous" label="Previous" />
            <Way slug={slug} to={following} name="following" label="Following" />
            <Way slug={slug} to={progress.next} name="next" label="Next to read" />
          </>
        }
      />
      <Orphan detail={detail} />
      <PairLayersView detail={detail} />
      <div className="nc">
        <Reading detail={detail} {...rest} />
        <Side detail={detail} />
      </div>
      <p className="i3 sm mt-4 no-print">
        <kbd>J</kbd> following, <kbd>K</kbd> previous, <kbd>N</kbd> next to read, <kbd>R</kbd> to the review.
      </p>
      <PairKeys reading={reading} name={pairId(pair)} />
    </>
  );
}
