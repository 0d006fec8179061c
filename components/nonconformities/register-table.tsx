import { DueDate, FirstRef, OwnerCell, TitleHeader } from "@/components/layout/register-cells";
import { Badge } from "@/components/ui/badge";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { IsoDate } from "@/lib/core/dates";
import { columnSort } from "@/lib/core/list-address";
import { isOpenNc } from "@/lib/core/nonconformity";
import type { NcListRow } from "@/lib/core/nonconformity-dto";
import { type NcSort, type NcView, ncHref } from "@/lib/core/nonconformity-list";
import { paths } from "@/lib/core/paths";
import { NC_GRADE, NC_STATE } from "@/lib/core/statuses";

function Row({ slug, row, today }: { slug: string; row: NcListRow; today: IsoDate }) {
  const short = row.grade === "ofi" ? "Opportunity" : NC_GRADE[row.grade].label;
  return (
    <Tr>
      <Td area="ref">
        <span className="ref nw">{row.number}</span>
      </Td>
      <TitleHeader href={paths.nonconformity(slug, row.id)} title={row.title} />
      <Td area="files">
        <Badge status={NC_GRADE[row.grade]}>{short}</Badge>
      </Td>
      <Td area="status">
        <span className="nw">
          <Badge status={NC_STATE[row.state]} />
        </span>
      </Td>
      <Td label="Requirement" priority={1}>
        <FirstRef
          refs={row.refs}
          hrefOf={(ref) => paths.requirement(slug, ref)}
          none={<span className="i2">Own rule</span>}
        />
      </Td>
      <OwnerCell name={row.owner?.name ?? null} priority={2} />
      <Td area="due">
        <DueDate
          on={row.dueOn}
          isLate={row.dueOn !== null && row.dueOn < today && isOpenNc(row.state)}
          today={today}
          none="No due date"
        />
      </Td>
      <Td area="hide" right>
        <span className="i2">{row.ageDays}</span>
        <span className="sr"> days old</span>
      </Td>
    </Tr>
  );
}

/** One row per record; every header sorts. */
export function RegisterTable({
  slug,
  view,
  rows,
  today,
}: {
  slug: string;
  view: NcView;
  rows: readonly NcListRow[];
  today: IsoDate;
}) {
  const sort = (by: NcSort) => columnSort(by, view.sort, (next) => ncHref(slug, view, { sort: next }));
  return (
    <Table caption="Nonconformities" cards>
      <thead>
        <tr>
          <Th sort={sort("number")}>Number</Th>
          <Th sort={sort("title")}>Title</Th>
          <Th sort={sort("grade")}>Grade</Th>
          <Th sort={sort("state")}>State</Th>
          <Th priority={1}>Requirement</Th>
          <Th sort={sort("owner")} priority={2}>
            Owner
          </Th>
          <Th sort={sort("due")}>Due</Th>
          <Th sort={sort("age")} right>
            Days
          </Th>
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
