import type { Route } from "next";
import type { ReactNode } from "react";
import { LibraryBulk, type LibraryRights } from "@/components/evidence/library-bulk";
import { chipsOf, LibraryFilterBar } from "@/components/evidence/library-filters";
import { LibraryForm } from "@/components/evidence/library-form";
import { ALONE, libraryHref, libraryQuery } from "@/components/evidence/library-href";
import { LibraryTable } from "@/components/evidence/library-table";
import { StatusGuide } from "@/components/evidence/status-guide";
import { EmptyState, NoResult } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { Menu, MenuButton } from "@/components/ui/menu";
import { Pagination } from "@/components/ui/pagination";
import type { StatusLook } from "@/components/ui/tone";
import type { IsoDate } from "@/lib/core/dates";
import { COUNTED_AT_MOST, type EvidencePage } from "@/lib/core/evidence-dto";
import { countText } from "@/lib/core/evidence-words";
import { paths, withQuery } from "@/lib/core/paths";
import { FRESHNESS, FRESHNESS_STATUS, ITEM_STATE } from "@/lib/core/statuses";
import type { LibraryFilters } from "@/lib/evidence/input";

type Props = {
  slug: string;
  filters: LibraryFilters;
  page: EvidencePage;
  rights: LibraryRights & { readonly import: boolean };
  today: IsoDate;
  /** The person's own views of the list. */
  views: ReactNode;
};

function FilterCard({
  status,
  n,
  of,
  href,
  active,
}: {
  status: StatusLook;
  n: number;
  of: number;
  href: string;
  active: boolean;
}) {
  return (
    <div>
      <h2>
        <Badge status={status} />
      </h2>
      <Link
        className={active ? "big m underline" : "big m"}
        href={href as Route}
        scroll={false}
        {...(active ? { "aria-current": "true" } : {})}
      >
        <b className={n === 0 ? "i3 font-normal" : undefined}>{countText(n)}</b>
        <span>of {countText(of)}</span>
        <span className="sr">{active ? `, remove filter ${status.label}` : `, show ${status.label}`}</span>
      </Link>
    </div>
  );
}

function FilterCards({ slug, filters, page }: { slug: string; filters: LibraryFilters; page: EvidencePage }) {
  const { counts } = page;
  const freshness = FRESHNESS.map((one) => ({
    status: FRESHNESS_STATUS[one],
    n: counts.freshness[one],
    active: filters.freshness === one,
    href: libraryHref(slug, filters, { ...ALONE, freshness: filters.freshness === one ? null : one }),
  }));
  const states = (["submitted", "returned"] as const).map((one) => ({
    status: one === "submitted" ? { ...ITEM_STATE[one], label: "To review" } : ITEM_STATE[one],
    n: counts.state[one],
    active: filters.state === one,
    href: libraryHref(slug, filters, { ...ALONE, state: filters.state === one ? null : one }),
  }));
  return (
    <section className="kpis lg:grid-cols-6" aria-label="Filters by freshness and state">
      {[...freshness, ...states].map((card) => (
        <FilterCard key={card.status.label} of={counts.live} {...card} />
      ))}
    </section>
  );
}

/** What the lists leave out, one step away, and what the words in them mean. */
function Below({ slug, filters, page }: { slug: string; filters: LibraryFilters; page: EvidencePage }) {
  const { archived } = page.counts;
  return (
    <div className="row wrap blk gap-x-4">
      <StatusGuide />
      {archived === 0 || filters.archived !== null ? null : (
        <Link href={libraryHref(slug, filters, { ...ALONE, archived: "only" }) as Route}>
          Show {archived === 1 ? "1 archived item" : `${countText(archived)} archived items`}
        </Link>
      )}
    </div>
  );
}

/** Files are made by a POST, because taking one is noted in the activity log. */
function ExportMenu({ slug, filters }: { slug: string; filters: LibraryFilters }) {
  const form = (name: string, label: string) => (
    <form method="post" action={withQuery(paths.export(slug, name), libraryQuery(filters))}>
      <MenuButton type="submit">{label}</MenuButton>
    </form>
  );
  return (
    <Menu label="Export list" icon="download">
      {form("evidence.xlsx", "Excel workbook (XLSX)")}
      {form("evidence.csv", "CSV")}
    </Menu>
  );
}

function Actions({
  slug,
  rights,
  filters,
}: {
  slug: string;
  rights: Props["rights"];
  filters: LibraryFilters;
}) {
  return (
    <>
      <ExportMenu slug={slug} filters={filters} />
      {rights.import ? (
        <ButtonLink href={paths.evidenceImport(slug)}>
          <Icon name="upload" />
          Import a register
        </ButtonLink>
      ) : null}
      {rights.write ? (
        <ButtonLink href={paths.newEvidence(slug)} look="primary">
          Add evidence
        </ButtonLink>
      ) : null}
    </>
  );
}

function queryText(filters: LibraryFilters): string {
  const given = Object.entries(libraryQuery(filters)).flatMap(([name, value]) =>
    value === null || value === "" ? [] : [[name, value]],
  );
  return new URLSearchParams(given).toString();
}

function Rows({ slug, filters, page, rights, today }: Props) {
  if (page.rows.length === 0) {
    return (
      <NoResult
        filters={chipsOf({ slug, filters, page }).map((chip) => `${chip.field} ${chip.op} ${chip.value}`)}
        clearHref={paths.evidence(slug)}
      />
    );
  }
  const selectable = rights.write || rights.review;
  const table = (
    <LibraryTable slug={slug} filters={filters} rows={page.rows} today={today} selectable={selectable} />
  );
  const last = page.from + page.rows.length - 1;
  const at = (cursor: string | null) =>
    cursor === null ? undefined : libraryHref(slug, filters, { cursor });
  return (
    <>
      {selectable ? (
        <LibraryForm slug={slug}>
          <LibraryBulk
            rights={rights}
            members={page.members}
            archived={filters.archived !== null}
            all={
              page.counts.total > page.rows.length && page.counts.total <= COUNTED_AT_MOST
                ? { total: page.counts.total, query: queryText(filters) }
                : null
            }
          />
          {table}
        </LibraryForm>
      ) : (
        table
      )}
      <Pagination
        label={`${page.from} to ${last} of ${countText(page.counts.total)}`}
        previousHref={at(page.previous)}
        nextHref={at(page.next)}
      />
    </>
  );
}

/** Proposed links that nobody decided yet, as many as the page counted. */
function ProposalsLink({ slug, count, more }: { slug: string; count: number; more: boolean }) {
  if (count === 0 && !more) return null;
  const number = count.toLocaleString("en");
  const some = count === 1 ? "1 proposed link waits" : `${number} proposed links wait`;
  const text = more ? `More than ${number} proposed links wait` : some;
  return (
    <Link href={paths.evidenceProposals(slug) as Route}>
      {count === 0 ? "Look at proposed links" : `${text} for a decision`}
    </Link>
  );
}

/** The evidence library: numbers that filter, one row per item, verbs for the ticked ones. */
export function LibraryScreen(props: Props) {
  const { slug, filters, page, rights } = props;
  const ended = page.counts.state.withdrawn + page.counts.state.superseded;
  const empty = page.counts.live + page.counts.archived + ended === 0;
  return (
    <>
      <PageHeader
        title="Evidence"
        crumbs={[{ label: page.workspaceName, href: paths.home(slug) }, { label: "Evidence" }]}
        actions={empty ? undefined : <Actions slug={slug} rights={rights} filters={filters} />}
        intro={<ProposalsLink slug={slug} {...page.proposals} />}
      />
      {empty ? (
        <EmptyState
          title="No evidence yet"
          primary={
            rights.import ? { href: paths.evidenceImport(slug), label: "Import a register" } : undefined
          }
          sample={rights.write ? { href: paths.newEvidence(slug), label: "Add evidence" } : undefined}
        >
          The register behind your SOC 2 report creates the first rows: one item per line, linked to its
          criteria. Or add items one by one.
        </EmptyState>
      ) : (
        <>
          <FilterCards slug={slug} filters={filters} page={page} />
          <LibraryFilterBar slug={slug} filters={filters} page={page} views={props.views} />
          <Rows {...props} />
          <Below slug={slug} filters={filters} page={page} />
        </>
      )}
    </>
  );
}
