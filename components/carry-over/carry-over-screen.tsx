import type { Route } from "next";
import Link from "next/link";
import { carryOverCsvHref, carryOverHref, NO_FILTERS } from "@/components/carry-over/address";
import { CarryOverToolbar } from "@/components/carry-over/carry-over-filters";
import { CarryOverSummary } from "@/components/carry-over/carry-over-summary";
import { CarryOverTable } from "@/components/carry-over/carry-over-table";
import { CrosswalkExportMenu } from "@/components/carry-over/crosswalk-export-menu";
import { NoResult } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { categoryWords } from "@/components/readiness/words";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { Tabs } from "@/components/ui/tabs";
import type { CarryOverPage } from "@/lib/core/carry-over-list";
import { SOURCES } from "@/lib/core/frameworks/sources";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import { paths } from "@/lib/core/paths";

function ScopeNote({ page }: { page: CarryOverPage }) {
  const { slug } = page.workspace;
  return (
    <>
      {`${categoryWords(page.programme.categories)} in scope: ${page.criteria} of ${CRITERIA.length} criteria. A mapping suggests, it never marks work as done. Change the `}
      <Link className="underline" href={paths.settingsScope(slug) as Route} prefetch={false}>
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
  const named = [filters.kind, filters.outcome, filters.group, filters.q].filter(
    (one): one is NonNullable<typeof one> => one !== null && one !== "",
  );
  return (
    <>
      <PageHeader
        title="Crosswalk"
        intro={<ScopeNote page={page} />}
        crumbs={[{ label: name, href: paths.home(slug) }, { label: "Crosswalk" }]}
        actions={
          <>
            <ButtonLink plain href={carryOverCsvHref(slug, filters)}>
              <Icon name="download" />
              Export CSV
            </ButtonLink>
            <CrosswalkExportMenu slug={slug} direction={filters.direction} />
          </>
        }
      />
      <Directions page={page} />
      <CarryOverSummary page={page} />
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
