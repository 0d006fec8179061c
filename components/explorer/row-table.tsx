"use client";
import { paths } from "@/lib/core/paths";

/** A row in as few bytes as it takes: the page's payload carries this, not the cells. Lists of references are joined by spaces. */
export type CompactRow = {
  readonly ref: string;
  readonly title: string;
  readonly full: string;
  readonly partial: string;
  /** What stands in the place of pairs. */
  readonly none?: { readonly look: string; readonly label: string };
  readonly disputed?: true;
  readonly note?: string;
};

export type CompactGroup = {
  readonly id: string;
  readonly heading: string;
  readonly remark: string;
  /** The group's own page; left out on that page. */
  readonly href?: string;
  readonly rows: readonly CompactRow[];
};

function Pairs({ look, label, refs, query }: { look: string; label: string; refs: string; query: string }) {
  return (
    <div>
      <span className={look}>{label}</span>
      {refs.split(" ").map((ref) => (
        <a key={ref} href={paths.explorerRef(ref) + query}>
          {ref}
        </a>
      ))}
    </div>
  );
}

function Row({ row, query }: { row: CompactRow; query: string }) {
  const { ref, title, full, partial, none, disputed, note } = row;
  return (
    <tr>
      <td>
        <a href={paths.explorerRef(ref) + query}>{ref}</a>
      </td>
      <th scope="row">
        {title} {disputed ? <span className="st s-eye review sm">Disputed</span> : null}
        {note === undefined ? null : <p className="sm i3">{note}</p>}
      </th>
      <td>
        {full === "" ? null : <Pairs look="st s-solid ok" label="Full" refs={full} query={query} />}
        {partial === "" ? null : <Pairs look="st s-hatch due" label="Partial" refs={partial} query={query} />}
        {none === undefined ? null : <span className={none.look}>{none.label}</span>}
      </td>
    </tr>
  );
}

/** Rows by group with their pairs. It does nothing in the browser: it is a client component so that rows travel once, as data. */
export function RowTable({
  caption,
  heads,
  groups,
  query,
}: {
  caption: string;
  heads: readonly [string, string, string];
  groups: readonly CompactGroup[];
  query: string;
}) {
  return (
    <table className="tb tb-fix xp-list">
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ id, heading, href, remark, rows }) => (
        <tbody key={id}>
          <tr className="grp">
            <th colSpan={3} scope="rowgroup">
              {href === undefined ? heading : <a href={href}>{heading}</a>}
              <span>{remark}</span>
            </th>
          </tr>
          {rows.map((row) => (
            <Row key={row.ref} row={row} query={query} />
          ))}
        </tbody>
      ))}
    </table>
  );
}
