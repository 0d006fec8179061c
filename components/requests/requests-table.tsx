import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import { SelectAll } from "@/components/evidence/selection";
import { Badge } from "@/components/ui/badge";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { paths } from "@/lib/core/paths";
import { awaitsAnswer, isLateRequest } from "@/lib/core/request";
import type { RequestListRow } from "@/lib/core/request-dto";
import { nextRequestSort, type RequestSort, type RequestView, requestsHref } from "@/lib/core/request-list";
import { REQUEST_KIND_LABEL, REQUEST_STATE } from "@/lib/core/work-statuses";

function Due({ row, today }: { row: RequestListRow; today: IsoDate }) {
  if (row.dueOn === null) return <Nothing>No due date</Nothing>;
  const late = isLateRequest(row, today);
  return (
    <span className={clsx("nw num", late ? "txt-gap w5" : "i2")}>
      {late ? <span className="sr">Overdue since </span> : null}
      {formatDate(row.dueOn, Number(today.slice(0, 4)))}
    </span>
  );
}

function Refs({ slug, refs }: { slug: string; refs: readonly string[] }) {
  const [first, ...rest] = refs;
  if (first === undefined) return <Nothing>No requirement</Nothing>;
  return (
    <span className="nw">
      <Link className="ref" href={paths.requirement(slug, first) as Route} prefetch={false}>
        {first}
      </Link>
      {rest.length > 0 ? (
        <span className="i3" title={rest.join(", ")}>
          {` and ${rest.length} more`}
        </span>
      ) : null}
    </span>
  );
}

type RowProps = { slug: string; row: RequestListRow; today: IsoDate; selectable: boolean };

function Row({ slug, row, today, selectable }: RowProps) {
  return (
    <Tr>
      {selectable ? (
        <Td area="check" className="pr-3">
          {awaitsAnswer(row.state) ? (
            <input
              type="checkbox"
              className="ck"
              name="ids[]"
              value={row.id}
              aria-label={`Select ${row.number}`}
            />
          ) : null}
        </Td>
      ) : null}
      <Td area="ref">
        <span className="ref nw">{row.number}</span>
      </Td>
      <RowHeader className="md:max-w-0 md:w-full">
        <Link
          className="t ell"
          href={paths.request(slug, row.id) as Route}
          prefetch={false}
          title={row.title}
        >
          {row.title}
        </Link>
      </RowHeader>
      <Td label="Kind" priority={2}>
        <span className="i2 nw">{REQUEST_KIND_LABEL[row.kind]}</span>
      </Td>
      <Td area="status">
        <span className="nw">
          <Badge status={REQUEST_STATE[row.state]} />
        </span>
      </Td>
      <Td label="Requirement" priority={1}>
        <Refs slug={slug} refs={row.refs} />
      </Td>
      <Td label="Owner" className="md:max-w-40">
        <span className="ell i2" title={row.owner.name}>
          {row.owner.name}
        </span>
      </Td>
      <Td area="due">
        <Due row={row} today={today} />
      </Td>
    </Tr>
  );
}

/** One row per request; every header sorts. Open ones can be ticked by those who ask. */
export function RequestsTable({
  slug,
  view,
  rows,
  today,
  selectable,
}: {
  slug: string;
  view: RequestView;
  rows: readonly RequestListRow[];
  today: IsoDate;
  selectable: boolean;
}) {
  const sort = (by: RequestSort) => ({
    href: requestsHref(slug, view, { sort: nextRequestSort(by, view.sort) }),
    direction: view.sort?.by === by ? view.sort.direction : ("none" as const),
  });
  return (
    <Table caption="Requests" cards>
      <thead>
        <tr>
          {selectable ? (
            <Th area="check" className="pr-3">
              <SelectAll label="Select all open requests shown" />
            </Th>
          ) : null}
          <Th sort={sort("number")}>Number</Th>
          <Th sort={sort("title")}>Title</Th>
          <Th priority={2}>Kind</Th>
          <Th sort={sort("state")}>State</Th>
          <Th priority={1}>Requirement</Th>
          <Th sort={sort("owner")}>Owner</Th>
          <Th sort={sort("due")}>Due</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} slug={slug} row={row} today={today} selectable={selectable} />
        ))}
      </tbody>
    </Table>
  );
}
