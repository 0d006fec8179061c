import type { Route } from "next";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";

export type Chip = {
  readonly field: string;
  readonly op: string;
  readonly value: string;
  readonly removeHref: string;
};

/** The line above a list: filters in force, a way to add one, and how many rows are left of how many. */
export function FilterChips({
  chips,
  total,
  add,
  end,
  clearHref,
}: {
  chips: readonly Chip[];
  /** "91 of 93". */
  total: string;
  add?: ReactNode;
  end?: ReactNode;
  clearHref?: string | undefined;
}) {
  return (
    <div className="tool">
      <div className="chips">
        {chips.map((chip) => (
          <span className="chip" key={`${chip.field} ${chip.value}`}>
            <span>{chip.field}</span>
            <span className="op">{chip.op}</span>
            <span>{chip.value}</span>
            <Link
              href={chip.removeHref as Route}
              scroll={false}
              aria-label={`Remove filter ${chip.field} ${chip.op} ${chip.value}`}
            >
              <Icon name="close" />
            </Link>
          </span>
        ))}
        {add}
        {clearHref && chips.length > 1 ? (
          <Link href={clearHref as Route} scroll={false} className="btn btn-q btn-d">
            Clear filters
          </Link>
        ) : null}
      </div>
      <span className="push i3 sm nw" role="status">
        {total}
      </span>
      {end}
    </div>
  );
}
