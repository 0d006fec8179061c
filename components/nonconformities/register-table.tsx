import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { isOpenNc } from "@/lib/core/nonconformity";
import type { NcListRow } from "@/lib/core/nonconformity-dto";
import { type NcSort, type NcView, ncHref, nextNcSort } from "@/lib/core/nonconformity-list";
import { paths } from "@/lib/core/paths";
import { NC_GRADE, NC_STATE } from "@/lib/core/statuses";

function Due({ row, today }: { row: NcListRow; today: IsoDate }) {
  if (row.dueOn === null) return <Nothing>No due date</Nothing>;
  const isLate = row.dueOn < today && isOpenNc(row.state);
  return (
    <span className={clsx("nw num", isLate ? "txt-gap w5" : "i2")}>
      {isLate ? <span className="sr">Overdue since </span> : null}
      {formatDate(row.dueOn, Number(today.slice(0, 4)))}
    </span>
  );
}

function Refs({ slug, refs }: { slug: string; refs: readonly string[] }) {
  const [first, ...rest] = refs;
  if (first === undefined) return <span className="i2">Own rule</span>;
  return (
    <span className="nw">
      <Link className="ref" href={paths.requirement(slug, first) as Route} prefetch={false}>
        {first}
      </Link>
      {rest.length > 0 ? (
        <span className="i3" title={rest.join(", ")}>
          {" "}
          and {rest.length} more
        </span>
      ) : null}
    </span>
  );
}

function Row({ slug, row, today }: { slug: string; row: NcListRow; today: IsoDate }) {
  const short = row.grade === "ofi" ? "Opportunity" : NC_GRADE[row.grade].label;
  return (
    <Tr>
      <Td area="ref">
        <span className="ref nw">{row.number}</span>
      </Td>
      <RowHeader className="md:max-w-0 md:w-full">
        <Link
          className="t ell"
          href={paths.nonconformity(slug, row.id) as Route}
          prefetch={false}
          title={row.title}
        >
          {row.title}
        </Link>
      </RowHeader>
      <Td area="files">
        <Badge status={NC_GRADE[row.grade]}>{short}</Badge>
      </Td>
      <Td area="status">
        <span className="nw">
          <Badge status={NC_STATE[row.state]} />
        </span>
      </Td>
      <Td label="Requirement" priority={1}>
        <Refs slug={slug} refs={row.refs} />
      </Td>
      <Td label="Owner" priority={2} className="md:max-w-40">
        {row.owner === null ? (
          <Nothing>No owner</Nothing>
        ) : (
          <span className="ell i2" title={row.owner.name}>
            {row.owner.name}
          </span>
        )}
      </Td>
      <Td area="due">
        <Due row={row} today={today} />
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
  const sort = (by: NcSort) => ({
    href: ncHref(slug, view, { sort: nextNcSort(by, view.sort) }),
    direction: view.sort?.by === by ? view.sort.direction : ("none" as const),
  });
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
