import clsx from "clsx";
import type { Route } from "next";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";

/** "n of m" with n in bold; inside a link to the list that counts the same rows. */
export function Fraction({ n, of, href }: { n: number; of: ReactNode; href?: string }) {
  const text = (
    <>
      <b className={n === 0 ? "i3 font-normal" : undefined}>{n}</b> <span className="i2">of {of}</span>
    </>
  );
  if (!href) return <span className="num">{text}</span>;
  return (
    <Link href={href as Route} className="plain num">
      {text}
    </Link>
  );
}

export type Delta = { readonly change: number; readonly since: string };

function DeltaLine({ delta }: { delta: Delta }) {
  if (delta.change === 0) return <span className="delta flat">No change since {delta.since}</span>;
  const up = delta.change > 0;
  return (
    <span className={clsx("delta", !up && "down")}>
      <Icon name={up ? "arrow-up" : "arrow-down"} />
      <span className="sr">{up ? "Up " : "Down "}</span>
      {Math.abs(delta.change)} since {delta.since}
    </span>
  );
}

/** A key figure. One per page has size `kpi` (40 px), the others `m` (28 px). */
export function Stat({
  title,
  n,
  of,
  href,
  size = "m",
  delta,
  children,
}: {
  title: string;
  n: ReactNode;
  /** What stands after the number: "of 91 in scope", "open", "days". */
  of?: ReactNode;
  href?: string | undefined;
  size?: "kpi" | "m";
  delta?: Delta | undefined;
  children?: ReactNode;
}) {
  const number = (
    <>
      <b>{n}</b>
      {of ? <span>{of}</span> : null}
    </>
  );
  const classes = clsx("big", size === "m" && "m");
  return (
    <div>
      <h2>{title}</h2>
      {href ? (
        <Link href={href as Route} className={classes}>
          {number}
        </Link>
      ) : (
        <p className={classes}>{number}</p>
      )}
      {delta ? (
        <p className="sm i3">
          <DeltaLine delta={delta} />
        </p>
      ) : null}
      {children ? <div className="sm i3">{children}</div> : null}
    </div>
  );
}
