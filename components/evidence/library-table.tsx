import type { Route } from "next";
import { RenewLink, WindowBadges } from "@/components/evidence/date-marks";
import { sortOf } from "@/components/evidence/library-href";
import { SelectAll } from "@/components/evidence/selection";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import type { EvidenceRow } from "@/lib/core/evidence-dto";
import { paths } from "@/lib/core/paths";
import { FRESHNESS_STATUS, ITEM_STATE } from "@/lib/core/statuses";
import type { LibraryFilters } from "@/lib/evidence/input";

type Props = {
  slug: string;
  filters: LibraryFilters;
  rows: readonly EvidenceRow[];
  today: IsoDate;
  selectable: boolean;
};

function RenewDate({ row, today }: { row: EvidenceRow; today: IsoDate }) {
  if (row.renewOn === null) return <Nothing>No renewal date</Nothing>;
  const text = formatDate(row.renewOn, Number(today.slice(0, 4)));
  return <span className={row.freshness === "expired" ? "txt-gap num" : "num"}>{text}</span>;
}

function EvidenceLine({
  slug,
  row,
  today,
  selectable,
}: Omit<Props, "rows" | "filters"> & { row: EvidenceRow }) {
  const name = row.reference ?? row.title;
  return (
    <Tr>
      {selectable ? (
        <Td area="check">
          <input
            type="checkbox"
            className="ck"
            name="itemIds[]"
            value={`${row.itemId}:${row.version}`}
            aria-label={`Select ${name}`}
          />
        </Td>
      ) : null}
      <Td area="ref">
        {row.reference === null ? (
          <Nothing>No reference</Nothing>
        ) : (
          <span className="ref">{row.reference}</span>
        )}
      </Td>
      <RowHeader>
        <Link className="t ell block" href={paths.evidenceItem(slug, row.itemId) as Route} title={row.title}>
          {row.title}
        </Link>
        <WindowBadges slug={slug} row={row} />
      </RowHeader>
      <Td area="status">
        <Badge status={ITEM_STATE[row.state]} />
      </Td>
      <Td label="Freshness" priority={2}>
        <Badge status={FRESHNESS_STATUS[row.freshness]} />
      </Td>
      <Td area="due">
        <span className="row wrap gap-x-2 gap-y-0">
          <RenewDate row={row} today={today} />
          <RenewLink slug={slug} row={row} />
        </span>
      </Td>
      <Td label="Owner" priority={2}>
        {row.ownerName === "" ? (
          <Nothing>No owner</Nothing>
        ) : (
          <span className="ell i2" title={row.ownerName}>
            {row.ownerName}
          </span>
        )}
      </Td>
      <Td area="files" right unit={row.usedIn === 1 ? "requirement" : "requirements"} priority={1}>
        {row.usedIn === 0 ? <span className="i3">0</span> : row.usedIn}
      </Td>
    </Tr>
  );
}

/** The page's rows; every header that sorts is a link. */
export function LibraryTable(props: Props) {
  const { slug, filters, rows, selectable } = props;
  const sort = (by: Parameters<typeof sortOf>[2]) => sortOf(slug, filters, by);
  return (
    <Table caption={`Evidence, ${rows.length} rows on this page`} cards fixed>
      <thead>
        <tr>
          {selectable ? (
            <td className="c0">
              <SelectAll label={`Select all ${rows.length} rows`} />
            </td>
          ) : null}
          <Th area="ref" className="w-18" sort={sort("reference")}>
            Ref
          </Th>
          <Th area="title" sort={sort("title")}>
            Evidence
          </Th>
          <Th area="status" className="w-27" sort={sort("state")}>
            State
          </Th>
          <Th priority={2} className="w-35">
            Freshness
          </Th>
          <Th area="due" className="w-32" sort={sort("renew")}>
            Renew by
          </Th>
          <Th priority={2} className="w-36" sort={sort("owner")}>
            Owner
          </Th>
          <Th area="files" right priority={1} className="w-18 [&_a]:flex-row-reverse" sort={sort("used")}>
            Used in
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <EvidenceLine key={row.itemId} slug={slug} today={props.today} selectable={selectable} row={row} />
        ))}
      </tbody>
    </Table>
  );
}
