import type { Route } from "next";
import { Button } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/field";
import { FilterChips } from "@/components/ui/filter-chips";
import { QueryForm } from "@/components/ui/link";
import { Menu } from "@/components/ui/menu";
import { paths } from "@/lib/core/paths";
import {
  kindsOf,
  WORK_KIND,
  WORK_PERIOD_LABEL,
  WORK_PERIODS,
  type WorkRow,
  type WorkView,
  workViewHref,
} from "@/lib/core/work";

/** The filters in force as words, for a list that they leave empty. */
export function workFilterWords(view: WorkView): readonly string[] {
  return [
    ...(view.kind === null ? [] : [`Kind ${WORK_KIND[view.kind].label}`]),
    ...(view.period === null ? [] : [`Due ${WORK_PERIOD_LABEL[view.period]}`]),
  ];
}

function FilterForm({ slug, view, all }: { slug: string; view: WorkView; all: readonly WorkRow[] }) {
  const kinds = kindsOf(all).map(({ kind, n }) => ({
    value: kind,
    label: `${WORK_KIND[kind].label} (${n})`,
  }));
  const periods = WORK_PERIODS.map((period) => ({ value: period, label: WORK_PERIOD_LABEL[period] }));
  return (
    <QueryForm
      key={workViewHref(slug, view)}
      action={paths.work(slug) as Route}
      className="stack gap-3 p-3 w-72 whitespace-normal"
      scroll={false}
    >
      {view.tab === "mine" ? null : <input type="hidden" name="tab" value={view.tab} />}
      {view.person === null ? null : <input type="hidden" name="person" value={view.person} />}
      <Field name="kind" label="Kind">
        <Select dense defaultValue={view.kind ?? ""} options={[{ value: "", label: "Any" }, ...kinds]} />
      </Field>
      <Field name="due" label="Due">
        <Select dense defaultValue={view.period ?? ""} options={[{ value: "", label: "Any" }, ...periods]} />
      </Field>
      <div className="row">
        <Button type="submit" look="primary" dense>
          Apply filters
        </Button>
      </div>
    </QueryForm>
  );
}

/** Kind and period of a list of work, and how many rows they leave. */
export function WorkFilters({
  slug,
  view,
  all,
  shown,
}: {
  slug: string;
  view: WorkView;
  all: readonly WorkRow[];
  shown: number;
}) {
  const chips = [
    ...(view.kind === null
      ? []
      : [{ field: "Kind", value: WORK_KIND[view.kind].label, without: { kind: null } as const }]),
    ...(view.period === null
      ? []
      : [{ field: "Due", value: WORK_PERIOD_LABEL[view.period], without: { period: null } as const }]),
  ];
  return (
    <FilterChips
      chips={chips.map(({ field, value, without }) => ({
        field,
        op: "is",
        value,
        removeHref: workViewHref(slug, view, without),
      }))}
      clearHref={workViewHref(slug, view, { kind: null, period: null })}
      total={`${shown} of ${all.length}`}
      add={
        <Menu label="Filter" icon="plus" look="quiet" dense align="start">
          <FilterForm slug={slug} view={view} all={all} />
        </Menu>
      }
    />
  );
}
