import { groupHref, listHref } from "@/components/explorer/address";
import { Attribution, ExplorerFrame } from "@/components/explorer/explorer-frame";
import { ExplorerNumbers, GroupNumbers } from "@/components/explorer/explorer-numbers";
import { GroupNav } from "@/components/explorer/explorer-side";
import { ExplorerTable } from "@/components/explorer/explorer-table";
import { MissingBack } from "@/components/explorer/missing-back";
import { ScopeForm } from "@/components/explorer/scope-form";
import { SearchResults } from "@/components/explorer/search-results";
import { SHOW_WORD, scopeWords } from "@/components/explorer/words";
import { NoResult } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { type Chip, FilterChips } from "@/components/ui/filter-chips";
import { Tabs } from "@/components/ui/tabs";
import {
  ALL_ROWS,
  type ExplorerRow,
  type ExplorerSelection,
  selectExplorerRows,
  selectionQuery,
} from "@/lib/core/explorer-list";
import { searchRequirements } from "@/lib/core/explorer-search";
import type { ExplorerView } from "@/lib/core/explorer-view";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import { paths } from "@/lib/core/paths";

function Directions({ view }: { view: ExplorerView }) {
  return (
    <Tabs
      label="Direction"
      items={(["iso", "soc2"] as const).map((direction) => ({
        href: listHref({ ...view, direction }),
        label: direction === "iso" ? "SOC 2 to ISO/IEC 27001" : "ISO/IEC 27001 to SOC 2",
        current: view.direction === direction,
      }))}
    />
  );
}

const KIND = { control: "Annex A controls", clause: "Clause requirements" } as const;

/** The filters in force, each with the address that takes it out. */
export function selectionChips(
  direction: ExplorerView["direction"],
  selection: ExplorerSelection,
  hrefOf: (selection: ExplorerSelection) => string,
): readonly Chip[] {
  const { show, kind } = selection;
  const chips: Chip[] = [];
  if (kind !== null) {
    const removeHref = hrefOf({ ...selection, kind: null });
    chips.push({ field: "Kind", op: "is", value: KIND[kind], removeHref });
  }
  if (show !== null) {
    const removeHref = hrefOf({ ...selection, show: null });
    chips.push({ field: "Shown", op: "is", value: SHOW_WORD[direction][show], removeHref });
  }
  return chips;
}

function Rows({
  view,
  rows,
  selection,
}: {
  view: ExplorerView;
  rows: readonly ExplorerRow[];
  selection: ExplorerSelection;
}) {
  const left = selectExplorerRows(rows, selection);
  const chips = selectionChips(view.direction, selection, (one) => listHref(view, one));
  return (
    <>
      <FilterChips chips={chips} total={`${left.length} of ${rows.length}`} clearHref={listHref(view)} />
      {left.length === 0 ? (
        <NoResult filters={chips.map((chip) => chip.value)} clearHref={listHref(view, ALL_ROWS)} />
      ) : (
        <ExplorerTable rows={left} view={view} direction={view.direction} />
      )}
    </>
  );
}

function Intro({ view }: { view: ExplorerView }) {
  const inScope = CRITERIA.filter(
    ({ category }) => category === "security" || view.categories.includes(category),
  ).length;
  return (
    <>
      {`${scopeWords(view.categories)} in scope: ${inScope} of ${CRITERIA.length} criteria, against 93 Annex A controls and 30 clause requirements of ISO/IEC 27001:2022. `}
      A mapping suggests what can be reused; it proves nothing by itself.
    </>
  );
}

/** The crosswalk as a list: numbers, rows in either direction, and search. */
export function ExplorerListScreen({
  view,
  rows,
  selection,
  q,
  address,
}: {
  view: ExplorerView;
  rows: readonly ExplorerRow[];
  selection: ExplorerSelection;
  q: string;
  address: string;
}) {
  const keep = q === "" ? selectionQuery(selection) : { q };
  return (
    <ExplorerFrame
      view={view}
      current="list"
      q={q}
      early
      side={<GroupNav view={view} />}
      head={
        <>
          <PageHeader
            title="SOC 2 and ISO/IEC 27001, requirement by requirement"
            intro={<Intro view={view} />}
          />
          <Directions view={view} />
        </>
      }
      aside={
        <aside aria-label="Scope and numbers by group">
          <ScopeForm path={paths.explorer()} view={view} keep={keep} />
          <GroupNumbers view={view} rows={rows} />
        </aside>
      }
    >
      {q === "" ? (
        <>
          <ExplorerNumbers view={view} rows={rows} />
          {view.direction === "soc2" ? (
            <MissingBack view={view} hrefOfGroup={(id) => groupHref(id, view)} />
          ) : null}
          <div className="mt-3">
            <Rows view={view} rows={rows} selection={selection} />
          </div>
        </>
      ) : (
        <SearchResults q={q} result={searchRequirements(q)} view={view} />
      )}
      <Attribution address={address} />
    </ExplorerFrame>
  );
}
