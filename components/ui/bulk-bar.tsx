import type { ReactNode } from "react";

/** Verbs for the selected rows, as quiet dense buttons, with a way out at the end. */
export function BulkBar({
  count,
  children,
  clear,
}: {
  count: number;
  children: ReactNode;
  /** The button or link that empties the selection. */
  clear: ReactNode;
}) {
  return (
    <div
      className="bulk"
      role="toolbar"
      aria-label={`Actions for ${count} selected ${count === 1 ? "row" : "rows"}`}
    >
      <b role="status">{count} selected</b>
      {children}
      <span className="push">{clear}</span>
    </div>
  );
}
