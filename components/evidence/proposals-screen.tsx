import type { Route } from "next";
import { ProposalOverlap, ProposalReason } from "@/components/evidence/proposal-rows";
import { CountButton, SelectAll, SelectionForm } from "@/components/evidence/selection";
import { EmptyState, NoResult } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { buttonClass } from "@/components/ui/button-class";
import { type Chip, FilterChips } from "@/components/ui/filter-chips";
import { Link } from "@/components/ui/link";
import { GroupRow, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import type { ProposalPage, ProposalRow } from "@/lib/core/evidence-dto";
import { counted } from "@/lib/core/evidence-words";
import { paths, withQuery } from "@/lib/core/paths";
import { ITEM_STATE } from "@/lib/core/statuses";
import { restoreProposalsAction, reviewProposalsAction } from "@/lib/evidence/actions";

export const PROPOSALS_SHOWN = 400;

/** What the overlap filter keeps; Full and Partial speak of the way to ISO alone. */
const OVERLAPS = {
  full: { label: "Full", keeps: (row: ProposalRow) => row.direction === "iso" && row.overlap === "full" },
  partial: {
    label: "Partial",
    keeps: (row: ProposalRow) => row.direction === "iso" && row.overlap === "partial",
  },
  back: { label: "Way back", keeps: (row: ProposalRow) => row.direction === "soc2" },
} as const;
export const PROPOSAL_OVERLAPS = ["full", "partial", "back"] as const;

export type ProposalQuery = {
  readonly view: "requirement" | "item" | "dismissed";
  readonly overlap: keyof typeof OVERLAPS | null;
  readonly ref: string;
};

type Props = {
  workspace: { readonly name: string; readonly slug: string };
  query: ProposalQuery;
  page: ProposalPage;
  mayDecide: boolean;
};

function hrefOf(slug: string, query: ProposalQuery, change: Partial<ProposalQuery>): string {
  const { view, overlap, ref } = { ...query, ...change };
  return withQuery(paths.evidenceProposals(slug), {
    view: view === "requirement" ? null : view,
    overlap,
    ref,
  });
}

type Group = { readonly key: string; readonly label: string; readonly rows: readonly ProposalRow[] };

function groupsOf(rows: readonly ProposalRow[], view: ProposalQuery["view"]): readonly Group[] {
  const byItem = view === "item";
  const groups = new Map<string, { label: string; rows: ProposalRow[] }>();
  for (const row of rows) {
    const key = byItem ? row.itemId : row.ref;
    const label = byItem ? `${row.reference ?? ""} ${row.itemTitle}`.trim() : `${row.ref} ${row.title}`;
    const group = groups.get(key) ?? { label, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups].map(([key, group]) => ({ key, ...group }));
}

function Subject({ slug, row, view }: { slug: string; row: ProposalRow; view: ProposalQuery["view"] }) {
  if (view === "item") {
    return (
      <Link href={paths.requirement(slug, row.ref) as Route} className="t inline-flex min-h-6 items-center">
        {row.title}
      </Link>
    );
  }
  return (
    <Link href={paths.evidenceItem(slug, row.itemId) as Route} className="t inline-flex min-h-6 items-center">
      {row.itemTitle}
    </Link>
  );
}

function RowButtons({ pair, name }: { pair: string; name: string }) {
  const look = buttonClass({ look: "quiet", dense: true });
  return (
    <>
      <button
        type="submit"
        name="decision"
        value={`confirm:${pair}`}
        className={look}
        aria-label={`Confirm ${name}`}
      >
        Confirm
      </button>
      <button
        type="submit"
        name="decision"
        value={`dismiss:${pair}`}
        className={look}
        aria-label={`Dismiss ${name}`}
      >
        Dismiss
      </button>
    </>
  );
}

function ProposalLine({
  slug,
  row,
  view,
  mayDecide,
}: {
  slug: string;
  row: ProposalRow;
  view: ProposalQuery["view"];
  mayDecide: boolean;
}) {
  const pair = `${row.itemId}:${row.ref}`;
  const item = row.reference ?? row.itemTitle;
  const name = `${item} for ${row.ref}`;
  return (
    <Tr>
      {mayDecide ? (
        <Td area="check" className="pt-3!">
          <input
            type="checkbox"
            className="ck"
            name="pairs[]"
            value={pair}
            defaultChecked={view !== "dismissed" && row.ticked}
            aria-label={`Select ${name}`}
          />
        </Td>
      ) : null}
      <Td area="ref">
        <span className="ref">{view === "item" ? row.ref : (row.reference ?? "")}</span>
      </Td>
      <RowHeader>
        <div className="grid gap-1">
          <span className="row wrap">
            <Subject slug={slug} row={row} view={view} />
            <span className="i3 sm">{view === "item" ? null : ITEM_STATE[row.state].label}</span>
          </span>
          <ProposalReason slug={slug} proposal={row} />
        </div>
      </RowHeader>
      <Td area="status">
        <ProposalOverlap proposal={row} />
      </Td>
      {mayDecide && view !== "dismissed" ? (
        <Td area="due" right>
          <span className="row justify-end gap-0">
            <RowButtons pair={pair} name={name} />
          </span>
        </Td>
      ) : null}
    </Tr>
  );
}

function ProposalTable({
  slug,
  rows,
  view,
  mayDecide,
}: {
  slug: string;
  rows: readonly ProposalRow[];
  view: ProposalQuery["view"];
  mayDecide: boolean;
}) {
  const deciding = mayDecide && view !== "dismissed";
  const columns = 3 + Number(mayDecide) + Number(deciding);
  return (
    <Table caption={`Proposed links, ${rows.length} shown`} cards top>
      <thead>
        <tr>
          {mayDecide ? (
            <td className="c0 py-0! align-middle!">
              <SelectAll label={`Select all ${rows.length} rows`} />
            </td>
          ) : null}
          <Th area="ref" className="w-20">
            Ref
          </Th>
          <Th area="title">{view === "item" ? "Requirement" : "Evidence"}</Th>
          <Th area="status" className="w-44">
            Overlap
          </Th>
          {deciding ? (
            <Th area="due" right className="w-40">
              <span className="sr">Decide</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      {groupsOf(rows, view).map((group) => (
        <tbody key={group.key}>
          <GroupRow columns={columns} label={group.label} remark={counted(group.rows.length, "proposal")} />
          {group.rows.map((row) => (
            <ProposalLine
              key={`${row.itemId} ${row.ref}`}
              slug={slug}
              row={row}
              view={view}
              mayDecide={mayDecide}
            />
          ))}
        </tbody>
      ))}
    </Table>
  );
}

function Decisions({ initial, full }: { initial: number; full: number }) {
  return (
    <div className="bulk" role="toolbar" aria-label="Decide about the ticked proposals">
      <CountButton initial={initial} verb="Confirm" noun="ticked" name="decision" value="confirm" />
      <button
        type="submit"
        name="decision"
        value="dismiss"
        className={buttonClass({ look: "quiet", dense: true })}
      >
        Dismiss ticked
      </button>
      {full > initial ? (
        <button
          type="submit"
          name="decision"
          value="confirm-full"
          className={buttonClass({ look: "quiet", dense: true, className: "push" })}
        >
          Confirm all {full.toLocaleString("en")} Full
        </button>
      ) : null}
    </div>
  );
}

function chipsOf(slug: string, query: ProposalQuery): readonly Chip[] {
  const chips: Chip[] = [];
  if (query.overlap !== null) {
    chips.push({
      field: "Overlap",
      op: "is",
      value: OVERLAPS[query.overlap].label,
      removeHref: hrefOf(slug, query, { overlap: null }),
    });
  }
  if (query.ref !== "") {
    chips.push({
      field: "Requirement",
      op: "is",
      value: query.ref,
      removeHref: hrefOf(slug, query, { ref: "" }),
    });
  }
  return chips;
}

function OverlapLinks({ slug, query }: { slug: string; query: ProposalQuery }) {
  if (query.overlap !== null) return null;
  return (
    <span className="seg">
      {PROPOSAL_OVERLAPS.map((overlap) => (
        <Link key={overlap} href={hrefOf(slug, query, { overlap }) as Route} scroll={false}>
          {OVERLAPS[overlap].label} only
        </Link>
      ))}
    </span>
  );
}

function Decidable({
  slug,
  rows,
  query: { view },
  full,
  mayDecide,
}: {
  slug: string;
  rows: readonly ProposalRow[];
  query: ProposalQuery;
  full: number;
  mayDecide: boolean;
}) {
  const table = <ProposalTable slug={slug} rows={rows} view={view} mayDecide={mayDecide} />;
  if (!mayDecide) return table;
  if (view === "dismissed") {
    return (
      <SelectionForm action={restoreProposalsAction.bind(null, slug)} className="block">
        {table}
        <div className="bulk">
          <CountButton initial={0} verb="Restore" noun="ticked" />
        </div>
      </SelectionForm>
    );
  }
  return (
    <SelectionForm action={reviewProposalsAction.bind(null, slug)} className="block" keep>
      {table}
      <Decisions initial={rows.filter((row) => row.ticked).length} full={full} />
    </SelectionForm>
  );
}

function Rows({ workspace: { slug }, query, page, mayDecide }: Props) {
  const dismissed = query.view === "dismissed";
  const all = (dismissed ? page.dismissed : page.rows).filter(
    (row) =>
      (query.overlap === null || OVERLAPS[query.overlap].keeps(row)) &&
      (query.ref === "" || row.ref === query.ref),
  );
  const rows = groupsOf(all, query.view)
    .flatMap((group) => group.rows)
    .slice(0, PROPOSALS_SHOWN);
  const of = dismissed ? page.counts.dismissed : page.counts.all;
  return (
    <>
      <FilterChips
        chips={chipsOf(slug, query)}
        total={`${all.length.toLocaleString("en")} of ${of.toLocaleString("en")}`}
        add={<OverlapLinks slug={slug} query={query} />}
      />
      {rows.length === 0 ? (
        <NoResult
          filters={chipsOf(slug, query).map((chip) => chip.value)}
          clearHref={hrefOf(slug, query, { overlap: null, ref: "" })}
        />
      ) : (
        <Decidable slug={slug} rows={rows} query={query} full={page.counts.full} mayDecide={mayDecide} />
      )}
      {all.length > rows.length ? (
        <p className="i3 sm pt-3">
          The first {rows.length} are shown; the other {(all.length - rows.length).toLocaleString("en")}{" "}
          follow as these are decided.
        </p>
      ) : null}
    </>
  );
}

/** All links that the crosswalk proposes, to confirm or dismiss one by one or in bulk. */
export function ProposalsScreen(props: Props) {
  const { workspace, query, page } = props;
  const { slug, name } = workspace;
  const { counts } = page;
  const tab = (view: ProposalQuery["view"], label: string, count: number) => ({
    href: hrefOf(slug, query, { view, overlap: null, ref: "" }),
    label,
    count,
    current: query.view === view,
  });
  const shownView = query.view === "dismissed" ? counts.dismissed : counts.all;
  return (
    <>
      <PageHeader
        title="Proposed links"
        intro="Computed from rows: evidence for a SOC 2 criterion may serve the ISO requirements paired with it. Full pairs are ticked, Partial pairs are not. The way back, from a control to its criteria, is offered and promises nothing. Confirming links the evidence; it gives no verdict."
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Evidence", href: paths.evidence(slug) },
          { label: "Proposed links" },
        ]}
      />
      <Tabs
        label="Group proposals"
        items={[
          tab("requirement", "By requirement", counts.requirements),
          tab("item", "By evidence", counts.items),
          tab("dismissed", "Dismissed", counts.dismissed),
        ]}
      />
      {shownView === 0 ? (
        <EmptyState
          title={query.view === "dismissed" ? "Nothing is dismissed" : "No proposal is open"}
          primary={{ href: paths.evidence(slug), label: "Open the library" }}
        >
          {query.view === "dismissed"
            ? "Proposals that somebody declines are listed here and can be restored."
            : "Evidence linked to criteria, controls or clauses in scope creates proposals. Import a register or link an item."}
        </EmptyState>
      ) : (
        <Rows {...props} />
      )}
    </>
  );
}
