import type { ReactNode } from "react";
import { type FigureTable, TableTwin } from "@/components/ui/table-twin";

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
