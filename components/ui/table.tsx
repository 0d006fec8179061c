import clsx from "clsx";
import type { Route } from "next";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";

type TableProps = {
  caption: string;
  children: ReactNode;
  /** Rows become cards below 768 px; without it the table scrolls inside its own region. */
  cards?: boolean;
  /** Row height: 32, 40 or 52 px. */
  density?: "compact" | "default" | "comfortable";
  /** Text of several lines: cells start at the top. */
  top?: boolean;
  /** Column widths come from <col> elements. */
  fixed?: boolean;
  /** Header stays under the bar while the page scrolls. */
  sticky?: boolean;
  className?: string;
};

export function Table({
  caption,
  children,
  cards = false,
  density = "default",
  top = false,
  fixed = false,
  sticky = true,
  className,
}: TableProps) {
  const table = (
    <table
      className={clsx(
        "tb",
        cards && "cards",
        density === "compact" && "tb-s",
        density === "comfortable" && "tb-l",
        top && "tb-top",
        fixed && "tb-fix",
        sticky && "tb-stick",
        className,
      )}
    >
      <caption className="sr">{caption}</caption>
      {children}
    </table>
  );
  if (cards) return <div className="tw">{table}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
    // biome-ignore lint/a11y/useSemanticElements: a scroll region around a table is no section of its own.
    <div className="ts ts-flat" role="region" aria-label={caption} tabIndex={0}>
      {table}
    </div>
  );
}

/** Where the cell goes in a row card; `hide` leaves the card. */
export type Area = "check" | "ref" | "title" | "status" | "files" | "due" | "hide";
const AREA: Readonly<Record<Area, string>> = {
  check: "c0",
  ref: "c-ref",
  title: "c-title",
  status: "c-st",
  files: "c-ev",
  due: "c-due",
  hide: "c-hide",
};

type CellProps = {
  children?: ReactNode;
  area?: Area;
  right?: boolean;
  /** Leaves a narrow container: 1 last, 2 first. */
  priority?: 1 | 2;
  className?: string;
};

function cellClass({ area, right, priority, className }: CellProps): string | undefined {
  return (
    clsx(area && AREA[area], right && "r num", priority === 1 && "p1", priority === 2 && "p2", className) ||
    undefined
  );
}

export type Sort = { readonly href: string; readonly direction: "asc" | "desc" | "none" };
const ARIA_SORT = { asc: "ascending", desc: "descending", none: undefined } as const;

/** A column header; with `sort` a link to the list sorted the next way. */
export function Th({ sort, children, ...cell }: CellProps & { sort?: Sort | undefined }) {
  return (
    <th scope="col" className={cellClass(cell)} aria-sort={sort ? ARIA_SORT[sort.direction] : undefined}>
      {sort ? (
        <Link href={sort.href as Route} scroll={false}>
          {children}
          <Icon
            name={sort.direction === "desc" ? "arrow-down" : "arrow-up"}
            {...(sort.direction === "none" ? { className: "off" } : {})}
          />
        </Link>
      ) : (
        children
      )}
    </th>
  );
}

type RowProps = {
  children: ReactNode;
  current?: boolean;
  selected?: boolean;
  edited?: boolean;
  blocked?: boolean;
  id?: string;
};

export function Tr({ children, current, selected, edited, blocked, id }: RowProps) {
  return (
    <tr
      className={clsx("tr", current && "cur", edited && "edited", blocked && "blocked")}
      {...present({ "aria-selected": selected || undefined, id })}
    >
      {children}
    </tr>
  );
}

/** Attributes that have a value: the page's payload carries each absent one by name, nine cells a row. */
function present<T extends Record<string, unknown>>(attributes: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

/** `label` is printed before the value in a row card, `unit` after it in the files area. */
export function Td({
  children,
  label,
  unit,
  colSpan,
  ...cell
}: CellProps & { label?: string; unit?: string; colSpan?: number }) {
  return (
    <td {...present({ className: cellClass(cell), "data-label": label, "data-unit": unit, colSpan })}>
      {children}
    </td>
  );
}

/** The row's own name, in the title area unless told otherwise. */
export function RowHeader({ children, area = "title", ...cell }: CellProps) {
  return (
    <th scope="row" className={cellClass({ area, ...cell })}>
      {children}
    </th>
  );
}

export function GroupRow({ columns, label, remark }: { columns: number; label: string; remark?: ReactNode }) {
  return (
    <tr className="grp">
      <th colSpan={columns} scope="rowgroup">
        {label}
        {remark ? <span>{remark}</span> : null}
      </th>
    </tr>
  );
}

/** A cell without a value: nothing to see, words for those who listen. */
export function Nothing({ children }: { children: string }) {
  return <span className="sr nil">{children}</span>;
}
