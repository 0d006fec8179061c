import { refHref } from "@/components/explorer/address";
import { Attribution, ExplorerBar } from "@/components/explorer/explorer-frame";
import { MatrixFilters } from "@/components/explorer/matrix-filters";
import { MatrixGrid } from "@/components/explorer/matrix-grid";
import { MatrixNotes } from "@/components/explorer/matrix-notes";
import { many, scopeWords } from "@/components/explorer/words";
import { PageHeader } from "@/components/layout/page-header";
import { Tabs } from "@/components/ui/tabs";
import {
  type CrosswalkMatrix,
  crosswalkMatrix,
  type MatrixSelection,
  matrixCells,
  matrixQuery,
} from "@/lib/core/crosswalk-matrix";
import { crosswalkInputOf, type ExplorerView, explorerQuery } from "@/lib/core/explorer-view";
import { paths, withQuery } from "@/lib/core/paths";

/** The matrix with this view and these rows and columns. */
export function matrixHref(view: ExplorerView, selection: MatrixSelection): string {
  return withQuery(paths.explorerMatrix(), { ...explorerQuery(view), ...matrixQuery(selection) });
}

function Directions({ view, selection }: { view: ExplorerView; selection: MatrixSelection }) {
  return (
    <Tabs
      label="Direction"
      items={(["iso", "soc2"] as const).map((direction) => ({
        href: matrixHref({ ...view, direction }, selection),
        label: direction === "iso" ? "SOC 2 to ISO/IEC 27001" : "ISO/IEC 27001 to SOC 2",
        current: view.direction === direction,
      }))}
    />
  );
}

function Key({ wildcard }: { wildcard: boolean }) {
  return (
    <ul className="mx-key sm" aria-label="Key">
      <li>
        <b className="full">F</b>Full
      </li>
      <li>
        <b className="partial">P</b>Partial
      </li>
      {wildcard ? (
        <li>
          <b className="theme">t</b>theme-level: the row names all of A.8, no control
        </li>
      ) : null}
      <li className="i3">Empty: the source names no pair, which says nothing about the controls.</li>
      <li className="i3">Arrow keys move, Home and End go to the ends, Enter opens the control.</li>
    </ul>
  );
}

function Counts({ matrix }: { matrix: CrosswalkMatrix }) {
  const { full, partial, theme } = matrix.counts;
  const parts = [
    `${many(matrix.criteria.length, "criterion", "criteria")} by ${many(matrix.controls.length, "control")}`,
    `${many(full + partial, "pair")}: ${full} Full, ${partial} Partial`,
    ...(theme > 0 ? [many(theme, "theme-level cell")] : []),
  ];
  return <p className="num i2 my-3">{parts.join(" · ")}</p>;
}

function Grid({ view, matrix }: { view: ExplorerView; matrix: CrosswalkMatrix }) {
  const side = ({ ref, title }: { ref: string; title: string }) => ({ ref, title });
  const toIso = view.direction === "iso";
  const [rows, columns] = toIso ? [matrix.criteria, matrix.controls] : [matrix.controls, matrix.criteria];
  const valueAt = (row: string, column: string) =>
    toIso ? matrix.valueAt(row, column) : matrix.valueAt(column, row);
  const [row, column] = [refHref("-row-", view), refHref("-column-", view)];
  return (
    <MatrixGrid
      caption={toIso ? "Criteria by Annex A controls" : "Annex A controls by criteria"}
      rows={rows.map(side)}
      columns={columns.map(side)}
      cells={matrixCells(rows, columns, valueAt)}
      links={{ pair: toIso ? column : row, row, column }}
    />
  );
}

/** All pairs at a glance: rows are what one comes from, columns what one goes to, with the same pairs as a list. */
export function MatrixScreen({
  view,
  selection,
  address,
}: {
  view: ExplorerView;
  selection: MatrixSelection;
  address: string;
}) {
  const matrix = crosswalkMatrix(crosswalkInputOf(view), selection);
  return (
    <>
      <ExplorerBar view={view} current="matrix" />
      <PageHeader
        title="Matrix of criteria and controls"
        intro={`Which control each SOC 2 criterion is paired with, as the source names it. ${scopeWords(view.categories)} in scope; what a row says does not depend on the scope.`}
      />
      <Directions view={view} selection={selection} />
      <MatrixFilters view={view} selection={selection} />
      <Counts matrix={matrix} />
      <Key wildcard={view.wildcard} />
      <Grid view={view} matrix={matrix} />
      <MatrixNotes view={view} />
      <Attribution address={address} />
    </>
  );
}
