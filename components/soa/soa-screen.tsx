import type { Route } from "next";
import type { ReactNode } from "react";
import { EmptyState, NoResult } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { AddOwnControl, ArchivedControls } from "@/components/soa/own-control";
import type { Owner } from "@/components/soa/soa-bulk";
import { SoaChecksPanel } from "@/components/soa/soa-checks-panel";
import { SoaExportMenu } from "@/components/soa/soa-export-menu";
import { SoaChips, SoaFilter } from "@/components/soa/soa-filter";
import { SoaGrid } from "@/components/soa/soa-grid";
import { type RowThread, SoaRowPanel } from "@/components/soa/soa-row-panel";
import { Suggestions } from "@/components/soa/suggestions";
import { VersionStrip } from "@/components/soa/version-strip";
import { Badge, Token } from "@/components/ui/badge";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { Fraction } from "@/components/ui/stat";
import { Tabs } from "@/components/ui/tabs";
import { paths } from "@/lib/core/paths";
import { soaTotals } from "@/lib/core/soa";
import type { SoaDraft } from "@/lib/core/soa-dto";
import {
  ALL_ROWS,
  gridRow,
  openProposal,
  type SoaColumn,
  type SoaShow,
  type SoaView,
  soaGroups,
  soaHref,
  soaTabs,
  viewRows,
  viewWords,
  waitsForReliance,
} from "@/lib/core/soa-list";
import { acceptDeliveryAction } from "@/lib/soa/actions";

const DRAFT = { label: "Draft", tone: "progress", icon: "half" } as const;

function VersionLine({ slug, draft }: { slug: string; draft: SoaDraft }) {
  const totals = soaTotals(draft.rows);
  const lines: readonly [string, { count: number; of: number }, SoaShow][] = [
    ["Included", totals.included, "included"],
    ["Decided and justified", totals.decidedAndJustified, "justified"],
    ["Implemented", totals.implemented, "implemented"],
  ];
  return (
    <div className="ver">
      <Badge status={DRAFT} tinted />
      <dl className="sm">
        {lines.map(([label, count, show]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Fraction n={count.count} of={count.of} href={soaHref(slug, { ...ALL_ROWS, show })} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Controls that a provider may deliver once its document is on record. */
function Waiting({ slug, draft }: { slug: string; draft: SoaDraft }) {
  const refs = draft.rows.filter((row) => waitsForReliance(row, draft.hosting)).map((row) => row.ref);
  if (refs.length === 0) return null;
  return (
    <p className="sm i2 mt-2">
      {`${refs.join(", ")} can be inherited once a reliance statement names ${refs.length === 1 ? "it" : "them"}. `}
      <Link href={paths.suppliers(slug) as Route}>Open suppliers</Link>
    </p>
  );
}

/** Delivery that the hosting proposes: nothing is written until somebody accepts. */
function Proposals({ slug, draft }: { slug: string; draft: SoaDraft }) {
  const rows = draft.rows.filter((row) => openProposal(row, draft.hosting) !== null);
  if (rows.length === 0) return null;
  const count = rows.length === 1 ? "1 suggestion" : `${rows.length} suggestions`;
  return (
    <ActionForm action={acceptDeliveryAction.bind(null, slug)} className="row wrap sm mt-3">
      {rows.map((row) => (
        <input
          key={row.ref}
          type="hidden"
          name="rows[]"
          value={`${row.ref}:${row.version}:${row.requirementVersion}`}
        />
      ))}
      <Token>Suggested by your hosting</Token>
      <span className="i2">
        {`A provider delivers all or part of ${rows.map((row) => row.ref).join(", ")}. That covers nothing by itself.`}
      </span>
      <SubmitButton look="secondary" dense className="push">
        {`Accept ${count}`}
      </SubmitButton>
    </ActionForm>
  );
}

function Rows({ slug, view, draft, owners, mayEdit, open, columns }: Omit<SoaScreenProps, "once">) {
  const rows = viewRows(draft, view);
  if (rows.length === 0) {
    if (view.show === "own" && soaTabs(draft, view).every((tab) => tab.show !== "own" || tab.count === 0)) {
      return (
        <EmptyState title="No own controls">
          A control that your risks, laws or contracts need and Annex A does not name gets a row of its own
          here.
        </EmptyState>
      );
    }
    const ownerName = owners.find((owner) => owner.id === view.owner)?.name ?? null;
    return <NoResult filters={viewWords(view, ownerName)} clearHref={soaHref(slug, ALL_ROWS)} />;
  }
  return (
    <SoaGrid
      slug={slug}
      links={{
        risk: paths.risk(slug, ""),
        obligation: paths.obligation(slug, ""),
        supplier: paths.supplier(slug, ""),
      }}
      rows={rows.map((row) => gridRow(row, draft, columns))}
      columns={columns}
      groups={soaGroups(rows)}
      mayEdit={mayEdit}
      owners={owners}
      listHref={soaHref(slug, view)}
      open={open}
    />
  );
}

function Foot({ draft, mayEdit }: { draft: SoaDraft; mayEdit: boolean }) {
  const saved = draft.savedAt === null ? "Nothing edited yet." : `Draft saved ${draft.savedAt}.`;
  const keys = mayEdit
    ? " Arrow keys move between cells, Enter edits, Esc cancels, Ctrl or Cmd with Enter saves."
    : "";
  return <p className="sm i3 mt-3">{saved + keys}</p>;
}

export type SoaScreenProps = {
  slug: string;
  view: SoaView;
  draft: SoaDraft;
  /** Reference of the open row; empty while none is open. */
  open: string;
  owners: readonly Owner[];
  mayEdit: boolean;
  /** Columns of the table, besides those that are always there. */
  columns: readonly SoaColumn[];
  /** The person's own views of the list. */
  views: ReactNode;
  /** Key of the form that adds an own control. */
  once: string;
  /** SOC 2 categories in words. */
  scope?: string;
  /** The boxes of suggestions start ticked. */
  pickAll?: boolean;
  /** Comments on the open row, and who may write one. */
  thread?: RowThread;
};

/** The draft: what blocks it, all rows of the view, and the open row beside them. */
export function SoaScreen(props: SoaScreenProps) {
  const { slug, view, draft, open, owners, mayEdit } = props;
  const row = draft.rows.find((each) => each.ref === open);
  return (
    <div className="split">
      <div className="list">
        <PageHeader
          crumbs={[{ label: draft.organisation, href: paths.home(slug) }, { label: "SoA" }]}
          title="Statement of Applicability"
          intro={`ISO/IEC 27001:2022 with Amd 1:2024. Coming from SOC 2 ${props.scope ?? ""}.`}
          actions={
            <>
              {mayEdit ? <AddOwnControl slug={slug} once={props.once} /> : null}
              <SoaExportMenu slug={slug} mayImport={mayEdit} />
            </>
          }
        />
        <VersionLine slug={slug} draft={draft} />
        <VersionStrip slug={slug} draft={draft} mayEdit={mayEdit} />
        <SoaChecksPanel slug={slug} checks={draft.checks} mayEdit={mayEdit} />
        {mayEdit ? <Proposals slug={slug} draft={draft} /> : null}
        {mayEdit ? <Waiting slug={slug} draft={draft} /> : null}
        <div className="mt-4">
          <Tabs
            label="Row sets"
            items={soaTabs(draft, view).map((tab) => ({
              href: soaHref(slug, { ...view, show: tab.show }),
              label: tab.label,
              count: tab.count,
              current: tab.current,
            }))}
            end={<SoaFilter slug={slug} view={view} owners={owners} />}
          />
        </div>
        <SoaChips
          slug={slug}
          view={view}
          owners={owners}
          shown={viewRows(draft, view).length}
          of={draft.rows.length}
          end={props.views}
        />
        {view.show === "suggested" && mayEdit ? (
          <Suggestions slug={slug} suggestions={draft.suggestions} pickAll={props.pickAll ?? false} />
        ) : null}
        <Rows {...props} />
        <Foot draft={draft} mayEdit={mayEdit} />
        {draft.archived.length > 0 ? (
          <Section
            className="mt-6"
            title="Archived own controls"
            remark="Not in the statement and not in exports."
          >
            <ArchivedControls slug={slug} archived={draft.archived} mayEdit={mayEdit} />
          </Section>
        ) : null}
      </div>
      {row ? (
        <SoaRowPanel
          slug={slug}
          view={view}
          draft={draft}
          row={row}
          shown={viewRows(draft, view)}
          mayEdit={mayEdit}
          owners={owners}
          {...(props.thread === undefined ? {} : { thread: props.thread })}
        />
      ) : null}
    </div>
  );
}
