"use client";
import { StatusCell } from "@/components/controls/status-cell";
import { useGo } from "@/components/ui/use-go";
import type { EvidenceStatus } from "@/lib/core/statuses";

/** Classes and words that many rows share; a row names one by its place. */
export type Look = readonly [className: string, words: string];

/** A row in as few bytes as it takes: the page's payload carries this, not the cells. What is left out has nothing to say. */
export type ControlRowData = {
  readonly ref: string;
  readonly title: string;
  readonly version: number;
  /** The recorded status where this person may change it, else its badge. */
  readonly status: EvidenceStatus | number;
  readonly ev?: true;
  readonly flag?: number;
  readonly files: number;
  readonly overlap?: number;
  readonly owner?: string;
  /** A badge, or words that nobody sees. */
  readonly soa?: number | string;
  readonly due?: string;
  readonly late?: true;
};

type RowsProps = {
  rows: readonly ControlRowData[];
  looks: readonly Look[];
  /** Before and after the reference in the address that opens a row. */
  hrefs: readonly [string, string];
  open: string | null;
  selectable: boolean;
  columns: readonly string[];
};

function Shape({ look }: { look: Look | undefined }) {
  if (look === undefined) return null;
  const [className, words] = look;
  return (
    <span className={className} title={words}>
      <span className="sr">{words}</span>
    </span>
  );
}

function Word({ look }: { look: Look | undefined }) {
  return look === undefined ? null : <span className={look[0]}>{look[1]}</span>;
}

function lookOf(looks: readonly Look[], place: number | undefined): Look | undefined {
  return place === undefined ? undefined : looks[place];
}

type TitleProps = { href: string; title: string; flag: Look | undefined; go: ReturnType<typeof useGo> };

function Title({ href, title, flag, go }: TitleProps) {
  const link = (
    <a className="t ell" href={href} onClick={go}>
      {title}
    </a>
  );
  if (flag === undefined) return link;
  return (
    <span className="flex items-center gap-1.5 min-w-0">
      {link}
      <Shape look={flag} />
    </span>
  );
}

function Files({ files }: { files: number }) {
  return (
    <td className={files === 0 ? "c-ev r num i3" : "c-ev r num"} data-unit={files === 1 ? "file" : "files"}>
      {files}
    </td>
  );
}

function Due({ row }: { row: ControlRowData }) {
  if (row.due === undefined) return null;
  return (
    <span className={row.late ? "txt-gap" : "i2"}>
      {row.due}
      {row.late ? <span className="sr"> overdue</span> : null}
    </span>
  );
}

function Cells({ row, looks, columns }: Pick<RowsProps, "looks" | "columns"> & { row: ControlRowData }) {
  const has = (column: string) => columns.includes(column);
  return (
    <>
      {has("overlap") ? (
        <td className="c-hide">
          <Shape look={lookOf(looks, row.overlap)} />
        </td>
      ) : null}
      {has("files") ? <Files files={row.files} /> : null}
      {has("owner") ? (
        <td className="c-hide p2">
          {row.owner === undefined ? (
            <span className="sr nil">No owner</span>
          ) : (
            <span className="ell i2">{row.owner}</span>
          )}
        </td>
      ) : null}
      {has("soa") ? (
        <td className="c-hide p2">
          {typeof row.soa === "string" ? (
            <span className="sr nil">{row.soa}</span>
          ) : (
            <Word look={lookOf(looks, row.soa)} />
          )}
        </td>
      ) : null}
      {has("due") ? (
        <td className="c-due p1">
          <Due row={row} />
        </td>
      ) : null}
    </>
  );
}

const STAY = { scroll: false };

/** Rows of the list of controls, made here from data that travels once. */
export function ControlRows({ rows, looks, hrefs, open, selectable, columns }: RowsProps) {
  const go = useGo(STAY);
  return rows.map((row) => (
    <tr key={row.ref} className={open === row.ref ? "tr cur" : "tr"}>
      {selectable ? (
        <td className="c0">
          <input
            type="checkbox"
            className="ck"
            name="rows[]"
            form="bulk"
            value={`${row.ref}:${row.version}`}
            aria-label={`Select ${row.ref}`}
          />
        </td>
      ) : null}
      <td className="c-ref ref">{row.ref}</td>
      <th scope="row" className="c-title">
        <Title href={hrefs.join(row.ref)} title={row.title} go={go} flag={lookOf(looks, row.flag)} />
      </th>
      <td className="c-st">
        {typeof row.status === "number" ? (
          <Word look={looks[row.status]} />
        ) : (
          <StatusCell
            refText={row.ref}
            status={row.status}
            version={row.version}
            evidenced={row.ev === true}
          />
        )}
      </td>
      <Cells row={row} looks={looks} columns={columns} />
    </tr>
  ));
}
