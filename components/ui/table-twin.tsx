"use client";
// Drawn from its numbers, also in the browser: as ready markup a table would travel twice, once as HTML and once as data.
import { Icon } from "@/components/ui/icons";

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
