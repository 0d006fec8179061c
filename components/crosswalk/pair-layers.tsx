import type { Route } from "next";
import { DISPUTED, ORPHANED, OUTCOME, pairLook, ROW_CHANGED } from "@/components/crosswalk/words";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Overlap } from "@/components/ui/overlap-icon";
import { formatDate } from "@/lib/core/dates";
import type { Dispute } from "@/lib/core/frameworks/types";
import { DECIDED_MARK } from "@/lib/core/overrides";
import type { PairDetail } from "@/lib/core/pair-detail";
import { paths } from "@/lib/core/paths";
import { sourceLine } from "@/lib/core/requirement-detail";

function Source({ detail }: { detail: PairDetail }) {
  const { known, row, named, pair } = detail;
  if (row === null) return <dd className="i2">{`No row for ${pair.criterion} in this edition`}</dd>;
  if (!named) {
    return (
      <>
        <dd className="i2">No such pair</dd>
        <dd>{`The row of ${pair.criterion} does not name ${pair.ref}.`}</dd>
      </>
    );
  }
  return (
    <>
      <dd>
        <Overlap {...pairLook(row.overlap)} />
      </dd>
      <dd>{`${sourceLine(row.source)}. One value for the whole row${known?.kind === "range" ? "; the row names a range" : ""}.`}</dd>
    </>
  );
}

function Computed({ detail }: { detail: PairDetail }) {
  const { outcome, without, others, pair, inScope, workspace, known } = detail;
  if (!inScope) {
    return (
      <>
        <dd className="i2">Counts for nothing</dd>
        <dd>{`${pair.criterion} is not in your SOC 2 scope.`}</dd>
      </>
    );
  }
  const effect =
    outcome === without ? "This pair does not change that." : `Without this pair: ${OUTCOME[without]}.`;
  return (
    <>
      <dd className="w5">{`${pair.ref}: ${OUTCOME[outcome]}`}</dd>
      <dd>
        {others.length === 0 ? "No other criterion in scope is paired with it. " : "Also paired with "}
        {others.map((other, at) => (
          <span key={other.criterion}>
            {at > 0 ? ", " : ""}
            <Link
              className="ref"
              href={paths.crosswalkPair(workspace.slug, other.criterion, pair.ref) as Route}
            >
              {other.criterion}
            </Link>
            {` (${pairLook(other.overlap).label})`}
          </span>
        ))}
        {others.length === 0 ? "" : ". "}
        {known === null ? "" : effect}
      </dd>
    </>
  );
}

function Decided({ detail }: { detail: PairDetail }) {
  const { decision, fate, mayDecide, known } = detail;
  if (decision === null) {
    const counts = known === null ? "Nothing counts." : "The source's row counts.";
    return (
      <>
        <dd className="i2">Nothing yet</dd>
        <dd>{mayDecide ? counts : `${counts} Owners and leads decide.`}</dd>
      </>
    );
  }
  return (
    <>
      <dd className="row wrap">
        <Overlap {...pairLook(decision.overlap)} />
        <Badge status={DECIDED_MARK} tinted />
        {fate === "orphaned" ? <Badge status={ORPHANED} tinted /> : null}
        {fate === "row_changed" ? <Badge status={ROW_CHANGED} tinted /> : null}
      </dd>
      <dd>{`${decision.decided.by}, ${formatDate(decision.decided.on)}, edition ${decision.datasetVersion}`}</dd>
      <dd className="wrap-anywhere">{`Reason: ${decision.reason}`}</dd>
      {decision.note === "" ? null : <dd className="wrap-anywhere">{`To add: ${decision.note}`}</dd>}
    </>
  );
}

/** The three layers of a pair, never merged: what the source says, what follows from the rows, what the team decided. */
export function PairLayersView({ detail }: { detail: PairDetail }) {
  return (
    <dl className="layers">
      <div>
        <dt>Source says</dt>
        <Source detail={detail} />
      </div>
      <div>
        <dt>Computed from rows</dt>
        <Computed detail={detail} />
      </div>
      <div>
        <dt>Your team decided</dt>
        <Decided detail={detail} />
      </div>
    </dl>
  );
}

/** Each dispute with its number, what each side says, and how it is shown. */
export function DisputeNotes({ disputes }: { disputes: readonly Dispute[] }) {
  return (
    <ul>
      {disputes.map((dispute) => (
        <li key={dispute.id} id={dispute.id.toLowerCase()} className="py-2">
          <p className="row wrap">
            <span className="ref">{dispute.id}</span>
            <Badge status={DISPUTED} tinted />
            <span>{`"${dispute.claim}"`}</span>
          </p>
          <p className="sm i2">{`${dispute.finding} ${dispute.presented}`}</p>
        </li>
      ))}
    </ul>
  );
}
