import type { Route } from "next";
import { Button } from "@/components/ui/button";
import { Checkbox, Select } from "@/components/ui/field";
import { QueryForm } from "@/components/ui/link";
import { criterionInScope } from "@/lib/core/crosswalk";
import type { MatrixSelection } from "@/lib/core/crosswalk-matrix";
import { CATEGORY_TITLE } from "@/lib/core/explorer-groups";
import { crosswalkInputOf, type ExplorerView, explorerQuery } from "@/lib/core/explorer-view";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import { ANNEX_THEMES, TSC_CATEGORIES } from "@/lib/core/frameworks/types";
import { paths } from "@/lib/core/paths";
import { THEME_TITLE } from "@/lib/core/readiness";

const SIZE = new Map(
  TSC_CATEGORIES.map((category) => [category, CRITERIA.filter((one) => one.category === category).length]),
);

function criteriaOptions(view: ExplorerView) {
  const inScope = CRITERIA.filter((one) => criterionInScope(one, crosswalkInputOf(view))).length;
  return [
    { value: "", label: `All ${CRITERIA.length} criteria` },
    { value: "in_scope", label: `In scope (${inScope})` },
    ...TSC_CATEGORIES.map((category) => ({
      value: category,
      label: `${CATEGORY_TITLE[category]} (${SIZE.get(category) ?? 0})`,
    })),
  ];
}

const THEMES = [
  { value: "", label: "All four themes" },
  ...ANNEX_THEMES.map((theme) => ({ value: theme, label: `${theme} ${THEME_TITLE[theme]}` })),
];

/** Which rows and columns are shown; direction and scope stay as they are. */
export function MatrixFilters({ view, selection }: { view: ExplorerView; selection: MatrixSelection }) {
  const { wildcard: _own, ...kept } = explorerQuery(view);
  return (
    <QueryForm
      key={JSON.stringify([view, selection])}
      action={paths.explorerMatrix() as Route}
      className="row wrap mt-3 no-print"
      scroll={false}
    >
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Select
        name="category"
        dense
        className="w-56"
        aria-label="Criteria"
        defaultValue={selection.criteria ?? ""}
        options={criteriaOptions(view)}
      />
      <Select
        name="theme"
        dense
        className="w-48"
        aria-label="Annex A theme"
        defaultValue={selection.theme ?? ""}
        options={THEMES}
      />
      <Checkbox name="wildcard" value="1" label="Theme-level row" defaultChecked={view.wildcard} />
      <Button type="submit" dense>
        Show
      </Button>
    </QueryForm>
  );
}
