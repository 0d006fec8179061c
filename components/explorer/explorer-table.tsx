import { groupHref, refHref } from "@/components/explorer/address";
import { type CompactGroup, type CompactRow, RowTable } from "@/components/explorer/row-table";
import { OUTCOME_WORD } from "@/components/explorer/words";
import { Overlap } from "@/components/ui/overlap-icon";
import { EXPLORER_GROUPS, groupHeading } from "@/lib/core/explorer-groups";
import { type ExplorerRow, selectExplorerRows } from "@/lib/core/explorer-list";
import { type ExplorerView, explorerQuery } from "@/lib/core/explorer-view";
import { withQuery } from "@/lib/core/paths";
import { type OverlapLook, overlapLook } from "@/lib/core/requirement-detail";

function Refs({ refs, view }: { refs: readonly string[]; view: ExplorerView }) {
  return refs.map((ref) => (
    <a key={ref} href={refHref(ref, view)}>
      {ref}
    </a>
  ));
}

/** The other sides of a row's pairs: square and word once per overlap, then the references. */
export function PairedRefs({
  full,
  partial,
  view,
}: {
  full: readonly string[];
  partial: readonly string[];
  view: ExplorerView;
}) {
  const parts = [
    { outcome: "reuse", refs: full },
    { outcome: "supplement", refs: partial },
  ] as const;
  return (
    <div>
      {parts
        .filter(({ refs }) => refs.length > 0)
        .map(({ outcome, refs }) => (
          <div key={outcome} className="xp-refs">
            <Overlap {...overlapLook(outcome)} />
            <Refs refs={refs} view={view} />
          </div>
        ))}
    </div>
  );
}

const NO_PAIR: Readonly<Partial<Record<OverlapLook["shape"], string>>> = {
  dots: "st s-dots gap",
  empty: "st s-empty none",
};

function compact(row: ExplorerRow, direction: ExplorerView["direction"]): CompactRow {
  const { ref, title, full, partial, outcome } = row;
  const look = NO_PAIR[overlapLook(outcome).shape];
  return {
    ...{ ref, title, full: full.join(" "), partial: partial.join(" ") },
    ...(look === undefined ? {} : { none: { look, label: OUTCOME_WORD[direction][outcome] } }),
    ...(row.disputed ? { disputed: true } : {}),
    ...(row.themeLevelOnly ? { note: "Named by the theme-level row only" } : {}),
  };
}

function compactGroups(
  rows: readonly ExplorerRow[],
  view: ExplorerView,
  { direction, linked }: { readonly direction: ExplorerView["direction"]; readonly linked: boolean },
): readonly CompactGroup[] {
  return EXPLORER_GROUPS.map((group) => {
    const mine = rows.filter((row) => row.group === group.id);
    const mapped = selectExplorerRows(mine, { show: "mapped", kind: null }).length;
    return {
      ...{ id: group.id, heading: groupHeading(group), remark: `${mapped} of ${mine.length} with a pair` },
      ...(linked ? { href: groupHref(group.id, view) } : {}),
      rows: mine.map((row) => compact(row, direction)),
    };
  }).filter(({ rows: left }) => left.length > 0);
}

/** Rows by theme, chapter or series with their pairs. `direction` is that of the rows. */
export function ExplorerTable({
  rows,
  view,
  direction,
  linked = true,
}: {
  rows: readonly ExplorerRow[];
  view: ExplorerView;
  direction: ExplorerView["direction"];
  linked?: boolean;
}) {
  const iso = direction === "iso";
  return (
    <RowTable
      caption={iso ? "What carries over to each control and clause" : "What supports each criterion"}
      heads={["Ref", iso ? "Requirement" : "Criterion", iso ? "From SOC 2" : "From ISO/IEC 27001"]}
      groups={compactGroups(rows, view, { direction, linked })}
      query={withQuery("", explorerQuery(view))}
    />
  );
}
