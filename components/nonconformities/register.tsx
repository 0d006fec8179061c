import { EmptyState, NoResult } from "@/components/layout/empty-state";
import { ExportForm } from "@/components/layout/export-form";
import { PageHeader } from "@/components/layout/page-header";
import { AgeFigures } from "@/components/nonconformities/age-figures";
import { RegisterFilters } from "@/components/nonconformities/register-filters";
import { RegisterTable } from "@/components/nonconformities/register-table";
import { ButtonLink } from "@/components/ui/button";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import type { IsoDate } from "@/lib/core/dates";
import type { NcListRow } from "@/lib/core/nonconformity-dto";
import {
  listNc,
  NC_PAGE,
  NC_TAB_LABEL,
  NC_TABS,
  type NcView,
  ncChips,
  ncHref,
  ncQuery,
  ncTabCounts,
} from "@/lib/core/nonconformity-list";
import { paths, withQuery } from "@/lib/core/paths";

type Props = {
  workspace: { readonly name: string; readonly slug: string };
  all: readonly NcListRow[];
  members: readonly { readonly userId: string; readonly name: string }[];
  view: NcView;
  today: IsoDate;
  mayRaise: boolean;
};

function Empty({ slug, mayRaise }: { slug: string; mayRaise: boolean }) {
  return (
    <EmptyState
      title="No nonconformities"
      primary={mayRaise ? { href: paths.newNonconformity(slug), label: "Raise nonconformity" } : undefined}
    >
      A nonconformity records a requirement that was not met, what corrects it and what stops it from coming
      back. Raise one here, or from a control or a piece of evidence, where it is filled in for you.
    </EmptyState>
  );
}

const NONE_HERE = {
  open: "No nonconformity is open.",
  overdue: "Nothing is overdue: no record and no action is past its date.",
  closed: "No record is finished yet.",
  all: "No record yet.",
  opportunities: "No observation or opportunity for improvement is recorded.",
} as const;

function List({ workspace: { slug }, all, members, view, today }: Props) {
  const names = new Map(members.map(({ userId, name }) => [userId, name]));
  const { rows, of } = listNc(all, view, today);
  const chips = ncChips(view, names);
  const shown = rows.slice(view.from, view.from + NC_PAGE);
  const clear = ncHref(slug, view, {
    grade: null,
    state: null,
    source: null,
    owner: null,
    ref: null,
    age: null,
    q: "",
  });
  return (
    <>
      <RegisterFilters
        slug={slug}
        view={view}
        members={members}
        rows={all}
        chips={chips}
        clearHref={clear}
        total={`${rows.length} of ${of}`}
      />
      {shown.length > 0 ? <RegisterTable slug={slug} view={view} rows={shown} today={today} /> : null}
      {shown.length === 0 && of === 0 ? <p className="i3 mt-4">{NONE_HERE[view.tab]}</p> : null}
      {shown.length === 0 && of > 0 ? (
        <NoResult filters={chips.map(({ field, value }) => `${field} ${value}`)} clearHref={clear} />
      ) : null}
      {rows.length > NC_PAGE ? (
        <Pagination
          label={`${view.from + 1} to ${view.from + shown.length} of ${rows.length}`}
          previousHref={
            view.from > 0 ? ncHref(slug, view, { from: Math.max(0, view.from - NC_PAGE) }) : undefined
          }
          nextHref={
            view.from + NC_PAGE < rows.length ? ncHref(slug, view, { from: view.from + NC_PAGE }) : undefined
          }
        />
      ) : null}
    </>
  );
}

/** The register: tabs, ageing, filters and one row per record. */
export function NonconformityRegister(props: Props) {
  const { workspace, all, view, today, mayRaise } = props;
  const { slug } = workspace;
  const counts = ncTabCounts(all, today);
  const exportHref = withQuery(paths.export(slug, "nonconformities.csv"), ncQuery({ ...view, from: 0 }));
  return (
    <>
      <PageHeader
        title="Nonconformities"
        intro="Requirements that were not met: corrected, traced to their cause, and checked before they close."
        crumbs={[{ label: workspace.name, href: paths.home(slug) }, { label: "Nonconformities" }]}
        actions={
          <>
            {all.length > 0 ? <ExportForm action={exportHref}>Download CSV</ExportForm> : null}
            {mayRaise && all.length > 0 ? (
              <ButtonLink href={paths.newNonconformity(slug)} look="primary">
                Raise nonconformity
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {all.length === 0 ? (
        <Empty slug={slug} mayRaise={mayRaise} />
      ) : (
        <>
          <AgeFigures slug={slug} rows={all} today={today} />
          <Tabs
            label="Nonconformities"
            items={NC_TABS.map((tab) => ({
              href: ncHref(slug, view, { tab, state: null, age: null }),
              label: NC_TAB_LABEL[tab],
              count: counts[tab],
              current: view.tab === tab,
            }))}
          />
          <List {...props} />
        </>
      )}
    </>
  );
}
