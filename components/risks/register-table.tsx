import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import { HeatMark } from "@/components/risks/heat";
import { Badge } from "@/components/ui/badge";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { RISK_STATE, TREATMENT_LABEL } from "@/lib/core/isms-statuses";
import { paths } from "@/lib/core/paths";
import { RISK_FLAG_LABEL, type RiskFlag } from "@/lib/core/risk";
import type { RiskListRow } from "@/lib/core/risk-dto";
import { nextRiskSort, type RiskSort, type RiskView, riskHref } from "@/lib/core/risk-list";

/** What the other columns do not say already. */
const TOLD: readonly RiskFlag[] = ["acceptance_expired", "earlier_method"];

function Review({ row, today }: { row: RiskListRow; today: IsoDate }) {
  if (row.reviewOn === null) return <Nothing>No review date</Nothing>;
  const isDue = row.reviewOn <= today;
  return (
    <span className={clsx("nw num", isDue ? "txt-gap w5" : "i2")}>
      {isDue ? <span className="sr">Due since </span> : null}
      {formatDate(row.reviewOn, Number(today.slice(0, 4)))}
    </span>
  );
}

function Row({ slug, row, today }: { slug: string; row: RiskListRow; today: IsoDate }) {
  const told = row.flags.filter((flag) => TOLD.includes(flag));
  return (
    <Tr>
      <Td area="ref">
        <span className="ref nw">{row.number}</span>
      </Td>
      <RowHeader className="md:max-w-0 md:w-full">
        <Link className="t ell" href={paths.risk(slug, row.id) as Route} prefetch={false} title={row.title}>
          {row.title}
        </Link>
        {told.map((flag) => (
          <span key={flag} className="sm txt-gap font-normal block">
            {RISK_FLAG_LABEL[flag]}
          </span>
        ))}
      </RowHeader>
      <Td label="Inherent" priority={2}>
        {row.inherent === null ? <Nothing>Not assessed</Nothing> : <HeatMark {...row.inherent} />}
      </Td>
      <Td label="Level">
        {row.current === null ? <span className="i2 nw">Not assessed</span> : <HeatMark {...row.current} />}
      </Td>
      <Td area="files">
        {row.treatment === null ? <Nothing>No treatment</Nothing> : TREATMENT_LABEL[row.treatment]}
      </Td>
      <Td area="status">
        <span className="nw">
          <Badge status={RISK_STATE[row.state]} />
        </span>
      </Td>
      <Td label="Owner" priority={1} className="md:max-w-40">
        {row.owner === null ? (
          <Nothing>No owner</Nothing>
        ) : (
          <span className="ell i2" title={row.owner.name}>
            {row.owner.name}
          </span>
        )}
      </Td>
      <Td area="due">
        <Review row={row} today={today} />
      </Td>
    </Tr>
  );
}

/** One row per risk; the level is what counts at present. */
export function RegisterTable({
  slug,
  view,
  rows,
  today,
}: {
  slug: string;
  view: RiskView;
  rows: readonly RiskListRow[];
  today: IsoDate;
}) {
  const sort = (by: RiskSort) => ({
    href: riskHref(slug, view, { sort: nextRiskSort(by, view.sort) }),
    direction: view.sort?.by === by ? view.sort.direction : ("none" as const),
  });
  return (
    <Table caption="Risks" cards>
      <thead>
        <tr>
          <Th sort={sort("number")}>Number</Th>
          <Th sort={sort("title")}>Risk</Th>
          <Th priority={2}>Inherent</Th>
          <Th sort={sort("level")}>Level</Th>
          <Th sort={sort("treatment")}>Treatment</Th>
          <Th sort={sort("state")}>State</Th>
          <Th sort={sort("owner")} priority={1}>
            Owner
          </Th>
          <Th sort={sort("review")}>Review</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} slug={slug} row={row} today={today} />
        ))}
      </tbody>
    </Table>
  );
}
