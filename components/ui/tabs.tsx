import type { Route } from "next";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

export type Tab = {
  readonly href: string;
  readonly label: string;
  readonly count?: number | undefined;
  readonly current?: boolean;
};

/** Saved views or row sets of one list, each an address of its own. */
export function Tabs({ label, items, end }: { label: string; items: readonly Tab[]; end?: ReactNode }) {
  return (
    <nav className="tabs" aria-label={label}>
      <div className="strip">
        {items.map((item) => (
          <Link
            key={item.href}
            href={item.href as Route}
            {...(item.current ? { "aria-current": "page" } : {})}
          >
            {item.label}
            {item.count === undefined ? null : <span className="n">{item.count}</span>}
          </Link>
        ))}
      </div>
      {end ? <div className="x flex items-center">{end}</div> : null}
    </nav>
  );
}
