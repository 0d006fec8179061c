import type { Route } from "next";
import { groupsOf, PAIR_KIND } from "@/components/carry-over/labels";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Overlap } from "@/components/ui/overlap-icon";
import { GroupRow, Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import type { CarryOverPage, CarryOverPair, CarryOverRow, Direction } from "@/lib/core/carry-over-list";
import { formatDate } from "@/lib/core/dates";
import { REQUIREMENT_FLAG } from "@/lib/core/evidence";
import type { Dispute } from "@/lib/core/frameworks/types";
import { DECIDED_MARK, OVERLAP_LABEL } from "@/lib/core/overrides";
import { isHeldBack } from "@/lib/core/pair-review";
import { paths, withQuery } from "@/lib/core/paths";
import { overlapLook } from "@/lib/core/requirement-detail";
import { CARRY_OVER_LABEL, EVIDENCE_STATUS } from "@/lib/core/statuses";
import { PAIR_REVIEW } from "@/lib/core/work-statuses";

const COLUMNS = 5;

function DisputeMarks({ disputes }: { disputes: readonly Dispute[] }) {
  if (disputes.length === 0) return null;
  return (
    <details className="sm mt-1 font-normal">
      <summary className="inline-flex cursor-pointer list-none">
        <Badge status={REQUIREMENT_FLAG.disputed}>
          {disputes.length === 1 ? "Disputed" : `Disputed in ${disputes.length} places`}
        </Badge>
      </summary>
      {disputes.map((dispute) => (
        <p key={dispute.id} className="i2 mt-1 whitespace-normal">
          {`"${dispute.claim}": ${dispute.finding} ${dispute.presented}`}
        </p>
      ))}
    </details>
  );
}

/** The team's evidence that is linked to the requirement, as a link to those items. */
function AtHand({ slug, refText, count }: { slug: string; refText: string; count: number }) {
  if (count === 0) return <span className="i3">No evidence linked</span>;
  return (
    <Link
      className="num inline-flex min-h-6 items-center"
      href={withQuery(paths.evidence(slug), { ref: refText }) as Route}
    >{`${count} linked`}</Link>
  );
}

function OverlapOf({ pair }: { pair: CarryOverPair }) {
  if (pair.overlap === "none") return <Overlap shape="empty" label="None" />;
  return <Overlap {...overlapLook(pair.overlap === "full" ? "reuse" : "supplement")} />;
}

/** What the source says where the team decided otherwise: the original stays in sight. */
function Decision({ pair }: { pair: CarryOverPair }) {
  if (pair.overrideReason === null) return null;
  const said = pair.inherited === null ? "no such pair" : OVERLAP_LABEL[pair.inherited];
  return (
    <p className="row wrap sm">
      <Badge status={DECIDED_MARK} />
      <span className="i3">{`Source says: ${said}`}</span>
    </p>
  );
}

function PairCell({ slug, pair }: { slug: string; pair: CarryOverPair }) {
  const hints = pair.hints.map((hint) => hint.text).join(", ");
  const from = [pair.source, PAIR_KIND[pair.kind]].filter((part) => part !== null).join(" \u00b7 ");
  const { criterion, ref } = pair.pair;
  return (
    <li className="py-1">
      <div className="row wrap">
        <Link className="ref" href={paths.crosswalkPair(slug, criterion, ref) as Route}>
          {pair.ref}
        </Link>
        <OverlapOf pair={pair} />
        {pair.review === "open" ? null : <Badge status={PAIR_REVIEW[pair.review]} />}
        <span className="sm">
          <AtHand slug={slug} refText={pair.ref} count={pair.linked} />
        </span>
      </div>
      <Decision pair={pair} />
      <details className="sm i3 whitespace-normal">
        <summary className="cursor-pointer">{pair.title}</summary>
        {hints === "" ? null : <p>{`Evidence that often serves: ${hints}.`}</p>}
        {pair.caveat === null ? null : <p>{`Limit: ${pair.caveat}`}</p>}
        {pair.overrideReason === null ? null : (
          <p className="wrap-anywhere">{`Your team decided: ${pair.overrideReason}${whoDecided(pair)}`}</p>
        )}
        <p>{from}</p>
      </details>
      <DisputeMarks disputes={pair.disputes} />
    </li>
  );
}

function whoDecided({ decided }: CarryOverPair): string {
  return decided === null ? "" : ` (${decided.by}, ${formatDate(decided.on)})`;
}

function ReadingOf({ row }: { row: CarryOverRow }) {
  const { reviewed, stale, of } = row.reading;
  if (of === 0) return null;
  return (
    <>
      <p className="sm i3 num whitespace-normal">
        {`${reviewed} of ${of} ${of === 1 ? "pair" : "pairs"} reviewed${stale === 0 ? "" : `, ${stale} out of date`}`}
      </p>
      {isHeldBack(row.reading) ? (
        <p className="sm txt-due whitespace-normal">Lower value, until all are reviewed: Partial</p>
      ) : null}
    </>
  );
}

function Outcome({ row, direction }: { row: CarryOverRow; direction: Direction }) {
  const look = overlapLook(row.outcome);
  const label =
    direction === "iso" && row.outcome !== "theme_level" ? CARRY_OVER_LABEL[row.outcome] : look.label;
  return (
    <>
      <Overlap shape={look.shape} label={label} />
      {row.themeLevelOnly && row.outcome === "net_new" ? (
        <p className="sm i3">Named by a theme-level row only</p>
      ) : null}
      <ReadingOf row={row} />
    </>
  );
}

function toAddOf(row: CarryOverRow, direction: Direction): readonly string[] {
  if (direction === "iso") return row.toAdd;
  return row.outcome === "supplement"
    ? ["Evidence of operation over the whole window, not the design alone."]
    : [];
}

/** Criteria have a row of the crosswalk to be decided about; controls and clauses have their own page. */
function rowHref(slug: string, row: CarryOverRow, direction: Direction): string {
  return direction === "soc2" ? paths.crosswalkRow(slug, row.ref) : paths.requirement(slug, row.ref);
}

type RowProps = { slug: string; row: CarryOverRow; direction: Direction; mayAttach: boolean };

function Row({ slug, row, direction, mayAttach }: RowProps) {
  const shown = [...row.pairs, ...row.takenOut];
  const pairDisputes = new Set(shown.flatMap((pair) => pair.disputes.map((dispute) => dispute.id)));
  const toAdd = toAddOf(row, direction);
  return (
    <Tr>
      <Td>
        <Link className="ref" href={rowHref(slug, row, direction) as Route}>
          {row.ref}
        </Link>
      </Td>
      <RowHeader>
        <span className="whitespace-normal">{row.title}</span>
        <p className="sm i3 font-normal">
          <AtHand slug={slug} refText={row.ref} count={row.linked} />
        </p>
        <p className="row wrap sm font-normal">
          <Badge status={EVIDENCE_STATUS[row.status]} />
          {mayAttach ? (
            <Link href={withQuery(paths.requirement(slug, row.ref), { do: "attach" }) as Route}>
              Attach evidence
              <span className="sr">{` to ${row.ref}`}</span>
            </Link>
          ) : null}
        </p>
        <DisputeMarks disputes={row.disputes.filter((dispute) => !pairDisputes.has(dispute.id))} />
      </RowHeader>
      <Td>
        <Outcome row={row} direction={direction} />
      </Td>
      <Td>
        {shown.length === 0 ? (
          <span className="i3">No pair</span>
        ) : (
          <ul>
            {shown.map((pair) => (
              <PairCell key={pair.ref} slug={slug} pair={pair} />
            ))}
          </ul>
        )}
      </Td>
      <Td>
        {toAdd.length === 0 ? (
          <Nothing>Nothing more</Nothing>
        ) : (
          <ul className="sm i2 whitespace-normal">
            {toAdd.map((text) => (
              <li key={text} className="py-1">
                {text}
              </li>
            ))}
          </ul>
        )}
      </Td>
    </Tr>
  );
}

function countWords(rows: readonly CarryOverRow[]): string {
  const of = (outcome: CarryOverRow["outcome"]) => rows.filter((row) => row.outcome === outcome).length;
  const parts = [
    `${of("reuse")} with a Full pair`,
    `${of("supplement")} Partial only`,
    `${rows.length - of("reuse") - of("supplement")} without a pair`,
  ];
  return parts.join(", ");
}

/** The rows by theme, chapter or series, each with its pairs, the evidence at hand, and what is missing. */
export function CarryOverTable({ page }: { page: CarryOverPage }) {
  const { direction } = page.filters;
  const { slug } = page.workspace;
  const groups = groupsOf(direction)
    .map((group) => ({ ...group, rows: page.rows.filter((row) => row.group === group.value) }))
    .filter((group) => group.rows.length > 0);
  const iso = direction === "iso";
  return (
    <Table
      caption={iso ? "What carries over to each control and clause" : "What supports each criterion"}
      top
      fixed
      className="min-w-[880px]"
    >
      <colgroup>
        <col className="w-20" />
        <col className="w-60" />
        <col className="w-36" />
        <col />
        <col />
      </colgroup>
      <thead>
        <tr>
          <Th>Ref</Th>
          <Th>{iso ? "Requirement" : "Criterion"}</Th>
          <Th>Outcome</Th>
          <Th>{iso ? "From SOC 2" : "From ISO 27001"}</Th>
          <Th>{iso ? "To add for ISO" : "To add for SOC 2"}</Th>
        </tr>
      </thead>
      <tbody>
        {groups.flatMap((group) => [
          <GroupRow
            key={group.value}
            columns={COLUMNS}
            label={group.label}
            remark={countWords(group.rows)}
          />,
          ...group.rows.map((row) => (
            <Row key={row.ref} slug={slug} row={row} direction={direction} mayAttach={page.mayAttach} />
          )),
        ])}
      </tbody>
    </Table>
  );
}
