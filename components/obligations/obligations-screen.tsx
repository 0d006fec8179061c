import type { ReactNode } from "react";
import { EmptyState, NoResult } from "@/components/layout/empty-state";
import { ExportForm } from "@/components/layout/export-form";
import { PageHeader } from "@/components/layout/page-header";
import { ObligationsFilters } from "@/components/obligations/obligations-filters";
import { ObligationsTable } from "@/components/obligations/obligations-table";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { Tabs } from "@/components/ui/tabs";
import type { IsoDate } from "@/lib/core/dates";
import {
  listObligationRows,
  OBLIGATION_TAB_LABEL,
  OBLIGATION_TABS,
  type ObligationRow,
  type ObligationView,
  obligationChips,
  obligationQuery,
  obligationsHref,
  obligationTabCounts,
} from "@/lib/core/obligation";
import { paths, withQuery } from "@/lib/core/paths";

type Props = {
  workspace: { readonly name: string; readonly slug: string };
  all: readonly ObligationRow[];
  view: ObligationView;
  today: IsoDate;
  mayEdit: boolean;
  /** The person's own views of the list. */
  views: ReactNode;
};

const NONE_HERE = {
  live: "No obligation is in use.",
  review: "No review is due within 30 days.",
  open: "Every obligation names the controls that it asks for.",
  archived: "No obligation is archived.",
} as const;

function List({ workspace: { slug }, all, view, today, views }: Props) {
  const { rows, of } = listObligationRows(all, view, today);
  const names = new Map(all.flatMap(({ owner }) => (owner === null ? [] : [[owner.userId, owner.name]])));
  const chips = obligationChips(view, names);
  const clear = obligationsHref(slug, view, { kind: null, owner: null, ref: null, q: "" });
  return (
    <>
      <ObligationsFilters
        slug={slug}
        view={view}
        rows={all}
        chips={chips}
        clearHref={clear}
        total={`${rows.length} of ${of}`}
        end={views}
      />
      {rows.length > 0 ? <ObligationsTable slug={slug} view={view} rows={rows} today={today} /> : null}
      {rows.length === 0 && of === 0 ? <p className="i3 mt-4">{NONE_HERE[view.tab]}</p> : null}
      {rows.length === 0 && of > 0 ? (
        <NoResult filters={chips.map(({ field, value }) => `${field} ${value}`)} clearHref={clear} />
      ) : null}
    </>
  );
}

function Actions({ workspace: { slug }, all, view, mayEdit }: Props) {
  const file = withQuery(paths.export(slug, "obligations.csv"), obligationQuery(view));
  return (
    <>
      {all.length > 0 ? <ExportForm action={file}>Download CSV</ExportForm> : null}
      {mayEdit ? (
        <ButtonLink href={paths.obligationImport(slug)}>
          <Icon name="upload" />
          Import CSV
        </ButtonLink>
      ) : null}
      {mayEdit && all.length > 0 ? (
        <ButtonLink href={paths.newObligation(slug)} look="primary">
          Add obligation
        </ButtonLink>
      ) : null}
    </>
  );
}

/** The register of laws, contracts and customer commitments. */
export function ObligationsScreen(props: Props) {
  const { workspace, all, view, today, mayEdit } = props;
  const { name, slug } = workspace;
  const counts = obligationTabCounts(all, today);
  return (
    <>
      <PageHeader
        title="Obligations"
        intro="Laws, regulations, contracts and promises to customers, with the controls that they ask for."
        crumbs={[{ label: name, href: paths.home(slug) }, { label: "Obligations" }]}
        actions={<Actions {...props} />}
      />
      {all.length === 0 ? (
        <EmptyState
          title="No obligations"
          primary={mayEdit ? { href: paths.newObligation(slug), label: "Add obligation" } : undefined}
        >
          An obligation names the controls that it asks for, and stands on their rows of the Statement of
          Applicability as a reason. Data protection law and the security annex of a customer contract are
          good first ones.
        </EmptyState>
      ) : (
        <>
          <Tabs
            label="Obligations"
            items={OBLIGATION_TABS.map((tab) => ({
              href: obligationsHref(slug, view, { tab }),
              label: OBLIGATION_TAB_LABEL[tab],
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
