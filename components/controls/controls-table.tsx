import type { Route } from "next";
import Link from "next/link";
import { DueWords, FlagMark, SoaWords } from "@/components/controls/row-words";
import { StatusCell } from "@/components/controls/status-cell";
import { Badge } from "@/components/ui/badge";
import { Overlap } from "@/components/ui/overlap-icon";
import { GroupRow, Nothing, RowHeader, type Sort, Table, Td, Th, Tr } from "@/components/ui/table";
import type { IsoDate } from "@/lib/core/dates";
import type { OverlapLook } from "@/lib/core/requirement-detail";
import {
  type ControlColumn,
  type ListView,
  nextSort,
  type RowGroup,
  type SortKey,
  viewHref,
} from "@/lib/core/requirement-list";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import { EVIDENCE_STATUS } from "@/lib/core/statuses";

export type ListRow = {
  readonly row: RequirementRow;
  readonly overlap: OverlapLook;
  readonly mayRecord: boolean;
};

type TableProps = {
  slug: string;
  view: ListView;
  groups: readonly RowGroup[];
  /** By reference: what the list adds to a row. */
  extras: ReadonlyMap<string, Omit<ListRow, "row">>;
  today: IsoDate;
  open: string | null;
  /** Boxes for the bulk form. */
  selectable: boolean;
  caption: string;
  columns: readonly ControlColumn[];
};

function Row({
  slug,
  view,
  row,
  extra,
  today,
  open,
  selectable,
  columns,
}: Omit<TableProps, "groups" | "extras" | "caption"> & {
  row: RequirementRow;
  extra: Omit<ListRow, "row"> | undefined;
}) {
  const files = row.linkedCount;
  const has = (column: ControlColumn) => columns.includes(column);
  return (
    <Tr current={open === row.ref}>
      {selectable ? (
        <Td area="check">
          <input
            type="checkbox"
            className="ck"
            name="rows[]"
            form="bulk"
            value={`${row.ref}:${row.version}`}
            aria-label={`Select ${row.ref}`}
          />
        </Td>
      ) : null}
      <Td area="ref">
        <span className="ref">{row.ref}</span>
      </Td>
      <RowHeader>
        <span className="flex items-center gap-1.5 min-w-0">
          <Link
            className="t ell"
            href={viewHref(slug, view, { open: row.ref }) as Route}
            prefetch={false}
            scroll={false}
          >
            {row.title}
          </Link>
          <FlagMark row={row} />
        </span>
      </RowHeader>
      <Td area="status">
        {extra?.mayRecord ? (
          <StatusCell
            refText={row.ref}
            status={row.evidenceStatus}
            version={row.version}
            evidenced={row.evidencedCurrent}
          />
        ) : (
          <Badge status={EVIDENCE_STATUS[row.evidenceStatus]} />
        )}
      </Td>
      {has("overlap") ? <Td area="hide">{extra ? <Overlap {...extra.overlap} compact /> : null}</Td> : null}
      {has("files") ? (
        <Td area="files" right unit={files === 1 ? "file" : "files"} className={files === 0 ? "i3" : ""}>
          {files}
        </Td>
      ) : null}
      {has("owner") ? (
        <Td area="hide" priority={2}>
          {row.ownerName === null ? (
            <Nothing>No owner</Nothing>
          ) : (
            <span className="ell i2">{row.ownerName}</span>
          )}
        </Td>
      ) : null}
      {has("soa") ? (
        <Td area="hide" priority={2}>
          <SoaWords row={row} />
        </Td>
      ) : null}
      {has("due") ? (
        <Td area="due" priority={1} className="nw num">
          <DueWords row={row} today={today} />
        </Td>
      ) : null}
    </Tr>
  );
}

const WIDTH: Readonly<Record<ControlColumn, string>> = {
  overlap: "w-14",
  files: "w-12",
  owner: "w-31 p2",
  soa: "w-32 p2",
  due: "w-16 p1",
};
/** Reference, title and status are always there. */
const FIXED = 3;

function sortOf(slug: string, view: ListView, by: SortKey): Sort {
  const direction = view.sort?.by === by ? view.sort.direction : "none";
  return { href: viewHref(slug, { ...view, sort: nextSort(by, view.sort) }), direction };
}

/** All rows of the view under their groups; the columns leave a narrow container by priority. */
export function ControlsTable(props: TableProps) {
  const { slug, view, groups, extras, selectable, caption } = props;
  const wide = view.kind === "control" || view.kind === "own";
  const has = (column: ControlColumn) => props.columns.includes(column);
  return (
    <Table caption={caption} cards fixed className="ctl">
      <colgroup>
        {selectable ? <col className="w-8" /> : null}
        <col className={wide ? "w-14" : "w-16"} />
        <col />
        <col className="w-44" />
        {props.columns.map((column) => (
          <col key={column} className={WIDTH[column]} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {selectable ? (
            <td className="c0">
              <input type="checkbox" className="ck" aria-label="Select all rows" />
            </td>
          ) : null}
          <Th sort={sortOf(slug, view, "ref")} area="ref">
            Ref
          </Th>
          <Th area="title">{view.kind === "control" || view.kind === "own" ? "Control" : "Requirement"}</Th>
          <Th sort={sortOf(slug, view, "status")} area="status">
            Evidence status
          </Th>
          {has("overlap") ? (
            <Th>
              <abbr
                title={view.kind === "criterion" ? "Overlap with ISO/IEC 27001" : "Overlap with SOC 2"}
                className="no-underline"
              >
                {view.kind === "criterion" ? "ISO" : "SOC 2"}
              </abbr>
            </Th>
          ) : null}
          {has("files") ? (
            <Th area="files" right>
              Files
            </Th>
          ) : null}
          {has("owner") ? (
            <Th sort={sortOf(slug, view, "owner")} priority={2}>
              Owner
            </Th>
          ) : null}
          {has("soa") ? <Th priority={2}>SoA</Th> : null}
          {has("due") ? (
            <Th sort={sortOf(slug, view, "due")} area="due" priority={1}>
              Due
            </Th>
          ) : null}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.group}>
          {group.label === "" ? null : (
            <GroupRow
              columns={FIXED + props.columns.length + (selectable ? 1 : 0)}
              label={group.label}
              remark={`${group.inScope} in scope, ${group.ready} ready`}
            />
          )}
          {group.rows.map((row) => (
            <Row key={row.ref} {...props} row={row} extra={extras.get(row.ref)} />
          ))}
        </tbody>
      ))}
    </Table>
  );
}
