import { groupHref, listHref, refHref } from "@/components/explorer/address";
import { Attribution, ExplorerFrame } from "@/components/explorer/explorer-frame";
import { GroupNav } from "@/components/explorer/explorer-side";
import { ExplorerTable, PairedRefs } from "@/components/explorer/explorer-table";
import { selectionChips } from "@/components/explorer/list-screen";
import { ScopeForm } from "@/components/explorer/scope-form";
import { SHOW_WORD, scopeWords } from "@/components/explorer/words";
import { NoResult } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { FilterChips } from "@/components/ui/filter-chips";
import { Overlap } from "@/components/ui/overlap-icon";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { CATEGORY_TITLE, type ExplorerGroup, groupHeading } from "@/lib/core/explorer-groups";
import {
  EXPLORER_SHOWS,
  type ExplorerGroupRows,
  type ExplorerSelection,
  type ExplorerShow,
  selectExplorerRows,
  selectionQuery,
} from "@/lib/core/explorer-list";
import type { ExplorerView } from "@/lib/core/explorer-view";
import { entryOf } from "@/lib/core/frameworks/catalogue";
import { paths } from "@/lib/core/paths";
import { overlapLook } from "@/lib/core/requirement-detail";

type GroupPage = ExplorerGroupRows & { readonly group: ExplorerGroup };

type ScreenProps = {
  page: GroupPage;
  view: ExplorerView;
  selection: ExplorerSelection;
  address: string;
};

function Share({ page, view, show }: { page: GroupPage; view: ExplorerView; show: ExplorerShow }) {
  const { rows, direction, group } = page;
  const n = selectExplorerRows(rows, { show, kind: null }).length;
  const look = show === "mapped" ? "reuse" : show;
  return (
    <div>
      <dt>
        <Overlap shape={overlapLook(look).shape} label={SHOW_WORD[direction][show]} />
      </dt>
      <dd className="v">
        <a href={groupHref(group.id, view, { show, kind: null })}>
          {n} <span>{`of ${rows.length}`}</span>
        </a>
      </dd>
    </div>
  );
}

function Numbers({ page, view }: { page: GroupPage; view: ExplorerView }) {
  const shows = EXPLORER_SHOWS[page.direction].filter((show) => show !== "theme_level" || view.wildcard);
  return (
    <dl className="ledger mt-0">
      {shows.map((show) => (
        <Share key={show} page={page} view={view} show={show} />
      ))}
    </dl>
  );
}

function Rows({ page, view, selection }: Omit<ScreenProps, "address">) {
  const { rows, direction, group } = page;
  const left = selectExplorerRows(rows, { ...selection, kind: null });
  const chips = selectionChips(direction, { ...selection, kind: null }, (one) =>
    groupHref(group.id, view, one),
  );
  const clearHref = groupHref(group.id, view);
  return (
    <>
      <FilterChips chips={chips} total={`${left.length} of ${rows.length}`} clearHref={clearHref} />
      {left.length === 0 ? (
        <NoResult filters={chips.map((chip) => chip.value)} clearHref={clearHref} />
      ) : (
        <ExplorerTable rows={left} view={view} direction={direction} linked={false} />
      )}
    </>
  );
}

function Back({ page, view }: { page: GroupPage; view: ExplorerView }) {
  const { back, group, direction } = page;
  const inside = new Set(group.refs);
  const iso = direction === "iso";
  return (
    <Section
      className="blk"
      title={iso ? `${group.id} back to SOC 2` : `ISO/IEC 27001 back to ${group.id}`}
      remark={
        iso
          ? "Criteria that it supports. A pair supports, it does not fulfil"
          : "Requirements that support it"
      }
    >
      {back.length === 0 ? (
        <p className="i2">Nothing in scope is paired with it.</p>
      ) : (
        <Table
          caption={`What is paired with ${groupHeading(group)}, from the other side`}
          cards
          sticky={false}
        >
          <thead>
            <tr>
              <Th>Ref</Th>
              <Th>{iso ? "Criterion" : "Requirement"}</Th>
              <Th>{`Paired in ${group.id}`}</Th>
            </tr>
          </thead>
          <tbody>
            {back.map((row) => (
              <Tr key={row.ref}>
                <Td area="ref">
                  <a className="ref" href={refHref(row.ref, view)}>
                    {row.ref}
                  </a>
                </Td>
                <RowHeader>{entryOf(row.ref)?.title}</RowHeader>
                <Td label="Paired">
                  <PairedRefs
                    full={row.full.filter((ref) => inside.has(ref))}
                    partial={row.partial.filter((ref) => inside.has(ref))}
                    view={view}
                  />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function introWords({ group, outside, direction }: GroupPage, view: ExplorerView): string {
  const scope = `SOC 2 scope: ${scopeWords(view.categories)}.`;
  const what = `${group.refs.length} ${direction === "iso" ? "requirements of ISO/IEC 27001:2022" : "SOC 2 criteria"}.`;
  const left =
    outside === null
      ? ""
      : ` ${CATEGORY_TITLE[outside]} is not in the scope: these rows enter no number of the list.`;
  return `${what} ${scope}${left}`;
}

/** All rows of one theme, chapter or series with their counts, in both directions. */
export function ExplorerGroupScreen({ page, view, selection, address }: ScreenProps) {
  const { group, direction } = page;
  const path = paths.explorerTheme(group.id);
  return (
    <ExplorerFrame
      view={view}
      side={<GroupNav view={{ ...view, direction }} current={group.id} />}
      head={
        <>
          <nav aria-label="Breadcrumb">
            <ol className="xp-trail">
              <li>
                <a href={listHref(view)}>Crosswalk</a>
              </li>
              <li>
                <span aria-current="page">{group.id}</span>
              </li>
            </ol>
          </nav>
          <PageHeader title={groupHeading(group)} intro={introWords(page, view)} />
        </>
      }
      early
      aside={
        <aside aria-label="Scope">
          <ScopeForm path={path} view={view} keep={selectionQuery(selection)} />
        </aside>
      }
    >
      <Numbers page={page} view={view} />
      <Rows page={page} view={view} selection={selection} />
      <Back page={page} view={view} />
      <Attribution address={address} />
    </ExplorerFrame>
  );
}
