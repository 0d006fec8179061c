import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icons";

/** Names of fills in styles/figures.css: `due` is hatched, `due-solid` is not, `dots` is net-new, `void` is empty. */
export type Fill = "ok" | "review" | "due" | "due-solid" | "progress" | "gap" | "none" | "dots" | "void";

export function Legend({ items }: { items: readonly { readonly fill: Fill; readonly label: string }[] }) {
  return (
    <ul className="legend">
      {items.map((item) => (
        <li key={item.label}>
          <svg className="key" viewBox="0 0 12 12" aria-hidden="true">
            <rect width="12" height="12" className={`f-${item.fill}`} />
          </svg>
          {item.label}
        </li>
      ))}
    </ul>
  );
}

export type FigureTable = {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
};

/** The same numbers as a table, behind a disclosure. The first column names the row. */
export function TableTwin({ table }: { table: FigureTable }) {
  return (
    <details className="twin">
      <summary>
        <Icon name="chevron" />
        Show as table
      </summary>
      <div className="overflow-x-auto">
        <table className="mini">
          <caption className="sr">{table.caption}</caption>
          <thead>
            <tr>
              {table.head.map((name, column) => (
                <th key={name} scope="col" className={column > 0 ? "r" : undefined}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.join(" ")}>
                <th scope="row">{row[0]}</th>
                {row.slice(1).map((value, column) => (
                  <td key={table.head[column + 1]} className="r">
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** A drawing with its legend, one sentence and its table twin. */
export function Figure({
  children,
  legend,
  caption,
  table,
}: {
  children: ReactNode;
  legend?: readonly { readonly fill: Fill; readonly label: string }[];
  caption?: ReactNode;
  table?: FigureTable;
}) {
  return (
    <>
      <figure>
        {children}
        {legend || caption ? (
          <figcaption>
            {legend ? <Legend items={legend} /> : null}
            {caption ? <p className="sm i3 mt-2">{caption}</p> : null}
          </figcaption>
        ) : null}
      </figure>
      {table ? <TableTwin table={table} /> : null}
    </>
  );
}
