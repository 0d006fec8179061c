import type { Route } from "next";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

export type Crumb = { readonly label: string; readonly href?: string };

/** The way here, drawn in the bar; the last entry is the page itself and has no link. */
export function Crumbs({ items }: { items: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="crumbs">
      <ol className="crumb">
        {items.map((item) => (
          <li key={item.label}>
            {item.href ? (
              <Link href={item.href as Route} className="ell">
                {item.label}
              </Link>
            ) : (
              <span aria-current="page" className="ell">
                {item.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Title block: what it is on the left, at most one primary action on the right. */
export function PageHeader({
  title,
  intro,
  badges,
  actions,
  crumbs,
}: {
  title: ReactNode;
  intro?: ReactNode;
  /** One line above the title: ref and tinted badges. */
  badges?: ReactNode;
  actions?: ReactNode;
  crumbs?: readonly Crumb[];
}) {
  return (
    <>
      {crumbs ? <Crumbs items={crumbs} /> : null}
      <div className="head">
        <div>
          {badges ? <div className="row wrap i3 mb-1">{badges}</div> : null}
          <h1>{title}</h1>
          {intro ? <p>{intro}</p> : null}
        </div>
        {actions ? <div className="act">{actions}</div> : null}
      </div>
    </>
  );
}
