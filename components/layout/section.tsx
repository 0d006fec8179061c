import type { Route } from "next";
import { type ReactNode, useId } from "react";
import { Link } from "@/components/ui/link";

/** A 1 px line, a heading, an optional grey remark and at most one link at the right end. */
export function Section({
  title,
  remark,
  link,
  aside,
  className,
  children,
}: {
  title: ReactNode;
  remark?: ReactNode;
  link?: { readonly href: string; readonly label: string } | undefined;
  /** Instead of the link: one quiet control. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={className ? `sec ${className}` : "sec"} aria-labelledby={id}>
      <div className="sh">
        <h2 id={id}>{title}</h2>
        {remark ? <span className="i3 sm">{remark}</span> : null}
        {link ? (
          <Link className="push" href={link.href as Route}>
            {link.label}
          </Link>
        ) : null}
        {aside ? <div className="push">{aside}</div> : null}
      </div>
      {children}
    </section>
  );
}
