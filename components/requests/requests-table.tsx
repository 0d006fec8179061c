import { SelectAll } from "@/components/evidence/selection";
import { DueDate, FirstRef, OwnerCell, TitleHeader } from "@/components/layout/register-cells";
import { Badge } from "@/components/ui/badge";
import { Nothing, Table, Td, Th, Tr } from "@/components/ui/table";
import type { IsoDate } from "@/lib/core/dates";
import { columnSort } from "@/lib/core/list-address";
import { paths } from "@/lib/core/paths";
import { awaitsAnswer, isLateRequest } from "@/lib/core/request";
import type { RequestListRow } from "@/lib/core/request-dto";
import { type RequestSort, type RequestView, requestsHref } from "@/lib/core/request-list";
import { REQUEST_KIND_LABEL, REQUEST_STATE } from "@/lib/core/work-statuses";

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
      <TitleHeader href={paths.request(slug, row.id)} title={row.title} />
      <Td label="Kind" priority={2}>
        <span className="i2 nw">{REQUEST_KIND_LABEL[row.kind]}</span>
      </Td>
      <Td area="status">
        <span className="nw">
          <Badge status={REQUEST_STATE[row.state]} />
        </span>
      </Td>
      <Td label="Requirement" priority={2}>
        <FirstRef
          refs={row.refs}
          hrefOf={(ref) => paths.requirement(slug, ref)}
          none={<Nothing>No requirement</Nothing>}
        />
      </Td>
      <OwnerCell name={row.owner.name} />
      <Td area="due">
        <DueDate on={row.dueOn} isLate={isLateRequest(row, today)} today={today} none="No due date" />
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
  const sort = (by: RequestSort) =>
    columnSort(by, view.sort, (next) => requestsHref(slug, view, { sort: next }));
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
          <Th priority={2}>Requirement</Th>
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
