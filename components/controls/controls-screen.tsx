import type { ReactNode } from "react";
import { type BoardChoices, type BoardRule, choiceKey } from "@/components/controls/board-choices";
import { BulkForm } from "@/components/controls/bulk-form";
import { ControlsTable, type ListRow } from "@/components/controls/controls-table";
import { FilterMenu, FilterText } from "@/components/controls/filter-menu";
import { ListKeys } from "@/components/controls/list-keys";
import { StatusBoard } from "@/components/controls/status-board";
import { EmptyState, NoResult } from "@/components/layout/empty-state";
import { ExportForm } from "@/components/layout/export-form";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button";
import { DateInput, Field, Select, Textarea } from "@/components/ui/field";
import { FilterChips } from "@/components/ui/filter-chips";
import { Tabs } from "@/components/ui/tabs";
import type { IsoDate } from "@/lib/core/dates";
import { choicesFor, type StatusChoice } from "@/lib/core/evidence";
import { paths } from "@/lib/core/paths";
import {
  type ControlColumn,
  kindPlural,
  type ListView,
  type RowGroup,
  START_VIEW,
  viewHref,
} from "@/lib/core/requirement-list";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import type { ListChip, ListTab } from "@/lib/core/requirement-tabs";
import { EVIDENCE_STATUS, EVIDENCE_STATUSES } from "@/lib/core/statuses";
import { bulkEditAction } from "@/lib/requirements/actions";

type Person = { readonly userId: string; readonly name: string };
type ScreenProps = {
  workspace: { readonly name: string; readonly slug: string };
  view: ListView;
  tabs: readonly ListTab[];
  chips: readonly ListChip[];
  groups: readonly RowGroup[];
  shown: readonly RequirementRow[];
  /** All rows of the kind: the total counts against it. */
  total: number;
  extras: ReadonlyMap<string, Omit<ListRow, "row">>;
  people: readonly Person[];
  today: IsoDate;
  open: string | null;
  may: { readonly record: boolean; readonly assign: boolean; readonly attach: boolean };
  drawer: ReactNode;
  /** Columns of the table, besides those that are always there. */
  columns: readonly ControlColumn[];
  /** The person's own views of the list. */
  views: ReactNode;
};

function ruleOf({ allowed, needs, refusal }: StatusChoice): BoardRule {
  if (refusal !== null && !allowed) return { refusal };
  return needs ?? (allowed ? 1 : 0);
}

/** The choices of every status, with and without current evidence, said once for the whole list. */
function boardChoices(): BoardChoices {
  const combinations = EVIDENCE_STATUSES.flatMap((status) => [
    { status, evidenced: false },
    { status, evidenced: true },
  ]);
  return {
    looks: EVIDENCE_STATUSES.map((status) => {
      const { label, tone, icon } = EVIDENCE_STATUS[status];
      return [status, label, tone, icon];
    }),
    rules: Object.fromEntries(
      combinations.map(({ status, evidenced }) => [
        choiceKey(status, evidenced),
        choicesFor(status, { evidenced }).map(ruleOf),
      ]),
    ),
  };
}

function bulkPanels(people: readonly Person[], mayAssign: boolean) {
  const status = {
    change: "status",
    verb: "Set status",
    fields: (
      <>
        <Field name="to" label="Evidence status">
          <Select
            dense
            defaultValue=""
            options={[
              { value: "", label: "Choose" },
              ...EVIDENCE_STATUSES.map((value) => ({ value, label: EVIDENCE_STATUS[value].label })),
            ]}
          />
        </Field>
        <Field name="reason" label="Reason" optional help="Needed for rows that go back.">
          <Textarea rows={2} />
        </Field>
        <Field name="override" label="Override" optional help="Needed for Ready without accepted evidence.">
          <Textarea rows={2} />
        </Field>
      </>
    ),
  };
  if (!mayAssign) return [status];
  return [
    status,
    {
      change: "owner",
      verb: "Assign",
      fields: (
        <Field name="ownerId" label="Owner">
          <Select
            dense
            defaultValue=""
            options={[
              { value: "", label: "Nobody" },
              ...people.map((person) => ({ value: person.userId, label: person.name })),
            ]}
          />
        </Field>
      ),
    },
    {
      change: "due",
      verb: "Set due date",
      fields: (
        <Field name="dueOn" label="Due" help="Empty removes the date.">
          <DateInput dense />
        </Field>
      ),
    },
  ];
}

function Empty({ slug, view, chips }: { slug: string; view: ListView; chips: readonly ListChip[] }) {
  if (view.kind === "own" && chips.length === 0) {
    return (
      <EmptyState title="No own controls" primary={{ href: paths.soa(slug), label: "Open the SoA" }}>
        Controls of your own beside Annex A are added in the Statement of Applicability and listed here.
      </EmptyState>
    );
  }
  const filters = chips.map((chip) => `${chip.field} ${chip.op} ${chip.value}`);
  return (
    <NoResult filters={filters} clearHref={viewHref(slug, { ...START_VIEW, kind: view.kind ?? "control" })} />
  );
}

/** The first row that is not ready: where recording starts. */
function nextToRecord(
  shown: readonly RequirementRow[],
  extras: ScreenProps["extras"],
): RequirementRow | undefined {
  return shown.find(
    (row) =>
      row.evidenceStatus !== "ready" && row.applicability !== "excluded" && extras.get(row.ref)?.mayRecord,
  );
}

/** The list of controls, clauses or criteria, with the open row beside it. */
export function ControlsScreen(props: ScreenProps) {
  const { workspace, view, chips, shown, extras, people, may, drawer, open } = props;
  const { slug } = workspace;
  const next = may.record ? nextToRecord(shown, extras) : undefined;
  const exportHref = viewHref(slug, view).replace(paths.controls(slug), paths.export(slug, "controls.csv"));
  return (
    <div className="split">
      <div className="list group/list">
        <PageHeader
          title="Controls"
          crumbs={[{ label: workspace.name, href: paths.home(slug) }, { label: "Controls" }]}
          actions={
            <>
              <ExportForm action={exportHref}>Export CSV</ExportForm>
              {next ? (
                <ButtonLink
                  href={viewHref(slug, view, { open: next.ref, do: "record" })}
                  look={open === null ? "primary" : "secondary"}
                >
                  Record status
                </ButtonLink>
              ) : null}
            </>
          }
        />
        <Tabs
          label="Saved views"
          items={props.tabs.map((tab) => ({
            href: viewHref(slug, tab.view),
            label: tab.label,
            count: tab.count,
            current: tab.current,
          }))}
        />
        <FilterChips
          chips={chips.map(({ without, ...chip }) => ({ ...chip, removeHref: viewHref(slug, without) }))}
          total={`${shown.length} of ${props.total}`}
          clearHref={viewHref(slug, { ...START_VIEW, kind: view.kind ?? "control" })}
          add={
            <>
              <FilterMenu slug={slug} view={view} owners={people} />
              <FilterText slug={slug} view={view} />
            </>
          }
          end={props.views}
        />
        {may.record ? (
          <BulkForm
            action={bulkEditAction.bind(null, slug)}
            panels={bulkPanels(people, may.assign)}
            attachHref={may.attach ? paths.attachEvidence(slug) : null}
          />
        ) : null}
        {shown.length === 0 ? (
          <Empty slug={slug} view={view} chips={chips} />
        ) : (
          <StatusBoard slug={slug} choices={boardChoices()}>
            <ControlsTable
              slug={slug}
              view={view}
              groups={props.groups}
              extras={extras}
              today={props.today}
              open={open}
              selectable={may.record}
              columns={props.columns}
              caption={`${kindPlural(view.kind)}, ${shown.length} of ${props.total}`}
            />
          </StatusBoard>
        )}
        <ListKeys />
      </div>
      {drawer}
    </div>
  );
}
