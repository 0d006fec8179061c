import { DueDate, OwnerCell, TitleHeader } from "@/components/layout/register-cells";
import { HeatMark } from "@/components/risks/heat";
import { Badge } from "@/components/ui/badge";
import { Nothing, Table, Td, Th, Tr } from "@/components/ui/table";
import type { IsoDate } from "@/lib/core/dates";
import { RISK_STATE, TREATMENT_LABEL } from "@/lib/core/isms-statuses";
import { columnSort } from "@/lib/core/list-address";
import { paths } from "@/lib/core/paths";
import { RISK_FLAG_LABEL, type RiskFlag } from "@/lib/core/risk";
import type { RiskListRow } from "@/lib/core/risk-dto";
import { type RiskSort, type RiskView, riskHref } from "@/lib/core/risk-list";

/** What the other columns do not say already. */
const TOLD: readonly RiskFlag[] = ["acceptance_expired", "earlier_method"];

function Row({ slug, row, today }: { slug: string; row: RiskListRow; today: IsoDate }) {
  const told = row.flags.filter((flag) => TOLD.includes(flag));
  return (
    <Tr>
      <Td area="ref">
        <span className="ref nw">{row.number}</span>
      </Td>
      <TitleHeader href={paths.risk(slug, row.id)} title={row.title}>
        {told.map((flag) => (
          <span key={flag} className="sm txt-gap font-normal block">
            {RISK_FLAG_LABEL[flag]}
          </span>
        ))}
      </TitleHeader>
      <Td label="Inherent" priority={2}>
        {row.inherent === null ? <Nothing>Not assessed</Nothing> : <HeatMark {...row.inherent} />}
      </Td>
      <Td label="Level">
        {row.current === null ? <span className="i2 nw">Not assessed</span> : <HeatMark {...row.current} />}
      </Td>
      <Td area="files" priority={2}>
        {row.treatment === null ? <Nothing>No treatment</Nothing> : TREATMENT_LABEL[row.treatment]}
      </Td>
      <Td area="status">
        <span className="nw">
          <Badge status={RISK_STATE[row.state]} />
        </span>
      </Td>
      <OwnerCell name={row.owner?.name ?? null} priority={2} />
      <Td area="due">
        <DueDate
          on={row.reviewOn}
          isLate={row.reviewOn !== null && row.reviewOn <= today}
          today={today}
          none="No review date"
          since="Due since "
        />
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
  const sort = (by: RiskSort) => columnSort(by, view.sort, (next) => riskHref(slug, view, { sort: next }));
  return (
    <Table caption="Risks" cards>
      <thead>
        <tr>
          <Th sort={sort("number")}>Number</Th>
          <Th sort={sort("title")}>Risk</Th>
          <Th priority={2}>Inherent</Th>
          <Th sort={sort("level")}>Level</Th>
          <Th sort={sort("treatment")} priority={2}>
            Treatment
          </Th>
          <Th sort={sort("state")}>State</Th>
          <Th sort={sort("owner")} priority={2}>
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
