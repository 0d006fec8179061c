import { CountButton, SelectionForm } from "@/components/evidence/selection";
import { EmptyState } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { CarryOverPreview, type OpenScorecard } from "@/components/scorecard/carry-over-preview";
import { DecidedTable, OpenTable } from "@/components/scorecard/proposal-table";
import { buttonClass } from "@/components/ui/button-class";
import { Tabs } from "@/components/ui/tabs";
import { paths, withQuery } from "@/lib/core/paths";
import type { ScorecardProposalRow } from "@/lib/core/scorecard-proposals";
import { decideProposalsAction } from "@/lib/scorecard/actions";

type Lists = {
  readonly open: readonly ScorecardProposalRow[];
  readonly decided: readonly ScorecardProposalRow[];
};
export type ProposalView = "open" | "decided";

function Decisions() {
  return (
    <div className="bulk" role="toolbar" aria-label="Decide about the ticked proposals">
      <CountButton initial={0} verb="Accept" noun="ticked" name="decision" value="accept" />
      <button
        type="submit"
        name="decision"
        value="dismiss"
        className={buttonClass({ look: "quiet", dense: true })}
      >
        Dismiss ticked
      </button>
    </div>
  );
}

function OpenRows({
  slug,
  rows,
  mayDecide,
  previewed,
}: {
  slug: string;
  rows: readonly ScorecardProposalRow[];
  mayDecide: boolean;
  /** Answers stand above that can be listed. */
  previewed: boolean;
}) {
  if (rows.length === 0 && previewed) return <p className="i2 py-4">No proposal waits yet.</p>;
  if (rows.length === 0) {
    return (
      <EmptyState
        title="No proposal waits"
        primary={{ href: paths.scorecard(), label: "Answer a scorecard" }}
      >
        Proposals come from a scorecard: answer its questions, then choose Continue in a workspace.
      </EmptyState>
    );
  }
  const table = <OpenTable slug={slug} rows={rows} mayDecide={mayDecide} />;
  if (!mayDecide) return table;
  return (
    <SelectionForm action={decideProposalsAction.bind(null, slug)} className="block" keep>
      {table}
      <Decisions />
    </SelectionForm>
  );
}

/** What a scorecard's answers suggest for this workspace; a person accepts or dismisses each. */
export function ScorecardProposalsScreen({
  workspace: { name, slug },
  lists,
  view,
  scorecard,
  mayDecide,
  mayCarryOver,
}: {
  workspace: { readonly name: string; readonly slug: string };
  lists: Lists;
  view: ProposalView;
  /** The answers that a link brought along; null without one. */
  scorecard: OpenScorecard | null;
  mayDecide: boolean;
  mayCarryOver: boolean;
}) {
  return (
    <>
      <PageHeader
        title="Scorecard proposals"
        intro="What answers suggest for rows that nobody has recorded yet. Accepting records a start, never Ready."
        crumbs={[{ label: name, href: paths.home(slug) }, { label: "Scorecard proposals" }]}
      />
      {scorecard === null ? null : (
        <CarryOverPreview slug={slug} scorecard={scorecard} mayCarryOver={mayCarryOver} />
      )}
      <div className={scorecard === null ? undefined : "blk"}>
        <Tabs
          label="Proposals"
          items={[
            {
              href: paths.scorecardProposals(slug),
              label: "Open",
              count: lists.open.length,
              current: view === "open",
            },
            {
              href: withQuery(paths.scorecardProposals(slug), { view: "decided" }),
              label: "Decided",
              count: lists.decided.length,
              current: view === "decided",
            },
          ]}
        />
        {view === "decided" && lists.decided.length > 0 ? (
          <DecidedTable slug={slug} rows={lists.decided} />
        ) : null}
        {view === "decided" && lists.decided.length === 0 ? (
          <p className="i2 py-4">Nothing has been decided yet.</p>
        ) : null}
        {view === "open" ? (
          <OpenRows slug={slug} rows={lists.open} mayDecide={mayDecide} previewed={scorecard !== null} />
        ) : null}
      </div>
    </>
  );
}
