import { DueDate, FirstRef, OwnerCell, TitleHeader } from "@/components/layout/register-cells";
import { Nothing, Table, Td, Th, Tr } from "@/components/ui/table";
import type { IsoDate } from "@/lib/core/dates";
import { OBLIGATION_KIND_LABEL } from "@/lib/core/isms-statuses";
import { columnSort } from "@/lib/core/list-address";
import {
  type ObligationRow,
  type ObligationSort,
  type ObligationView,
  obligationsHref,
  reviewState,
} from "@/lib/core/obligation";
import { paths } from "@/lib/core/paths";

function Row({ slug, row, today }: { slug: string; row: ObligationRow; today: IsoDate }) {
  return (
    <Tr>
      <Td area="ref">
        <span className="ref nw">{row.number}</span>
      </Td>
      <TitleHeader href={paths.obligation(slug, row.id)} title={row.title} />
      <Td area="status">
        <span className="i2 nw">{OBLIGATION_KIND_LABEL[row.kind]}</span>
      </Td>
      <Td label="Source" priority={2} className="md:max-w-48">
        {row.source === "" ? (
          <Nothing>No source</Nothing>
        ) : (
          <span className="ell i2" title={row.source}>
            {row.source}
          </span>
        )}
      </Td>
      <Td label="Controls" priority={1}>
        <FirstRef
          refs={row.refs}
          hrefOf={(ref) => paths.requirement(slug, ref)}
          none={<Nothing>No control</Nothing>}
        />
      </Td>
      <OwnerCell name={row.owner?.name ?? null} priority={2} />
      <Td area="due">
        <DueDate
          on={row.reviewOn}
          isLate={row.reviewOn !== null && reviewState(row.reviewOn, today) === "overdue"}
          today={today}
          none="No review date"
        />
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
  const sort = (by: ObligationSort) =>
    columnSort(by, view.sort, (next) => obligationsHref(slug, view, { sort: next }));
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
