import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { OBLIGATION_KIND_LABEL } from "@/lib/core/isms-statuses";
import {
  nextObligationSort,
  type ObligationRow,
  type ObligationSort,
  type ObligationView,
  obligationsHref,
  reviewState,
} from "@/lib/core/obligation";
import { paths } from "@/lib/core/paths";

function Review({ reviewOn, today }: { reviewOn: IsoDate | null; today: IsoDate }) {
  if (reviewOn === null) return <Nothing>No review date</Nothing>;
  const late = reviewState(reviewOn, today) === "overdue";
  return (
    <span className={clsx("nw num", late ? "txt-gap w5" : "i2")}>
      {late ? <span className="sr">Overdue since </span> : null}
      {formatDate(reviewOn, Number(today.slice(0, 4)))}
    </span>
  );
}

function Controls({ slug, refs }: { slug: string; refs: readonly string[] }) {
  const [first, ...rest] = refs;
  if (first === undefined) return <Nothing>No control</Nothing>;
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

function Row({ slug, row, today }: { slug: string; row: ObligationRow; today: IsoDate }) {
  return (
    <Tr>
      <Td area="ref">
        <span className="ref nw">{row.number}</span>
      </Td>
      <RowHeader className="md:max-w-0 md:w-full">
        <Link
          className="t ell"
          href={paths.obligation(slug, row.id) as Route}
          prefetch={false}
          title={row.title}
        >
          {row.title}
        </Link>
      </RowHeader>
      <Td area="status">
        <span className="i2 nw">{OBLIGATION_KIND_LABEL[row.kind]}</span>
      </Td>
      <Td label="Source" priority={2} className="md:max-w-48">
        <span className="ell i2" title={row.source}>
          {row.source === "" ? <Nothing>No source</Nothing> : row.source}
        </span>
      </Td>
      <Td label="Controls" priority={1}>
        <Controls slug={slug} refs={row.refs} />
      </Td>
      <Td label="Owner" priority={2} className="md:max-w-40">
        <span className="ell i2">{row.owner === null ? <Nothing>No owner</Nothing> : row.owner.name}</span>
      </Td>
      <Td area="due">
        <Review reviewOn={row.reviewOn} today={today} />
      </Td>
    </Tr>
  );
}

/** One row per obligation; headers sort. */
export function ObligationsTable({
  slug,
  view,
  rows,
  today,
}: {
  slug: string;
  view: ObligationView;
  rows: readonly ObligationRow[];
  today: IsoDate;
}) {
  const sort = (by: ObligationSort) => ({
    href: obligationsHref(slug, view, { sort: nextObligationSort(by, view.sort) }),
    direction: view.sort?.by === by ? view.sort.direction : ("none" as const),
  });
  return (
    <Table caption="Obligations" cards>
      <thead>
        <tr>
          <Th sort={sort("number")}>Number</Th>
          <Th sort={sort("title")}>Title</Th>
          <Th sort={sort("kind")}>Kind</Th>
          <Th priority={2}>Source</Th>
          <Th priority={1}>Controls</Th>
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
