import type { Route } from "next";
import { carryOverCsvHref, carryOverHref, NO_FILTERS } from "@/components/carry-over/address";
import { CarryOverToolbar } from "@/components/carry-over/carry-over-filters";
import { CarryOverSummary } from "@/components/carry-over/carry-over-summary";
import { CarryOverTable } from "@/components/carry-over/carry-over-table";
import { CrosswalkExportMenu } from "@/components/carry-over/crosswalk-export-menu";
import { NoResult } from "@/components/layout/empty-state";
import { ExportForm } from "@/components/layout/export-form";
import { PageHeader } from "@/components/layout/page-header";
import { categoryWords } from "@/components/readiness/words";
import { Note } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { Tabs } from "@/components/ui/tabs";
import { type CarryOverPage, filterCarryOver } from "@/lib/core/carry-over-list";
import { SOURCES } from "@/lib/core/frameworks/sources";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import { paths, withQuery } from "@/lib/core/paths";

function ScopeNote({ page }: { page: CarryOverPage }) {
  const { slug } = page.workspace;
  return (
    <>
      {`${categoryWords(page.programme.categories)} in scope: ${page.criteria} of ${CRITERIA.length} criteria. A mapping suggests, it never marks work as done. Change the `}
      <Link className="underline" href={paths.settingsScope(slug) as Route}>
        scope
      </Link>
      .
    </>
  );
}

function Directions({ page }: { page: CarryOverPage }) {
  const { slug } = page.workspace;
  const { direction } = page.filters;
  return (
    <Tabs
      label="Direction"
      items={[
        {
          href: carryOverHref(slug, { ...NO_FILTERS, direction: "iso" }),
          label: "SOC 2 to ISO 27001",
          current: direction === "iso",
        },
        {
          href: carryOverHref(slug, { ...NO_FILTERS, direction: "soc2" }),
          label: "ISO 27001 to SOC 2",
          current: direction === "soc2",
        },
      ]}
    />
  );
}

function Views({ page }: { page: CarryOverPage }) {
  const { slug } = page.workspace;
  return (
    <nav className="row wrap gap-x-4 sm my-3" aria-label="Other views">
      <Link href={paths.crosswalkMatrix(slug) as Route}>Matrix</Link>
      <Link href={paths.crosswalkGaps(slug) as Route}>Gaps</Link>
      <Link href={paths.crosswalkDataset(slug) as Route}>{`Edition ${page.edition.version}`}</Link>
    </nav>
  );
}

/** What waits for the team: decisions about nothing, and a newer edition. */
function Waiting({ page }: { page: CarryOverPage }) {
  const { orphaned, edition, workspace } = page;
  if (orphaned === 0 && edition.newer === null) return null;
  const href = paths.crosswalkDataset(workspace.slug) as Route;
  return (
    <div className="stack gap-2 mb-4">
      {orphaned === 0 ? null : (
        <Note tone="due">
          {`${orphaned === 1 ? "One decision points" : `${orphaned} decisions point`} at something that edition ${edition.version} does not have and ${orphaned === 1 ? "counts" : "count"} for nothing. `}
          <Link className="underline" href={href}>
            Decide again
          </Link>
        </Note>
      )}
      {edition.newer === null ? null : (
        <Note tone="review">
          {`Edition ${edition.newer} of the data set is out. Your numbers stay on ${edition.version} until you take it over. `}
          <Link className="underline" href={href}>
            See what would change
          </Link>
        </Note>
      )}
    </div>
  );
}

/** How far the pairs in scope are read, and the way to go on. */
function ReadingLine({ page }: { page: CarryOverPage }) {
  const { reading, mayDecide, workspace, decisions, filters } = page;
  const { slug } = workspace;
  const { next } = reading;
  const held = filterCarryOver(page.all, { ...NO_FILTERS, reading: "held" }).length;
  const list = { ...NO_FILTERS, direction: filters.direction };
  return (
    <div className="sm i2 num row wrap gap-x-4 mt-3">
      <Link href={carryOverHref(slug, { ...list, reading: "unread" }) as Route}>
        {`${reading.reviewed} of ${reading.of} pairs reviewed`}
      </Link>
      {reading.stale === 0 ? null : (
        <Link href={carryOverHref(slug, { ...list, reading: "stale" }) as Route}>
          {`${reading.stale} out of date`}
        </Link>
      )}
      <Link href={carryOverHref(slug, { ...list, mark: "decided" }) as Route}>
        {`${decisions} decided by your team`}
      </Link>
      {held === 0 ? null : (
        <Link href={carryOverHref(slug, { ...list, reading: "held" }) as Route}>
          {`${held} with Full and Partial pairs: Supplement by the lower value, until all are reviewed`}
        </Link>
      )}
      {next === null || !mayDecide ? null : (
        <ButtonLink
          dense
          href={withQuery(paths.crosswalkPair(slug, next.criterion, next.ref), { read: "1" })}
        >
          Review the next pair
        </ButtonLink>
      )}
    </div>
  );
}

function SourceNote() {
  const names = SOURCES.map((source) => `${source.title} (${source.by})`).join("; ");
  return (
    <p className="src blk">
      <Icon name="info" />
      <span>{`Pairs and overlap as published in: ${names}. What to add, limits and disputes are our reading.`}</span>
    </p>
  );
}

/** What carries over, both ways, with the rows behind each number. */
export function CarryOverScreen({ page }: { page: CarryOverPage }) {
  const { name, slug } = page.workspace;
  const { filters } = page;
  const named = [
    filters.kind,
    filters.outcome,
    filters.group,
    filters.mark,
    filters.reading,
    filters.q,
  ].filter((one): one is NonNullable<typeof one> => one !== null && one !== "");
  return (
    <>
      <PageHeader
        title="Crosswalk"
        intro={<ScopeNote page={page} />}
        crumbs={[{ label: name, href: paths.home(slug) }, { label: "Crosswalk" }]}
        actions={
          <>
            <ExportForm action={carryOverCsvHref(slug, filters)}>Export CSV</ExportForm>
            <CrosswalkExportMenu slug={slug} direction={filters.direction} />
          </>
        }
      />
      <Waiting page={page} />
      <Directions page={page} />
      <Views page={page} />
      <CarryOverSummary page={page} />
      <ReadingLine page={page} />
      <div className="blk">
        <CarryOverToolbar page={page} />
        {page.rows.length === 0 ? (
          <NoResult
            filters={named}
            clearHref={carryOverHref(slug, { ...NO_FILTERS, direction: filters.direction })}
          />
        ) : (
          <CarryOverTable page={page} />
        )}
      </div>
      <SourceNote />
    </>
  );
}
