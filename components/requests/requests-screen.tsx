import { SelectedCount, SelectionForm } from "@/components/evidence/selection";
import { EmptyState, NoResult } from "@/components/layout/empty-state";
import { ExportForm } from "@/components/layout/export-form";
import { PageHeader } from "@/components/layout/page-header";
import { RequestsFilters } from "@/components/requests/requests-filters";
import { RequestsTable } from "@/components/requests/requests-table";
import { ButtonLink } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { paths, withQuery } from "@/lib/core/paths";
import type { RequestListRow } from "@/lib/core/request-dto";
import {
  listRequestRows,
  REQUEST_PAGE,
  REQUEST_TAB_LABEL,
  REQUEST_TABS,
  type RequestReader,
  type RequestView,
  requestChips,
  requestQuery,
  requestsHref,
  requestTabCounts,
} from "@/lib/core/request-list";
import { remindRequestsAction } from "@/lib/requests/actions";

type Props = {
  workspace: { readonly name: string; readonly slug: string };
  all: readonly RequestListRow[];
  view: RequestView;
  reader: RequestReader;
  mayAsk: boolean;
};

const NONE_HERE = {
  open: "No request is open.",
  mine: "Nobody waits for an answer of yours.",
  overdue: "No answer is overdue.",
  decide: "No answer waits for a decision.",
  done: "No request is finished yet.",
  all: "No request yet.",
} as const;

function Reminder() {
  return (
    <div
      className="bulk sticky top-(--bar) bottom-auto hidden group-has-[tbody_.ck:checked]/list:flex"
      role="toolbar"
      aria-label="Actions for selected requests"
    >
      <SelectedCount />
      <button type="submit" className={buttonClass({ look: "quiet", dense: true })}>
        Remind their owners
      </button>
      <button type="reset" className={buttonClass({ look: "quiet", dense: true, className: "push" })}>
        Clear
      </button>
    </div>
  );
}

function Rows({
  workspace: { slug },
  view,
  reader,
  mayAsk,
  rows,
}: Props & { rows: readonly RequestListRow[] }) {
  const table = (
    <RequestsTable slug={slug} view={view} rows={rows} today={reader.today} selectable={mayAsk} />
  );
  if (!mayAsk) return table;
  return (
    <SelectionForm action={remindRequestsAction.bind(null, slug)} className="block group/list">
      <Reminder />
      {table}
    </SelectionForm>
  );
}

function List(props: Props) {
  const { workspace, all, view, reader } = props;
  const { slug } = workspace;
  const { rows, of } = listRequestRows(all, view, reader);
  const chips = requestChips(view, new Map(all.map(({ owner }) => [owner.userId, owner.name])));
  const shown = rows.slice(view.from, view.from + REQUEST_PAGE);
  const clear = requestsHref(slug, view, { state: null, kind: null, owner: null, ref: null, q: "" });
  return (
    <>
      <RequestsFilters
        slug={slug}
        view={view}
        rows={all}
        chips={chips}
        clearHref={clear}
        total={`${rows.length} of ${of}`}
      />
      {shown.length > 0 ? <Rows {...props} rows={shown} /> : null}
      {shown.length === 0 && of === 0 ? <p className="i3 mt-4">{NONE_HERE[view.tab]}</p> : null}
      {shown.length === 0 && of > 0 ? (
        <NoResult filters={chips.map(({ field, value }) => `${field} ${value}`)} clearHref={clear} />
      ) : null}
      {rows.length > REQUEST_PAGE ? (
        <Pagination
          label={`${view.from + 1} to ${view.from + shown.length} of ${rows.length}`}
          previousHref={
            view.from > 0
              ? requestsHref(slug, view, { from: Math.max(0, view.from - REQUEST_PAGE) })
              : undefined
          }
          nextHref={
            view.from + REQUEST_PAGE < rows.length
              ? requestsHref(slug, view, { from: view.from + REQUEST_PAGE })
              : undefined
          }
        />
      ) : null}
    </>
  );
}

function Actions({
  slug,
  view,
  any,
  mayAsk,
}: {
  slug: string;
  view: RequestView;
  any: boolean;
  mayAsk: boolean;
}) {
  if (!any) return null;
  const exportHref = withQuery(paths.export(slug, "requests.csv"), requestQuery({ ...view, from: 0 }));
  return (
    <>
      <ExportForm action={exportHref}>Download CSV</ExportForm>
      {mayAsk ? (
        <ButtonLink href={paths.newRequest(slug)} look="primary">
          Ask for evidence
        </ButtonLink>
      ) : null}
    </>
  );
}

/** The list of requests: tabs, filters, reminders, one row per request. */
export function RequestsScreen(props: Props) {
  const { workspace, all, view, reader, mayAsk } = props;
  const { slug } = workspace;
  const counts = requestTabCounts(all, reader);
  return (
    <>
      <PageHeader
        title="Requests"
        intro="Evidence that was asked of somebody: answered by its owner, decided by somebody else."
        crumbs={[{ label: workspace.name, href: paths.home(slug) }, { label: "Requests" }]}
        actions={<Actions slug={slug} view={view} any={all.length > 0} mayAsk={mayAsk} />}
      />
      {all.length === 0 ? (
        <EmptyState
          title="No requests"
          primary={mayAsk ? { href: paths.newRequest(slug), label: "Ask for evidence" } : undefined}
        >
          A request asks an owner for one piece of evidence by a date. The owner answers on one page, from a
          phone if need be; the answer lands in the library and is decided on here.
        </EmptyState>
      ) : (
        <>
          <Tabs
            label="Requests"
            items={REQUEST_TABS.map((tab) => ({
              href: requestsHref(slug, view, { tab, state: null }),
              label: REQUEST_TAB_LABEL[tab],
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
