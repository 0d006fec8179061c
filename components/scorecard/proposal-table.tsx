import type { Route } from "next";
import { SelectAll } from "@/components/evidence/selection";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button-class";
import { Link } from "@/components/ui/link";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate, isIsoDate } from "@/lib/core/dates";
import { paths } from "@/lib/core/paths";
import { optionOf, questionOf } from "@/lib/core/scorecard";
import type { ScorecardProposalRow } from "@/lib/core/scorecard-proposals";
import { EVIDENCE_STATUS, IMPLEMENTATION } from "@/lib/core/statuses";

function day(on: string | null): string {
  return on !== null && isIsoDate(on) ? formatDate(on) : "";
}

function answerWords({ question, answer }: ScorecardProposalRow): string {
  const asked = questionOf(question);
  const label = asked === undefined ? undefined : optionOf(asked, answer)?.label;
  return asked === undefined || label === undefined
    ? `Answer ${answer} to ${question}`
    : `${asked.text} ${label}.`;
}

function Proposed({ row }: { row: ScorecardProposalRow }) {
  return (
    <span className="grid gap-1">
      {row.evidenceStatus === null ? null : <Badge status={EVIDENCE_STATUS[row.evidenceStatus]} />}
      {row.implementation === null ? null : (
        <Badge status={IMPLEMENTATION[row.implementation]}>
          {`Implementation ${IMPLEMENTATION[row.implementation].label.toLowerCase()}`}
        </Badge>
      )}
    </span>
  );
}

function RowButtons({ row }: { row: ScorecardProposalRow }) {
  const look = buttonClass({ look: "quiet", dense: true });
  return (
    <span className="row justify-end gap-0">
      {row.refusal === null ? (
        <button
          type="submit"
          name="decision"
          value={`accept:${row.id}`}
          className={look}
          aria-label={`Accept ${row.ref}`}
        >
          Accept
        </button>
      ) : null}
      <button
        type="submit"
        name="decision"
        value={`dismiss:${row.id}`}
        className={look}
        aria-label={`Dismiss ${row.ref}`}
      >
        Dismiss
      </button>
    </span>
  );
}

function Subject({ slug, row }: { slug: string; row: ScorecardProposalRow }) {
  return (
    <div className="grid gap-1">
      <Link href={paths.requirement(slug, row.ref) as Route} className="t inline-flex min-h-6 items-center">
        {row.title}
      </Link>
      <span className="sm i2 font-normal">{answerWords(row)}</span>
      {row.refusal === null ? null : <span className="sm txt-due font-normal">{row.refusal}</span>}
    </div>
  );
}

/** Proposals that wait, with the answer each comes from and what it would record. */
export function OpenTable({
  slug,
  rows,
  mayDecide,
}: {
  slug: string;
  rows: readonly ScorecardProposalRow[];
  mayDecide: boolean;
}) {
  return (
    <Table caption={`Open proposals, ${rows.length} shown`} cards top>
      <thead>
        <tr>
          {mayDecide ? (
            <td className="c0 py-0! align-middle!">
              <SelectAll label={`Select all ${rows.length} rows`} />
            </td>
          ) : null}
          <Th area="ref" className="w-20">
            Ref
          </Th>
          <Th area="title">Requirement and answer</Th>
          <Th area="status" className="w-56">
            Proposed
          </Th>
          {mayDecide ? (
            <Th area="due" right className="w-40">
              <span className="sr">Decide</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            {mayDecide ? (
              <Td area="check" className="pt-3!">
                <input
                  type="checkbox"
                  className="ck"
                  name="ids[]"
                  value={row.id}
                  aria-label={`Select ${row.ref}`}
                />
              </Td>
            ) : null}
            <Td area="ref">
              <span className="ref">{row.ref}</span>
            </Td>
            <RowHeader>
              <Subject slug={slug} row={row} />
            </RowHeader>
            <Td area="status">
              <Proposed row={row} />
            </Td>
            {mayDecide ? (
              <Td area="due" right>
                <RowButtons row={row} />
              </Td>
            ) : null}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Proposals that somebody accepted or dismissed, newest first. */
export function DecidedTable({ slug, rows }: { slug: string; rows: readonly ScorecardProposalRow[] }) {
  return (
    <Table caption={`Decided proposals, ${rows.length} shown`} cards top>
      <thead>
        <tr>
          <Th area="ref" className="w-20">
            Ref
          </Th>
          <Th area="title">Requirement and answer</Th>
          <Th area="status" className="w-56">
            Proposed
          </Th>
          <Th area="due" className="w-56">
            Decision
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td area="ref">
              <span className="ref">{row.ref}</span>
            </Td>
            <RowHeader>
              <Subject slug={slug} row={row} />
            </RowHeader>
            <Td area="status">
              <Proposed row={row} />
            </Td>
            <Td area="due">
              {row.decidedOn === null ? (
                <Nothing>No decision</Nothing>
              ) : (
                <span className="sm">
                  {`${row.state === "accepted" ? "Accepted" : "Dismissed"} ${day(row.decidedOn)} by ${row.decidedBy ?? "a former member"}`}
                </span>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
