import type { Route } from "next";
import { MatrixGrid } from "@/components/explorer/matrix-grid";
import { PageHeader } from "@/components/layout/page-header";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import { QueryForm } from "@/components/ui/link";
import { CATEGORY_TITLE } from "@/lib/core/explorer-groups";
import { ANNEX_THEMES, TSC_CATEGORIES } from "@/lib/core/frameworks/types";
import type { MatrixPage, MatrixSideFacts } from "@/lib/core/pair-matrix";
import { paths } from "@/lib/core/paths";
import { THEME_TITLE } from "@/lib/core/readiness";

const THEMES = [
  { value: "", label: "All four themes" },
  ...ANNEX_THEMES.map((theme) => ({ value: theme, label: `${theme} ${THEME_TITLE[theme]}` })),
];

function Filters({ page }: { page: MatrixPage }) {
  const { selection, workspace } = page;
  const criteria = [
    { value: "", label: "Criteria in scope" },
    ...TSC_CATEGORIES.map((category) => ({ value: category, label: CATEGORY_TITLE[category] })),
  ];
  return (
    <QueryForm
      key={JSON.stringify(selection)}
      action={paths.crosswalkMatrix(workspace.slug) as Route}
      className="row wrap my-3 no-print"
      scroll={false}
    >
      <Select
        name="category"
        dense
        className="w-56"
        aria-label="Criteria"
        defaultValue={selection.criteria === "in_scope" ? "" : (selection.criteria ?? "")}
        options={criteria}
      />
      <Select
        name="theme"
        dense
        className="w-48"
        aria-label="Theme"
        defaultValue={selection.theme ?? ""}
        options={THEMES}
      />
      <Button type="submit" dense>
        Show
      </Button>
    </QueryForm>
  );
}

function Key({ page }: { page: MatrixPage }) {
  return (
    <ul className="mx-key sm" aria-label="Key">
      <li>
        <b className="full">F</b>Full
      </li>
      <li>
        <b className="partial">P</b>Partial
      </li>
      {page.theme > 0 ? (
        <li>
          <b className="theme">t</b>theme-level
        </li>
      ) : null}
      <li className="i3">A frame marks what your team decided; x is a pair that it took out.</li>
      <li className="i3">Arrow keys move, Enter opens the pair.</li>
    </ul>
  );
}

function withCount({ ref, title, linked }: MatrixSideFacts) {
  return { ref, title: linked === 0 ? title : `${title} (${linked} linked)` };
}

/** The workspace's crosswalk as a matrix with the team's decisions and evidence, and the same as a list. */
export function CrosswalkMatrixScreen({ page }: { page: MatrixPage }) {
  const { workspace, rows, columns, cells, pairs, decided } = page;
  const { slug, name } = workspace;
  return (
    <>
      <PageHeader
        title="Matrix"
        intro={`${rows.length} criteria by ${columns.length} controls, ${pairs} pairs, ${decided} decided by your team. In brackets: evidence that is linked.`}
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Crosswalk", href: paths.crosswalk(slug) },
          { label: "Matrix" },
        ]}
      />
      <Filters page={page} />
      <Key page={page} />
      <MatrixGrid
        caption="Criteria by Annex A controls"
        rows={rows.map(withCount)}
        columns={columns.map(withCount)}
        cells={cells}
        listsPairs
        links={{
          pair: paths.crosswalkPair(slug, "-row-", "-column-"),
          row: paths.crosswalkRow(slug, "-row-"),
          column: paths.requirement(slug, "-column-"),
        }}
      />
    </>
  );
}
