"use client";
import clsx from "clsx";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useGridKeys } from "@/components/soa/grid-keys";
import { useCellSaves } from "@/components/soa/save-row";
import type { Owner } from "@/components/soa/soa-bulk";
import { SoaTableRow } from "@/components/soa/soa-row";
import type { RowLinks } from "@/components/soa/soa-row-words";
import { useFetched } from "@/components/ui/use-fetched";
import { columnLabel } from "@/lib/core/list-columns";
import type { SoaColumn, SoaGridRow, SoaGroup } from "@/lib/core/soa-list";

const NO_ROWS: ReadonlySet<string> = new Set();

/** The selection of a list: single rows, ranges with Shift, and all that are shown. */
function useSelection(rows: readonly SoaGridRow[]) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(NO_ROWS);
  const last = useRef<string | null>(null);
  const order = useMemo(() => rows.map((row) => row.ref), [rows]);
  const shown = useMemo(() => new Set(order.filter((ref) => selected.has(ref))), [order, selected]);
  const select = useCallback(
    (ref: string, on: boolean, range: boolean) => {
      const [from, to] = [order.indexOf(range ? (last.current ?? ref) : ref), order.indexOf(ref)];
      const refs = order.slice(Math.min(from, to), Math.max(from, to) + 1);
      last.current = ref;
      setSelected((before) => {
        const next = new Set(before);
        for (const each of refs.length === 0 ? [ref] : refs) {
          if (on) next.add(each);
          else next.delete(each);
        }
        return next;
      });
    },
    [order],
  );
  const selectAll = (on: boolean) => setSelected(on ? new Set(order) : NO_ROWS);
  return { selected: shown, select, selectAll };
}

/** The bar over selected rows, fetched when the first one is selected. */
const loadBulk = () => import("@/components/soa/soa-bulk").then((module) => module.SoaBulk);

function SelectAll({ count, of, onAll }: { count: number; of: number; onAll: (on: boolean) => void }) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = count > 0 && count < of;
  }, [count, of]);
  return (
    <input
      ref={box}
      type="checkbox"
      className="ck"
      aria-label="Select all rows"
      checked={of > 0 && count === of}
      onChange={(event) => onAll(event.target.checked)}
    />
  );
}

const WIDTH: Readonly<Record<SoaColumn, string>> = {
  reasons: "w-[140px]",
  implementation: "w-[128px]",
  delivery: "w-[90px]",
  method: "w-[90px]",
  owner: "w-[110px]",
  evidence: "w-[90px]",
  criteria: "w-[90px]",
  nonconformities: "w-[116px]",
  review: "w-[100px]",
};
/** Always there: the row's name on the left, its justification on the right. */
const FIXED = 4;
/** With more columns than the standard ones the table is wider and scrolls inside its region. */
const STANDARD = 3;

type Heading = { readonly label: string; readonly width: string };

function headings(columns: readonly SoaColumn[]): readonly Heading[] {
  return [
    { label: "Ref", width: "w-[58px]" },
    { label: "Control", width: "w-[172px]" },
    { label: "Applicability", width: "w-[116px]" },
    ...columns.map((column) => ({ label: columnLabel("soa", column), width: WIDTH[column] })),
    { label: "Justification", width: "" },
  ];
}

function Head({
  columns,
  editable,
  selectAll,
}: {
  columns: readonly SoaColumn[];
  editable: boolean;
  selectAll: ReactNode;
}) {
  const all = headings(columns);
  return (
    <>
      <colgroup>
        {editable ? <col className="w-8" /> : null}
        {all.map(({ label, width }) => (
          <col key={label} className={width} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {editable ? <td className="c0">{selectAll}</td> : null}
          {all.map(({ label }) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}

export type SoaGridProps = {
  slug: string;
  links: RowLinks;
  rows: readonly SoaGridRow[];
  columns: readonly SoaColumn[];
  groups: readonly SoaGroup[];
  /** The person may edit; readers get words instead of buttons. */
  mayEdit: boolean;
  owners: readonly Owner[];
  /** Address of the list as it is shown; `open` is added for a row. */
  listHref: string;
  open: string;
};

/** All rows of the view. With script it is a grid: one Tab stop, arrow keys, cells that are changed in place. */
export function SoaGrid(props: SoaGridProps) {
  const { slug, links, rows, columns, groups, mayEdit, listHref, open } = props;
  const wrapper = useRef<HTMLDivElement>(null);
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  const editable = live && mayEdit;
  const { shown, problems, busy, save, dismiss } = useCellSaves(slug, rows);
  const { selected, select, selectAll } = useSelection(shown);
  const Bulk = useFetched(selected.size > 0, loadBulk);
  useGridKeys(wrapper, editable);
  const byRef = new Map(shown.map((row) => [row.ref, row]));
  const join = listHref.includes("?") ? "&" : "?";
  const caption = "Statement of Applicability, draft";
  const width = FIXED + columns.length + (editable ? 1 : 0);
  return (
    <>
      {editable && Bulk ? (
        <Bulk
          slug={slug}
          rows={shown}
          selected={selected}
          owners={props.owners}
          onClear={() => selectAll(false)}
        />
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a scroll region around a table is no section of its own. */}
      <div ref={wrapper} className="ts ts-flat relative" role="region" aria-label={caption} tabIndex={0}>
        <table
          className={clsx(
            "tb tb-top tb-fix tb-stick soa",
            columns.length > STANDARD ? "soa-wide min-w-[1320px]" : "min-w-[960px]",
          )}
          role={editable ? "grid" : undefined}
        >
          <caption className="sr">{caption}</caption>
          <Head
            columns={columns}
            editable={editable}
            selectAll={<SelectAll count={selected.size} of={shown.length} onAll={selectAll} />}
          />
          {groups.map((group) => (
            <tbody key={group.key}>
              <tr className="grp">
                <th colSpan={width} scope="rowgroup">
                  {group.label}
                  <span>{group.remark}</span>
                </th>
              </tr>
              {group.refs.map((ref) => {
                const row = byRef.get(ref);
                return row === undefined ? null : (
                  <SoaTableRow
                    key={ref}
                    links={links}
                    row={row}
                    columns={columns}
                    href={`${listHref}${join}open=${ref}`}
                    editable={editable}
                    current={open === ref}
                    selected={selected.has(ref)}
                    busy={busy === ref}
                    problem={problems[ref]}
                    onSelect={select}
                    onSave={save}
                    onDismiss={dismiss}
                  />
                );
              })}
            </tbody>
          ))}
        </table>
      </div>
    </>
  );
}
