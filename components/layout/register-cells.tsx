import clsx from "clsx";
import type { Route } from "next";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { Nothing, RowHeader, Td } from "@/components/ui/table";
import { formatDate, type IsoDate } from "@/lib/core/dates";

/** The row's own name as a link that keeps to one line; more may stand below it. */
export function TitleHeader({
  href,
  title,
  className,
  children,
}: {
  href: string;
  title: string;
  className?: string;
  children?: ReactNode;
}) {
  return (
    <RowHeader className={clsx("md:max-w-0 md:w-full", className)}>
      <Link className="t ell" href={href as Route} title={title}>
        {title}
      </Link>
      {children}
    </RowHeader>
  );
}

/** Who owns the row; words for those who listen where nobody does. */
export function OwnerCell({ name, priority }: { name: string | null; priority?: 1 | 2 }) {
  return (
    <Td label="Owner" className="md:max-w-40" {...(priority === undefined ? {} : { priority })}>
      {name === null ? (
        <Nothing>No owner</Nothing>
      ) : (
        <span className="ell i2" title={name}>
          {name}
        </span>
      )}
    </Td>
  );
}

/** A day that something is due; red and said as `since` once it is late. The year goes while it is this year. */
export function DueDate({
  on,
  isLate,
  today,
  none,
  since = "Overdue since ",
}: {
  on: IsoDate | null;
  isLate: boolean;
  today: IsoDate;
  none: string;
  since?: string;
}) {
  if (on === null) return <Nothing>{none}</Nothing>;
  return (
    <span className={clsx("nw num", isLate ? "txt-gap w5" : "i2")}>
      {isLate ? <span className="sr">{since}</span> : null}
      {formatDate(on, Number(today.slice(0, 4)))}
    </span>
  );
}

/** The first of several references as a link, and how many more there are. */
export function FirstRef({
  refs,
  hrefOf,
  none,
}: {
  refs: readonly string[];
  hrefOf: (ref: string) => string;
  none: ReactNode;
}) {
  const [first, ...rest] = refs;
  if (first === undefined) return none;
  return (
    <span className="nw">
      <Link className="ref" href={hrefOf(first) as Route}>
        {first}
      </Link>
      {rest.length > 0 ? (
        <span className="i3" title={rest.join(", ")}>{` and ${rest.length} more`}</span>
      ) : null}
    </span>
  );
}
