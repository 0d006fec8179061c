import { type ControlRowData, ControlRows, type Look } from "@/components/controls/control-rows";
import { flagsOf, isOverdue, soaLook } from "@/components/controls/row-words";
import { overlapClass } from "@/components/ui/overlap-icon";
import { GroupRow, type Sort, Table, Th } from "@/components/ui/table";
import type { StatusLook } from "@/components/ui/tone";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { columnSort } from "@/lib/core/list-address";
import type { OverlapLook } from "@/lib/core/requirement-detail";
import {
  type ControlColumn,
  type ListView,
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

/** Places of classes and words that rows share, filled while the rows are made. */
function lookList() {
  const places = new Map<string, number>();
  const looks: Look[] = [];
  const placeOf = (className: string, words: string): number => {
    const key = `${className}|${words}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, looks.length);
    return looks.push([className, words]) - 1;
  };
  return { looks, placeOf };
}
type PlaceOf = ReturnType<typeof lookList>["placeOf"];

const badgeOf = (placeOf: PlaceOf, { icon, tone, label }: StatusLook) =>
  placeOf(`st s-${icon} ${tone}`, label);

function flagOf(row: RequirementRow, placeOf: PlaceOf): Pick<ControlRowData, "flag"> {
  const flags = row.applicability === "excluded" ? [] : flagsOf(row);
  const [first] = flags;
  if (first === undefined) return {};
  const words = flags.map((flag) => flag.label).join(", ");
  return { flag: placeOf(`k s-${first.icon} ${first.tone}`, words) };
}

function dueOf(row: RequirementRow, today: IsoDate): Pick<ControlRowData, "due" | "late"> {
  if (row.dueOn === null) return {};
  const due = formatDate(row.dueOn, Number(today.slice(0, 4)));
  return isOverdue(row, today) ? { due, late: true } : { due };
}

function dataOf(
  row: RequirementRow,
  extra: Omit<ListRow, "row"> | undefined,
  { today, placeOf }: { readonly today: IsoDate; readonly placeOf: PlaceOf },
): ControlRowData {
  const soa = soaLook(row);
  const { ref, title, version, evidenceStatus } = row;
  return {
    ...{ ref, title, version, files: row.linkedCount },
    status: extra?.mayRecord ? evidenceStatus : badgeOf(placeOf, EVIDENCE_STATUS[evidenceStatus]),
    ...(row.evidencedCurrent ? { ev: true } : {}),
    ...flagOf(row, placeOf),
    ...(extra ? { overlap: placeOf(overlapClass(extra.overlap.shape), extra.overlap.label) } : {}),
    ...(row.ownerName === null ? {} : { owner: row.ownerName }),
    soa: typeof soa === "string" ? soa : badgeOf(placeOf, soa),
    ...dueOf(row, today),
  };
}

/** Stands in the address where a row's reference goes. */
const ANY_REF = "A.0.0";

function hrefsOf(slug: string, view: ListView): readonly [string, string] {
  const mark = `open=${ANY_REF}`;
  const href = viewHref(slug, view, { open: ANY_REF });
  const at = href.lastIndexOf(mark) + mark.length;
  return [href.slice(0, at - ANY_REF.length), href.slice(at)];
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
  return columnSort(by, view.sort, (sort) => viewHref(slug, { ...view, sort }));
}

/** All rows of the view under their groups; the columns leave a narrow container by priority. */
export function ControlsTable(props: TableProps) {
  const { slug, view, groups, extras, selectable, caption } = props;
  const { looks, placeOf } = lookList();
  const hrefs = hrefsOf(slug, view);
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
          <ControlRows
            rows={group.rows.map((row) => dataOf(row, extras.get(row.ref), { today: props.today, placeOf }))}
            looks={looks}
            hrefs={hrefs}
            open={props.open}
            selectable={selectable}
            columns={props.columns}
          />
        </tbody>
      ))}
    </Table>
  );
}
