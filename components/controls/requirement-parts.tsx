import type { ReactNode } from "react";
import {
  DirectionsNote,
  DisputeList,
  PairList,
  pairsRemark,
  SupportList,
  supportRemark,
} from "@/components/controls/direction-list";
import { EvidenceList, evidenceRemark } from "@/components/controls/evidence-list";
import { HistoryList } from "@/components/controls/history-list";
import { RelianceList } from "@/components/controls/reliance-list";
import { DueWords, flagsOf, SoaWords } from "@/components/controls/row-words";
import { Badge, Note, Token } from "@/components/ui/badge";
import type { IsoDate } from "@/lib/core/dates";
import { formatDate } from "@/lib/core/dates";
import { entryOf } from "@/lib/core/frameworks/catalogue";
import { askOf, type Directions, type OpenRequirement } from "@/lib/core/requirement-detail";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import { DELIVERY_LABEL, EVIDENCE_STATUS } from "@/lib/core/statuses";

export type PartsProps = {
  slug: string;
  open: OpenRequirement;
  directions: Directions;
  today: IsoDate;
};

/** What the requirement is about and what usually shows it, in our own words. */
export function Explanation({ row }: { row: RequirementRow }) {
  const entry = entryOf(row.ref);
  if (entry === undefined) return row.ownAbout ? <p>{row.ownAbout}</p> : null;
  return (
    <div className="stack gap-1">
      <p>{entry.about}</p>
      <p className="i2 sm">{`Usually shown by: ${entry.shownBy}`}</p>
      {entry.kind === "clause" && entry.artefacts.length > 0 ? (
        <p className="i2 sm">{`Auditors expect: ${entry.artefacts.join("; ")}`}</p>
      ) : null}
      {entry.kind === "clause" && entry.amendment2024 !== null ? (
        <p className="i2 sm">
          <Token>Amendment 1:2024</Token> {entry.amendment2024}
        </p>
      ) : null}
      {entry.kind === "control" && entry.newIn2022 ? (
        <p className="sm">
          <Token>New in the 2022 edition</Token>
        </p>
      ) : null}
      {entry.kind === "criterion" && entry.sourceNameNote !== null ? (
        <p className="i3 sm">{entry.sourceNameNote}</p>
      ) : null}
    </div>
  );
}

/** Status, SoA, owner, due: the row in four facts. */
export function Facts({ row, today }: { row: RequirementRow; today: IsoDate }) {
  return (
    <dl className="facts">
      <div>
        <dt>Evidence status</dt>
        <dd>
          <Badge status={EVIDENCE_STATUS[row.evidenceStatus]} tinted />
        </dd>
      </div>
      <div>
        <dt>{row.kind === "clause" ? "Implementation" : "SoA"}</dt>
        <dd>
          <SoaWords row={row} />
          {row.kind === "criterion" ? <span className="i3">None</span> : null}
          {row.delivery === "own" ? null : <Token>{DELIVERY_LABEL[row.delivery]}</Token>}
        </dd>
      </div>
      <div>
        <dt>Owner</dt>
        <dd>{row.ownerName ?? <span className="i3">Nobody</span>}</dd>
      </div>
      <div>
        <dt>Due</dt>
        <dd className="num">
          <DueWords row={row} today={today} />
        </dd>
      </div>
    </dl>
  );
}

/** What is asked now, what stands in for evidence, what the team noted. */
export function Remarks({ open, today }: { open: OpenRequirement; today: IsoDate }) {
  const { row } = open;
  const ask = askOf(row, open.evidence, today);
  const flags = flagsOf(row);
  return (
    <>
      {ask === null ? null : <Note tone={ask.tone}>{ask.text}</Note>}
      {flags.length > 0 ? (
        <p className="row wrap gap-x-4 gap-y-1">
          {flags.map((flag) => (
            <Badge key={flag.label} status={flag} />
          ))}
        </p>
      ) : null}
      {row.overrideReason === null ? null : (
        <p className="i2 sm">{`Ready by override: ${row.overrideReason}`}</p>
      )}
      {row.targetOn !== null && row.implementation === "planned" ? (
        <p className="i2 sm">{`Planned for ${formatDate(row.targetOn)}`}</p>
      ) : null}
      {row.note === "" ? null : (
        <p className="i2 sm whitespace-pre-line wrap-anywhere">{`Note: ${row.note}`}</p>
      )}
    </>
  );
}

export type Part = { readonly title: string; readonly remark: string; readonly content: ReactNode };

/** The sections below the facts, in order. */
export function partsOf({ slug, open, directions, today }: PartsProps): readonly Part[] {
  const { row, evidence, history, reliance } = open;
  const iso = row.kind !== "criterion";
  return [
    {
      title: "Evidence",
      remark: evidenceRemark(evidence),
      content: <EvidenceList slug={slug} items={evidence} today={today} window={open.window} />,
    },
    ...(reliance.length === 0
      ? []
      : [
          {
            title: "Reliance",
            remark: "A provider's document stands behind it",
            content: <RelianceList slug={slug} rows={reliance} />,
          },
        ]),
    {
      title: iso ? `From SOC 2 to ${row.ref}` : `From ${row.ref} to ISO/IEC 27001`,
      remark: pairsRemark(directions),
      content: (
        <>
          <PairList slug={slug} directions={directions} />
          <DisputeList directions={directions} />
          <DirectionsNote pairs={directions.pairs} />
        </>
      ),
    },
    {
      title: iso ? `From ${row.ref} to SOC 2` : `From ISO/IEC 27001 to ${row.ref}`,
      remark: iso ? supportRemark(directions.supports, row.ref) : "",
      content: <SupportList slug={slug} supports={directions.supports} />,
    },
    {
      title: "History",
      remark: history.length === 20 ? "The newest 20" : "",
      content: <HistoryList entries={history} />,
    },
  ];
}
