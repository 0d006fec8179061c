import type { Route } from "next";
import type { ReactNode } from "react";
import { EmptyState, NoResult } from "@/components/layout/empty-state";
import { ExportForm } from "@/components/layout/export-form";
import { PageHeader } from "@/components/layout/page-header";
import { RiskMatrices } from "@/components/risks/matrix";
import { RegisterFilters } from "@/components/risks/register-filters";
import { RegisterTable } from "@/components/risks/register-table";
import { Note } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Menu, MenuLink } from "@/components/ui/menu";
import { Pagination } from "@/components/ui/pagination";
import { Stat } from "@/components/ui/stat";
import { Tabs } from "@/components/ui/tabs";
import type { IsoDate } from "@/lib/core/dates";
import { counted } from "@/lib/core/evidence-words";
import { paths, withQuery } from "@/lib/core/paths";
import type { Person, RiskListRow } from "@/lib/core/risk-dto";
import {
  type ApprovedScales,
  clearRiskHref,
  flagCounts,
  flaggedHref,
  listRiskRows,
  RISK_PAGE,
  type RiskView,
  riskChips,
  riskHref,
  riskQuery,
} from "@/lib/core/risk-list";

type Props = {
  workspace: { readonly name: string; readonly slug: string };
  all: readonly RiskListRow[];
  method: ApprovedScales;
  owners: readonly Person[];
  view: RiskView;
  today: IsoDate;
  rights: { readonly write: boolean; readonly manage: boolean };
  /** The person's own views of the list. */
  views: ReactNode;
};

const riskWord = (n: number) => (n === 1 ? "risk" : "risks");

const COUNTED = [
  ["unassessed", "Not assessed"],
  ["untreated", "Without treatment"],
  ["above", "Above criterion"],
  ["review_due", "Review due"],
] as const;

function Counters({ slug, all }: { slug: string; all: readonly RiskListRow[] }) {
  const counts = flagCounts(all);
  const active = all.filter(({ isArchived }) => !isArchived).length;
  return (
    <div className="kpis">
      <Stat
        title="Assessed"
        n={active - counts.unassessed}
        of={`of ${counted(active, "risk")}`}
        href={flaggedHref(slug, "assessed")}
      />
      {COUNTED.map(([flag, title]) => (
        <Stat
          key={flag}
          title={title}
          n={counts[flag]}
          of={riskWord(counts[flag])}
          href={flaggedHref(slug, flag)}
        >
          {flag === "review_due" && counts.acceptance_expired > 0 ? (
            <Link href={flaggedHref(slug, "acceptance_expired") as Route} className="txt-gap">
              {`${counted(counts.acceptance_expired, "acceptance")} expired`}
            </Link>
          ) : null}
        </Stat>
      ))}
    </div>
  );
}

function List({ workspace: { slug }, all, method, owners, view, today, views }: Props) {
  const names = new Map(owners.map(({ userId, name }) => [userId, name]));
  const { rows, of } = listRiskRows(all, view, method);
  const chips = riskChips(view, names, method);
  const shown = rows.slice(view.from, view.from + RISK_PAGE);
  return (
    <>
      <RegisterFilters
        slug={slug}
        view={view}
        owners={owners}
        rows={all}
        method={method}
        chips={chips}
        total={`${rows.length} of ${of}`}
        end={views}
      />
      {shown.length > 0 ? <RegisterTable slug={slug} view={view} rows={shown} today={today} /> : null}
      {shown.length === 0 && of === 0 ? (
        <p className="i3 mt-4">{view.tab === "archived" ? "No risk is archived." : "No risk is active."}</p>
      ) : null}
      {shown.length === 0 && of > 0 ? (
        <NoResult
          filters={chips.map(({ field, value }) => `${field} ${value}`)}
          clearHref={clearRiskHref(slug, view)}
        />
      ) : null}
      {rows.length > RISK_PAGE ? (
        <Pagination
          label={`${view.from + 1} to ${view.from + shown.length} of ${rows.length}`}
          previousHref={
            view.from > 0 ? riskHref(slug, view, { from: Math.max(0, view.from - RISK_PAGE) }) : undefined
          }
          nextHref={
            view.from + RISK_PAGE < rows.length
              ? riskHref(slug, view, { from: view.from + RISK_PAGE })
              : undefined
          }
        />
      ) : null}
    </>
  );
}

function HeaderActions({ workspace: { slug }, all, view, rights }: Props) {
  const csv = withQuery(paths.export(slug, "risks.csv"), riskQuery({ ...view, from: 0 }));
  return (
    <>
      <Menu label="More" icon="more" iconOnly>
        <MenuLink href={paths.riskMethod(slug)}>Risk method</MenuLink>
        <MenuLink href={paths.riskSnapshots(slug)}>Snapshots</MenuLink>
        {rights.manage ? <MenuLink href={paths.riskImport(slug)}>Import a register</MenuLink> : null}
      </Menu>
      {all.length > 0 ? <ExportForm action={csv}>Download CSV</ExportForm> : null}
      {rights.write ? <ButtonLink href={paths.riskLibrary(slug)}>Library</ButtonLink> : null}
      {rights.write ? (
        <ButtonLink href={paths.newRisk(slug)} look="primary">
          Add risk
        </ButtonLink>
      ) : null}
    </>
  );
}

function MethodNote({ slug }: { slug: string }) {
  return (
    <Note tone="due">
      No risk method is approved, so no risk can be assessed yet.{" "}
      <Link href={paths.riskMethod(slug) as Route}>Open the method</Link>
    </Note>
  );
}

/** The risk register: counters, both matrices, filters and one row per risk. */
export function RiskRegister(props: Props) {
  const { workspace, all, method, view, rights } = props;
  const { slug } = workspace;
  const archived = all.filter(({ isArchived }) => isArchived).length;
  return (
    <>
      <PageHeader
        title="Risks"
        intro="What could happen to confidentiality, integrity and availability, who owns it, and what is done about it."
        crumbs={[{ label: workspace.name, href: paths.home(slug) }, { label: "Risks" }]}
        actions={<HeaderActions {...props} />}
      />
      {method === null ? <MethodNote slug={slug} /> : null}
      {all.length === 0 ? (
        <EmptyState
          title="No risks yet"
          primary={
            rights.write ? { href: paths.riskLibrary(slug), label: "Choose from the library" } : undefined
          }
          sample={rights.write ? { href: paths.newRisk(slug), label: "Add a risk of your own" } : undefined}
        >
          Begin with scenarios of the library, add your own, or import a register. Nothing counts until
          somebody has assessed it on the approved method.
        </EmptyState>
      ) : (
        <>
          <Counters slug={slug} all={all} />
          {method === null ? null : <RiskMatrices slug={slug} view={view} rows={all} method={method} />}
          <Tabs
            label="Risks"
            items={[
              {
                href: riskHref(slug, view, { tab: "active" }),
                label: "Active",
                count: all.length - archived,
                current: view.tab === "active",
              },
              {
                href: riskHref(slug, view, { tab: "archived" }),
                label: "Archived",
                count: archived,
                current: view.tab === "archived",
              },
            ]}
          />
          <List {...props} />
        </>
      )}
    </>
  );
}
