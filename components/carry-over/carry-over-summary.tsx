import type { Route } from "next";
import { carryOverHref, NO_FILTERS } from "@/components/carry-over/address";
import { OUTCOME_WORDS } from "@/components/carry-over/labels";
import { Link } from "@/components/ui/link";
import { Overlap } from "@/components/ui/overlap-icon";
import type { OverlapShape } from "@/components/ui/tone";
import {
  type CarryOverFilters,
  type CarryOverOutcome,
  type CarryOverPage,
  filterCarryOver,
} from "@/lib/core/carry-over-list";

type Entry = {
  readonly outcome: CarryOverOutcome;
  readonly shape: OverlapShape;
  readonly words: string;
};

const ISO: readonly Entry[] = [
  { outcome: "reuse", shape: "solid", words: "At least one Full pair" },
  { outcome: "supplement", shape: "hatch", words: "Partial pairs only. Each lists what to add" },
  { outcome: "net_new", shape: "dots", words: "No pair. Each names what has to be made" },
];
const SOC2: readonly Entry[] = [
  { outcome: "reuse", shape: "solid", words: "At least one Full pair. A pair supports, it does not fulfil" },
  { outcome: "supplement", shape: "hatch", words: "Partial pairs only" },
  { outcome: "soc2_only", shape: "empty", words: "ISO/IEC 27001 has no counterpart" },
  { outcome: "theme_level", shape: "empty", words: "The source names a whole theme, no control" },
];

function Ledger({
  page,
  kind,
  entries,
}: {
  page: CarryOverPage;
  kind: CarryOverFilters["kind"];
  entries: readonly Entry[];
}) {
  const { slug } = page.workspace;
  const { direction } = page.filters;
  const rows = filterCarryOver(page.all, { ...NO_FILTERS, kind });
  return (
    <dl className="ledger">
      {entries.map(({ outcome, shape, words }) => {
        const filters = { ...NO_FILTERS, direction, kind, outcome };
        return (
          <div key={outcome}>
            <dt>
              <Overlap shape={shape} label={OUTCOME_WORDS[direction][outcome] ?? outcome} />
            </dt>
            <dd className="v">
              <Link className="plain" href={carryOverHref(slug, filters) as Route}>
                {filterCarryOver(page.all, filters).length} <span>{`of ${rows.length}`}</span>
              </Link>
            </dd>
            <dd>{words}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function ClauseWords({ page }: { page: CarryOverPage }) {
  const { slug } = page.workspace;
  const clauses = filterCarryOver(page.all, { ...NO_FILTERS, kind: "clause" });
  const part = (outcome: CarryOverOutcome, words: string) => {
    const filters = { ...NO_FILTERS, direction: "iso" as const, kind: "clause" as const, outcome };
    return (
      <Link className="plain" href={carryOverHref(slug, filters) as Route}>
        <b>{filterCarryOver(page.all, filters).length}</b>
        {` ${words}`}
      </Link>
    );
  };
  return (
    <p className="sm i2 num mt-3">
      {`Of ${clauses.length} clause requirements: `}
      {part("reuse", "reuse as is")}, {part("supplement", "supplement")}, {part("net_new", "net-new")}.
    </p>
  );
}

function ThemeLevel({ page }: { page: CarryOverPage }) {
  const { slug } = page.workspace;
  if (!page.programme.countWildcard) {
    return (
      <p className="sm i3 mt-1">
        CC5.2 names A.8 as a whole. Theme-level rows are not shown; the scope settings turn them on.
      </p>
    );
  }
  const filters = { ...NO_FILTERS, direction: "iso", kind: "control", outcome: "theme_level" } as const;
  const count = filterCarryOver(page.all, filters).length;
  return (
    <p className="sm i3 mt-1">
      <Link className="plain num" href={carryOverHref(slug, filters) as Route}>
        <b>{count}</b> net-new controls
      </Link>
      {" are named by a theme-level row only. They stay net-new."}
    </p>
  );
}

/** The numbers of the direction, each a link to its rows; controls and clauses are never added up. */
export function CarryOverSummary({ page }: { page: CarryOverPage }) {
  if (page.filters.direction === "soc2") return <Ledger page={page} kind={null} entries={SOC2} />;
  return (
    <>
      <Ledger page={page} kind="control" entries={ISO} />
      <ClauseWords page={page} />
      <ThemeLevel page={page} />
    </>
  );
}
